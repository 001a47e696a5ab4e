/** The parts of a multipart body, as far as it takes to look for what was put in. RFC 2046 §5.1.1. */

import { type OctetString, toOctetString } from '../../octets.ts';

/** Parts that are told apart, and how deep they may lie in each other. */
const MAX_PARTS = 64;
const MAX_DEPTH = 5;

export type Part = {
  /** Where its delimiter line begins. */
  readonly delimiter: number;
  /** Its header section begins. */
  readonly start: number;
  /** Its content begins, and ends before the CRLF of the next delimiter. */
  readonly content: number;
  readonly end: number;
  /** The next delimiter line of the same boundary begins. */
  readonly next: number;
  readonly header: OctetString;
  /** Lower case: "text/plain". */
  readonly type: string;
  /** Lower case: "quoted-printable"; "7bit" by default. */
  readonly encoding: string;
};

/** All parts at all depths, in order. `type` is the value of the Content-Type of the whole. */
export function partsOf(body: Uint8Array, type: OctetString): readonly Part[] {
  const parts: Part[] = [];
  collect(body, 0, body.length, boundaryOf(type), 1, parts);
  return parts;
}

function collect(
  body: Uint8Array,
  from: number,
  to: number,
  boundary: OctetString | null,
  depth: number,
  parts: Part[],
): void {
  if (boundary === null || depth > MAX_DEPTH) return;
  const delimiters = delimitersOf(body, from, to, boundary);
  delimiters.forEach(({ at, after, last }, nth) => {
    if (last || parts.length >= MAX_PARTS) return;
    const next = delimiters[nth + 1]?.at ?? to;
    const part = partOf(body, at, after, next);
    parts.push(part);
    collect(body, part.content, part.end, boundaryOf(partField(part.header, 'content-type')), depth + 1, parts);
  });
}

type Delimiter = { readonly at: number; readonly after: number; readonly last: boolean };

function delimitersOf(body: Uint8Array, from: number, to: number, boundary: OctetString): readonly Delimiter[] {
  const found: Delimiter[] = [];
  const wanted = `--${boundary}`;
  for (let at = from; at < to && found.length <= MAX_PARTS; at = nextLine(body, at, to)) {
    if (body[at] !== 0x2d || body[at + 1] !== 0x2d) continue;
    const line = toOctetString(body.subarray(at, Math.min(at + wanted.length + 2, to)));
    if (!line.startsWith(wanted)) continue;
    found.push({ at, after: nextLine(body, at, to), last: line.endsWith('--') });
  }
  return found;
}

function nextLine(body: Uint8Array, at: number, to: number): number {
  const end = body.indexOf(0x0a, at);
  return end < 0 || end >= to ? to : end + 1;
}

/** Octets of a part's header section that are read. */
const MAX_HEADER = 8192;

function partOf(body: Uint8Array, delimiter: number, start: number, next: number): Part {
  const head = toOctetString(body.subarray(start, Math.min(start + MAX_HEADER, next)));
  const empty = /^\r\n|\r\n\r\n/.exec(head);
  const length = empty ? empty.index + empty[0].length : head.length;
  const header = head.slice(0, length);
  const content = start + length;
  const end = Math.max(content, next - 2);
  const type = (partField(header, 'content-type').match(/^[^;\s]+/)?.[0] ?? 'text/plain').toLowerCase();
  const encoding = partField(header, 'content-transfer-encoding').trim().toLowerCase() || '7bit';
  return { delimiter, start, content, end, next, header, type, encoding };
}

/** The value of a field of a part, on one line. */
export function partField(header: OctetString, name: string): OctetString {
  const line = header
    .replace(/\r\n(?=[ \t])/g, '')
    .split('\r\n')
    .find((one) => one.toLowerCase().startsWith(`${name}:`));
  return (line ?? '').slice(name.length + 1).trim();
}

/** RFC 2046 §5.1.1: up to 70 characters. */
function boundaryOf(type: OctetString): OctetString | null {
  if (!/^\s*multipart\//i.test(type)) return null;
  const match = /;\s*boundary\s*=\s*(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/i.exec(type);
  return match?.[1] ?? match?.[2] ?? null;
}
