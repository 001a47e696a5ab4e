/** The first message of a mailbox file: mbox, RFC 4155 appendix A. Lines that its writer quoted (">From ") stay as they are. */

import { emptyLineBefore, isSeparator } from '../../../engine/message/mailbox-file.ts';

type Octets = Uint8Array<ArrayBuffer>;

const LF = 0x0a;

export const isMbox = (octets: Octets): boolean => isSeparator(octets);

/** Where the first message of an mbox ends: before the empty line and the "From " line of the next; null where it is the only one. */
export function endOfFirst(octets: Octets): number | null {
  for (let at = octets.indexOf(LF) + 1; at > 0; at = octets.indexOf(LF, at) + 1) {
    if (octets[at] !== 0x46 /* F */) continue;
    const empty = emptyLineBefore(octets, at);
    if (empty !== null && isSeparator(octets.subarray(at, at + 400))) return empty;
  }
  return null;
}
