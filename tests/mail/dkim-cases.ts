/** Messages by chance: fields, folding, octets and bodies of every kind, signed or sealed by one of three, then in part changed by one octet. */

import { execFileSync } from 'node:child_process';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { numbers } from './bodies.ts';
import { canonBody, type Message, octetsOf, recordOf, type Signing, seal, sign, type TestKey } from './signer.ts';

export const makers = ['waybill', 'mailauth', 'dkimpy'] as const;
export type Maker = (typeof makers)[number];

export type DkimCase = {
  readonly seed: number;
  readonly maker: Maker;
  readonly kind: 'signatures' | 'chain';
  /** As it was signed, and as it is verified: the same octets, or one changed. */
  readonly whole: Buffer;
  readonly octets: Buffer;
};

type Random = ReturnType<typeof randomOf>;
function randomOf(seed: number) {
  const next = numbers(seed);
  const below = (n: number) => Math.floor(next() * n);
  return {
    below,
    chance: (p: number) => next() < p,
    pick: <T>(from: readonly T[]): T => from[below(from.length)] as T,
  };
}

/** The same in every run, so that a seed makes the same octets. */
const keyOf = (name: string): TestKey => {
  const privateKey = createPrivateKey(readFileSync(join(import.meta.dirname, `../fixtures/dkim/${name}.test-key.pem`)));
  return { privateKey, publicKey: createPublicKey(privateKey) };
};
const keys = { rsa: keyOf('peer-rsa-1024'), ed: keyOf('peer-ed25519') };

/** When all of them are signed, seconds since 1970. */
export const SIGNED_AT = 1_700_000_000;
export const records: Readonly<Record<string, string>> = {
  'rsa._domainkey.example.com': recordOf(keys.rsa),
  'ed._domainkey.example.com': recordOf(keys.ed),
};
const rsaPem = keys.rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const edPem = keys.ed.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const edSeed = keys.ed.privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(-32).toString('base64');

const IN_FIELD = 'a B z 1 = ; : b= \xa0 \xe9 \x0b \x0c'.split(' ').concat([' ', '  ', '\t', ' \t', '\r\n ', '\r\n\t']);
const IN_BODY = ['a', 'bc', ' ', '  ', '\t', '\r\n', '\r\n', ' \r\n', '\r\n\r\n', '\xa0', '\xff', '=20', '\x00', '.'];
const NAMES = ['From', 'To', 'Subject', 'Date', 'Cc', 'X-A', 'MIME-Version'];

const text = (from: Random, letters: readonly string[], most: number) =>
  Array.from({ length: from.below(most) }, () => from.pick(letters)).join('');

function messageOf(from: Random): Message {
  const others = Array.from({ length: 1 + from.below(6) }, () => from.pick(NAMES.slice(1)));
  const fields = ['From', ...others].map((name) => {
    const written = from.pick([name, name.toLowerCase(), name.toUpperCase()]);
    // A line of white space alone would end the header section for some.
    const value = text(from, IN_FIELD, 12).replace(/(?:\r\n[ \t]+)+(?=\r\n|$)/g, '');
    return `${written}:${from.pick(['', ' ', '\t', '  '])}x${value}${from.pick(['', ' '])}`;
  });
  return { fields, body: text(from, IN_BODY, 30) };
}

function signingOf(from: Random, message: Message): Signing {
  const s = from.pick(['rsa', 'rsa', 'ed'] as const);
  const body = from.pick(['simple', 'relaxed'] as const);
  const c = from.pick([`simple/${body}`, `relaxed/${body}`]);
  const size = canonBody(message.body, body).length;
  const tags: Record<string, string | null> = {
    c,
    s,
    h: namesOf(from).join(from.pick([':', ' : ', ':\r\n\t'])),
    ...(from.chance(0.2) ? { l: `${from.below(size + 1)}` } : {}),
    ...(from.chance(0.2) ? { i: from.pick(['@example.com', 'x@a.example.com']) } : {}),
    ...(from.chance(0.2) ? { z: 'From:x=40y|Subject:b=3D' } : {}),
    ...(from.chance(0.2) ? { t: '1500000000' } : {}),
  };
  const between = from.pick(['; ', ';', ';\r\n\t', ' ; ']);
  const write: Signing['write'] = (all) => ` ${all.map(([name, value]) => `${name}=${value}`).join(between)}`;
  return { key: keys[s], tags, write };
}

