/** Ways in which all of a body may have been written otherwise when it was signed: line ends, white space, quoted and broken lines. */

import type { OctetString } from '../../octets.ts';
import type { Canonicalization } from '../dkim.ts';
import type { Change } from './alteration.ts';

export type Rewriting = {
  readonly reason: Change['reason'];
  readonly rewrite: (body: OctetString) => OctetString;
};

const CR = 0x0d;

/** Relaxed hashes take no notice of most white space. The likely ones first. */
export function rewritingsOf(canonicalization: Canonicalization): readonly Rewriting[] {
  return [...lineEnds, ...(canonicalization === 'simple' ? white : []), ...emptyFirstLines, ...quotes];
}

const eachLine =
  (change: (line: OctetString) => OctetString): Rewriting['rewrite'] =>
  (body) =>
    body.split('\r\n').map(change).join('\r\n');

const lineEnds: readonly Rewriting[] = [
  { reason: 'line-endings-changed', rewrite: (body) => body.split('\n').map(withoutLastCrs).join('\r\n') },
  { reason: 'line-endings-changed', rewrite: (body) => body.replace(/\r\n|\r|\n/g, '\r\n') },
];

/** What stands before each LF: a regular expression for "CRs before it" would go through a run of them once from each. */
function withoutLastCrs(line: OctetString, nth: number, lines: readonly OctetString[]): OctetString {
  let end = line.length;
  if (nth < lines.length - 1) while (end > 0 && line.charCodeAt(end - 1) === CR) end--;
  return line.slice(0, end);
}

const white: readonly Rewriting[] = [
  { reason: 'white-space-changed', rewrite: eachLine((line) => line.replace(/(?<![ \t])[ \t]+$/, '')) },
  { reason: 'white-space-changed', rewrite: eachLine((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, '')) },
  { reason: 'white-space-changed', rewrite: eachLine((line) => line.replaceAll('\t', ' ')) },
  // The line above a signature (RFC 3676 §4.3), where white space at the end of lines was taken away.
  { reason: 'white-space-changed', rewrite: eachLine((line) => (line === '--' ? '-- ' : line)) },
];

const emptyFirstLines: readonly Rewriting[] = [
  { reason: 'white-space-changed', rewrite: (body) => body.replace(/^(?:\r\n)+/, '') },
  { reason: 'white-space-changed', rewrite: (body) => `\r\n${body}` },
];

const quotes: readonly Rewriting[] = [
  { reason: 'lines-quoted', rewrite: eachLine((line) => line.replace(/^>(?=>*From )/, '')) },
  { reason: 'lines-quoted', rewrite: eachLine((line) => (line.startsWith('..') ? line.slice(1) : line)) },
  { reason: 'lines-quoted', rewrite: eachLine((line) => (line.startsWith('.') ? `.${line}` : line)) },
];

/** Lines as long as these are broken where they are too long (RFC 5321 §4.5.3.1.6 allows 998 octets): a few lengths are tried. */
const SHORTEST_BROKEN = 500;
const MAX_LENGTHS = 4;

/**
 * What Postfix (smtp_line_length_limit) and sendmail (mailer flag L=) put into a line that is too long for SMTP: it goes on after
 * a space, behind sendmail's "!". All pieces but the last are of the same length.
 */
const BREAKS = ['', '!'] as const;

export type Rejoined = {
  readonly body: OctetString;
  /** How many breaks are undone, the octets that made them, and the line of the first, from 1. */
  readonly octets: number;
  readonly line: number;
};

/** The body with its broken lines made whole, for each length at which they may have been broken. */
export function* rejoined(body: OctetString): Generator<Rejoined> {
  const lines = body.split('\r\n');
  for (const mark of BREAKS) {
    for (const length of lengthsOf(lines, mark)) yield rejoinedAt(lines, length, mark);
  }
}

/** Lengths of long lines that go on after a space, the most frequent first. */
function lengthsOf(lines: readonly OctetString[], mark: OctetString): readonly number[] {
  const often = new Map<number, number>();
  lines.forEach((line, nth) => {
    if (line.length >= SHORTEST_BROKEN && line.endsWith(mark) && lines[nth + 1]?.startsWith(' ')) {
      often.set(line.length, (often.get(line.length) ?? 0) + 1);
    }
  });
  const byCount = [...often].sort(([, one], [, other]) => other - one);
  return byCount.slice(0, MAX_LENGTHS).map(([length]) => length);
}

function rejoinedAt(lines: readonly OctetString[], length: number, mark: OctetString): Rejoined {
  const made: OctetString[] = [];
  let [breaks, first, broken] = [0, 0, false];
  lines.forEach((line, nth) => {
    const goesOn = line.length === length && line.endsWith(mark) && lines[nth + 1]?.startsWith(' ') === true;
    made.push(broken ? line.slice(1) : line);
    if (goesOn) {
      made[made.length - 1] = (made.at(-1) ?? '').slice(0, -mark.length || undefined);
      if (breaks++ === 0) first = nth + 2;
    } else if (nth < lines.length - 1) made.push('\r\n');
    broken = goesOn;
  });
  return { body: made.join(''), octets: breaks * (mark.length + 3), line: first };
}
