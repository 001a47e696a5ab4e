/**
 * One Received field. RFC 5321 §4.4, RFC 5322 §3.6.7.
 *
 * Tokens first, keywords after: "by", "with", "for" and "id" occur in host names, comments and values. A keyword is one only
 * once, only outside comments, and only where a value follows. What a server did not write is null; nothing is guessed from an
 * id, and an unreadable field is a hop with nothing in it.
 */

import { lastDateIn, parseDate } from '../message/date.ts';
import { unfold } from '../message/fields.ts';
import type { OctetString } from '../octets.ts';
import { type Token, tokeniser, withoutComments } from '../syntax/rfc5322.ts';
import { type Peer, peerOf } from './from-clause.ts';
import { httpOf, isAuthenticated, isLocal, protocolOf, withWordsOf } from './protocol.ts';
import { tlsOf } from './tls.ts';
import type { Tls } from './trace.ts';

/** A Received field as it reads by itself, before its place among the others is looked at. */
export type Received = {
  readonly from: Peer;
  /** The words "from x" of a local or HTTP submission, which name a user, a project or a service and no host. */
  readonly submitter: string | null;
  readonly by: string | null;
  readonly via: string | null;
  readonly with: string | null;
  readonly id: string | null;
  readonly for: string | null;
  readonly envelopeFrom: string | null;
  readonly tls: Tls | null;
  readonly authenticated: boolean;
  readonly time: number | null;
  readonly timeText: string | null;
  /** All comments, without their outer parentheses; and those of the by clause, where servers name their software. */
  readonly comments: readonly OctetString[];
  readonly byComments: readonly OctetString[];
  /**
   * How often "by" and "with" stand outside comments before the date. A server writes each once: where one stands twice, the client
   * may have written the other.
   */
  readonly times: { readonly by: number; readonly with: number };
  /**
   * What stands before the by clause. nobody: nothing, since the server knows of no client. client: a from clause alone. unclear:
   * something else, such as a second keyword or a ";" that the client may have brought.
   */
  readonly head: 'nobody' | 'client' | 'unclear';
};

type Keyword = 'from' | 'by' | 'via' | 'with' | 'id' | 'for';
const KEYWORDS: ReadonlyMap<string, Keyword> = new Map(
  (['from', 'by', 'via', 'with', 'id', 'for'] as const).map((keyword) => [keyword, keyword]),
);
type Clause = { readonly words: OctetString[]; readonly comments: OctetString[] };
const NOTHING: Clause = { words: [], comments: [] };

const tokenise = tokeniser(';');

export function parseReceived(value: OctetString): Received {
  const text = unfold(value);
  const { said, behind, date } = partsOf(text);
  const names = said.map(nameOf);
  const { clauses, envelope } = clausesOf(said, names);
  const before = commentsOf(said);
  const comments = behind.length === 0 ? before : [...before, ...commentsOf(behind)];
  const from = clauses.get('from') ?? NOTHING;
  const taken = clauses.get('by') ?? NOTHING;
  const withWords = withWordsOf(clauses.get('with')?.words ?? []);
  const via = clauses.get('via')?.words.join(' ') || null;
  const protocol = protocolOf(withWords) ?? httpOf(via, taken.comments);
  const by = nameIn(first(taken));
  const submitter = submitterOf(from, protocol);
  const exim = comments.some((comment) => comment.startsWith('Exim'));
  return {
    from: peerOf(submitter === null ? from.words : [], from.comments, exim),
    submitter,
    by,
    via,
    with: protocol,
    id: unbracketed(first(clauses.get('id')) ?? idBehind(behind)),
    for: unbracketed(first(clauses.get('for'))),
    envelopeFrom: envelope ?? envelopeIn(comments),
    tls: tlsOf([...comments, ...behindName(from), ...behindName(taken)], withWords, protocol),
    authenticated: isAuthenticated(protocol, before, by),
    time: date.time,
    timeText: date.text || null,
    comments,
    byComments: taken.comments,
    times: { by: timesOf(names, 'by'), with: timesOf(names, 'with') },
    head: headOf(said, names),
  };
}

