/**
 * Authentication-Results, ARC-Authentication-Results and Received-SPF, one field at a time. RFC 8601 §2.2, §1.5.2 (UTF-8),
 * RFC 8617 §4.1.1, RFC 7208 §9.1.
 *
 * More is read than the grammar allows, since others write more: no authserv-id (Outlook), no property type ("action=none"),
 * ":" and "/" and "=" in values without quotes, a ";" too many. Not a method without the ";" before it: what stands within a
 * result may be the sender's.
 *
 * Receivers put the sender's words into comments, and a local part in quotes may hold a parenthesis. Such a comment ends in one
 * place by RFC 5322, where quotes mean nothing in it, and in another where they hold. Both readings are made: a pass must stand in
 * both, and be about one domain; any other result in one of them.
 */

import { textOf } from '../message/fields.ts';
import type { Field } from '../message/message.ts';
import { decodeUtf8, type OctetString } from '../octets.ts';
import { resultsInstance } from '../syntax/arc-instance.ts';
import { type Token, tokeniser, withoutEscapes } from '../syntax/rfc5322.ts';
import { aboutOf } from './about.ts';

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
  /** The domain that it is about; null where it names none. */
  readonly about: string | null;
};

export type Results = {
  /** i= of ARC-Authentication-Results, 1 to 50; null where there is none. */
  readonly instance: number | null;
  readonly authservId: string | null;
  /** Empty for "none", and where nothing could be read. */
  readonly results: readonly Result[];
};

const tokenise = tokeniser(';=');

/** A result, and where it begins in the text of its field. */
type Placed = Result & { readonly at: number };

/** One Authentication-Results or ARC-Authentication-Results field. */
export function parseResults(field: Field): Results {
  const text = textOf(field);
  const instance = field.key.startsWith('arc-') ? instanceOf(field) : null;
  const plain = segmentsOf(tokenise(text));
  const { authservId, segments } = headOf(plain, instance);
  const strict = segments.flatMap((segment) => resultOf(segment, text) ?? []);
  const results = text.includes('"') ? inBoth(strict, quotingResults(text, instance)) : strict;
  return { instance, authservId, results: results.slice(0, MAX_RESULTS).map(({ at: _, ...result }) => result) };
}

/** RFC 8617 §4.2.1: 1 to 50. */
function instanceOf(field: Field): number | null {
  const instance = resultsInstance(field.value);
  return instance !== null && instance <= 50 ? instance : null;
}

type Head = { readonly authservId: string | null; readonly segments: readonly (readonly Token[])[] };

/** Behind the instance: authserv-id = value; a word with "=" behind it is a method already. */
function headOf(all: readonly (readonly Token[])[], instance: number | null): Head {
  const segments = instance === null ? [...all] : all.slice(1);
  const [first = []] = segments;
  const words = first.filter((token) => token.kind !== 'comment');
  const hasId = words[0] !== undefined && words[0].kind !== 'special' && !isSpecial(words[1], '=');
  if (hasId) segments[0] = first.slice(first.indexOf(words[0] as Token) + 1);
  return { authservId: hasId ? (words[0]?.text.toLowerCase() ?? null) : null, segments };
}

function quotingResults(text: OctetString, instance: number | null): readonly Placed[] {
  const { segments } = headOf(segmentsOf(quotingTokens(text)), instance);
  return segments.flatMap((segment) => resultOf(segment, text) ?? []);
}

/** Tokens of a text in which quoted strings hold in comments too. */
function quotingTokens(text: OctetString): readonly Token[] {
  return tokenise(withoutQuoted(text)).map((token): Token => {
    if (token.kind === 'special') return token;
    const written = text.slice(token.start, token.end);
    if (token.kind === 'word') return { ...token, text: written };
    const within = written.slice(1, -1);
    return { ...token, text: token.kind === 'quoted' ? withoutEscapes(within) : within };
  });
}

/** What stands in quotes replaced by as many "_". A mark that is never closed opens nothing. */
function withoutQuoted(text: OctetString): OctetString {
  const parts: string[] = [];
  let from = 0;
  for (let open = text.indexOf('"'); open >= 0; open = text.indexOf('"', from)) {
    let close = open + 1;
    while (close < text.length && text[close] !== '"') close += text[close] === '\\' ? 2 : 1;
    if (close >= text.length) break;
    parts.push(text.slice(from, open + 1), '_'.repeat(close - open - 1), '"');
    from = close + 1;
  }
  return parts.join('') + text.slice(from);
}

