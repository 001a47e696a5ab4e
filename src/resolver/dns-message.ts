/**
 * A DNS message as it is on the wire, octets to parts. RFC 1035 §4, RFC 6891 §6.1.
 *
 * Nothing is trusted: each length is held against what is there, and a compression pointer leads backwards, each one further than
 * the one before (RFC 1035 §4.1.4: "a prior occurrence"), so that no name can be endless. Null wherever the octets are no message.
 */

import { escapeLabel } from '../engine/dns/name.ts';

export const TYPE = { A: 1, NS: 2, CNAME: 5, SOA: 6, PTR: 12, MX: 15, TXT: 16, AAAA: 28, DNAME: 39, OPT: 41 } as const;
export const IN = 1;

export type MessageHeader = {
  readonly id: number;
  readonly response: boolean;
  readonly opcode: number;
  readonly truncated: boolean;
  /** The AD bit, as a recursive server sets it: RFC 4035 §3.2.3. */
  readonly authentic: boolean;
  /** The four bits of the header; EDNS has eight more. */
  readonly rcode: number;
};

/** A record whose data are the octets from `start` to `end`. Names as in `Question.name`. */
export type Resource = {
  readonly name: string;
  readonly type: number;
  readonly class: number;
  readonly ttl: number;
  readonly start: number;
  readonly end: number;
};

/** What a pointer leads to: a name, the octets that it stands for, the jumps that it took, and what follows it in the message. */
type Tail = { readonly name: string; readonly size: number; readonly jumps: number; readonly next: number };

/** The whole message, since pointers lead anywhere before them; and the tails that were read, so that each is read once. */
export type NameSource = { readonly octets: Uint8Array; readonly tails: Map<number, Tail> };

export type MessageBody = NameSource & {
  readonly questions: readonly { readonly name: string; readonly type: number; readonly class: number }[];
  readonly answer: readonly Resource[];
  readonly authority: readonly Resource[];
  readonly additional: readonly Resource[];
};

/** A value, and where the next one begins. */
type Read<T> = { readonly value: T; readonly next: number };

const HEADER = 12;
/** RFC 1035 §2.3.4, in octets on the wire. */
const MAX_LABEL = 63;
const MAX_NAME = 255;
/** More jumps than a name has labels bring nothing new. */
const MAX_JUMPS = 127;

export function readHeader(octets: Uint8Array): MessageHeader | null {
  const [high = 0, low = 0, flags = 0, more = 0] = octets;
  if (octets.length < HEADER) return null;
  return {
    id: high * 256 + low,
    response: (flags & 0x80) !== 0,
    opcode: (flags >> 3) & 15,
    truncated: (flags & 0x02) !== 0,
    authentic: (more & 0x20) !== 0,
    rcode: more & 15,
  };
}

export function readBody(octets: Uint8Array): MessageBody | null {
  if (octets.length < HEADER) return null;
  const source: NameSource = { octets, tails: new Map() };
  const questions: { name: string; type: number; class: number }[] = [];
  let at = HEADER;
  for (let count = u16(octets, 4); count > 0; count--) {
    const name = readName(source, at);
    if (!name || name.next + 4 > octets.length) return null;
    questions.push({ name: name.value, type: u16(octets, name.next), class: u16(octets, name.next + 2) });
    at = name.next + 4;
  }
  const sections: Resource[][] = [];
  for (const place of [6, 8, 10]) {
    const section: Resource[] = [];
    for (let count = u16(octets, place); count > 0; count--) {
      const resource = readResource(source, at);
      if (!resource) return null;
      section.push(resource.value);
      at = resource.next;
    }
    sections.push(section);
  }
  const [answer = [], authority = [], additional = []] = sections;
  return { ...source, questions, answer, authority, additional };
}

function readResource(source: NameSource, at: number): Read<Resource> | null {
  const { octets } = source;
  const name = readName(source, at);
  if (!name || name.next + 10 > octets.length) return null;
  const start = name.next + 10;
  const end = start + u16(octets, name.next + 8);
  if (end > octets.length) return null;
  const type = u16(octets, name.next);
  const resource = {
    name: name.value,
    type,
    class: u16(octets, name.next + 2),
    ttl: u32(octets, name.next + 4),
    start,
    end,
  };
  return { value: resource, next: end };
}

/** A name that begins at `at`, in the form of `Question.name`. */
export function readName(source: NameSource, at: number): Read<string> | null {
  const tail = readTail(source, at, 0);
  return tail && { value: tail.name, next: tail.next };
}

function readTail({ octets, tails }: NameSource, at: number, jumps: number): Tail | null {
  const labels: string[] = [];
  let size = 1;
  for (let place = at; ; ) {
    const length = octets[place];
    if (length === undefined) return null;
    if (length === 0) return { name: labels.join('.'), size, jumps: 0, next: place + 1 };
    if (length >= 0xc0) {
      const target = u16(octets, place) & 0x3fff;
      if (place + 2 > octets.length || target >= at || target < HEADER || jumps === MAX_JUMPS) return null;
      const rest = tails.get(target) ?? readTail({ octets, tails }, target, jumps + 1);
      if (!rest || size + rest.size - 1 > MAX_NAME || jumps + rest.jumps >= MAX_JUMPS) return null;
      tails.set(target, rest);
      if (rest.name !== '') labels.push(rest.name);
      return { name: labels.join('.'), size: size + rest.size - 1, jumps: rest.jumps + 1, next: place + 2 };
    }
    const end = place + 1 + length;
    size += length + 1;
    // The two other label types are not in use (RFC 1035 §4.1.4, RFC 6891 §5).
    if (length > MAX_LABEL || size > MAX_NAME || end > octets.length) return null;
    labels.push(escapeLabel(String.fromCharCode(...octets.subarray(place + 1, end))));
    place = end;
  }
}

export function u16(octets: Uint8Array, at: number): number {
  return (octets[at] ?? 0) * 256 + (octets[at + 1] ?? 0);
}

export function u32(octets: Uint8Array, at: number): number {
  return u16(octets, at) * 65_536 + u16(octets, at + 2);
}
