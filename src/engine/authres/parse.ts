/**
 * Authentication-Results, ARC-Authentication-Results and Received-SPF, one field at a time. RFC 8601 §2.2, §1.5.2 (UTF-8),
 * RFC 8617 §4.1.1, RFC 7208 §9.1.
 *
 * More is read than the grammar allows, since others write more: no authserv-id (Outlook), no property type ("action=none"),
 * ":" and "/" and "=" in values without quotes, a ";" too many, a method without the ";" before it.
 */

import { textOf } from '../message/fields.ts';
import type { Field } from '../message/message.ts';
import { decodeUtf8, type OctetString } from '../octets.ts';
import { type Token, tokeniser } from '../syntax/rfc5322.ts';

/** Results of one field that are read, and properties of one result. */
export const MAX_RESULTS = 100;
export const MAX_PROPERTIES = 100;
/** Characters of a property's name that are put together from several words. */
const MAX_KEY = 100;

export type Result = {
  readonly method: string;
  readonly result: string;
  readonly reason: string | null;
  readonly properties: Readonly<Record<string, string>>;
  readonly comments: readonly string[];
};

export type Results = {
  /** i= of ARC-Authentication-Results, 1 to 50; null where there is none. */
  readonly instance: number | null;
  readonly authservId: string | null;
  /** Empty for "none", and where nothing could be read. */
  readonly results: readonly Result[];
};

/** Methods of RFC 8601 §2.7 and of its registry, bimi and compauth: what may stand without a ";" before it. */
const METHODS = new Set([
  'arc',
  'auth',
  'bimi',
  'compauth',
  'dkim',
  'dmarc',
  'domainkeys',
  'iprev',
  'sender-id',
  'spf',
]);

const tokenise = tokeniser(';=');

/** One Authentication-Results or ARC-Authentication-Results field. */
export function parseResults(field: Field): Results {
  const text = textOf(field);
  const segments = segmentsOf(tokenise(text));
  const instance = field.key.startsWith('arc-') ? instanceOf(segments[0] ?? []) : null;
  if (instance !== null) segments.shift();
  const [first = []] = segments;
  const words = first.filter((token) => token.kind !== 'comment');
  // authserv-id = value; a word with "=" behind it is a method already.
  const hasId = words[0] !== undefined && words[0].kind !== 'special' && !isSpecial(words[1], '=');
  const authservId = hasId ? (words[0]?.text.toLowerCase() ?? null) : null;
  if (hasId) segments[0] = first.slice(first.indexOf(words[0] as Token) + 1);
  const results = segments.flatMap((segment) => resultsOf(segment, text));
  return { instance, authservId, results: results.slice(0, MAX_RESULTS) };
}

/** RFC 8617 §4.2.1: "i=" and 1 to 50 stand first. */
function instanceOf(segment: readonly Token[]): number | null {
  const [name, equals, value] = segment.filter((token) => token.kind !== 'comment');
  if (name?.text.toLowerCase() !== 'i' || !isSpecial(equals, '=') || !/^\d{1,2}$/.test(value?.text ?? '')) return null;
  const instance = Number(value?.text);
  return instance >= 1 && instance <= 50 ? instance : null;
}

function isSpecial(token: Token | undefined, special: string): boolean {
  return token?.kind === 'special' && token.text === special;
}

function segmentsOf(tokens: readonly Token[]): Token[][] {
  const segments: Token[][] = [[]];
  for (const token of tokens) {
    if (isSpecial(token, ';')) segments.push([]);
    else segments.at(-1)?.push(token);
  }
  return segments;
}

type Pair = { readonly key: string; readonly value: OctetString };
type Piece = Pair | { readonly comment: OctetString };

