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

import type { DnsFailure, RecordType } from '../engine/dns/dns.ts';
import { nameOf, rdataOf, ttlOf, type ZoneRdata } from './master-file-fields.ts';
import { itemsOf, type Token } from './master-file-items.ts';

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