function namesOf(from: Random): readonly string[] {
  const names = Array.from({ length: 1 + from.below(6) }, () => from.pick(NAMES.filter((name) => name !== 'From')));
  return [...names, 'from'].map((name) => from.pick([name, name.toLowerCase()]));
}

/** One octet of the message becomes another, or goes, or comes. */
function mutated(from: Random, octets: Buffer): Buffer {
  const at = from.below(octets.length);
  const other = Buffer.from(from.pick([' ', '\t', 'x', '=', ';', '\xa0']), 'latin1');
  const drop = from.below(2);
  return Buffer.concat([
    octets.subarray(0, at),
    from.chance(0.7) ? other : Buffer.alloc(0),
    octets.subarray(at + drop),
  ]);
}

/** dkimpy, for many jobs at once. */
export function askDkimpy(jobs: readonly object[]): readonly unknown[] {
  if (jobs.length === 0) return [];
  const output = execFileSync('/usr/bin/python3', [join(import.meta.dirname, '../peers/dkimpy.py')], {
    input: jobs.map((job) => `${JSON.stringify(job)}\n`).join(''),
    maxBuffer: 2 ** 28,
  });
  return output
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}

type SignatureOf = { signingDomain: string; selector: string; privateKey: string; [more: string]: unknown };
const require = createRequire(import.meta.url);
const { dkimSign } = require('mailauth/lib/dkim/sign.js') as {
  dkimSign(
    message: Buffer,
    options: { signatureData: SignatureOf[]; [more: string]: unknown },
  ): Promise<{ signatures: string }>;
};
export const { dkimVerify } = require('mailauth/lib/dkim/verify.js') as {
  dkimVerify(
    message: Buffer,
    options: object,
  ): Promise<{
    results: { status: { result: string; comment?: string }; signingDomain?: string }[];
    arc: unknown;
    headers: unknown;
  }>;
};
export const { arc, createSeal } = require('mailauth/lib/arc/index.js') as {
  arc(chain: unknown, options: object): Promise<{ status: { result: string; comment?: string } } | false>;
  createSeal(message: Buffer, options: object): Promise<{ headers: string[]; errors: { err: Error }[] }>;
};
export const peerResolver = async (name: string) => (records[name] ? [[records[name]]] : []);

async function byMailauth(from: Random, message: Message): Promise<Buffer> {
  let octets: Buffer = octetsOf(message);
  for (let signatures = 1 + from.below(2); signatures > 0; signatures--) {
    const s = from.pick(['rsa', 'ed'] as const);
    const { signatures: made } = await dkimSign(octets, {
      canonicalization: `${from.pick(['simple', 'relaxed'])}/${from.pick(['simple', 'relaxed'])}`,
      algorithm: s === 'ed' ? 'ed25519-sha256' : 'rsa-sha256',
      signTime: new Date(SIGNED_AT * 1000),
      headerList: namesOf(from).map((name) => name.toLowerCase()),
      signatureData: [
        {
          signingDomain: 'example.com',
          selector: s,
          privateKey: s === 'ed' ? edPem : rsaPem,
          ...(from.chance(0.2) ? { maxBodyLength: from.below(20) } : {}),
        },
      ],
    });
    octets = Buffer.concat([Buffer.from(made, 'latin1'), octets]);
  }
  return octets;
}

function byUs(from: Random, given: Message): Buffer {
  let message = given;
  for (let signatures = 1 + from.below(2); signatures > 0; signatures--)
    message = sign(message, signingOf(from, message));
  return octetsOf(message);
}

