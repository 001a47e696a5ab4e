/**
 * Signs messages for the tests: DKIM-Signature fields and ARC sets, with node:crypto, and with a canonicalization of its own,
 * written for the eye: line by line, as RFC 6376 §3.4 says it.
 */

import { createHash, generateKeyPairSync, type KeyObject, sign as signOctets } from 'node:crypto';
import type { DnsAnswer, DnsFailure, Resolver } from '../../src/engine/dns/dns.ts';

export type TestKey = { readonly privateKey: KeyObject; readonly publicKey: KeyObject };

export const rsaKey = (bits: number): TestKey => generateKeyPairSync('rsa', { modulusLength: bits });
export const ed25519Key = (): TestKey => generateKeyPairSync('ed25519');

export const spki = ({ publicKey }: TestKey) => publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
export const pkcs1 = ({ publicKey }: TestKey) => publicKey.export({ type: 'pkcs1', format: 'der' }).toString('base64');
export const rawEd25519 = ({ publicKey }: TestKey) =>
  publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64');

export const recordOf = (key: TestKey) =>
  key.publicKey.asymmetricKeyType === 'ed25519'
    ? `v=DKIM1; k=ed25519; p=${rawEd25519(key)}`
    : `v=DKIM1; k=rsa; p=${spki(key)}`;

/** Name to its TXT records (one, or several), or to how asking for it fails. What is not there does not exist. */
export function keysAt(names: Readonly<Record<string, string | readonly string[] | { fails: DnsFailure }>>): Resolver {
  return async (question): Promise<DnsAnswer> => {
    const common = { question, server: 'zone', at: 0, took: 0, authentic: false, aliases: [], ttl: 300 };
    const there = names[question.name];
    if (there === undefined) return { ...common, status: 'nxdomain' };
    if (typeof there === 'object' && 'fails' in there) return { ...common, status: 'failed', cause: there.fails };
    const texts = typeof there === 'string' ? [there] : there;
    // In strings of 255 octets, as they lie in the DNS.
    const records = texts.map((text) => ({ type: 'TXT' as const, strings: text.match(/.{1,255}/gs) ?? [''] }));
    return records.length === 0 ? { ...common, status: 'nodata' } : { ...common, status: 'found', records };
  };
}

export type Canon = 'simple' | 'relaxed';

export function relaxedField(field: string): string {
  const colon = field.indexOf(':');
  const value = field
    .slice(colon + 1)
    .replaceAll('\r\n', '')
    .replace(/[ \t]+/g, ' ')
    .replace(/^ | $/g, '');
  return `${field
    .slice(0, colon)
    .replace(/[ \t]+$/, '')
    .toLowerCase()}:${value}`;
}

export function canonBody(body: string, canon: Canon): string {
  let lines = body.split('\r\n');
  // What follows the last CRLF is a line only if there is something of it.
  if (lines.at(-1) === '') lines.pop();
  if (canon === 'relaxed') lines = lines.map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''));
  while (lines.at(-1) === '') lines.pop();
  if (lines.length === 0) return canon === 'simple' ? '\r\n' : '';
  return `${lines.join('\r\n')}\r\n`;
}

const hashName = (algorithm: string) => (algorithm.endsWith('sha1') ? 'sha1' : 'sha256');

export function bodyHash(body: string, canon: Canon, algorithm = 'rsa-sha256', length?: number): string {
  const octets = Buffer.from(canonBody(body, canon), 'latin1').subarray(0, length);
  return createHash(hashName(algorithm)).update(octets).digest('base64');
}

function signature(data: string, algorithm: string, key: TestKey): string {
  const octets = Buffer.from(data, 'latin1');
  if (algorithm.startsWith('ed25519')) {
    return signOctets(null, createHash('sha256').update(octets).digest(), key.privateKey).toString('base64');
  }
  return signOctets(hashName(algorithm), octets, key.privateKey).toString('base64');
}

export type Message = { readonly fields: readonly string[]; readonly body: string };

/** Fields without the CRLF at their end, top first; each may be folded. An octet string. */
export const octetsOf = ({ fields, body }: Message): Buffer<ArrayBuffer> =>
  Buffer.from(`${fields.map((field) => `${field}\r\n`).join('')}\r\n${body}`, 'latin1') as Buffer<ArrayBuffer>;

