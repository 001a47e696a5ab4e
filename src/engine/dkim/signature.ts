/**
 * DKIM-Signature field -> DkimSignature, or what keeps it from being read. RFC 6376 §3.5, RFC 8616 §5.
 *
 * Departures, each towards what is found in mail:
 * - s= may hold underscores, which sub-domain (RFC 5321) does not have: names in the DNS do, and services use them.
 * - base64 may lack its padding, as the ABNF of base64string has it (§2.10); RFC 4648 would not.
 * - Octets written =XX in i= may have small letters in them, which hex-octet (§2.11) does not have.
 * - a=, c= and q= are compared without case, as ABNF strings are (RFC 5234 §2.3).
 * - z= is kept and not judged: it is diagnostic (§3.5).
 */

import { isWithin, toAscii } from '../dns/name.ts';
import type { Field } from '../message/message.ts';
import { decodeBase64, decodeHexOctets, encodeBase64, fromOctetString, type OctetString } from '../octets.ts';
import { parseTagList, type Tag, tagsByName, trimFws, withoutFws } from '../syntax/tag-list.ts';
import type { BodyHashKind, Canonicalization, DkimSignature, UnreadableSignature } from './dkim.ts';
import { HASHES } from './hash.ts';

/** DKIM-Signature fields that are judged, from the top. */
export const MAX_SIGNATURES = 20;

export type ParsedSignature =
  | { readonly ok: true; readonly value: DkimSignature }
  | { readonly ok: false; readonly fault: UnreadableSignature };

export type Tags = ReadonlyMap<string, Pick<Tag, 'value'>>;

/** Reads a DKIM-Signature field. */
export function parseSignature(field: Field): ParsedSignature {
  return parse(
    field,
    (tags) => {
      const v = tags.get('v');
      if (!v) return { reason: 'tag-missing', tag: 'v' };
      if (!/^[0-9]+$/.test(v.value)) return { reason: 'tag-invalid', tag: 'v' };
      return v.value === '1' ? null : { reason: 'version-unsupported', tag: 'v' };
    },
    'identity',
  );
}

/** Reads an ARC-Message-Signature: the same, but v= means nothing, and i= is the instance (RFC 8617 §4.1.2). */
export function parseMessageSignature(field: Field): ParsedSignature {
  return parse(field, (tags) => (tags.has('i') ? null : { reason: 'tag-missing', tag: 'i' }), 'instance');
}

type Flaw = Pick<UnreadableSignature, 'reason' | 'tag'>;

function parse(field: Field, version: (tags: Tags) => Flaw | null, meaning: 'identity' | 'instance'): ParsedSignature {
  const list = parseTagList(field.value);
  const tags = list.ok ? tagsByName(list.value) : roughTags(field.value);
  const domain = signingDomain(tags);
  const selector = domain === null ? null : selectorOf(tags, domain);
  const fail = (flaw: Flaw): ParsedSignature => ({
    ok: false,
    fault: { field: field.index, ...flaw, domain, selector },
  });
  if (!list.ok) {
    if (list.fault === 'syntax') return fail({ reason: 'signature-malformed', tag: null });
    return fail({
      reason: 'duplicate-tag',
      tag: /^[A-Za-z][A-Za-z0-9_]*/.exec(field.value.slice(list.at))?.[0] ?? null,
    });
  }

  const flaw = version(tags) ?? missing(tags);
  if (flaw) return fail(flaw);
  const invalid = (tag: string) => fail({ reason: 'tag-invalid', tag });
  const value = (name: string) => tags.get(name)?.value;
  if (domain === null) return invalid('d');
  if (selector === null) return invalid('s');
  const c = canonicalizations(value('c'));
  if (c === null) return fail({ reason: 'canonicalization-unsupported', tag: 'c' });
  if (!queryable(value('q'))) return fail({ reason: 'query-unsupported', tag: 'q' });
  const b = base64(value('b'));
  if (b === null) return invalid('b');
  const bh = base64(value('bh'));
  if (bh === null) return invalid('bh');
  const h = headerNames(value('h'));
  if (h === null) return invalid('h');
  const i = meaning === 'instance' ? `@${domain}` : identity(value('i'), domain);
  if (i === null) return invalid('i');
  const l = decimal(value('l'), 76);
  if (l === 'wrong') return invalid('l');
  const t = decimal(value('t'), 12);
  if (t === 'wrong') return invalid('t');
  const x = decimal(value('x'), 12);
  if (x === 'wrong') return invalid('x');
  const algorithm = (value('a') ?? '').toLowerCase();
  const z = value('z') ?? null;
  return { ok: true, value: { field: field.index, algorithm, b, bh, c, d: domain, i, h, l, s: selector, t, x, z } };
}

/** Of what is no tag-list: d= and s= where they stand by themselves between semicolons, so that it can be said whose it would be. */
function roughTags(text: OctetString): Tags {
  const tags = new Map<string, Pick<Tag, 'value'>>();
  for (const [, name = '', value = ''] of text.matchAll(/(?<=^|;)[ \t\r\n]*([ds])[ \t\r\n]*=([^;]*)/g)) {
    if (!tags.has(name)) tags.set(name, { value: trimFws(value) });
  }
  return tags;
}

