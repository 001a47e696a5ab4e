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

const QUOTE = 0x22;
const OPEN = 0x28;
const CLOSE = 0x29;
const BACKSLASH = 0x5c;

/** What a character is or begins; 0 for an ordinary one. */
const SPACE = 1;
const SPECIAL = 2;
const ENCLOSURE = 3;

/** A reader of tokens: from left to right, once. */
export type Tokeniser = (text: OctetString) => readonly Token[];

/**
 * `specials` are the characters that are tokens of their own; white space only separates. Every other character belongs to a
 * token.
 */
export function tokeniser(specials: string): Tokeniser {
  const classes = new Uint8Array(256);
  for (const char of specials) classes[char.charCodeAt(0)] = SPECIAL;
  for (const char of ' \t\r\n') classes[char.charCodeAt(0)] = SPACE;
  classes[QUOTE] = classes[OPEN] = ENCLOSURE;
  return (text) => {
    const closing = closings(text);
    const tokens: Token[] = [];
    let at = 0;
    while (at < text.length) {
      if (classes[text.charCodeAt(at)] === SPACE) at++;
      else {
        const token = tokenAt(text, at, classes, closing);
        tokens.push(token);
        at = token.end;
      }
    }
    return tokens;
  };
}

function tokenAt(text: OctetString, start: number, classes: Uint8Array, closing: Closing): Token {
  const what = classes[text.charCodeAt(start)];
  if (what === SPECIAL) return { kind: 'special', text: text.charAt(start), start, end: start + 1 };
  const close = what === ENCLOSURE ? closing(start) : null;
  if (close !== null) {
    const content = text.slice(start + 1, close);
    return text.charCodeAt(start) === OPEN
      ? { kind: 'comment', text: content, start, end: close + 1 }
      : { kind: 'quoted', text: withoutEscapes(content), start, end: close + 1 };
  }
  let end = start + 1;
  while (end < text.length) {
    const next = classes[text.charCodeAt(end)];
    if (next === SPACE || next === SPECIAL || (next === ENCLOSURE && closing(end) !== null)) break;
    end++;
  }
  return { kind: 'word', text: text.slice(start, end), start, end };
}

/** Where the comment or the quoted string that begins at a place is closed; null where it never is. */
type Closing = (start: number) => number | null;

function closings(text: OctetString): Closing {
  const comments = commentEnds(text);
  const quoted = quotedEnds(text);
  return (start) => (text.charCodeAt(start) === OPEN ? (comments.get(start) ?? null) : quoted(start));
}

/** For each "(" the ")" that closes it. One pass: §3.2.2 comments nest, and a backslash takes the next character. */
function commentEnds(text: OctetString): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  const quotedEnd = quotedEnds(text);
  for (let at = text.search(/[("]/); at >= 0 && at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE && open.length === 0) at = quotedEnd(at) ?? at;
    else if (code === BACKSLASH && open.length > 0) at++;
    else if (code === OPEN) open.push(at);
    else if (code === CLOSE) {
      const start = open.pop();
      if (start !== undefined) ends.set(start, at);
    }
  }
  return ends;
}

/** The quotation mark that closes the one at `start`. Once there is none, none is looked for again. */
function quotedEnds(text: OctetString): Closing {
  let noneFrom = text.length;
  let known = { start: -1, end: -1 };
  return (start) => {
    if (start === known.start) return known.end;
    if (start >= noneFrom) return null;
    for (let end = start + 1; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === BACKSLASH) end++;
      else if (code === QUOTE) {
        known = { start, end };
        return end;
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

const tokenise = tokeniser('');

/** The text with its comments blanked out by spaces: what remains keeps its place. */
export function withoutComments(text: OctetString): OctetString {
  const parts: string[] = [];
  let at = 0;
  for (const { kind, start, end } of tokenise(text)) {
    if (kind !== 'comment') continue;
    parts.push(text.slice(at, start), ' '.repeat(end - start));
    at = end;
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(at);
}
