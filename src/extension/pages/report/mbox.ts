/** The first message of a mailbox file: mbox, RFC 4155 appendix A. Lines that its writer quoted (">From ") stay as they are. */

type Octets = Uint8Array<ArrayBuffer>;

const LF = 0x0a;
const CR = 0x0d;
/** Octets of a line in which a date is looked for. */
const LONGEST = 320;

/** What begins another message: a sender, and the date that it came. A sentence that begins with "From" has none. */
const separator = /^From (?![ \t]*:).*\d\d:\d\d.*\d{4}/;

const lineAt = (octets: Octets, at: number): string => {
  const line = octets.subarray(at, at + LONGEST);
  const end = line.indexOf(LF);
  return new TextDecoder('latin1').decode(end < 0 ? line : line.subarray(0, end));
};

export const isMbox = (octets: Octets): boolean => separator.test(lineAt(octets, 0));

/** Where the first message of an mbox ends: before the empty line and the "From " line of the next; null where it is the only one. */
export function endOfFirst(octets: Octets): number | null {
  for (let at = octets.indexOf(LF) + 1; at > 0; at = octets.indexOf(LF, at) + 1) {
    if (octets[at] !== 0x46 /* F */) continue;
    const empty = octets[at - 2] === CR ? at - 2 : at - 1;
    if (octets[empty - 1] === LF && separator.test(lineAt(octets, at))) return empty;
  }
  return null;
}