function headOf(tokens: readonly Token[], names: readonly (Keyword | null)[]): Received['head'] {
  if (names[0] === 'by') return 'nobody';
  // A client that calls itself "by": the keyword is the one behind.
  const by = names.findIndex((name, at) => name === 'by' && at > 1);
  const isPlain = names[0] === 'from' && names.slice(2, by).every((name) => name === null);
  return isPlain && by > 0 && tokens.slice(0, by).every(({ kind }) => kind !== 'special') ? 'client' : 'unclear';
}

/** Without a final dot; and Obtuse smtpd's "by NAME, id x" without the comma. */
function nameIn(word: string | null): string | null {
  const last = word?.at(-1);
  return (last === '.' || last === ',' ? word?.slice(0, -1) : word) || null;
}

function timesOf(names: readonly (Keyword | null)[], keyword: Keyword): number {
  return names.reduce((count, name) => count + (name === keyword ? 1 : 0), 0);
}

function commentsOf(tokens: readonly Token[]): readonly OctetString[] {
  const comments: OctetString[] = [];
  for (const { kind, text } of tokens) if (kind === 'comment') comments.push(text);
  return comments;
}

function isWord({ kind }: Token): boolean {
  return kind === 'word' || kind === 'quoted';
}

/** Words and quoted strings without white space between them are one word: <"a b"@example.com>. */
function joinGlued(tokens: readonly Token[], text: OctetString): readonly Token[] {
  if (!tokens.some(({ kind }) => kind === 'quoted')) return tokens;
  const joined: Token[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    if (last?.end !== token.start || !isWord(last) || !isWord(token)) joined.push(token);
    else {
      const { start } = last;
      joined[joined.length - 1] = { kind: 'word', text: text.slice(start, token.end), start, end: token.end };
    }
  }
  return joined;
}

type DatePart = { readonly start: number; readonly time: number | null; readonly text: string };

/** After the last ";" outside comments; where that is none, or there is no ";", the last date in the text. */
function dateOf(text: OctetString, tokens: readonly Token[]): DatePart {
  const mark = tokens.findLast((token) => token.kind === 'special');
  const after = mark ? parseDate(text.slice(mark.end)) : { time: null, text: '' };
  if (mark && after.time !== null) return { start: mark.start, ...after };
  const found = lastDateIn(withoutComments(text));
  if (found) return { start: found.start, time: found.time, text: found.text };
  return { start: mark?.start ?? text.length, time: null, text: after.text };
}

/** Courier writes it behind the date: "…; Tue, 24 Aug 2021 16:13:38 +0200 id 000A0C2.612501B2". */
function idBehind(behind: readonly Token[]): string | null {
  const [key, value] = behind.slice(-2);
  return key && value && nameOf(key) === 'id' && isWord(value) ? value.text : null;
}

/** The tokens before the date, and those of the date and behind it. */
type Parts = { readonly said: readonly Token[]; readonly behind: readonly Token[]; readonly date: DatePart };

function partsOf(text: OctetString): Parts {
  const usual = usualDate(text);
  if (usual) {
    const before = text.slice(0, usual.start);
    return { said: joinGlued(tokenise(before), before), behind: tokenise(usual.comment), date: usual };
  }
  const tokens = joinGlued(tokenise(text), text);
  const date = dateOf(text, tokens);
  const end = tokens.findIndex(({ start }) => start >= date.start);
  return end < 0 ? { said: tokens, behind: [], date } : { said: tokens.slice(0, end), behind: tokens.slice(end), date };
}

/** What stands behind the last ";" of nearly every line: a date, and a comment that names its zone. */
const USUAL_DATE =
  /^[ \t]*(?:[A-Za-z]{3}, )?[ \d]\d [A-Za-z]{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}[ \t]*(\([A-Za-z]{1,5}\))?[ \t]*$/;

/** No parenthesis and no quotation mark in it can close what was opened before: the tokens before it do not depend on it. */
function usualDate(text: OctetString): (DatePart & { readonly comment: OctetString }) | null {
  const start = text.lastIndexOf(';');
  const rest = start < 0 ? '' : text.slice(start + 1);
  const match = USUAL_DATE.exec(rest);
  const date = match ? parseDate(rest) : null;
  return date?.time == null ? null : { start, ...date, comment: match?.[1] ?? '' };
}

