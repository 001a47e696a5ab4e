/** One look at octets, four at a time: which line endings there are, and where relaxed canonicalization would change something first. */

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;

/** Line endings that were seen so far. */
export type Seen = { crlf: boolean; lf: boolean };

/** Lets others on between two pieces of work; whoever has a thread to itself needs none. */
export type Pause = () => Promise<void>;

/** Octets that are gone through in one piece: a few milliseconds of work. */
export const PIECE = 0x20_0000;

/** `part` for one piece after the other, until it returns false. */
export async function inPieces(
  length: number,
  pause: Pause | undefined,
  part: (from: number, to: number) => boolean,
): Promise<void> {
  for (let from = 0; from < length; from += PIECE) {
    if (from > 0 && pause) await pause();
    if (!part(from, Math.min(from + PIECE, length))) return;
  }
}

export function lineEndingOf({ crlf, lf }: Seen): 'crlf' | 'lf' | 'mixed' | 'none' {
  if (crlf) return lf ? 'mixed' : 'crlf';
  return lf ? 'lf' : 'none';
}

/** Adds the line endings between two places to what was seen; false where there is nothing left to see. */
export function seeLineEndings(octets: Uint8Array, from: number, to: number, seen: Seen): boolean {
  const { words, first, count, at } = wordsOf(octets, from, to);
  for (let one = from; one < Math.min(first, to); one++) see(octets, one, seen);
  for (let word = 0; word < count && !(seen.crlf && seen.lf); word++) {
    // An octet that is LF is zero then; subtracting 1 sets its top bit, which `~rest` leaves in.
    const rest = (words[at + word] as number) ^ 0x0a0a0a0a;
    if (((rest - 0x01010101) & ~rest & 0x80808080) === 0) continue;
    for (let one = 0; one < 4; one++) see(octets, first + 4 * word + one, seen);
  }
  for (let one = Math.max(first + 4 * count, from); one < to; one++) see(octets, one, seen);
  return !(seen.crlf && seen.lf);
}

function see(octets: Uint8Array, at: number, seen: Seen): void {
  if (octets[at] !== LF) return;
  if (octets[at - 1] === CR) seen.crlf = true;
  else seen.lf = true;
}

/**
 * The first octet between two places that relaxed canonicalization (RFC 6376 §3.4.4) changes: a tab, or a space before white
 * space or before the end of its line. -1 where there is none. Line endings before it are added to `seen`.
 */
export function firstChange(octets: Uint8Array, from: number, to: number, seen: Seen): number {
  const { words, first, count, at } = wordsOf(octets, from, to);
  const before = changeWithin(octets, from, Math.min(first, to), seen);
  if (before >= 0) return before;
  for (let word = 0; word < count; word++) {
    const four = words[at + word] as number;
    // Subtracting 0x21 sets the top bit of an octet below it; `~four` leaves out those that had it before.
    const low = (four - 0x21212121) & ~four & 0x80808080;
    if (low === 0) continue;
    const place = first + 4 * word;
    const change = changeWithin(octets, place, place + 4, seen);
    if (change >= 0) return change;
  }
  return changeWithin(octets, Math.max(first + 4 * count, from), to, seen);
}

function changeWithin(octets: Uint8Array, from: number, to: number, seen: Seen): number {
  for (let at = from; at < to; at++) {
    const octet = octets[at] as number;
    if (octet > SPACE) continue;
    if (octet === LF) {
      if (octets[at - 1] === CR) seen.crlf = true;
      else seen.lf = true;
    } else if (octet === TAB || (octet === SPACE && !staysAlone(octets, at))) return at;
  }
  return -1;
}

/** A space between two words. */
function staysAlone(octets: Uint8Array, at: number): boolean {
  const next = octets[at + 1];
  return !(next === SPACE || next === TAB || next === undefined || (next === CR && octets[at + 2] === LF));
}

const NO_WORDS = new Int32Array(0);

/** The whole words between two places: `first` is the place of the first of them, `at` its index, `count` how many there are. */
function wordsOf(octets: Uint8Array, from: number, to: number) {
  const { buffer, byteOffset, length } = octets;
  const lead = -byteOffset & 3;
  const words = length < 8 ? NO_WORDS : new Int32Array(buffer, byteOffset + lead, (length - lead) >> 2);
  const at = Math.max(0, Math.ceil((from - lead) / 4));
  const first = lead + 4 * at;
  return { words, first, at, count: Math.max(0, Math.min(words.length, (to - lead) >> 2) - at) };
}
