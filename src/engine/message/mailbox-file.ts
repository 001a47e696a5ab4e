/** Mailbox files (mbox): where one message ends and the next begins. RFC 4155 appendix A. */

/** Octets of a separator line in which its date is looked for. */
export const LONGEST_SEPARATOR = 320;

/** What begins another message: a sender, and the date that it came. A sentence that begins with "From" has none. */
const separator = /^From (?![ \t]*:).*\d\d:\d\d.*\d{4}/;

const LF = 0x0a;
const CR = 0x0d;
const latin1 = new TextDecoder('latin1');

/** A line of octets, or more than one: the first is looked at. */
export function isSeparator(octets: Uint8Array<ArrayBuffer>): boolean {
  const line = octets.subarray(0, LONGEST_SEPARATOR);
  const end = line.indexOf(LF);
  return separator.test(latin1.decode(end < 0 ? line : line.subarray(0, end)));
}

/** Where the empty line before the line at `at` begins; null where there is none: then no message ends here. */
export function emptyLineBefore(octets: Uint8Array, at: number): number | null {
  const empty = octets[at - 2] === CR ? at - 2 : at - 1;
  return octets[at - 1] === LF && octets[empty - 1] === LF ? empty : null;
}
