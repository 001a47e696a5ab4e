/** DNS messages written octet by octet, so that a test can say exactly what is wrong with one. */

import { TYPE } from '../../src/resolver/dns-message.ts';

type Octets = readonly number[];

const two = (value: number): Octets => [value >> 8, value & 0xff];
const four = (value: number): Octets => [...two(value >>> 16), ...two(value & 0xffff)];

/** "a.example": labels as they are, and the root. */
export const name = (text: string): Octets => [...open(text), 0];
/** Labels without an end, for what follows. */
export const open = (text: string): Octets =>
  text === '' ? [] : text.split('.').flatMap((label) => [label.length, ...Buffer.from(label, 'latin1')]);
/** A compression pointer. The question's name is at 12. */
export const pointer = (to: number): Octets => two(0xc000 | to);
export const QNAME = pointer(12);

export const record = (owner: Octets, type: number, data: Octets, ttl = 300, classCode = 1): Octets => [
  ...owner,
  ...two(type),
  ...two(classCode),
  ...four(ttl),
  ...two(data.length),
  ...data,
];
export const a = (owner: Octets, last: number, ttl?: number): Octets => record(owner, TYPE.A, [192, 0, 2, last], ttl);
export const string = (text: string): Octets => [text.length, ...Buffer.from(text, 'latin1')];
export const txt = (owner: Octets, ...strings: readonly string[]): Octets =>
  record(owner, TYPE.TXT, strings.flatMap(string));
export const cname = (owner: Octets, target: Octets, ttl?: number): Octets => record(owner, TYPE.CNAME, target, ttl);
export const soa = (owner: Octets, ttl: number, minimum: number): Octets =>
  record(owner, TYPE.SOA, [...name('ns'), ...name('root'), ...[1, 2, 3, 4, minimum].flatMap(four)], ttl);
/** OPT with options as [code, octets], and the high bits of the rcode. */
export const opt = (options: readonly (readonly [number, Octets])[], rcode = 0): Octets =>
  record(
    [0],
    TYPE.OPT,
    options.flatMap(([code, data]) => [...two(code), ...two(data.length), ...data]),
    rcode * 2 ** 24,
    4096,
  );
/** RFC 8914 §2. */
export const ede = (code: number, text = ''): readonly [number, Octets] => [15, [...two(code), ...Buffer.from(text)]];

export const question = (text: string, type: number, classCode = 1): Octets => [
  ...name(text),
  ...two(type),
  ...two(classCode),
];

/** A response: QR, RD, RA and the rcode in its flags. */
export function message(parts: {
  id?: number;
  flags?: number;
  rcode?: number;
  questions?: readonly Octets[];
  answer?: readonly Octets[];
  authority?: readonly Octets[];
  additional?: readonly Octets[];
}): Uint8Array<ArrayBuffer> {
  const { id = 0, flags = 0x8180, rcode = 0, questions = [], answer = [], authority = [], additional = [] } = parts;
  const sections = [questions, answer, authority, additional];
  return Uint8Array.from([
    ...two(id),
    ...two(flags | rcode),
    ...sections.flatMap((section) => two(section.length)),
    ...sections.flat(2),
  ]);
}
