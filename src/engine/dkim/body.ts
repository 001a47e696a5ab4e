/** The body as it is hashed. RFC 6376 §3.4.3 (simple), §3.4.4 (relaxed). One pass over the octets, and no copy where nothing changes. */

import type { Canonicalization } from './dkim.ts';

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;

const EMPTY = new Uint8Array(0);
const NO_WORDS = new Int32Array(0);
const CRLF = Uint8Array.of(CR, LF);

/** A view of the body where that is possible, else a new array. */
export function canonicalBody(
  body: Uint8Array<ArrayBuffer>,
  canonicalization: Canonicalization,
): Uint8Array<ArrayBuffer> {
  return canonicalization === 'simple' ? simple(body) : relaxed(body);
}

/** Empty lines at the end become one CRLF; a body without lines is one CRLF. */
function simple(body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const end = withoutEmptyLines(body, body.length);
  return end === 0 ? CRLF : ended(body, end);
}

/** White space at the end of a line is nothing, any other run of it is one space; empty lines at the end are nothing. */
function relaxed(body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const same = unchangedLength(body);
  if (same === body.length) {
    const end = withoutEmptyLines(body, body.length);
    return end === 0 ? EMPTY : ended(body, end);
  }
  const out = new Uint8Array(body.length + 2);
  out.set(body.subarray(0, same));
  const end = withoutEmptyLines(out, reduce(body, same, out));
  if (end === 0 || isCrlf(out, end - 2)) return out.subarray(0, end);
  out.set(CRLF, end);
  return out.subarray(0, end + 2);
}

/** How many octets at the beginning are as relaxed leaves them, up to before the first white space that it changes. */
function unchangedLength(body: Uint8Array): number {
  const { length } = body;
  const lead = -body.byteOffset & 3;
  const words = length < 8 ? NO_WORDS : new Int32Array(body.buffer, body.byteOffset + lead, (length - lead) >> 2);
  for (let at = 0; at < length; at++) {
    const octet = body[at] as number;
    if (octet > SPACE) {
      if (((at - lead) & 3) === 0) at = Math.max(at, lead + 4 * skipPrinting(words, (at - lead) >> 2) - 1);
      continue;
    }
    if (octet === TAB) return at;
    if (octet === SPACE) {
      const next = body[at + 1];
      // A run, or the end of a line: of this one, or of a last line that nothing ends.
      if (next === SPACE || next === TAB || next === undefined || (next === CR && body[at + 2] === LF)) return at;
    }
  }
  return length;
}

/** The first word from `at` on that has an octet up to SPACE: four octets at a time, as most of a body has none. */
function skipPrinting(words: Int32Array, at: number): number {
  let next = at;
  for (; next < words.length; next++) {
    const word = words[next] as number;
    // Subtracting 0x21 sets the top bit of an octet below it; `~word` leaves out those that had it before.
    if (((word - 0x21212121) & ~word & 0x80808080) !== 0) break;
  }
  return next;
}

/** Writes the rest of the body, from `at` on, to the same place of `out`. Returns the length of what is in `out` then. */
function reduce(body: Uint8Array, at: number, out: Uint8Array): number {
  const { length } = body;
  let to = at;
  let pending = false;
  for (let from = at; from < length; from++) {
    const octet = body[from] as number;
    if (octet === SPACE || octet === TAB) {
      pending = true;
      continue;
    }
    if (pending) {
      pending = false;
      // Only CRLF ends a line: before a lone CR or LF white space stays.
      if (octet !== CR || body[from + 1] !== LF) out[to++] = SPACE;
    }
    out[to++] = octet;
  }
  return to;
}

/** The length without the empty lines at the end: after the CRLF of the last line that is not empty. 0 where there is none. */
function withoutEmptyLines(octets: Uint8Array, length: number): number {
  let end = length;
  while (isCrlf(octets, end - 2) && isCrlf(octets, end - 4)) end -= 2;
  return end === 2 && isCrlf(octets, 0) ? 0 : end;
}

const isCrlf = (octets: Uint8Array, at: number) => octets[at] === CR && octets[at + 1] === LF;

/** The first `length` octets; in a copy where the last line lacks its CRLF. */
function ended(octets: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  if (isCrlf(octets, length - 2)) return octets.subarray(0, length);
  const out = new Uint8Array(length + 2);
  out.set(octets.subarray(0, length));
  out.set(CRLF, length);
  return out;
}

/** Each lone LF as CRLF: for a message that has no CRLF at all, such as one that was saved on a Unix system. */
export function withCrlf(octets: Uint8Array): Uint8Array<ArrayBuffer> {
  let lines = 0;
  for (let at = octets.indexOf(LF); at >= 0; at = octets.indexOf(LF, at + 1)) lines++;
  const out = new Uint8Array(octets.length + lines);
  let to = 0;
  for (let at = 0; at < octets.length; at++) {
    const octet = octets[at] as number;
    if (octet === LF) out[to++] = CR;
    out[to++] = octet;
  }
  return out;
}

/** Which line endings there are, in one pass. */
export function lineEndingOf(octets: Uint8Array): 'crlf' | 'lf' | 'mixed' | 'none' {
  let crlf = false;
  let lf = false;
  for (let at = octets.indexOf(LF); at >= 0 && !(crlf && lf); at = octets.indexOf(LF, at + 1)) {
    if (octets[at - 1] === CR) crlf = true;
    else lf = true;
  }
  if (crlf) return lf ? 'mixed' : 'crlf';
  return lf ? 'lf' : 'none';
}
