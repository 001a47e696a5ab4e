/**
 * The value of an address field -> its mailboxes. RFC 5322 §3.4, §4.4 (obsolete syntax), RFC 6854 (groups in From), RFC 6532.
 *
 * More is read than the grammar allows, where every reader reads it the same way:
 * - local parts with dots at an end or side by side, as Japanese carriers gave them out;
 * - display names with unquoted specials ("Example, Inc. <a@b>", "a@b <a@b>"): the angle brackets say where the address is;
 * - encoded words with specials in them ("=?utf-8?q?a;b?= <a@b>"), shown decoded by every mail program;
 * - a comment after a bare address as its display name ("a@b (Name)").
 * What remains (two angle brackets, two "@", words beside a bare address) is unreadable: mail programs show different senders.
 */

import { toAscii } from '../dns/name.ts';
import type { OctetString } from '../octets.ts';
import { DOT_ATOM_TEXT, type Token, tokeniser, withoutEscapes } from '../syntax/rfc5322.ts';
import { displayText } from './display.ts';
import { unfold } from './fields.ts';
import type { Mailbox } from './message.ts';

/** Mailboxes of one field that are read; the rest makes the field unreadable. */
export const MAX_MAILBOXES = 1000;

const DOT_ATOM = new RegExp(`^${DOT_ATOM_TEXT}$`);

export type Mailboxes = {
  readonly mailboxes: readonly Mailbox[];
  /** False where something in the list is neither a mailbox nor a group. What could be read is there all the same. */
  readonly readable: boolean;
};

type Item = {
  readonly phrase: readonly Token[];
  readonly angle: readonly Token[] | null;
  readonly rest: readonly Token[];
  readonly comments: readonly Token[];
};

/** address-list = (address *("," address)) / obs-addr-list; empty elements are allowed there. */
export function parseMailboxes(value: OctetString): Mailboxes {
  const text = unfold(value);
  const mailboxes: Mailbox[] = [];
  let readable = true;
  for (const item of itemsOf(tokensOf(text))) {
    const mailbox = mailboxes.length < MAX_MAILBOXES ? mailboxOf(item, text) : 'unreadable';
    if (mailbox === 'unreadable') readable = false;
    else if (mailbox !== 'none') mailboxes.push(mailbox);
  }
  return { mailboxes, readable };
}

/**
 * An encoded word (RFC 2047 §2) with characters in it that it must not hold in a phrase (§5): every mail program shows it decoded
 * all the same. One with angle brackets, quotation marks or "@" is none here: programs differ about the sender then.
 */
const ENCODED_WORD = /=\?[^?\s<>"@]{1,40}\?[bq]\?[^?\s<>"@]{0,1000}\?=/gi;

const tokenise = tokeniser('<>@,:;.[]');

function tokensOf(text: OctetString): readonly Token[] {
  if (!text.includes('=?')) return tokenise(text);
  const plain = text.replace(ENCODED_WORD, (word) => word.replace(/[^A-Za-z0-9=?]/g, '_'));
  return tokenise(plain).map((token) => {
    if (token.kind === 'word' || token.kind === 'special')
      return { ...token, text: text.slice(token.start, token.end) };
    const content = text.slice(token.start + 1, token.end - 1);
    return { ...token, text: token.kind === 'quoted' ? withoutEscapes(content) : content };
  });
}

/** Splits at the commas and group marks that stand outside angle brackets: those within belong to a source route (§4.4). */
function itemsOf(tokens: readonly Token[]): readonly Item[] {
  const items: Item[] = [];
  const lastClose = tokens.findLastIndex((token) => is(token, '>'));
  let start = 0;
  let [open, close] = [-1, -1]; // where the angle brackets of this item stand
  let literal = false; // within the [ ] of an address literal, where ":" and "." mean nothing
  const cut = (end: number) => {
    items.push(itemOf(tokens.slice(start, end), open - start, close - start));
    [start, open, close] = [end + 1, -1, -1];
  };
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'special') continue;
    if (open >= 0 && close < 0) {
      if (token.text === '>') close = at;
    } else if (token.text === '<' && open < 0 && at < lastClose) open = at;
    else if (token.text === '[' || token.text === ']') literal = token.text === '[';
    else if (literal) continue;
    else if (token.text === ',' || token.text === ';') cut(at);
    else if (token.text === ':' && open < 0) start = at + 1; // what stood before it was the name of a group
  }
  cut(tokens.length);
  return items;
}

