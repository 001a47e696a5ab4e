/**
 * Master files: the text of a zone to its records. RFC 1035 §5.1, RFC 2308 §4 ($TTL).
 *
 * Read: $ORIGIN, $TTL, @, a blank owner, TTL and class in either order, TTLs with units (1h30m), parentheses over lines, comments,
 * quoted strings, \X and \DDD. A relative name before any $ORIGIN is relative to the root. Records of types that nobody here asks
 * for are kept as names that exist. Characters above U+007F stand for their UTF-8 octets.
 * Departures: $INCLUDE and $GENERATE are errors, and so is any class but IN.
 *
 * A comment at the start of a line makes a name fail, for tests and for trying what a failure would do:
 *
 *     ; !timeout name.example.
 *     ; !servfail name.example. TXT
 *
 * with any cause of `DnsFailure`, for all types or for one.
 */

import { formatAddress, parseIPv4, parseIPv6 } from '../engine/dns/address.ts';
import type { DnsFailure, Rdata, RecordType } from '../engine/dns/dns.ts';
import { escapeLabel } from '../engine/dns/name.ts';

export type ZoneRdata =
  | Rdata
  | { readonly type: 'NS' | 'DNAME'; readonly name: string }
  | { readonly type: 'SOA'; readonly minimum: number }
  | { readonly type: 'other' };

export type ZoneRecord = { readonly owner: string; readonly ttl: number; readonly rdata: ZoneRdata };
export type ZoneFault = { readonly name: string; readonly type: RecordType | null; readonly cause: DnsFailure };
export type Zone = { readonly records: readonly ZoneRecord[]; readonly faults: readonly ZoneFault[] };

export type ZoneProblem =
  | 'unreadable'
  | 'unbalanced-parentheses'
  | 'unknown-directive'
  | 'bad-ttl'
  | 'bad-name'
  | 'no-owner'
  | 'bad-type'
  | 'bad-rdata';

/** A zone, or the line (from 1) of the entry that could not be read. */
export type ParsedZone =
  | { readonly ok: true; readonly value: Zone }
  | { readonly ok: false; readonly line: number; readonly problem: ZoneProblem };

/** What one entry hands on to the next. `lastTtl` is the last one stated (RFC 1035 §5.1), behind `ttl` of $TTL. */
type State = { origin: string; owner: string | null; ttl: number | null; lastTtl: number };

export function parseZone(text: string): ParsedZone {
  const records: ZoneRecord[] = [];
  const faults: ZoneFault[] = [];
  const state: State = { origin: '', owner: null, ttl: null, lastTtl: 0 };
  for (const item of itemsOf(text)) {
    const problem =
      item.kind === 'entry'
        ? readEntry(item.tokens, item.blankOwner, state, records)
        : item.kind === 'comment'
          ? readComment(item.text, state, faults)
          : item.problem;
    if (problem) return { ok: false, line: item.line, problem };
  }
  return { ok: true, value: { records, faults } };
}

const FAULT =
  /^; !(servfail|timeout|network|malformed|refused|budget)[ \t]+(\S+)(?:[ \t]+(A|AAAA|TXT|MX|PTR|CNAME))?[ \t\r]*$/;

function readComment(text: string, state: State, faults: ZoneFault[]): ZoneProblem | null {
  const [, cause, written, type = null] = FAULT.exec(text) ?? [];
  if (cause === undefined || written === undefined) return null;
  const name = nameOf(written, state.origin);
  if (name === null) return 'bad-name';
  faults.push({ name, type: type as RecordType | null, cause: cause as DnsFailure });
  return null;
}

