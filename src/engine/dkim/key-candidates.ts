/** The keys at selector._domainkey.domain, and whether each may be used for a signature. RFC 6376 §3.6, §6.1.2, RFC 8301 §3.2. */

import { type DnsAnswer, type Resolver, txtTexts } from '../dns/dns.ts';
import { encodeBase64Url, type OctetString } from '../octets.ts';
import type { DkimKey, DkimReason } from './dkim.ts';
import { isBareData, meantText, mistakeInData } from './key-mistakes.ts';
import { type KeyRecord, parseRecord } from './key-record.ts';
import { parseRsaKey } from './rsa-public-key.ts';
import { ALGORITHMS, type Algorithm } from './signature.ts';

/** TXT records of one name that are tried. RFC 6376 §3.6.2.2 wants one, and leaves open what more than one means. */
export const MAX_RECORDS = 10;

const MIN_BITS = 1024; // RFC 8301 §3.2
const ED25519_OCTETS = 32; // RFC 8463 §4

export type KeyFault = Extract<DkimReason, `key-${string}` | 'not-asked'>;

/** RFC 7518 §6.3.1 (RSA), RFC 8037 §2 (Ed25519): several times as fast for the platform to take as DER, and checked before. */
export type PublicJwk =
  | { readonly kty: 'RSA'; readonly n: string; readonly e: string }
  | { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string };

/** One record, judged for one signature. */
export type Candidate = {
  readonly key: DkimKey;
  /** Why it must not be used. Null: it may. */
  readonly fault: KeyFault | null;
  /** What WebCrypto takes. Null where there is none; it may be there beside a fault. */
  readonly material: PublicJwk | null;
};

/** What a signature asks of its key. */
export type KeyUse = {
  readonly algorithm: Algorithm;
  /** The domain of i= is the very one of d=, or below it. */
  readonly identity: 'same' | 'below';
};

/** One question a name, whoever asks for it. */
export function keyFinder(resolve: Resolver): (name: string) => Promise<DnsAnswer> {
  const asked = new Map<string, Promise<DnsAnswer>>();
  return (name) => {
    const known = asked.get(name);
    if (known) return known;
    const answer = resolve({ name, type: 'TXT' });
    asked.set(name, answer);
    return answer;
  };
}

/** Every record of an answer, at least one candidate: where there is no record, it says why. */
export function candidates(name: string, answer: DnsAnswer, use: KeyUse): readonly [Candidate, ...Candidate[]] {
  const none = (fault: KeyFault): Candidate => ({ key: keyOf(name, answer, null), fault, material: null });
  if (answer.status === 'failed') return [none(answer.cause === 'budget' ? 'not-asked' : 'key-unavailable')];
  const texts = txtTexts(answer).slice(0, MAX_RECORDS);
  const [first, ...others] = texts.map((text) => candidate(keyOf(name, answer, text), text, use));
  if (!first) return [none(answer.aliases.length > 0 ? 'key-alias-dangling' : 'key-missing')];
  const rest = texts.find(isBareData);
  return rest === undefined
    ? [first, ...others]
    : [splitOf(first, rest, use), ...others.map((one) => splitOf(one, rest, use))];
}

/** A key that was cut in two, and its rest published as a record of its own: read together, and refused all the same. */
function splitOf(cut: Candidate, rest: OctetString, use: KeyUse): Candidate {
  const { key, fault } = cut;
  return fault === 'key-cut' && key.record !== null
    ? { ...candidate(key, key.record + rest, use), key, fault: 'key-split' }
    : cut;
}

function candidate(key: DkimKey, text: OctetString, use: KeyUse): Candidate {
  const parsed = parseRecord(text);
  if (parsed.ok) return judged(key, parsed.value, use);
  // What it would be without its mistake: whether the signature fits is told, and it never passes.
  const meant = parseRecord(meantText(text));
  return { ...(meant.ok ? judged(key, meant.value, use) : { key, material: null }), fault: parsed.reason };
}

function judged(bare: DkimKey, record: KeyRecord, use: KeyUse): Candidate {
  const key = { ...bare, testing: record.flags.includes('y') };
  const { type, data } = record;
  if (type !== 'rsa' && type !== 'ed25519') return { key, fault: 'key-type-unsupported', material: null };
  if (data === null) return { key: { ...key, type }, fault: 'key-revoked', material: null };
  const { bits, material, flaw } = materialOf(type, data);
  const usable = type === ALGORITHMS[use.algorithm].key;
  return {
    key: { ...key, type, bits },
    fault: flaw ?? faultOf(record, use, bits),
    material: usable ? material : null,
  };
}

function keyOf(name: string, answer: DnsAnswer, record: OctetString | null): DkimKey {
  return { name, answer, record, type: null, bits: null, testing: false };
}

type Material = Pick<Candidate, 'material'> & { readonly bits: number | null; readonly flaw: KeyFault | null };

function materialOf(type: 'rsa' | 'ed25519', data: Uint8Array<ArrayBuffer>): Material {
  const broken = () => ({ bits: null, material: null, flaw: mistakeInData(type, data) }) as const;
  if (type === 'ed25519') {
    const material = { kty: 'OKP', crv: 'Ed25519', x: encodeBase64Url(data) } as const;
    return data.length === ED25519_OCTETS ? { bits: null, material, flaw: null } : broken();
  }
  const rsa = parseRsaKey(data);
  if (!rsa) return broken();
  const { bits } = rsa;
  if (rsa.oversize) return { bits, material: null, flaw: 'key-rejected' };
  const material = { kty: 'RSA', n: encodeBase64Url(rsa.modulus), e: encodeBase64Url(rsa.exponent) } as const;
  return { bits, material, flaw: null };
}

/** RFC 6376 §6.1.2, steps 6 and 8, and the rules of §3.6.1 for s= and t=. */
function faultOf(record: KeyRecord, use: KeyUse, bits: number | null): KeyFault | null {
  const { key, hash } = ALGORITHMS[use.algorithm];
  if (record.type !== key) return 'key-type-mismatch';
  if (record.hashes && !record.hashes.includes(hash)) return 'key-hash-excluded';
  if (!record.services.some((service) => service === '*' || service.toLowerCase() === 'email'))
    return 'key-service-excluded';
  if (record.flags.includes('s') && use.identity !== 'same') return 'key-identity-mismatch';
  return bits !== null && bits < MIN_BITS ? 'key-too-small' : null;
}
