/** Does a signature fit its octets and a key? WebCrypto does the arithmetic. RFC 8017 §8.2.2, RFC 8463 §3. */

import type { DnsAnswer } from '../dns/dns.ts';
import { fromOctetString, type OctetString } from '../octets.ts';
import type { DkimKey } from './dkim.ts';
import { type Candidate, candidates, type KeyFault, type KeyUse, type PublicJwk } from './key-candidates.ts';
import { ALGORITHMS, type Algorithm } from './signature.ts';

export type KeyVerdict = {
  readonly key: DkimKey;
  readonly fault: KeyFault | null;
  /** Null: not judged. It may be judged in spite of a fault. */
  readonly signature: 'pass' | 'fail' | null;
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
  const verdicts: KeyVerdict[] = [];
  for (const candidate of candidates(name, answer, use))
    verdicts.push(await tryKey(candidate, use.algorithm, signature, octets));
  const best = (wanted: (verdict: KeyVerdict) => boolean) => verdicts.find(wanted);
  return (
    best((verdict) => verdict.signature === 'pass' && verdict.fault === null) ??
    best((verdict) => verdict.signature === 'pass') ??
    best((verdict) => verdict.fault === null) ??
    (verdicts[0] as KeyVerdict)
  );
}

async function tryKey(
  { key, fault, material }: Candidate,
  algorithm: Algorithm,
  signature: Uint8Array<ArrayBuffer>,
  signed: Uint8Array<ArrayBuffer>,
): Promise<KeyVerdict> {
  if (!material) return { key, fault, signature: null };
  const fits = await verifies(algorithm, material, signature, signed);
  if (fits === null) return { key, fault: fault ?? 'key-rejected', signature: null };
  return { key, fault, signature: fits ? 'pass' : 'fail' };
}

/** Null where the platform does not take the key. */
async function verifies(
  algorithm: Algorithm,
  material: PublicJwk,
  signature: Uint8Array<ArrayBuffer>,
  signed: Uint8Array<ArrayBuffer>,
): Promise<boolean | null> {
  const { subtle } = crypto;
  const hash = ALGORITHMS[algorithm].hash === 'sha1' ? 'SHA-1' : 'SHA-256';
  try {
    if (algorithm === 'ed25519-sha256') {
      const key = await subtle.importKey('jwk', material, { name: 'Ed25519' }, false, ['verify']);
      // RFC 8463 §3: what is signed is the hash of the octets.
      return await subtle.verify({ name: 'Ed25519' }, key, signature, await subtle.digest(hash, signed));
    }
    const key = await subtle.importKey('jwk', material, { name: 'RSASSA-PKCS1-v1_5', hash }, false, ['verify']);
    return await subtle.verify({ name: 'RSASSA-PKCS1-v1_5' }, key, signature, signed);
  } catch {
    return null;
  }
}