/** RFC 6376 §6.1.1: a signature without one of these cannot be processed. */
function missing(tags: Tags): Flaw | null {
  const tag = ['a', 'b', 'bh', 'd', 'h', 's'].find((name) => !tags.has(name));
  return tag ? { reason: 'tag-missing', tag } : null;
}

/** domain-name = sub-domain 1*("." sub-domain): at least two labels, and no final dot. */
export function signingDomain(tags: Tags): string | null {
  const d = tags.get('d')?.value ?? '';
  return !d.includes('.') || d.endsWith('.') ? null : toAscii(d);
}

/** Judged as a part of the name that it makes, since a selector alone may look like no domain ("20230601"). */
export function selectorOf(tags: Tags, domain: string): string | null {
  const suffix = `._domainkey.${domain}`;
  return toAscii((tags.get('s')?.value ?? '') + suffix)?.slice(0, -suffix.length) || null;
}

/** base64string of RFC 6376 §2.10, without its white space, with its padding: in the field it may be short of it, or have none. */
export function base64(text: OctetString | undefined): string | null {
  const dense = withoutFws(text ?? '').replace(/={1,2}$/, '');
  if (!/^[A-Za-z0-9+/]+$/.test(dense)) return null;
  // Only its end can be written in more than one way.
  const end = (dense.length - 1) & ~3;
  const octets = decodeBase64(dense.slice(end).padEnd(4, '='));
  return octets && octets.length > 0 ? dense.slice(0, end) + encodeBase64(octets) : null;
}

/** Absent is null. A number too large to be exact is capped: it is larger than any body, and after any time, all the same. */
export function decimal(text: string | undefined, digits: number): number | null | 'wrong' {
  if (text === undefined) return null;
  return text.length <= digits && /^[0-9]+$/.test(text) ? Math.min(Number(text), Number.MAX_SAFE_INTEGER) : 'wrong';
}

/** hdr-name *( [FWS] ":" [FWS] hdr-name ). */
function headerNames(text: OctetString | undefined): readonly string[] | null {
  const names = (text ?? '').split(':').map(trimFws);
  return names.every((name) => /^[!-9;-~]+$/.test(name)) ? names : null;
}

function canonicalizations(text: string | undefined): DkimSignature['c'] | null {
  const known = (name: string): name is Canonicalization => name === 'simple' || name === 'relaxed';
  // The default is simple/simple; a name alone is that of the header.
  const [header = '', body = 'simple', ...more] = (text ?? 'simple').toLowerCase().split('/');
  return known(header) && known(body) && more.length === 0 ? { header, body } : null;
}

/** i=, whose octets may be written =XX (dkim-quoted-printable). It must have a domain; whether d= allows that is judged later. */
function identity(text: OctetString | undefined, domain: string): string | null {
  if (text === undefined) return `@${domain}`;
  return identityDomain(text) === null ? null : text;
}

/** The domain of i=, A-label form. Null where it has none. */
export function identityDomain(i: OctetString): string | null {
  const plain = decodeHexOctets(withoutFws(i));
  const at = plain.lastIndexOf('@');
  return at < 0 || plain.endsWith('.') ? null : toAscii(plain.slice(at + 1));
}

/** RFC 6376 §3.5, i=: the same as d=, or below it. */
export function identityFits(signature: DkimSignature): boolean {
  return isWithin(identityDomain(signature.i) ?? '', signature.d);
}

/** q=: a list of ways to ask for the key, of which "dns/txt" is the only one there is. */
function queryable(text: OctetString | undefined): boolean {
  return (text ?? 'dns/txt').split(':').some((method) => trimFws(method).toLowerCase() === 'dns/txt');
}

/** How each algorithm hashes, and with what kind of key. RFC 6376 §3.3, RFC 8463 §3. */
export const ALGORITHMS = {
  'rsa-sha1': { key: 'rsa', hash: 'sha1' },
  'rsa-sha256': { key: 'rsa', hash: 'sha256' },
  'ed25519-sha256': { key: 'ed25519', hash: 'sha256' },
} as const;

export type Algorithm = keyof typeof ALGORITHMS;

export function isAlgorithm(name: string): name is Algorithm {
  return Object.hasOwn(ALGORITHMS, name);
}

/** The hash of the body that a signature needs; null where its algorithm is not known. */
export function bodyHashOf(signature: DkimSignature): BodyHashKind | null {
  if (!isAlgorithm(signature.algorithm)) return null;
  const { hash } = ALGORITHMS[signature.algorithm];
  return { canonicalization: signature.c.body, algorithm: hash, length: signature.l };
}

/** bh= has the length that its algorithm gives a hash: else no body could ever have it. */
export function bodyHashFits({ algorithm, bh }: DkimSignature): boolean {
  return isAlgorithm(algorithm) && decodeBase64(bh)?.length === HASHES[ALGORITHMS[algorithm].hash].octets;
}

/** The octets of b=. */
export function signatureOctets(b: string): Uint8Array<ArrayBuffer> {
  return decodeBase64(b) ?? fromOctetString('');
}
