/** Does a signature fit its octets and a key? WebCrypto does the arithmetic. RFC 8017 §8.2.2, RFC 8463 §3. */

import type { DnsAnswer } from '../dns/dns.ts';
import { fromOctetString, type OctetString } from '../octets.ts';
import type { DkimKey } from './dkim.ts';
import { HASHES, hashOf } from './hash.ts';
import { type Candidate, candidates, type KeyFault, type KeyUse, type PublicJwk } from './key-candidates.ts';
import { type Opened, openSignature } from './rsa-opened.ts';
import { ALGORITHMS, type Algorithm } from './signature.ts';

const ED25519_SIGNATURE_OCTETS = 64; // RFC 8032 §5.1.6

export type KeyVerdict = {
  readonly key: DkimKey;
  readonly fault: KeyFault | null;
  /** Null: not judged. It may be judged in spite of a fault. */
  readonly signature: 'pass' | 'fail' | null;
  /** Of one that does not fit: whether it was made with this key. Null: it fits, or that cannot be told. */
  readonly opened: Opened | null;
};

/** Tries each key of the answer, and says which one it was: one that fits, else one that could have, else the first. */
export async function tryKeys(
  name: string,
  answer: DnsAnswer,
  use: KeyUse,
  signature: Uint8Array<ArrayBuffer>,
  signed: OctetString,
): Promise<KeyVerdict> {
  const octets = fromOctetString(signed);
  const [first, ...others] = candidates(name, answer, use);
  const verdicts: [KeyVerdict, ...KeyVerdict[]] = [await tryKey(first, use.algorithm, signature, octets)];
  for (const candidate of others) verdicts.push(await tryKey(candidate, use.algorithm, signature, octets));
  return bestOf(verdicts);
}

/** What is no key record at all comes last: it may be a wildcard's. */
const order: readonly ((verdict: KeyVerdict) => boolean)[] = [
  ({ signature, fault }) => signature === 'pass' && fault === null,
  ({ signature }) => signature === 'pass',
  ({ opened, fault }) => opened?.by === 'this-key' && fault === null,
  ({ fault }) => fault === null,
  ({ key }) => key.type !== null,
];

function bestOf(verdicts: readonly [KeyVerdict, ...KeyVerdict[]]): KeyVerdict {
  for (const wanted of order) {
    const found = verdicts.find(wanted);
    if (found) return found;
  }
  return verdicts[0];
}

async function tryKey(
  { key, fault, material }: Candidate,
  algorithm: Algorithm,
  signature: Uint8Array<ArrayBuffer>,
  signed: Uint8Array<ArrayBuffer>,
): Promise<KeyVerdict> {
  if (!material) return { key, fault, signature: null, opened: null };
  const fits = await verifies(algorithm, material, signature, signed);
  if (fits === null) return { key, fault: fault ?? 'key-rejected', signature: null, opened: null };
  if (fits) return { key, fault, signature: 'pass', opened: null };
  return { key, fault, signature: 'fail', opened: openedBy(material, signature) };
}

/** What a signature that does not fit tells of the key. Null: nothing. */
export function openedBy(material: PublicJwk, signature: Uint8Array): Opened | null {
  if (material.kty === 'RSA') return openSignature(material, signature);
  // RFC 8032 §5.1.7: of the right length it tells nothing more.
  return signature.length === ED25519_SIGNATURE_OCTETS ? null : { by: 'other-key' };
}

/** Null where the platform does not take the key. */
export async function verifies(
  algorithm: Algorithm,
  material: PublicJwk,
  signature: Uint8Array<ArrayBuffer>,
  signed: Uint8Array<ArrayBuffer>,
): Promise<boolean | null> {
  const { subtle } = crypto;
  const { hash } = ALGORITHMS[algorithm];
  try {
    if (algorithm === 'ed25519-sha256') {
      const key = await subtle.importKey('jwk', material, { name: 'Ed25519' }, false, ['verify']);
      // RFC 8463 §3: what is signed is the hash of the octets.
      return await subtle.verify({ name: 'Ed25519' }, key, signature, await hashOf(signed, hash));
    }
    const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: HASHES[hash].platform };
    const key = await subtle.importKey('jwk', material, rsa, false, ['verify']);
    return await subtle.verify({ name: rsa.name }, key, signature, signed);
  } catch {
    return null;
  }
}
