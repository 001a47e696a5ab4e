/** Blocks that gateways and lists put into HTML, whichever lines they stand on: below <body>, and above </body>. */

import { decodeUtf8, toOctetString } from '../../octets.ts';

/** From the first octet to before the last. */
export type Block = readonly [number, number];

/** Octets at the beginning and at the end of the HTML that are looked at, and blocks of each that are told. */
const MAX_LOOKED_AT = 8192;
const MAX_BLOCKS = 16;

const BODY = /<body\b[^>]{0,500}>/i;
const BEGINNING = /<(?:table|div|p|hr|br|span|center)\b/gi;
const END = /(?:<\/(?:table|div|p|span|center)>|<(?:hr|br)\b[^>]{0,100}>)(?:\r\n)?/gi;

/** Blocks at the beginning with a text that `wanted` fits: the shortest first. */
export function firstBlocks(body: Uint8Array, start: number, end: number, wanted: RegExp): readonly Block[] {
  const head = toOctetString(body.subarray(start, Math.min(end, start + MAX_LOOKED_AT)));
  const opened = BODY.exec(head);
  const from = opened ? opened.index + opened[0].length : 0;
  // The CRLF before a block may have come with it.
  const beginnings = head.startsWith('\r\n', from) ? [from, from + 2] : [from];
  const ends = [...head.matchAll(END)].map((match) => match.index + match[0].length).filter((at) => at > from);
  const fits = ends.findIndex((at) => wanted.test(decodeUtf8(head.slice(from, at))));
  if (fits < 0) return [];
  return ends
    .slice(fits, fits + MAX_BLOCKS)
    .flatMap((at) => (head.endsWith('\r\n', at) ? [at - 2, at] : [at]))
    .flatMap((at) => beginnings.map((beginning): Block => [start + beginning, start + at]))
    .slice(0, MAX_BLOCKS);
}

/** Blocks at the end: the shortest first. */
export function lastBlocks(body: Uint8Array, start: number, end: number): readonly Block[] {
  const offset = Math.max(start, end - MAX_LOOKED_AT);
  const tail = toOctetString(body.subarray(offset, end));
  const closed = tail.toLowerCase().lastIndexOf('</body');
  const to = closed < 0 ? tail.length : closed;
  return [...tail.matchAll(BEGINNING)]
    .map(({ index }) => index)
    .filter((at) => at < to)
    .toReversed()
    .flatMap((at) => (tail.endsWith('\r\n', at) ? [at, at - 2] : [at]))
    .slice(0, MAX_BLOCKS)
    .map((at): Block => [offset + at, offset + to]);
}