/** resinfo = methodspec [CFWS reasonspec] [CFWS 1*propspec] */
function resultsOf(segment: readonly Token[], text: OctetString): readonly Result[] {
  const groups: { method: Pair; pairs: Pair[]; comments: string[] }[] = [];
  const before: string[] = []; // comments that stand before the first result
  for (const piece of piecesOf(segment, text)) {
    const group = groups.at(-1);
    if ('comment' in piece) (group?.comments ?? before).push(decodeUtf8(piece.comment));
    else if (!group || METHODS.has(piece.key)) groups.push({ method: piece, pairs: [], comments: group ? [] : before });
    else group.pairs.push(piece);
  }
  return groups.map(({ method, pairs, comments }) => ({
    method: method.key.replace(/\/.*$/, ''), // method = Keyword [ "/" method-version ]
    result: method.value.toLowerCase(),
    reason: decodeReason(pairs.find((pair) => pair.key === 'reason')?.value),
    properties: propertiesOf(pairs.filter((pair) => pair.key !== 'reason')),
    comments,
  }));
}

function decodeReason(value: OctetString | undefined): string | null {
  return value === undefined ? null : decodeUtf8(value);
}

/** In the order written; the first of several with one name. */
function propertiesOf(pairs: readonly Pair[]): Readonly<Record<string, string>> {
  const properties = new Map<string, string>();
  for (const { key, value } of pairs.slice(0, MAX_PROPERTIES)) if (!properties.has(key)) properties.set(key, value);
  return Object.fromEntries(properties);
}

/** key "=" value, with comments and white space anywhere between; words that belong to no pair are passed over. */
function piecesOf(segment: readonly Token[], text: OctetString): readonly Piece[] {
  const pieces: Piece[] = [];
  let key = '';
  let at = 0;
  while (at < segment.length) {
    const token = segment[at] as Token;
    at++;
    if (token.kind === 'comment') pieces.push({ comment: token.text });
    else if (!isSpecial(token, '=')) key = continues(key, token.text) ? key + token.text : token.text;
    else if (key !== '') {
      while (segment[at]?.kind === 'comment') pieces.push({ comment: (segment[at++] as Token).text });
      const end = valueEnd(segment, at);
      pieces.push({ key: key.toLowerCase(), value: pairValue(segment.slice(at, end), text) });
      key = '';
      at = end;
    }
  }
  return pieces;
}

/** ptype [CFWS] "." [CFWS] property; method [CFWS] "/" [CFWS] version */
function continues(key: string, word: string): boolean {
  const joins = (char: string | undefined) => char === '.' || char === '/';
  return key !== '' && key.length < MAX_KEY && (joins(key.at(-1)) || joins(word[0]));
}

/** A value ends at white space or a comment: what is glued together is one ("SRS0=x=y=example.com=a@b", "\"a b\"@c"). */
function valueEnd(segment: readonly Token[], start: number): number {
  // "smtp.mailfrom= smtp.helo=x": the next property, not the value of this one.
  const [equals, first, second] = [segment[start - 1], segment[start], segment[start + 1]];
  const isNext =
    first?.kind === 'word' && first.text.includes('.') && isSpecial(second, '=') && second?.start === first.end;
  if (isNext && equals?.end !== first.start) return start;
  let end = start;
  while (end < segment.length && segment[end]?.kind !== 'comment') {
    if (end > start && segment[end - 1]?.end !== segment[end]?.start) break;
    end++;
  }
  return end;
}

function pairValue(tokens: readonly Token[], text: OctetString): OctetString {
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (!first || !last) return '';
  if (tokens.length === 1) return first.text;
  return text.slice(first.start, last.end);
}

/** Received-SPF: result, comment, key-value pairs. Null where there is no result. */
export function parseReceivedSpf(field: Field): Result | null {
  const text = textOf(field);
  const tokens = tokenise(text);
  const result = tokens.find((token) => token.kind !== 'comment');
  if (result?.kind !== 'word' || isSpecial(tokens[tokens.indexOf(result) + 1], '=')) return null;
  const pieces = segmentsOf(tokens.filter((token) => token !== result)).flatMap((segment) => piecesOf(segment, text));
  const pairs = pieces.flatMap((piece) =>
    'key' in piece ? [{ key: piece.key, value: piece.value.replace(/^<(.*)>$/s, '$1') }] : [],
  );
  return {
    method: 'spf',
    result: result.text.toLowerCase(),
    reason: null,
    properties: propertiesOf(pairs),
    comments: pieces.flatMap((piece) => ('comment' in piece ? [decodeUtf8(piece.comment)] : [])),
  };
}
