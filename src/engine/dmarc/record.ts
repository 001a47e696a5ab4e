/**
 * DMARC Policy Record: text -> tags. RFC 9989 §4.7, §4.8.
 *
 * Departures, each where the texts leave a choice:
 * - White space around the whole record is passed over, as DKIM's tag-list has it (RFC 6376 §3.2).
 * - Of a tag that occurs twice the first counts. RFC 6376 §3.2 would void the list; RFC 9989 §4.8 discards syntax errors
 *   after the version one by one.
 * - Without p and rua §4.7 has "p=none", and §4.10.1 no DMARC at all, which is what counts here.
 * - fo takes any colon-separated list of its letters, as RFC 7489 §6.3 had it. RFC 9989 §4.7 and §4.8 have 0 or 1, not both,
 *   and no letter twice. No result depends on it.
 */

import type { DmarcRecord, IgnoredTag, Policy } from './dmarc.ts';

/** Ignored tags that are kept to be shown. A record of 64 KB can hold thousands. */
export const MAX_IGNORED = 32;

// dmarc-version = "v" equals %s"DMARC1"    ; equals = *WSP "=" *WSP; followed by dmarc-sep or the end
const VERSION = /^[ \t]*[vV][ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/;
// dmarc-tag = 1*ALPHA equals 1*dmarc-value    ; what a value may be is for the rule of its tag to say
const TAG = /^([A-Za-z]+)[ \t]*=[ \t]*(.*)$/s;

// dmarc-fo, as a list of any of its letters
export const FAILURE_OPTIONS = /^[01ds](?::[01ds])*$/i;

// dmarc-uri = URI of RFC 3986 in which "," and "!" are encoded
//   scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." ), then an authority that may be an IP-literal, path, query, fragment
const CHARACTERS = "(?:[A-Za-z0-9._~:/?@$&'()*+;=-]|%[0-9A-Fa-f]{2})*";
const URI = new RegExp(`^[A-Za-z][A-Za-z0-9+.-]*:(?://\\[[0-9A-Fa-f:.]+\\])?${CHARACTERS}(?:#${CHARACTERS})?$`);
// Obsolete: the largest report that is wanted, "!10m" (RFC 7489 §6.2).
const SIZE = /![0-9]+[kmgt]?$/i;

export const HISTORIC: ReadonlySet<string> = new Set(['pct', 'rf', 'ri']);
export const CURRENT: ReadonlySet<string> = new Set(['p', 'sp', 'np', 'adkim', 'aspf', 'psd', 't', 'rua', 'ruf', 'fo']);

/** Is it a place for reports, its obsolete size left aside? */
export function isReportUri(uri: string): boolean {
  return URI.test(withoutSize(uri));
}

function withoutSize(uri: string): string {
  return uri.replace(SIZE, '');
}

/** Is this TXT record a DMARC Policy Record at all? */
export function isDmarcRecord(text: string): boolean {
  return VERSION.test(text);
}

/** Null: no DMARC Policy Record. Every other mistake costs only the tag that it is in. */
export function parseDmarcRecord(text: string): DmarcRecord | null {
  if (!isDmarcRecord(text)) return null;
  const { values, ignored } = readTags(text);
  const one = <V extends string>(tag: string, allowed: readonly V[]): V | null => {
    const value = values.get(tag);
    if (value === undefined) return null;
    // RFC 5234 §2.3: the literals of the grammar are case-insensitive.
    const known = allowed.find((candidate) => candidate === value.toLowerCase());
    if (known === undefined) ignored.push({ tag, value, why: 'invalid' });
    return known ?? null;
  };
  const uris = (tag: string): readonly string[] => {
    const list = (values.get(tag) ?? '').split(',').map((uri) => withoutSize(trimWsp(uri)));
    for (const value of list) {
      if (values.has(tag) && !URI.test(value)) ignored.push({ tag, value, why: 'invalid' });
    }
    return list.filter((uri) => URI.test(uri));
  };
  const policies: readonly Policy[] = ['none', 'quarantine', 'reject'];
  const policy = { p: one('p', policies), sp: one('sp', policies), np: one('np', policies) };
  const rua = uris('rua');
  const ruf = uris('ruf');
  const sound = policy.p && (policy.sp || !values.has('sp')) && (policy.np || !values.has('np'));
  return {
    text,
    ...policy,
    usedAs: sound ? 'published' : rua.length > 0 ? 'p-none' : 'nothing',
    adkim: one('adkim', ['r', 's']) ?? 'r',
    aspf: one('aspf', ['r', 's']) ?? 'r',
    psd: one('psd', ['y', 'n', 'u']) ?? 'u',
    t: one('t', ['y', 'n']) ?? 'n',
    rua,
    ruf,
    fo: failureOptions(values, ignored),
    ignored: ignored.slice(0, MAX_IGNORED),
  };
}

/** The tags after the version, the first of each; all that cannot count goes to `ignored`. */
function readTags(text: string): { values: ReadonlyMap<string, string>; ignored: IgnoredTag[] } {
  const values = new Map<string, string>();
  const ignored: IgnoredTag[] = [];
  for (const part of text.split(';').slice(1)) {
    const trimmed = trimWsp(part);
    if (trimmed === '') continue;
    const [, tag, value] = TAG.exec(trimmed) ?? [];
    // RFC 6376 §3.2: tag names are case-sensitive, so "P" is another tag than "p", and unknown.
    if (tag === undefined || value === undefined) ignored.push({ tag: trimmed, value: '', why: 'invalid' });
    else if (HISTORIC.has(tag)) ignored.push({ tag, value, why: 'historic' });
    else if (!CURRENT.has(tag)) ignored.push({ tag, value, why: 'unknown' });
    else if (values.has(tag)) ignored.push({ tag, value, why: 'duplicate' });
    else values.set(tag, value);
  }
  return { values, ignored };
}

/** The tag as written, "p=reject"; null where it has its default. */
export function tagText({ text }: DmarcRecord, name: string): string | null {
  const parts = text.split(';').slice(1).map(trimWsp);
  return parts.find((part) => TAG.exec(part)?.[1] === name) ?? null;
}

function failureOptions(values: ReadonlyMap<string, string>, ignored: IgnoredTag[]): string {
  const value = values.get('fo');
  if (value === undefined) return '0';
  if (!FAILURE_OPTIONS.test(value)) ignored.push({ tag: 'fo', value, why: 'invalid' });
  // RFC 9989 §4.7 "fo": ignored unless ruf is there as well.
  else if (!values.has('ruf')) ignored.push({ tag: 'fo', value, why: 'unused' });
  else return value.toLowerCase();
  return '0';
}

/** Not trim(), which takes more than WSP, and no expression, which would take quadratic time. */
function trimWsp(text: string): string {
  const blank = (at: number) => text[at] === ' ' || text[at] === '\t';
  let start = 0;
  let end = text.length;
  while (start < end && blank(start)) start++;
  while (end > start && blank(end - 1)) end--;
  return text.slice(start, end);
}
