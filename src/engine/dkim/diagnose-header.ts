/** What must be undone so that the header signature fits: fields that were rewritten, tagged, added, folded or encoded otherwise. */

import type { Field } from '../message/message.ts';
import { alternativesOf } from './diagnose-fields.ts';
import type { Change } from './diagnosis.ts';
import type { DkimCheck } from './dkim.ts';
import { headerReader } from './header.ts';
import { tryKeys } from './public-key.ts';
import type { Pause } from './scan.ts';
import { identityDomain, isAlgorithm, signatureOctets } from './signature.ts';

/** Signatures that are computed for one diagnosis, some tenth of a second; and the octets that they sign. */
const MAX_TRIES = 240;
const MAX_OCTETS = 0x80_0000;
/** Fields that are changed at once, as a mailing list does with Subject, From and Reply-To. */
const MAX_TOGETHER = 3;
/** Octets of a value that are shown. */
const MAX_SHOWN = 500;

/** Another value for one field; null: it was not there. */
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
  const identity = identityDomain(i) === d ? 'same' : 'below';
  const octets = signatureOctets(b);
  let computed = 0;
  const fits = async (together: readonly Alternative[]): Promise<boolean> => {
    const signed = headerReader(changed(fields, together)).signed(h, own, c.header);
    computed += signed.length;
    const verdict = await tryKeys(key.name, key.answer, { algorithm, identity }, octets, signed);
    return verdict.signature === 'pass';
  };
  const alternatives = alternativesOf(fields, own, signature);
  let tries = 0;
  for (const together of combinations(alternatives)) {
    if (++tries > MAX_TRIES || computed > MAX_OCTETS) break;
    if (await fits(together)) return together.map(changeOf);
    await pause?.();
  }
  return [];
}

function changed(fields: readonly Field[], together: readonly Alternative[]): readonly Field[] {
  return fields.flatMap((field) => {
    const other = together.find((one) => one.field === field);
    if (!other) return [field];
    if (other.value === null) return [];
    const raw = field.raw.slice(0, field.raw.length - field.value.length) + other.value;
    return [{ ...field, raw, value: other.value }];
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