function clausesOf(
  tokens: readonly Token[],
  names: readonly (Keyword | null)[],
): { clauses: ReadonlyMap<Keyword, Clause>; envelope: string | null } {
  const clauses = new Map<Keyword, Clause>();
  let clause: Clause = { words: [], comments: [] };
  let envelope: string | null = null;
  tokens.forEach(({ kind, text }, at) => {
    const next = tokens[at + 1]?.kind === 'word' ? (tokens[at + 1] as Token).text : '';
    const keyword = keywordAt(tokens, names, at, clauses);
    if (names[at] === 'from' && clauses.size > 0 && next.includes('@')) {
      envelope ??= unbracketed(next); // Domino: "… for <u@example.com> from <s@example.com>"
    } else if (keyword) {
      clause = { words: [], comments: [] };
      clauses.set(keyword, clause);
    } else if (kind === 'comment') clause.comments.push(text);
    else if (kind === 'word') {
      if (/^envelope-(?:from|sender)$/i.test(text) && next !== '') envelope ??= unbracketed(next); // Haraka
      clause.words.push(text);
    }
  });
  return { clauses, envelope };
}

/** The keyword that a token is spelled like. */
function nameOf({ kind, text }: Token): Keyword | null {
  return kind === 'word' && text.length <= 4 ? (KEYWORDS.get(text) ?? KEYWORDS.get(text.toLowerCase()) ?? null) : null;
}

/** The keyword that the token is: see the head of this file. */
function keywordAt(
  tokens: readonly Token[],
  names: readonly (Keyword | null)[],
  at: number,
  seen: ReadonlyMap<Keyword, Clause>,
): Keyword | null {
  const keyword = names[at];
  const next = tokens[at + 1];
  if (!keyword || seen.has(keyword) || !next || next.kind === 'special') return null;
  if (keyword === 'with' && tokens[at - 1]?.text === 'de/crypted') return null; // s/qmail: "from x … de/crypted with TLSv1.3: X by y with ESMTPS"
  // A host right behind a keyword is its value, also when it is spelled like one: a client may call itself "by".
  // Only where more words follow it ("by with ESMTP"), and where no host can follow ("with id ;"), had the keyword no value.
  const after = names[at + 1];
  const hostMayFollow = keyword === 'from' || keyword === 'by';
  if (after && !seen.has(after) && (!hostMayFollow || tokens[at + 2]?.kind === 'word')) return null;
  const before = names[at - 1];
  const isValue = before && seen.get(before)?.words.length === 0 && next.kind !== 'word';
  return isValue ? null : keyword;
}

function first(clause: Clause | undefined): string | null {
  return clause?.words[0] ?? null;
}

function unbracketed(text: string | null): string | null {
  return text?.startsWith('<') ? text.replace(/^<([^<>]*)>?[,;]?$/, '$1') : text;
}

/** What stands in a clause behind the name: "by x over TLS secured channel", "from x … de/crypted with TLSv1.3: …". */
function behindName({ words }: Clause): readonly OctetString[] {
  return words.length < 3 ? [] : [words.slice(1, 8).join(' ')];
}

/** Who handed it in on the machine itself, by a project of the Gmail API, or by a folder that the server looks into. */
function submitterOf({ words, comments }: Clause, protocol: string | null): string | null {
  const [name = null, second, third] = words;
  if (second === 'named') return name;
  if (name === 'mail' && second === 'pickup' && third === 'service') return 'mail pickup service';
  if (name === 'Pickup' && comments.length === 0) return name;
  // Courier's programs connect to it: there an address follows.
  const connected = name?.startsWith('[') || comments.some((comment) => comment.includes('['));
  return isLocal(protocol) && !connected ? name : null;
}

function envelopeIn(comments: readonly OctetString[]): string | null {
  for (const comment of comments) {
    const match = /^(?:(?:envelope-(?:from|sender)|return-path)[ :=]+|mailfrom[:=]|sender: )<?([^<>\s]*)/i.exec(
      comment,
    );
    if (match) return match[1] ?? null;
  }
  return null;
}