/** In the order of their places: a pass that both readings have, and everything else that one of them has. */
function inBoth(strict: readonly Placed[], quoting: readonly Placed[]): readonly Placed[] {
  const isIn = (others: readonly Placed[], { at, method, result }: Placed) =>
    others.some((other) => other.at === at && other.method === method && other.result === result);
  const isSame = (one: Placed) => quoting.some((other) => isIn([other], one) && other.about === one.about);
  const kept = strict.filter((one) => one.result !== 'pass' || isSame(one));
  const more = quoting.filter((one) => one.result !== 'pass' && !isIn(strict, one));
  return more.length === 0 ? kept : [...kept, ...more].sort((a, b) => a.at - b.at);
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

/** `at`: where the key begins. */
type Pair = { readonly key: string; readonly value: OctetString; readonly at: number };
type Piece = Pair | { readonly comment: OctetString };

/** result = Keyword, with the "_" of some (dkim_pass); nothing where a server wrote none. What is none is no result. */
const RESULT = /^[A-Za-z0-9_-]*$/;

/** resinfo = methodspec [CFWS reasonspec] [CFWS 1*propspec] */
function resultOf(segment: readonly Token[], text: OctetString): Placed | null {
  const pieces = piecesOf(segment, text);
  const [method, ...pairs] = pieces.filter((piece) => 'key' in piece);
  if (!method || !RESULT.test(method.value)) return null;
  const result = {
    at: method.at,
    method: method.key.replace(/\/.*$/, ''), // method = Keyword [ "/" method-version ]
    result: method.value.toLowerCase(),
    reason: decodeReason(pairs.find((pair) => pair.key === 'reason')?.value),
    properties: propertiesOf(pairs.filter((pair) => pair.key !== 'reason')),
    comments: pieces.flatMap((piece) => ('comment' in piece ? [decodeUtf8(piece.comment)] : [])),
  };
  return { ...result, about: aboutOf(result) };
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
  let begins = 0;
  let at = 0;
  while (at < segment.length) {
    const token = segment[at] as Token;
    at++;
    if (token.kind === 'comment') pieces.push({ comment: token.text });
    else if (!isSpecial(token, '=')) {
      if (!continues(key, token.text)) [key, begins] = ['', token.start];
      key += token.text;
    } else if (key !== '') {
      while (segment[at]?.kind === 'comment') pieces.push({ comment: (segment[at++] as Token).text });
      const end = valueEnd(segment, at);
      pieces.push({ key: nameOf(key), value: pairValue(segment.slice(at, end), text), at: begins });
      key = '';
      at = end;
    }
  }
  return pieces;
}

/** Gmail wrote smtp.mail until 2016. */
function nameOf(key: string): string {
  const name = key.toLowerCase();
  return name === 'smtp.mail' ? 'smtp.mailfrom' : name;
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

/** Received-SPF: result, comment, key-value pairs. Null where there is no result, or where quotes in a comment make it another text. */
export function parseReceivedSpf(field: Field): Result | null {
  const text = textOf(field);
  const strict = receivedSpfOf(tokenise(text), text);
  if (strict === null || !text.includes('"')) return strict;
  const quoting = receivedSpfOf(quotingTokens(text), text);
  return JSON.stringify(strict) === JSON.stringify(quoting) || strict.result !== 'pass' ? (quoting ?? strict) : null;
}

function receivedSpfOf(tokens: readonly Token[], text: OctetString): Result | null {
  const result = tokens.find((token) => token.kind !== 'comment');
  if (result?.kind !== 'word' || isSpecial(tokens[tokens.indexOf(result) + 1], '=')) return null;
  const pieces = segmentsOf(tokens.filter((token) => token !== result)).flatMap((segment) => piecesOf(segment, text));
  const pairs = pieces.flatMap((piece) =>
    'key' in piece ? [{ ...piece, value: piece.value.replace(/^<(.*)>$/s, '$1') }] : [],
  );
  const read = {
    method: 'spf',
    result: result.text.toLowerCase(),
    reason: null,
    properties: propertiesOf(pairs),
    comments: pieces.flatMap((piece) => ('comment' in piece ? [decodeUtf8(piece.comment)] : [])),
  };
  return { ...read, about: aboutOf(read) };
}