/** `open`, `close`: where its angle brackets stand; negative where they do not. */
function itemOf(tokens: readonly Token[], open: number, close: number): Item {
  const words = (from: number, to?: number) => tokens.slice(from, to).filter(({ kind }) => kind !== 'comment');
  const comments = tokens.filter(({ kind }) => kind === 'comment');
  if (open < 0) return { phrase: words(0), angle: null, rest: [], comments };
  if (close < 0) return { phrase: words(0, open), angle: words(open + 1), rest: [], comments };
  return { phrase: words(0, open), angle: words(open + 1, close), rest: words(close + 1), comments };
}

function is(token: Token | undefined, special: string): boolean {
  return token?.kind === 'special' && token.text === special;
}

function mailboxOf(item: Item, text: OctetString): Mailbox | 'none' | 'unreadable' {
  if (item.rest.length > 0) return 'unreadable';
  if (item.angle === null) {
    // Without "@" it is part of somebody's unquoted name ("Example, Inc. <a@b>"), or nothing.
    if (!item.phrase.some((token) => is(token, '@'))) return 'none';
    return addressOf(item.phrase, item.comments, text) ?? 'unreadable';
  }
  const address = withoutRoute(item.angle);
  if (address.length === 0) return 'none';
  return addressOf(address, item.phrase, text) ?? 'unreadable';
}

/** obs-route = obs-domain-list ":" — "<@a,@b:local@domain>": the hosts on the way mean nothing today (§4.4). */
function withoutRoute(angle: readonly Token[]): readonly Token[] {
  if (!is(angle[0], '@') && !is(angle[0], ',')) return angle;
  const colon = angle.findIndex((token) => is(token, ':'));
  return colon < 0 ? angle : angle.slice(colon + 1);
}

/** addr-spec = local-part "@" domain; white space and comments may stand between their words (§4.4, obs-local-part). */
function addressOf(tokens: readonly Token[], name: readonly Token[], text: OctetString): Mailbox | null {
  const at = tokens.findIndex((token) => is(token, '@'));
  const local = at < 0 ? null : dotted(tokens.slice(0, at), 'local');
  const domain = at < 0 ? null : (literalOf(tokens.slice(at + 1), text) ?? dotted(tokens.slice(at + 1), 'domain'));
  if (local === null || domain === null) return null;
  const written = DOT_ATOM.test(local) ? local : quoted(local);
  return {
    displayName: displayNameOf(name, text),
    address: `${written}@${domain}`,
    localPart: local,
    domain: toAscii(domain),
  };
}

/** Words with dots between them, joined. Null where two words stand side by side, or something else than words and dots. */
function dotted(tokens: readonly Token[], part: 'local' | 'domain'): OctetString | null {
  const joined: string[] = [];
  let wordBefore = false;
  for (const token of tokens) {
    const isWord = token.kind === 'word' || (token.kind === 'quoted' && part === 'local');
    if (!is(token, '.') && (!isWord || wordBefore)) return null;
    wordBefore = isWord;
    joined.push(token.text);
  }
  return joined.length === 0 ? null : joined.join('');
}

/** domain-literal = "[" *dtext "]" */
function literalOf(tokens: readonly Token[], text: OctetString): OctetString | null {
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (!first || !last || !is(first, '[') || !is(last, ']')) return null;
  return text.slice(first.start, last.end).replace(/\s/g, '');
}

function quoted(local: OctetString): OctetString {
  // Dots at an end or side by side need no quotes to be understood, and are written without.
  return /^[^\s"\\()<>[\]:;@,]+$/.test(local) ? local : `"${local.replace(/["\\]/g, '\\$&')}"`;
}

/** phrase = 1*word / obs-phrase: the tokens with one space where there was space. */
function displayNameOf(tokens: readonly Token[], text: OctetString): string | null {
  const parts: string[] = [];
  tokens.forEach((token, i) => {
    const before = tokens[i - 1];
    if (before && (before.end < token.start || /\s/.test(text[token.start - 1] ?? ''))) parts.push(' ');
    parts.push(token.text);
  });
  return displayText(parts.join('')) || null;
}
