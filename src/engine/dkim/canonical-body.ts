/** The body as it is hashed. RFC 6376 §3.4.3 (simple), §3.4.4 (relaxed). One pass over the octets, and no copy where nothing changes. */

import { inPieces, type Pause, type Seen } from './octet-scan.ts';

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;

const EMPTY = new Uint8Array(0);
const CRLF = Uint8Array.of(CR, LF);

/** Empty lines at the end become one CRLF; a body without lines is one CRLF. A view of the body where its last line is ended. */
export function simpleBody(body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const end = withoutEmptyLines(body, body.length);
  return end === 0 ? CRLF : ended(body, end);
}

/** What relaxed makes of a body whose white space it leaves as it is: what simple makes of it, but of no lines, nothing. */
export function relaxedAsSimple(simple: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return simple.length === 2 && isCrlf(simple, 0) ? EMPTY : simple;
}

/**
 * White space at the end of a line is nothing, any other run of it is one space; empty lines at the end are nothing. `same` octets
 * at the beginning are known to stay. Line endings behind them are added to `seen`.
 */
export async function relaxedBody(
  body: Uint8Array<ArrayBuffer>,
  same: number,
  seen: Seen,
  pause?: Pause,
): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Uint8Array(body.length + 2);
  out.set(body.subarray(0, same));
  let to = same;
  await inPieces(body.length - same, pause, (from, end) => {
    to = reduce(body, same + from, same + end, out, to, seen, 'crlf');
    return true;
  });
  // White space of a last line that nothing ends.
  if (to > 0 && out[to - 1] === SPACE) to--;
  return endedWithin(out, to);
}

const WHITE = Uint8Array.from({ length: 0x100 }, (_, octet) => (octet === SPACE || octet === TAB ? 1 : 0));
const BECOMES = Uint8Array.from({ length: 0x100 }, (_, octet) => (octet === TAB ? SPACE : octet));

/**
 * Writes what is between two places of the body to `out`, from `start` on. Returns where that ends. No branch depends on white
 * space: in text it comes as by chance, and what a processor cannot foresee takes longer than the work itself. With `ending` lf
 * a lone LF ends a line too, and becomes CRLF; else only CRLF ends one, and white space before a lone CR or LF stays.
 */
function reduce(
  body: Uint8Array,
  from: number,
  end: number,
  out: Uint8Array,
  start: number,
  seen: Seen,
  ending: 'crlf' | 'lf',
): number {
  let at = from;
  let to = start;
  let before = from > 0 ? (WHITE[body[from - 1] as number] as number) : 0;
  while (at < end) {
    // Four at a time, as long as no line ends among them, nor the piece with them.
    for (; at + 4 < end; at += 4) {
      const one = body[at] as number;
      const two = body[at + 1] as number;
      const three = body[at + 2] as number;
      const four = body[at + 3] as number;
      if (one === LF || two === LF || three === LF || four === LF) break;
      const w1 = WHITE[one] as number;
      const w2 = WHITE[two] as number;
      const w3 = WHITE[three] as number;
      const w4 = WHITE[four] as number;
      out[to] = BECOMES[one] as number;
      to = (to + 1 - (w1 & before)) | 0;
      out[to] = BECOMES[two] as number;
      to = (to + 1 - (w2 & w1)) | 0;
      out[to] = BECOMES[three] as number;
      to = (to + 1 - (w3 & w2)) | 0;
      out[to] = BECOMES[four] as number;
      to = (to + 1 - (w4 & w3)) | 0;
      before = w4;
    }
    let octet: number;
    do {
      octet = body[at++] as number;
      const white = WHITE[octet] as number;
      out[to] = BECOMES[octet] as number;
      // The second of two does not count: it is written over.
      to = (to + 1 - (white & before)) | 0;
      before = white;
    } while (octet !== LF && at < end);
    if (octet !== LF) break;
    const crlf = body[at - 2] === CR;
    if (crlf) seen.crlf = true;
    else seen.lf = true;
    const length = crlf ? 2 : 1;
    const blank = to > length && out[to - length - 1] === SPACE ? 1 : 0;
    if (crlf ? blank === 0 : ending === 'crlf') continue;
    to -= length + blank;
    out[to++] = CR;
    out[to++] = LF;
  }
  return to;
}

/** Each lone LF as CRLF, and canonicalized as if it had been one. In one new array. */
export async function restoredBody(
  body: Uint8Array,
  canonicalization: 'simple' | 'relaxed',
  pause?: Pause,
): Promise<Uint8Array<ArrayBuffer>> {
  let lines = 0;
  await inPieces(body.length, pause, (from, end) => {
    for (let at = from; at < end; at++) if (body[at] === LF && body[at - 1] !== CR) lines++;
    return true;
  });
  const out = new Uint8Array(body.length + lines + 2);
  let to = 0;
  const write = canonicalization === 'relaxed' ? reduce : endLines;
  await inPieces(body.length, pause, (from, end) => {
    to = write(body, from, end, out, to, { crlf: false, lf: false }, 'lf');
    return true;
  });
  if (canonicalization === 'simple') {
    const made = endedWithin(out, to);
    return made.length === 0 ? CRLF : made;
  }
  return endedWithin(out, to > 0 && out[to - 1] === SPACE ? to - 1 : to);
}

/** The same with nothing changed but the line endings. */
function endLines(body: Uint8Array, from: number, end: number, out: Uint8Array, start: number): number {
  let to = start;
  for (let at = from; at < end; at++) {
    const octet = body[at] as number;
    if (octet === LF && body[at - 1] !== CR) out[to++] = CR;
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

/** The same of an array of our own, which has room for the CRLF, and without the empty lines at the end. */
function endedWithin(out: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  const end = withoutEmptyLines(out, length);
  if (end === 0 || isCrlf(out, end - 2)) return out.subarray(0, end);
  out.set(CRLF, end);
  return out.subarray(0, end + 2);
}
