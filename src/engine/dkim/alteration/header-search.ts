/** What must be undone so that the header signature fits: fields that were rewritten, tagged, added, folded or encoded otherwise. */

import type { Field } from '../../message/message.ts';
import { headerReader } from '../canonical-header.ts';
import type { DkimCheck, DkimKey } from '../dkim.ts';
import { candidates, type KeyUse } from '../key-candidates.ts';
import type { Pause } from '../octet-scan.ts';
import { identityDomain, isAlgorithm, signatureOctets } from '../signature.ts';
import { tryKeys } from '../try-keys.ts';
import type { Change } from './alteration.ts';
import { alternativesOf, withValue } from './field-alternatives.ts';

/** Signatures that are computed for one alteration, some tenth of a second; and the octets that they sign. */
const MAX_COMPUTED = 240;
const MAX_OCTETS = 0x80_0000;
/** Of a larger key a signature counts for as many as it takes time. */
const USUAL_BITS = 4096;
/** Fields that are changed at once, as a mailing list does with Subject, From and Reply-To. */
const MAX_TOGETHER = 3;
/** Octets of a value that are shown. */
const MAX_SHOWN = 500;

/** Another value for one field; null: it was not there. A field that is not there now has the index -1. */
export type Alternative = {
  readonly reason: Change['reason'];
  readonly field: Field;
  readonly value: string | null;
};

/** Empty where nothing that was tried fits. */
export async function headerChanges(
  fields: readonly Field[],
  { signature, key, field: index }: DkimCheck,
  pause: Pause | undefined,
): Promise<readonly Change[]> {
  const own = fields.find((field) => field.index === index);
  if (!signature || !key || !own || !isAlgorithm(signature.algorithm)) return [];
  const { algorithm, d, i, h, b, c } = signature;
  const use: KeyUse = { algorithm, identity: identityDomain(i) === d ? 'same' : 'below' };
  const cost = costOf(key, use);
  const octets = signatureOctets(b);
  let hashed = 0;
  const fits = async (together: readonly Alternative[]): Promise<boolean> => {
    const [ownBefore = own] = changed(
      [own],
      together.filter(({ field }) => field === own),
    );
    const signed = headerReader(changed(fields, together)).signed(h, ownBefore, c.header);
    hashed += signed.length;
    const verdict = await tryKeys(key.name, key.answer, use, octets, signed);
    return verdict.signature === 'pass';
  };
  const alternatives = alternativesOf(fields, own, signature);
  let computed = 0;
  for (const together of combinations(alternatives)) {
    computed += cost;
    if (computed > MAX_COMPUTED || hashed > MAX_OCTETS) break;
    if (await fits(together)) return together.map(changeOf);
    await pause?.();
  }
  return [];
}

/** Each key of the name is tried, and the time of one grows with the square of its size. */
function costOf({ name, answer }: DkimKey, use: KeyUse): number {
  return candidates(name, answer, use)
    .filter(({ material }) => material !== null)
    .reduce((sum, { key }) => sum + Math.max(1, ((key.bits ?? 0) / USUAL_BITS) ** 2), 0);
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