function readEntry(
  all: readonly Token[],
  blankOwner: boolean,
  state: State,
  records: ZoneRecord[],
): ZoneProblem | null {
  const [first] = all;
  if (first && !first.quoted && first.text.startsWith('$')) return readDirective(all, state);
  if (!blankOwner) {
    state.owner = first ? nameOf(first.text, state.origin) : null;
    if (state.owner === null) return 'bad-name';
  }
  if (state.owner === null) return 'no-owner';

  const tokens = all.slice(blankOwner ? 0 : 1);
  let ttl: number | null = null;
  for (let i = 0; i < 2; i++) {
    const seconds: number | null = ttl === null ? ttlOf(tokens[0]?.text ?? '') : null;
    if (seconds !== null) ttl = seconds;
    else if (!/^IN$/i.test(tokens[0]?.text ?? '')) break;
    tokens.shift();
  }
  if (ttl !== null) state.lastTtl = ttl;

  const type = tokens.shift();
  if (!type || type.quoted || !/^[a-z][a-z0-9-]*$/i.test(type.text)) return 'bad-type';
  if (/^(?:CH|CS|HS|IN)$/i.test(type.text)) return 'bad-type';
  const rdata = rdataOf(
    type.text.toUpperCase(),
    tokens.map((token) => token.text),
    state.origin,
  );
  if (rdata === null) return 'bad-rdata';
  records.push({ owner: state.owner, ttl: ttl ?? state.ttl ?? state.lastTtl, rdata });
  return null;
}

function readDirective(tokens: readonly Token[], state: State): ZoneProblem | null {
  const [directive, argument] = tokens;
  if (tokens.length !== 2 || !argument) return 'unknown-directive';
  switch (directive?.text.toUpperCase()) {
    case '$ORIGIN': {
      const origin = nameOf(argument.text, state.origin);
      if (origin === null) return 'bad-name';
      state.origin = origin;
      return null;
    }
    case '$TTL':
      state.ttl = ttlOf(argument.text);
      return state.ttl === null ? 'bad-ttl' : null;
    default:
      return 'unknown-directive';
  }
}

type Token = { readonly text: string; readonly quoted: boolean };

/** §5.1: "the format of these files is a sequence of entries"; a comment at the start of a line is told too. */
type Item =
  | { readonly kind: 'entry'; readonly line: number; readonly blankOwner: boolean; readonly tokens: readonly Token[] }
  | { readonly kind: 'comment'; readonly line: number; readonly text: string }
  | { readonly kind: 'problem'; readonly line: number; readonly problem: 'unreadable' | 'unbalanced-parentheses' };

const PIECE = /[ \t\r\f]+|;[^\n]*|"(?:[^"\\\n]|\\.)*"|(?:[^\s;"()\\]|\\.)+|[\n()]/uy;

/** Entries and comments in order. An entry ends with its line, unless a parenthesis is open. */
function* itemsOf(text: string): Generator<Item> {
  let line = 1;
  let open = false;
  let entry: { line: number; blankOwner: boolean; tokens: Token[] } = { line, blankOwner: false, tokens: [] };
  let lineStart = true;
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length; ) {
    PIECE.lastIndex = at;
    const piece = PIECE.exec(text)?.[0];
    if (piece === undefined) return yield { kind: 'problem', line, problem: 'unreadable' };
    at += piece.length;
    const first = piece.charAt(0);
    switch (first) {
      case ';':
        if (lineStart) yield { kind: 'comment', line, text: piece };
        break;
      case '(':
      case ')':
        if (open === (first === '(')) return yield { kind: 'problem', line, problem: 'unbalanced-parentheses' };
        open = !open;
        break;
      case '\n':
        line++;
        if (open) break;
        if (entry.tokens.length > 0) yield { kind: 'entry', ...entry };
        entry = { line, blankOwner: false, tokens: [] };
        break;
      case ' ':
      case '\t':
      case '\r':
      case '\f':
        if (lineStart && !open) entry.blankOwner = true;
        break;
      default:
        if (entry.tokens.length === 0) entry.line = line;
        entry.tokens.push({ text: first === '"' ? piece.slice(1, -1) : piece, quoted: first === '"' });
    }
    lineStart = first === '\n';
  }
  if (open) yield { kind: 'problem', line, problem: 'unbalanced-parentheses' };
  else if (entry.tokens.length > 0) yield { kind: 'entry', ...entry };
}

