/**
 * Octets of a file, piece by piece -> the messages in it: the one that it is, or those of an mbox. No more of it is held than one
 * message and one piece.
 */

import { emptyLineBefore, isSeparator, LONGEST_SEPARATOR } from '../engine/message/mailbox-file.ts';

type Octets = Uint8Array<ArrayBuffer>;

export type Part =
  | {
      readonly kind: 'message';
      readonly octets: Octets;
      /** Its place in an mbox, from 1; null: the file is the message. */
      readonly number: number | null;
    }
  /** More octets than any mail has. What follows in an mbox is read. */
  | { readonly kind: 'too-large'; readonly number: number | null };

/** Octets of a message that are read at most: far more than any mail, and less than what a machine has. */
export const MAX_MESSAGE = 0x2000_0000;

const LF = 0x0a;
const FROM = Buffer.from('\nFrom ');

export async function* partsOf(pieces: AsyncIterable<Uint8Array>, most = MAX_MESSAGE): AsyncGenerator<Part> {
  const held = holding();
  let mailbox: boolean | null = null;
  let number = 0;
  let lost = false;
  const ended = (octets: Octets): Part => {
    number++;
    const part: Part = lost ? { kind: 'too-large', number } : { kind: 'message', octets, number };
    lost = false;
    return part;
  };

  for await (const piece of pieces) {
    held.add(piece);
    if (mailbox === null) {
      const first = held.octets();
      if (first.length < LONGEST_SEPARATOR && !first.includes(LF)) continue;
      mailbox = isSeparator(first);
      if (mailbox) held.drop(lineEnd(first));
    }
    if (mailbox) {
      for (let end = held.separator(false); end; end = held.separator(false)) {
        yield ended(held.take(end.end));
        held.drop(end.next - end.end);
      }
    }
    if (held.octets().length > most) {
      if (!mailbox) return yield { kind: 'too-large', number: null };
      lost = true;
      held.drop(held.octets().length - 2 * LONGEST_SEPARATOR);
    }
  }
  if (mailbox === null && isSeparator(held.octets())) {
    mailbox = true;
    held.drop(lineEnd(held.octets()));
  }
  if (!mailbox) return yield { kind: 'message', octets: held.take(held.octets().length), number: null };
  for (let end = held.separator(true); end; end = held.separator(true)) {
    yield ended(held.take(end.end));
    held.drop(end.next - end.end);
  }
  const rest = held.take(held.octets().length);
  // The empty line that its writer puts behind each message.
  const end = emptyLineBefore(rest, rest.length);
  yield ended(end === null ? rest : rest.subarray(0, end));
}

function lineEnd(octets: Octets): number {
  const at = octets.indexOf(LF);
  return at < 0 ? octets.length : at + 1;
}

/** Octets that are not yet given away, in one place that grows as needed. */
function holding() {
  let room = Buffer.allocUnsafeSlow(0x4_0000);
  let [start, end, scanned] = [0, 0, 0];

  function add(piece: Uint8Array): void {
    if (end + piece.length > room.length) {
      const target =
        end - start + piece.length > room.length ? Buffer.allocUnsafeSlow(2 * (end - start + piece.length)) : room;
      room.copy(target, 0, start, end);
      [start, end, scanned] = [0, end - start, scanned - start];
      room = target;
    }
    room.set(piece, end);
    end += piece.length;
  }

  /** Where the message ends, and where the next one begins. Null: not within what is held, or, unless it is `all`, not yet to be told. */
  function separator(all: boolean): { readonly end: number; readonly next: number } | null {
    for (;;) {
      const found = room.subarray(0, end).indexOf(FROM, Math.max(start, scanned));
      if (found < 0) {
        scanned = Math.max(start, end - FROM.length);
        return null;
      }
      scanned = found;
      const lineFeed = room.subarray(0, end).indexOf(LF, found + 1);
      if (lineFeed < 0 && !all && end - found <= LONGEST_SEPARATOR) return null;
      const octets = room.subarray(start, end);
      const empty = emptyLineBefore(octets, found + 1 - start);
      if (empty !== null && isSeparator(octets.subarray(found + 1 - start)))
        return { end: empty, next: (lineFeed < 0 ? end : lineFeed + 1) - start };
      scanned = found + 1;
    }
  }

  return {
    add,
    separator,
    octets: (): Octets => room.subarray(start, end),
    drop(count: number): void {
      start += count;
      scanned = Math.max(scanned, start);
    },
    /** The first octets, which are held no longer, in memory of their own. */
    take(count: number): Octets {
      const octets = new Uint8Array(room.buffer, start, count);
      if (start + count < end) {
        start += count;
        return octets.slice();
      }
      [room, start, end, scanned] = [Buffer.allocUnsafeSlow(0), 0, 0, 0];
      return octets;
    },
  };
}

/** The same message without the ">" that its mbox put before lines that begin with "From " (mboxrd); null where no line has one. */
export function unquoted(octets: Octets): Octets | null {
  const made = new Uint8Array(octets.length);
  let [read, written] = [0, 0];
  for (let at = 0; at >= 0; at = octets.indexOf(LF, at) + 1 || -1) {
    if (octets[at] !== 0x3e) continue;
    let word = at;
    while (octets[word] === 0x3e) word++;
    if (!FROM.subarray(1).every((octet, nth) => octets[word + nth] === octet)) continue;
    made.set(octets.subarray(read, at), written);
    written += at - read;
    read = at + 1;
  }
  if (read === 0) return null;
  made.set(octets.subarray(read), written);
  return made.subarray(0, written + octets.length - read);
}
