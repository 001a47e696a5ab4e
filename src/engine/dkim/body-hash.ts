/** The hashes of a body that its signatures need, and whether one fits. RFC 6376 §3.7, §6.1.3. */

import type { Digest } from '../digest.ts';
import { encodeBase64 } from '../octets.ts';
import { canonicalBody } from './body.ts';
import type { BodyHash, BodyHashKind, Canonicalization, DkimSignature } from './dkim.ts';
import { bodyHashOf } from './signature.ts';

/** Different hashes of one body that are computed. More needs signatures with as many different l=. */
export const MAX_HASHES = 32;

const sameKind = (one: BodyHashKind, other: BodyHashKind) =>
  one.canonicalization === other.canonicalization && one.algorithm === other.algorithm && one.length === other.length;

/** One hash per kind, however often it is asked for; the first MAX_HASHES kinds. */
export async function bodyHashes(
  body: Uint8Array<ArrayBuffer>,
  kinds: readonly BodyHashKind[],
): Promise<readonly BodyHash[]> {
  const distinct = kinds
    .filter((kind, at) => kinds.findIndex((other) => sameKind(kind, other)) === at)
    .slice(0, MAX_HASHES);
  const hashes: BodyHash[] = [];
  // One canonicalization after the other: only one copy of the body is held at a time.
  for (const canonicalization of ['simple', 'relaxed'] as const) {
    const asked = distinct.filter((kind) => kind.canonicalization === canonicalization);
    if (asked.length > 0) hashes.push(...(await hashesOf(body, canonicalization, asked)));
  }
  return hashes;
}

async function hashesOf(
  body: Uint8Array<ArrayBuffer>,
  canonicalization: Canonicalization,
  kinds: readonly BodyHashKind[],
): Promise<readonly BodyHash[]> {
  const octets = canonicalBody(body, canonicalization);
  const hashes: BodyHash[] = [];
  for (const kind of kinds) {
    const algorithm = kind.algorithm === 'sha1' ? 'SHA-1' : 'SHA-256';
    const counted = kind.length === null ? octets : octets.subarray(0, kind.length);
    const hash = encodeBase64(ownCopy(await crypto.subtle.digest(algorithm, counted)));
    hashes.push({ ...kind, hash, canonicalSize: octets.length });
  }
  return hashes;
}

/** In a content script of Firefox a buffer made by the platform is the page's: parts of it cannot be taken, a copy can. */
function ownCopy(buffer: ArrayBuffer): Uint8Array<ArrayBuffer> {
  const own = new Uint8Array(buffer.byteLength);
  own.set(new Uint8Array(buffer));
  return own;
}

export type BodyVerdict = {
  /** Null: not judged. */
  readonly result: 'pass' | 'fail' | null;
  /** l= signs more than there is. */
  readonly short: boolean;
  /** Octets behind those that l= signs; null without l=. */
  readonly unsignedOctets: number | null;
};

export function judgeBody(signature: DkimSignature, digest: Digest): BodyVerdict {
  const kind = bodyHashOf(signature);
  const found = kind && digest.bodies.find((hash) => sameKind(hash, kind));
  if (!found || digest.fidelity === 'body-cut' || digest.fidelity === 'approximate') {
    return { result: null, short: false, unsignedOctets: null };
  }
  const { l } = signature;
  const short = l !== null && l > found.canonicalSize;
  const unsignedOctets = l === null ? null : Math.max(0, found.canonicalSize - l);
  return { result: found.hash === signature.bh && !short ? 'pass' : 'fail', short, unsignedOctets };
}
