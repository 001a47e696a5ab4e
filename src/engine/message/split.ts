/** Octets -> the header section as it came, and where the body begins. RFC 5322 §2.1. */

import { type OctetString, toOctetString } from '../octets.ts';

/** Octets of a header section that are kept. Far above what any server accepts, far below what hurts to parse. */
export const MAX_HEADER = 0x10_0000;

/** Empty lines before the first field that are stepped over: they come from copying, not from mail. */
export const MAX_LEADING_LINES = 100;

export type Split = {
  /** The header section without what stood before it and without the empty line; its last line keeps its line ending. */
  readonly header: OctetString;
  readonly headerStart: number;
  /** Index of the first octet after the empty line; the number of octets where there is no empty line. */
  readonly bodyStart: number;
  /** What ended the header section: without an empty line, the message is all header. */
  readonly end: 'empty-line' | 'end-of-message';
  /** True where the header section is longer than MAX_HEADER, and only its beginning is in `header`. */
  readonly cut: boolean;
  /** What was stepped over before the header section. An mbox line ("From sender date", RFC 4155) is no field. */
  readonly skipped: { readonly mboxLine: boolean; readonly emptyLines: number };
};

const CR = 0x0d;
const LF = 0x0a;

/** Splits at the first empty line, whichever line endings it stands between: CRLF or a lone LF. A lone CR ends no line. */
export function splitMessage(octets: Uint8Array): Split {
  const emptyLines = leadingEmptyLines(octets);
  const first = emptyLines.end;
  const mboxLine = isMboxLine(octets, first);
  const headerStart = mboxLine ? nextLine(octets, first) : first;

  let at = headerStart;
  let kept = headerStart;
  while (at < octets.length && emptyLineLength(octets, at) === 0) {
    at = nextLine(octets, at);
    if (at - headerStart <= MAX_HEADER) kept = at;
  }
  const cut = at - headerStart > MAX_HEADER;
  // A first line that alone is too long is cut within; else the cut is where a line ends.
  const headerEnd = cut && kept === headerStart ? headerStart + MAX_HEADER : kept;
  return {
    header: toOctetString(octets.subarray(headerStart, headerEnd)),
    headerStart,
    bodyStart: at + emptyLineLength(octets, at),
    end: at < octets.length ? 'empty-line' : 'end-of-message',
    cut,
    skipped: { mboxLine, emptyLines: emptyLines.count },
  };
}

function leadingEmptyLines(octets: Uint8Array): { count: number; end: number } {
  let count = 0;
  let end = 0;
  while (count < MAX_LEADING_LINES) {
    const length = emptyLineLength(octets, end);
    if (length === 0) break;
    count++;
    end += length;
  }
  return { count, end };
}

/** "From " begins an mbox line, unless it is the field From with the white space that RFC 5322 §4.5 allows before the colon. */
function isMboxLine(octets: Uint8Array, at: number): boolean {
  const line = toOctetString(octets.subarray(at, at + 80));
  return line.startsWith('From ') && !/^From[ \t]*:/.test(line);
}

/** 2 for CRLF, 1 for LF, 0 where the line is not empty or there is none. */
function emptyLineLength(octets: Uint8Array, at: number): 0 | 1 | 2 {
  if (octets[at] === LF) return 1;
  return octets[at] === CR && octets[at + 1] === LF ? 2 : 0;
}

function nextLine(octets: Uint8Array, at: number): number {
  const end = octets.indexOf(LF, at);
  return end < 0 ? octets.length : end + 1;
}
