/**
 * What is wrong in a record that a domain publishes, and the text mended where it is certain what was meant. SPF and DMARC
 * records are written by hand: one that is mistyped, quoted or put in the wrong order is shown as it is, and never called absent.
 */

import type { OctetString } from '../octets.ts';

/** Faults that are kept of one record: a record of 64 KB can hold thousands. */
export const MAX_FAULTS = 32;

/** Octets of a text that is looked into: a record is written by hand, and nobody mistypes one of this length. */
export const MAX_EXAMINED = 8192;

/**
 * record: the whole record counts for nothing. part: this term or tag has no effect, or its default in its place.
 * nothing: no result depends on it.
 */
export type Costs = 'record' | 'part' | 'nothing';

export type RecordFault<Kind extends string = string> = {
  readonly kind: Kind;
  /** What is at fault, as published: a term, a tag, a character. An octet string. */
  readonly text: OctetString;
  /** Where it begins in the record's text. */
  readonly at: number;
  /** What was certainly meant in its place, '' for nothing at all; null where nobody can tell. */
  readonly suggestion: OctetString | null;
  readonly costs: Costs;
};

/** A TXT text that is a record of its kind, or was meant as one. */
export type PublishedRecord<Kind extends string = string> = {
  readonly text: OctetString;
  /** Whether it is a record by the RFC: its version is right. One that is not is passed over by everybody. */
  readonly counts: boolean;
  /** In the order of their places, the first MAX_FAULTS. */
  readonly faults: readonly RecordFault<Kind>[];
  /** The text with each suggestion in its place; null where that would not make it sound, or where nothing costs anything. */
  readonly mended: OctetString | null;
};

/** How one kind of record is told and read. */
export type Reader<Kind extends string> = {
  /** Is the text such a record by the RFC? */
  readonly counts: (text: OctetString) => boolean;
  /** Was a text that is none meant as one? */
  readonly meant: (text: OctetString) => boolean;
  readonly faultsIn: (text: OctetString) => readonly RecordFault<Kind>[];
};

/** Texts of one name that are looked at: more than a few are an attack or a wildcard. */
export const MAX_PUBLISHED = 16;

/** The records of a kind among the texts of one name, and what was meant as one. Of several that count none does. */
export function publishedRecords<Kind extends string>(
  texts: readonly OctetString[],
  reader: Reader<Kind>,
): readonly PublishedRecord<Kind | 'several-records'>[] {
  const records = texts
    .filter((text) => reader.counts(text) || (text.length <= MAX_EXAMINED && reader.meant(text)))
    .slice(0, MAX_PUBLISHED);
  const several = records.filter(reader.counts).length > 1;
  return records.map((text, i) => {
    const published = publishedRecord(text, reader);
    if (!several || !published.counts) return published;
    // One that says the same as another can go.
    const suggestion = records.indexOf(text) < i ? '' : null;
    const fault = { kind: 'several-records', text, at: 0, suggestion, costs: 'record' } as const;
    return { ...published, faults: [fault, ...published.faults].slice(0, MAX_FAULTS), mended: null };
  });
}

/** `faultsIn` is asked again about the mended text: what is offered has no fault left that costs anything. */
function publishedRecord<Kind extends string>(
  text: OctetString,
  { counts, faultsIn }: Reader<Kind>,
): PublishedRecord<Kind> {
  if (text.length > MAX_EXAMINED) return { text, counts: counts(text), faults: [], mended: null };
  const faults = [...faultsIn(text)].sort((a, b) => a.at - b.at);
  return {
    text,
    counts: counts(text),
    faults: faults.slice(0, MAX_FAULTS),
    mended: mendedOf(text, { counts, faultsIn }),
  };
}

/** Some faults show only once others are mended: a term behind "all" in a record that could not be read. */
const MENDINGS = 3;

function mendedOf<Kind extends string>(
  text: OctetString,
  { counts, faultsIn }: Pick<Reader<Kind>, 'counts' | 'faultsIn'>,
): OctetString | null {
  let mended: OctetString | null = null;
  for (let i = 0; i <= MENDINGS; i++) {
    const faults = faultsIn(mended ?? text);
    if (faults.every(({ costs }) => costs === 'nothing')) return mended !== null && counts(mended) ? mended : null;
    mended = mend(
      mended ?? text,
      [...faults].sort((a, b) => a.at - b.at),
    );
    if (mended === null) return null;
  }
  return null;
}

/** Null where a fault that costs something has no suggestion. `faults` in the order of their places. */
function mend(text: OctetString, faults: readonly RecordFault[]): OctetString | null {
  if (faults.some(({ costs, suggestion }) => costs !== 'nothing' && suggestion === null)) return null;
  const parts: string[] = [];
  let at = 0;
  for (const fault of faults) {
    if (fault.suggestion === null || fault.at < at) continue; // one that lies within another goes with it
    parts.push(text.slice(at, fault.at), fault.suggestion);
    at = fault.at + fault.text.length;
  }
  return (parts.join('') + text.slice(at)).split(' ').filter(Boolean).join(' ');
}

/**
 * Quotation marks (of a zone file or a word processor), backslashes, spaces that are none: pasted into a text that has none.
 * UTF-8 as octets: U+2018 to U+201F, U+00AB, U+00BB, U+00A0, U+2000 to U+200D, U+3000, U+FEFF.
 */
const PASTED = /["'`\\]|\xe2\x80[\x80-\x8d\x98-\x9f]|\xc2[\xa0\xab\xbb]|\xe3\x80\x80|\xef\xbb\xbf|[\t\r\n]/g;
const MARKS = /["'`\\\x98-\x9f\xab\xbb]/;

export type Cleaned = {
  /** The text with spaces in place of what was pasted: every other octet keeps its place. */
  readonly text: OctetString;
  readonly faults: readonly Omit<RecordFault<'quoted' | 'blank'>, 'costs'>[];
};

/** The text as it was meant, for a reader that looks for further faults. */
export function cleaned(text: OctetString): Cleaned {
  const faults: Cleaned['faults'][number][] = [];
  const plain = text.replace(PASTED, (found, at: number) => {
    const between = /[^ ;]/.test(text[at - 1] ?? ' ') && /[^ ;]/.test(text[at + found.length] ?? ' ');
    const kind = MARKS.test(found) ? 'quoted' : 'blank';
    const apart = kind === 'blank' && !/^(?:\xe2\x80[\x8b-\x8d]|\xef\xbb\xbf)$/.test(found);
    faults.push({ kind, text: found, at, suggestion: apart || (between && found !== '\\') ? ' ' : '' });
    return ' '.repeat(found.length);
  });
  return { text: plain, faults };
}

/** Longest word that is held against others. */
const MAX_WORD = 24;

/**
 * The one of the words that was meant: at most `most` letters added, left out, changed or exchanged with their neighbour. Null
 * where none is so near, or two are equally near. In lower case.
 */
export function nearest<Word extends string>(written: string, words: readonly Word[], most: number): Word | null {
  if (written.length > MAX_WORD) return null;
  const near = words
    .map((word) => ({ word, away: distance(written.toLowerCase(), word) }))
    .filter(({ away }) => away <= most)
    .sort((a, b) => a.away - b.away);
  const [first, second] = near;
  return first && first.away !== second?.away ? first.word : null;
}

/** Optimal string alignment distance. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const [above, before] = [rows[i - 1] ?? [], rows[i - 2] ?? []];
      const changed = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const exchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const best = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, changed);
      row.push(exchanged ? Math.min(best, (before[j - 2] ?? 0) + 1) : best);
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
