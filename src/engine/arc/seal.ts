/** ARC-Seal field -> its tags; and the octets that it signs. RFC 8617 §4.1.3, §5.1.1. */

import { canonicalField, withoutSignature } from '../dkim/canonical-header.ts';
import { base64, decimal, selectorOf, signingDomain } from '../dkim/signature.ts';
import type { Field } from '../message/message.ts';
import type { OctetString } from '../octets.ts';
import { parseTagList, tagsByName } from '../syntax/tag-list.ts';

export type Seal = {
  /** a=, lower case. */
  readonly algorithm: string;
  /** b= without white space, base64. */
  readonly b: string;
  readonly cv: 'none' | 'pass' | 'fail';
  /** A-label form, lower case. */
  readonly d: string;
  readonly s: string;
  /** Seconds since 1970. */
  readonly t: number | null;
};

export type ParsedSeal =
  | { readonly ok: true; readonly value: Seal }
  | { readonly ok: false; readonly reason: 'seal-malformed' | 'seal-names-fields' };

export function parseSeal(field: Field): ParsedSeal {
  const malformed = { ok: false, reason: 'seal-malformed' } as const;
  const list = parseTagList(field.value);
  if (!list.ok) return malformed;
  const tags = tagsByName(list.value);
  // RFC 8617 §4.1.3: which fields a seal signs is fixed, and a seal that says otherwise is none.
  if (tags.has('h')) return { ok: false, reason: 'seal-names-fields' };
  const value = (name: string) => tags.get(name)?.value;
  const algorithm = value('a')?.toLowerCase();
  const cv = value('cv')?.toLowerCase();
  const b = base64(value('b'));
  const d = signingDomain(tags);
  const s = d === null ? null : selectorOf(tags, d);
  const t = decimal(value('t'), 12);
  if (!algorithm || b === null || d === null || s === null || t === 'wrong') return malformed;
  if (cv !== 'none' && cv !== 'pass' && cv !== 'fail') return malformed;
  return { ok: true, value: { algorithm, b, cv, d, s, t } };
}

type SealedSet = {
  readonly results: Field;
  readonly messageSignature: { readonly field: Field };
  readonly seal: { readonly field: Field };
};

/**
 * What each seal of a chain signs: all sets up to its own, the oldest first, in each of them results, message signature and
 * seal; its own seal last, without the value of b= and without a CRLF. Always relaxed.
 */
export function sealedOctets(sets: readonly SealedSet[]): readonly OctetString[] {
  let before = '';
  return sets.map(({ results, messageSignature, seal }) => {
    before += `${canonicalField(results, 'relaxed')}\r\n${canonicalField(messageSignature.field, 'relaxed')}\r\n`;
    const sealed = before + canonicalField(withoutSignature(seal.field), 'relaxed');
    before += `${canonicalField(seal.field, 'relaxed')}\r\n`;
    return sealed;
  });
}
