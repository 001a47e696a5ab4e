/**
 * The lexical tokens of structured header fields: comments, quoted strings, and what lies between. RFC 5322 §3.2.
 *
 * Departures: a "(" or a quotation mark that is never closed is an ordinary character, so that one of them cannot swallow the
 * rest of the field; octets above 127 are ordinary characters (RFC 6532 §3.2).
 */

import type { OctetString } from '../octets.ts';

/** atext = ALPHA / DIGIT / "!" / "#" / … (§3.2.3), with UTF8-non-ascii (RFC 6532 §3.2) as octets. */
export const ATEXT = "[A-Za-z0-9!#$%&'*+\\-/=?^_`{|}~\\x80-\\xff]";
/** dot-atom-text = 1*atext *("." 1*atext) (§3.2.3) */
export const DOT_ATOM_TEXT = `${ATEXT}+(?:\\.${ATEXT}+)*`;

export type Token = {
  readonly kind: 'word' | 'quoted' | 'comment' | 'special';
  /**
   * What it says: of a comment the octets within its parentheses, nested ones included; of a quoted string its content without
   * quotes and escapes.
   */
  readonly text: OctetString;
  /** Where it stands: [start, end) in the text that was read. */
  readonly start: number;
  readonly end: number;
};

const SPACE = new Set([' ', '\t', '\r', '\n']);

/**
 * Reads a text, from left to right, once. `specials` are the characters that are tokens of their own; white space only
 * separates. Every other character belongs to a token.
 */
export function tokenise(text: OctetString, specials: string): readonly Token[] {
  const special = new Set(specials);
  const ends = { comment: closings(text), quoted: quotedEnds(text) };
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at] as string;
    if (SPACE.has(char)) {
      at++;
      continue;
    }
    const token =
      char === '(' || char === '"'
        ? (enclosed(text, at, ends) ?? wordAt(text, at, special, ends))
        : special.has(char)
          ? ({ kind: 'special', text: char, start: at, end: at + 1 } as const)
          : wordAt(text, at, special, ends);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

type Ends = {
  readonly comment: ReadonlyMap<number, number>;
  readonly quoted: (start: number) => number | null;
};

function enclosed(text: OctetString, start: number, ends: Ends): Token | null {
  if (text[start] === '(') {
    const close = ends.comment.get(start);
    if (close === undefined) return null;
    return { kind: 'comment', text: text.slice(start + 1, close), start, end: close + 1 };
  }
  const close = ends.quoted(start);
  if (close === null) return null;
  return { kind: 'quoted', text: withoutEscapes(text.slice(start + 1, close)), start, end: close + 1 };
}

function wordAt(text: OctetString, start: number, special: ReadonlySet<string>, ends: Ends): Token {
  let at = start + 1;
  while (at < text.length) {
    const char = text[at] as string;
    if (SPACE.has(char) || special.has(char)) break;
    if (char === '(' && ends.comment.has(at)) break;
    if (char === '"' && ends.quoted(at) !== null) break;
    at++;
  }
  return { kind: 'word', text: text.slice(start, at), start, end: at };
}

/** For each "(" the ")" that closes it. One pass: §3.2.2 comments nest, and a backslash takes the next character. */
function closings(text: OctetString): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  let quotedUntil = -1;
  const quotedEnd = quotedEnds(text);
  for (let at = text.search(/[("]/); at >= 0 && at < text.length; at++) {
    const char = text[at];
    if (at < quotedUntil) continue;
    if (char === '"' && open.length === 0) quotedUntil = (quotedEnd(at) ?? at) + 1;
    else if (char === '\\' && open.length > 0) at++;
    else if (char === '(') open.push(at);
    else if (char === ')') {
      const start = open.pop();
      if (start !== undefined) closing.set(start, at);
    }
  }
  return closing;
}

/** The quotation mark that closes the one at `start`. Once there is none, none is looked for again. */
function quotedEnds(text: OctetString): (start: number) => number | null {
  let noneFrom = text.length;
  let known = { start: -1, end: -1 };
  return (start) => {
    if (start === known.start) return known.end;
    if (start >= noneFrom) return null;
    for (let at = start + 1; at < text.length; at++) {
      if (text[at] === '\\') at++;
      else if (text[at] === '"') {
        known = { start, end: at };
        return at;
      }
    }
    noneFrom = start;
    return null;
  };
}

/** quoted-pair = "\" (VCHAR / WSP) (§3.2.1): the backslash is not part of the content. */
export function withoutEscapes(content: OctetString): OctetString {
  return content.includes('\\') ? content.replace(/\\([\s\S])/g, '$1') : content;
}

/** The text with its comments blanked out by spaces: what remains keeps its place. */
export function withoutComments(text: OctetString): OctetString {
  const parts: string[] = [];
  let at = 0;
  for (const { kind, start, end } of tokenise(text, '')) {
    if (kind !== 'comment') continue;
    parts.push(text.slice(at, start), ' '.repeat(end - start));
    at = end;
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(at);
}
