/** The hashes of a body that its signatures need, and whether one fits. RFC 6376 §3.7, §6.1.3. */

import { relaxedAsSimple, relaxedBody, restoredBody, simpleBody } from './canonical-body.ts';
import type { BodyHash, BodyHashKind, DkimSignature, HashedBody } from './dkim.ts';
import { base64HashOf } from './hash.ts';
import { firstChange, inPieces, lineEndingOf, type Pause, type Seen, seeLineEndings } from './octet-scan.ts';
import { bodyHashOf } from './signature.ts';

/** Different hashes of one body that are computed. More needs signatures with as many different l=. */
export const MAX_HASHES = 32;

const sameKind = (one: BodyHashKind, other: BodyHashKind) =>
  one.canonicalization === other.canonicalization && one.algorithm === other.algorithm && one.length === other.length;

/** The first octets of a body show what the rest is like: if nothing changes in them, its hash is begun as it is. */
const SAMPLE = 0x1_0000;

/**
 * One hash per kind, however often it is asked for; the first MAX_HASHES kinds. Where line endings are mixed, one more with them
 * restored. `seen` comes with the line endings of the header section, and goes with those of the whole message.
 *
 * A body that canonicalization leaves as it is, as most are, is not copied, and is hashed while this thread still looks whether
 * that is so; any other is held in one copy at a time.
 */
export async function bodyHashes(
  body: Uint8Array<ArrayBuffer>,
  kinds: readonly BodyHashKind[],
  seen: Seen,
  pause?: Pause,
): Promise<Pick<HashedBody, 'bodies' | 'restored'>> {
  const distinct = kinds
    .filter((kind, at) => kinds.findIndex((other) => sameKind(kind, other)) === at)
    .slice(0, MAX_HASHES);
  // No CRLF so far: whether lone LFs are to be taken for CRLFs is not known before all of it is.
  if (!seen.crlf || distinct.length === 0) await seeAll(body, seen, pause);
  const simple = distinct.filter((kind) => kind.canonicalization === 'simple');
  const relaxed = distinct.filter((kind) => kind.canonicalization === 'relaxed');
  const restored = async () => [
    ...(await hashesRestored(body, simple, pause)),
    ...(await hashesRestored(body, relaxed, pause)),
  ];
  if (lineEndingOf(seen) === 'lf') return { bodies: await restored() };
  const bodies = await hashesAsItIs(body, simple, relaxed, seen, pause);
  return lineEndingOf(seen) === 'mixed' ? { bodies, restored: await restored() } : { bodies };
}

/** `kinds` are of one canonicalization. */
async function hashesRestored(
  body: Uint8Array<ArrayBuffer>,
  kinds: readonly BodyHashKind[],
  pause: Pause | undefined,
): Promise<readonly BodyHash[]> {
  const [first] = kinds;
  return first ? hashesOf(await restoredBody(body, first.canonicalization, pause), kinds, pause) : [];
}

async function seeAll(body: Uint8Array, seen: Seen, pause: Pause | undefined): Promise<void> {
  await inPieces(body.length, pause, (from, to) => seeLineEndings(body, from, to, seen));
}

async function hashesAsItIs(
  body: Uint8Array<ArrayBuffer>,
  simple: readonly BodyHashKind[],
  relaxed: readonly BodyHashKind[],
  seen: Seen,
  pause: Pause | undefined,
): Promise<readonly BodyHash[]> {
  const [first] = [...simple, ...relaxed];
  if (!first) return [];
  const plain = simpleBody(body);
  const ofPlain = hasher(plain);
  const likely = simple.length > 0 || firstChange(body, 0, Math.min(SAMPLE, body.length), { ...seen }) < 0;
  const begun = likely ? ofPlain(first) : null;
  if (relaxed.length === 0) {
    await seeAll(body, seen, pause);
    return hashesOf(plain, simple, pause, ofPlain);
  }
  const change = await changeOf(body, seen, pause);
  const hashes = await hashesOf(plain, simple, pause, ofPlain);
  const made = change < 0 ? relaxedAsSimple(plain) : await relaxedBody(body, change, seen, pause);
  // A hash that was begun in vain holds a copy of its own until it ends.
  await begun;
  return [...hashes, ...(await hashesOf(made, relaxed, pause, made === plain ? ofPlain : hasher(made)))];
}

async function changeOf(body: Uint8Array, seen: Seen, pause: Pause | undefined): Promise<number> {
  let change = -1;
  await inPieces(body.length, pause, (from, to) => {
    change = firstChange(body, from, to, seen);
    return change < 0;
  });
  return change;
}

type Hasher = (kind: BodyHashKind) => Promise<string>;

/** Hashes of one array, base64; each is made once. */
function hasher(octets: Uint8Array<ArrayBuffer>): Hasher {
  const made = new Map<string, Promise<string>>();
  return ({ algorithm, length }) => {
    const name = `${algorithm} ${length}`;
    const known = made.get(name) ?? base64HashOf(length === null ? octets : octets.subarray(0, length), algorithm);
    made.set(name, known);
    return known;
  };
}

/** One after the other: each holds a copy while it is made. */
async function hashesOf(
  octets: Uint8Array<ArrayBuffer>,
  kinds: readonly BodyHashKind[],
  pause: Pause | undefined,
  hash: Hasher = hasher(octets),
): Promise<readonly BodyHash[]> {
  const hashes: BodyHash[] = [];
  for (const kind of kinds) {
    hashes.push({ ...kind, hash: await hash(kind), canonicalSize: octets.length });
    // What follows upon a hash at once still finds its copy there.
    await pause?.();
  }
  return hashes;
}

export type BodyVerdict = {
  /** Null: not judged. */
  readonly result: 'pass' | 'fail' | null;
  /** l= signs more than there is. */
  readonly short: boolean;
  /** Octets behind those that l= signs; null without l=. */
  readonly unsignedOctets: number | null;
  /** The line endings with which it was judged: as they came, or each lone LF as CRLF, with which alone it fits. */
  readonly lineEndings: 'as-came' | 'restored';
};

export function judgeBody(signature: DkimSignature, { bodies, restored, fidelity }: HashedBody): BodyVerdict {
  const complete = fidelity !== 'body-cut' && fidelity !== 'approximate';
  const asItCame = judgeHashes(signature, complete ? bodies : [], 'as-came');
  if (!restored || asItCame.result === 'pass') return asItCame;
  const other = judgeHashes(signature, complete ? restored : [], 'restored');
  return other.result === 'pass' ? other : asItCame;
}

function judgeHashes(
  signature: DkimSignature,
  hashes: readonly BodyHash[],
  lineEndings: BodyVerdict['lineEndings'],
): BodyVerdict {
  const kind = bodyHashOf(signature);
  const found = kind && hashes.find((hash) => sameKind(hash, kind));
  if (!found) return { result: null, short: false, unsignedOctets: null, lineEndings };
  const { l } = signature;
  const short = l !== null && l > found.canonicalSize;
  const unsignedOctets = l === null ? null : Math.max(0, found.canonicalSize - l);
  return { result: found.hash === signature.bh && !short ? 'pass' : 'fail', short, unsignedOctets, lineEndings };
}
