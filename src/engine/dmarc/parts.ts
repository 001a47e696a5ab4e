/** A text that was meant as a DMARC record, parted into what was meant as its tags. RFC 9989 §4.8. */

import type { OctetString } from '../octets.ts';
import { CURRENT, HISTORIC } from './record.ts';

/** Parts that are looked at; a record has ten or so. */
export const MAX_PARTS = 1000;

/** A stretch of the record: [at, at + text.length). */
export type Part = { readonly text: OctetString; readonly at: number };

export const TAG_NAMES: readonly string[] = [...CURRENT, ...HISTORIC];

/** The tags, parted where a separator stands and where another known tag begins. Empty ones are passed over. */
export function partsOf(text: OctetString): readonly Part[] {
  const starts = new Set<number>([0]);
  for (let at = text.indexOf(';'); at >= 0; at = text.indexOf(';', at + 1)) starts.add(at + 1);
  for (const found of text.matchAll(TAG_START)) {
    if (' ,|:'.includes(text[found.index - 1] ?? ';')) starts.add(found.index);
  }
  const places = [...starts].sort((a, b) => a - b).slice(0, MAX_PARTS);
  return places.flatMap((start, i) => {
    const part = trimmed(text, start, places[i + 1] ?? text.length);
    return part.text === '' ? [] : [part];
  });
}

const TAG_START = new RegExp(`\\b(?:${['v', ...TAG_NAMES].join('|')})[ \\t]{0,4}=`, 'gi');

/** Without the separators and the white space at its ends. */
function trimmed(text: OctetString, from: number, to: number): Part {
  const idle = (at: number) => ' \t,;|:'.includes(text[at] ?? '');
  let [start, end] = [from, to];
  while (start < end && idle(start)) start++;
  while (end > start && idle(end - 1)) end--;
  return { text: text.slice(start, end), at: start };
}

export const endOf = ({ text, at }: Part) => at + text.length;

export function halves(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? ['', text.trim()] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

/** Whether the part, or what it goes on from, is an rua or ruf tag. */
export function isReport(parts: readonly Part[], last: number): boolean {
  let at = last;
  while (at > 0 && isAddress(parts[at]?.text ?? '')) at--;
  return /^ru[af][ \t]*=/i.test(parts[at]?.text ?? '');
}

export function isAddress(text: string): boolean {
  return /^(?:mailto:)?[^=\s@]+@[^=\s@]+$/i.test(text);
}
