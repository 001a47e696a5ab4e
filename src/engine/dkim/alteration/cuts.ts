/** Pieces of a body that may have come on the way: each by itself is taken out, to see whether the rest was signed. */

import { decodeUtf8, type OctetString, toOctetString } from '../../octets.ts';
import type { ChangeReason } from './alteration.ts';
import { firstBlocks, lastBlocks } from './html-blocks.ts';
import { type Part, partsOf } from './parts.ts';

/** Whole lines, or blocks of HTML, each from its first octet to before its last, in order. */
export type Cut = { readonly reason: ChangeReason; readonly removed: readonly (readonly [number, number])[] };

/** Lines at the end, and at the beginning, of the body and of a part. */
const MAX_LAST = 60;
const MAX_LAST_OF_PART = 24;
const MAX_FIRST = 24;
/** Of HTML, where its text was changed as well. */
const MAX_BLOCKS = 24;
/** Parts with text that are gone through line by line. */
const MAX_TEXTS = 3;

/** What mail gateways write above a message from outside. */
const BANNER =
  /external (?:e-?mail|sender|message)|outside (?:of )?(?:your|the|our) (?:organi[sz]ation|company|network)|\bcaution\b|do not click|社外|外部/i;
/** What stands above a footer. */
const SEPARATOR = /^(?:-- ?|[_=*-]{10,})(?:<br\s*\/?>)?$/;

/** In the order in which they are likely. `type` is the value of the Content-Type of the whole. */
export function* cuts(body: Uint8Array, type: OctetString): Generator<Cut> {
  const parts = partsOf(body, type);
  const { length } = body;
  for (const { delimiter, next } of parts.toReversed()) yield { reason: 'part-added', removed: [[delimiter, next]] };
  for (const from of lastLines(body, 0, length, MAX_LAST)) yield { reason: 'text-appended', removed: [[from, length]] };
  yield* atTheBeginning(body, 0, length);
  const around = (start: number, end: number): Cut => ({
    reason: 'message-wrapped',
    removed: [
      [0, start],
      [end, length],
    ],
  });
  for (const { start, content, end } of parts) yield* [around(content, end), around(start, end)];
  const texts = parts.filter((part) => part.type.startsWith('text/')).slice(0, MAX_TEXTS);
  for (const { content, end } of texts) {
    for (const from of beforeEnd(body, content, end)) yield { reason: 'text-inserted', removed: [[from, end]] };
    yield* atTheBeginning(body, content, end);
  }
  const html = parts.length === 0 ? wholeHtml(body, type) : texts.find((part) => part.type === 'text/html');
  if (html) yield* inHtml(body, html);
  const [plain] = texts;
  if (plain && html && plain.end < html.content) yield* inBoth(body, plain, html);
}

type Stretch = Pick<Part, 'content' | 'end'>;

function wholeHtml({ length }: Uint8Array, type: OctetString): Stretch | null {
  return /^\s*text\/html\b/i.test(type) ? { content: 0, end: length } : null;
}

function* inHtml(body: Uint8Array, { content, end }: Stretch): Generator<Cut> {
  for (const block of firstBlocks(body, content, end, BANNER)) yield { reason: 'banner-added', removed: [block] };
  for (const block of lastBlocks(body, content, end)) yield { reason: 'text-inserted', removed: [block] };
}

/** A warning or a footer in the text, and the same in its HTML. */
function* inBoth(body: Uint8Array, plain: Part, html: Stretch): Generator<Cut> {
  const banners = [...atTheBeginning(body, plain.content, plain.end)].filter(({ reason }) => reason === 'banner-added');
  const above = [
    ...firstBlocks(body, html.content, html.end, BANNER),
    ...[...atTheBeginning(body, html.content, html.end)].flatMap(({ removed }) => removed),
  ].slice(0, MAX_BLOCKS);
  for (const { removed } of banners.slice(0, 4)) {
    for (const block of above) yield { reason: 'banner-added', removed: [...removed, block] };
  }
  const lines = lastLines(body, plain.content, plain.end, MAX_LAST);
  const footers = lines.flatMap((at, nth) => {
    const line = toOctetString(body.subarray(at, Math.min(at + 80, plain.end))).split('\r\n', 1)[0] ?? '';
    // Alone, with the CRLF before it, and with the line above it.
    return SEPARATOR.test(line) ? [at - 2, at, (lines[nth + 1] ?? at) - 2] : [];
  });
  const below = [
    ...beforeEnd(body, html.content, html.end).map((from) => [from, html.end] as const),
    ...lastBlocks(body, html.content, html.end),
  ];
  for (const from of footers.slice(0, 3)) {
    for (const block of below) yield { reason: 'text-inserted', removed: [[from, plain.end], block] };
  }
}

/** Where the last lines begin, the last first. */
function lastLines(body: Uint8Array, start: number, end: number, most: number): readonly number[] {
  const found: number[] = [];
  for (let at = end; found.length < most; ) {
    at = at < 2 ? -1 : body.lastIndexOf(0x0a, at - 2) + 1;
    if (at <= start) break;
    found.push(at);
  }
  return found;
}

/** A part ends before the CRLF of the delimiter: with the last lines goes the CRLF before them, or their own. */
function beforeEnd(body: Uint8Array, start: number, end: number): readonly number[] {
  return lastLines(body, start, end, MAX_LAST_OF_PART).flatMap((at) => [at - 2, at]);
}

/** From the beginning to the end of each of the first lines. */
function* atTheBeginning(body: Uint8Array, start: number, end: number): Generator<Cut> {
  let at = start;
  for (let lines = 0; lines < MAX_FIRST; lines++) {
    const line = body.indexOf(0x0a, at);
    if (line < 0 || line + 1 >= end) return;
    at = line + 1;
    const text = decodeUtf8(toOctetString(body.subarray(start, Math.min(at, start + 4000))));
    yield { reason: BANNER.test(text) ? 'banner-added' : 'text-prepended', removed: [[start, at]] };
  }
}