function dkimpySigns(from: Random, message: Message): object {
  const s = from.pick(['rsa', 'rsa', 'ed'] as const);
  return {
    do: 'sign',
    message: octetsOf(message).toString('latin1'),
    key: s === 'ed' ? edSeed : rsaPem,
    algorithm: s === 'ed' ? 'ed25519-sha256' : 'rsa-sha256',
    selector: s,
    c: [from.pick(['simple', 'relaxed']), from.pick(['simple', 'relaxed'])],
    h: namesOf(from),
    l: from.chance(0.2),
  };
}

async function sealedByMailauth(sets: number, given: Message): Promise<Buffer> {
  let octets: Buffer = octetsOf(given);
  for (let i = 1; i <= sets; i++) {
    const { arc: chain, headers } = await dkimVerify(octets, { resolver: peerResolver });
    const found = await arc(chain, { resolver: peerResolver });
    const made = await createSeal(octets, {
      arc: found,
      headers,
      seal: {
        i,
        cv: i === 1 ? 'none' : 'pass',
        signingDomain: 'example.com',
        selector: 'rsa',
        privateKey: rsaPem,
        signTime: new Date(SIGNED_AT * 1000),
        authResults: 'mx.example.com; spf=pass',
        headerList: ['from', 'to', 'subject'],
      },
    });
    octets = Buffer.concat([Buffer.from(`${made.headers.join('\r\n')}\r\n`, 'latin1'), octets]);
  }
  return octets;
}

function sealedByUs(from: Random, sets: number, given: Message): Buffer {
  let message = given;
  for (let instance = 1; instance <= sets; instance++) {
    const s = from.pick(['rsa', 'ed'] as const);
    const tags = { s, h: 'from:to:subject', c: from.pick(['relaxed/relaxed', 'simple/simple', 'relaxed/simple']) };
    message = seal(message, { key: keys[s], instance, messageTags: tags, sealTags: { s } });
  }
  return octetsOf(message);
}

const CHAINS = 0.15;

/** As many cases as that, from seeds that follow each other. `with` are those who can sign here. */
export async function dkimCases(seed: number, count: number, who: readonly Maker[]): Promise<readonly DkimCase[]> {
  const begun = [];
  for (let nth = 0; nth < count; nth++) {
    const from = randomOf(seed + nth);
    const maker = from.pick(who);
    const kind = from.chance(CHAINS) ? ('chain' as const) : ('signatures' as const);
    const message = messageOf(from);
    const sets = 1 + from.below(from.chance(0.2) ? 10 : 3);
    const job = {
      do: 'seal',
      message: octetsOf(message).toString('latin1'),
      key: rsaPem,
      selector: 'rsa',
      h: ['from', 'to'],
      sets,
    };
    const made: Buffer | object =
      kind === 'chain'
        ? maker === 'waybill'
          ? sealedByUs(from, sets, message)
          : maker === 'mailauth'
            ? await sealedByMailauth(sets, message)
            : job
        : maker === 'waybill'
          ? byUs(from, message)
          : maker === 'mailauth'
            ? await byMailauth(from, message)
            : dkimpySigns(from, message);
    begun.push({ seed: seed + nth, maker, kind, made, from });
  }
  const jobs = begun.flatMap(({ made }) => (made instanceof Buffer ? [] : [made]));
  const answers = [...askDkimpy(jobs)] as { message?: string; error?: string }[];
  return begun.flatMap(({ seed, maker, kind, made, from }) => {
    const answer = made instanceof Buffer ? null : answers.shift();
    // What dkimpy does not sign is no case.
    if (answer?.error !== undefined) return [];
    const whole = made instanceof Buffer ? made : Buffer.from(answer?.message ?? '', 'latin1');
    return [{ seed, maker, kind, whole, octets: from.chance(0.4) ? whole : mutated(from, whole) }];
  });
}