const UNIT: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** Seconds: a number, or numbers with units (1h30m). */
function ttlOf(text: string): number | null {
  if (!/^[0-9][0-9smhdw]{0,31}$/i.test(text)) return null;
  let seconds = 0;
  for (const [, digits, unit] of text.toLowerCase().matchAll(/([0-9]+|(?=[smhdw]))([smhdw]?)/g)) {
    if (!digits) return null;
    seconds += Number(digits) * (UNIT[unit || 's'] ?? 1);
  }
  return seconds <= 0x7fffffff ? seconds : null; // RFC 2181 §8
}

/** A name as written, in the form of `Question.name`. */
function nameOf(written: string, origin: string): string | null {
  if (written === '@') return origin;
  if (written === '.') return '';
  if (written.length > 4 * 255) return null;
  const names: string[] = [];
  let label = '';
  let length = -1;
  const units = written.match(/\\[0-9]{3}|\\.|./gsu) ?? [];
  const absolute = units.at(-1) === '.';
  for (const unit of absolute ? units : [...units, '.']) {
    if (unit !== '.') {
      const octets = octetsOf(unit);
      if (octets === null) return null;
      label += String.fromCharCode(...octets);
      continue;
    }
    if (label.length === 0 || label.length > 63) return null;
    length += label.length + 1;
    names.push(escapeLabel(label));
    label = '';
  }
  if (!absolute && origin !== '') names.push(origin);
  return length <= 253 && names.join('.').length <= 4 * 253 ? names.join('.') : null;
}

/** What a piece of text stands for: \DDD, \X, or UTF-8. Null for an escape above 255. */
function octetsOf(text: string): readonly number[] | null {
  const octets: number[] = [];
  for (const unit of text.match(/\\[0-9]{3}|\\.|./gsu) ?? []) {
    const code = /^\\[0-9]{3}$/.test(unit) ? Number(unit.slice(1)) : null;
    if (code !== null && code > 255) return null;
    if (code !== null) octets.push(code);
    else octets.push(...new TextEncoder().encode(unit.length > 1 && unit.startsWith('\\') ? unit.slice(1) : unit));
  }
  return octets;
}

/** The data of a record of the type. Null where its fields are not what they should be. */
function rdataOf(type: string, texts: readonly string[], origin: string): ZoneRdata | null {
  const [first = '', second = ''] = texts;
  const count = texts.length;
  switch (type) {
    case 'A':
    case 'AAAA': {
      const address = type === 'A' ? parseIPv4(first) : parseIPv6(first);
      return address && count === 1 ? { type, address: formatAddress(address) } : null;
    }
    case 'TXT':
      return txtOf(texts);
    case 'MX': {
      const exchange = nameOf(second, origin);
      const fits = /^[0-9]{1,5}$/.test(first) && Number(first) <= 0xffff && count === 2;
      return fits && exchange !== null ? { type, preference: Number(first), exchange } : null;
    }
    case 'PTR':
    case 'CNAME':
    case 'NS':
    case 'DNAME': {
      const name = nameOf(first, origin);
      return name !== null && count === 1 ? { type, name } : null;
    }
    case 'SOA': {
      const numbers = texts.slice(2).map(ttlOrSerial);
      const minimum = numbers[4];
      const fits = count === 7 && nameOf(first, origin) !== null && nameOf(second, origin) !== null;
      return fits && minimum !== undefined && !numbers.includes(null) && minimum !== null ? { type, minimum } : null;
    }
    default:
      return { type: 'other' };
  }
}

function ttlOrSerial(text: string): number | null {
  return /^[0-9]{1,10}$/.test(text) ? Number(text) : ttlOf(text);
}

/** RFC 1035 §3.3.14: one or more character-strings of up to 255 octets. */
function txtOf(texts: readonly string[]): ZoneRdata | null {
  const strings: string[] = [];
  for (const text of texts) {
    const octets = text.length <= 4 * 255 ? octetsOf(text) : null;
    if (octets === null || octets.length > 255) return null;
    strings.push(String.fromCharCode(...octets));
  }
  return strings.length > 0 ? { type: 'TXT', strings } : null;
}