export type Signing = {
  readonly key: TestKey;
  /** Tag to value; null leaves a default out. Written in the order of `order`, else in that of the defaults. */
  readonly tags?: Readonly<Record<string, string | null>>;
  readonly name?: string;
  /** How a tag list is put together. */
  readonly write?: (tags: readonly (readonly [string, string])[]) => string;
};

const plainly: NonNullable<Signing['write']> = (tags) =>
  ` ${tags.map(([name, value]) => `${name}=${value}`).join('; ')}`;

/** The message with one more signature on top. */
export function sign(message: Message, { key, tags = {}, name = 'DKIM-Signature', write = plainly }: Signing): Message {
  const all: Record<string, string | null> = {
    v: '1',
    a: key.publicKey.asymmetricKeyType === 'ed25519' ? 'ed25519-sha256' : 'rsa-sha256',
    c: 'relaxed/relaxed',
    d: 'example.com',
    s: 's1',
    h: 'from:to:subject:date',
    bh: null,
    ...tags,
    b: '',
  };
  const [header = 'simple', body = 'simple'] = (all['c'] ?? 'simple/simple').split('/') as Canon[];
  const algorithm = all['a'] ?? '';
  const length = all['l'] ? Number(all['l']) : undefined;
  if (tags['bh'] === undefined) all['bh'] = bodyHash(message.body, body, algorithm, length);
  const written = () =>
    `${name}:${write(Object.entries(all).filter((tag): tag is [string, string] => tag[1] !== null))}`;
  const own = written();
  const canon = (field: string) => (header === 'simple' ? field : relaxedField(field));
  const used = new Map<string, number>();
  const picked = (all['h'] ?? '').split(':').flatMap((listed) => {
    const wanted = listed.trim().toLowerCase();
    const same = message.fields.filter((field) => relaxedField(field).startsWith(`${wanted}:`)).reverse();
    const nth = used.get(wanted) ?? 0;
    used.set(wanted, nth + 1);
    return same[nth] === undefined ? [] : [same[nth] as string];
  });
  const data = `${picked.map((field) => `${canon(field)}\r\n`).join('')}${canon(own)}`;
  const b = tags['b'] ?? signature(data, algorithm, key);
  all['b'] = b;
  return { ...message, fields: [written(), ...message.fields] };
}

export type Sealing = {
  readonly key: TestKey;
  readonly instance: number;
  readonly cv?: string;
  readonly results?: string;
  readonly messageTags?: Readonly<Record<string, string | null>>;
  readonly sealTags?: Readonly<Record<string, string | null>>;
};

/** The message with one more ARC set on top (RFC 8617 §5.1). */
export function seal(
  message: Message,
  { key, instance, cv, results, messageTags = {}, sealTags = {} }: Sealing,
): Message {
  const chain = arcFields(message.fields);
  const signed = sign(message, {
    key,
    name: 'ARC-Message-Signature',
    tags: { v: null, i: `${instance}`, ...messageTags },
  });
  const own = signed.fields[0] as string;
  const aar = `ARC-Authentication-Results: i=${instance}; ${results ?? 'mx.example.com; spf=pass smtp.mailfrom=example.com'}`;
  const tags: Record<string, string | null> = {
    i: `${instance}`,
    a: key.publicKey.asymmetricKeyType === 'ed25519' ? 'ed25519-sha256' : 'rsa-sha256',
    cv: cv ?? (instance === 1 ? 'none' : 'pass'),
    d: 'example.com',
    s: 's1',
    t: '1700000000',
    ...sealTags,
    b: '',
  };
  const written = () =>
    `ARC-Seal: ${Object.entries(tags)
      .filter((tag) => tag[1] !== null)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ')}`;
  const before = tags['cv'] === 'fail' ? [] : chain;
  const data = [...before, aar, own].map((field) => `${relaxedField(field)}\r\n`).join('') + relaxedField(written());
  tags['b'] = sealTags['b'] ?? signature(data, tags['a'] ?? '', key);
  return { ...message, fields: [written(), own, aar, ...message.fields] };
}

/** Oldest set first, in each results, message signature, seal: the order in which seals sign. They were put on in that order. */
function arcFields(fields: readonly string[]): readonly string[] {
  return fields.filter((field) => /^ARC-/i.test(field)).reverse();
}
