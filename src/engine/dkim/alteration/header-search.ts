/** What must be undone so that the header signature fits: fields that were rewritten, tagged, added, folded or encoded otherwise. */

import type { Field } from '../../message/message.ts';
import { fromOctetString, type OctetString } from '../../octets.ts';
import { headerReader } from '../canonical-header.ts';
import type { DkimCheck } from '../dkim.ts';
import { base64HashOf } from '../hash.ts';
import { candidates, type KeyUse, type PublicJwk } from '../key-candidates.ts';
import type { Pause } from '../octet-scan.ts';
import { ALGORITHMS, identityDomain, isAlgorithm, signatureOctets } from '../signature.ts';
import { openedBy, verifies } from '../try-keys.ts';
import type { Change } from './alteration.ts';
import { type Alternative, alternativesOf, withValue } from './field-alternatives.ts';

/** Header sections that are hashed for one signature, and the octets that are gone through for them. */
const MAX_HASHES = 2000;
const MAX_OCTETS = 0x80_0000;
/** Where a signature tells no hash: signatures that are computed, some tenth of a second. */
const MAX_COMPUTED = 240;
/** Of a larger key a signature counts for as many as it takes time. */
const USUAL_BITS = 4096;
/** Fields that are changed at once, as a mailing list does with Subject, From and Reply-To. */
const MAX_TOGETHER = 3;
/** Octets of a value that are shown. */
const MAX_SHOWN = 500;

/** Empty where nothing that was tried fits. */
export async function headerChanges(
  fields: readonly Field[],
  check: DkimCheck,
  pause: Pause | undefined,
): Promise<readonly Change[]> {
  const { signature } = check;
  const own = fields.find((field) => field.index === check.field);
  const goal = goalOf(check);
  if (!signature || !own || !goal) return [];
  const { h, c } = signature;
  const named = new Set(h.map((name) => name.toLowerCase()));
  const relevant = fields.filter((field) => named.has(field.key));
  const size = relevant.reduce((sum, { raw }) => sum + raw.length, own.raw.length);
  let [hashes, octets, computed] = [0, 0, 0];
  for (const together of combinations(alternativesOf(fields, own, signature))) {
    const [ownBefore = own] = changed(
      [own],
      together.filter(({ field }) => field === own),
    );
    hashes++;
    octets += size;
    computed += goal.cost;
    if (hashes > MAX_HASHES || octets > MAX_OCTETS || computed > MAX_COMPUTED) break;
    const signed = headerReader(changed(relevant, together)).signed(h, ownBefore, c.header);
    if (await goal.reached(signed)) return together.map(changeOf);
    await pause?.();
  }
  return [];
}

/** When a header section is the one that was signed. */
type Goal = {
  /** Signatures that have to be computed to know it, in those of the usual size. */
  readonly cost: number;
  readonly reached: (signed: OctetString) => Promise<boolean>;
};

/** RSA tells the hash that was signed; Ed25519, and RSA of great size, have to be computed. Null: no key of these has signed it. */
function goalOf({ signature, key }: DkimCheck): Goal | null {
  if (!signature || !key || !isAlgorithm(signature.algorithm)) return null;
  const { algorithm, d, i, b } = signature;
  const octets = signatureOctets(b);
  const use: KeyUse = { algorithm, identity: identityDomain(i) === d ? 'same' : 'below' };
  const hashes = new Set<string>();
  const silent: PublicJwk[] = [];
  let cost = 0;
  for (const { material, key: one } of candidates(key.name, key.answer, use)) {
    const opened = material && openedBy(material, octets);
    if (opened?.by === 'this-key' && opened.hash !== null) hashes.add(opened.hash);
    if (!material || opened) continue;
    silent.push(material);
    cost += Math.max(1, ((one.bits ?? 0) / USUAL_BITS) ** 2);
  }
  if (hashes.size === 0 && silent.length === 0) return null;
  const reached = async (signed: OctetString) => {
    const made = fromOctetString(signed);
    if (hashes.has(await base64HashOf(made, ALGORITHMS[algorithm].hash))) return true;
    for (const material of silent) if (await verifies(algorithm, material, octets, made)) return true;
    return false;
  };
  return { cost, reached };
}

function changed(fields: readonly Field[], together: readonly Alternative[]): readonly Field[] {
  const gone = together.flatMap(({ field }) => (field.index < 0 ? [field] : []));
  return [...fields, ...gone].flatMap((field) => {
    const other = together.find((one) => one.field === field);
    if (!other) return [field];
    if (other.value === null) return [];
    return [withValue(field, other.value)];
  });
}

/** Each alone, then two, then three of different fields. */
function* combinations(alternatives: readonly Alternative[]): Generator<readonly Alternative[]> {
  function* choose(from: number, chosen: readonly Alternative[], size: number): Generator<readonly Alternative[]> {
    if (chosen.length === size) {
      yield chosen;
      return;
    }
    for (let at = from; at < alternatives.length; at++) {
      const one = alternatives[at];
      if (one && chosen.every(({ field }) => field !== one.field)) yield* choose(at + 1, [...chosen, one], size);
    }
  }
  for (let size = 1; size <= MAX_TOGETHER; size++) yield* choose(0, [], size);
}

function changeOf({ reason, field, value }: Alternative): Change {
  return { reason, proved: true, name: field.name, signed: value?.slice(0, MAX_SHOWN) ?? null };
}
