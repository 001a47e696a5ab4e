/**
 * A report without its names: to be shown to others, and read in again with the same verdict. All text is rewritten word by
 * word, and what is not a word of the protocols is replaced, so that nothing gets through because nobody thought of it.
 */

import type { Field } from '../engine/message/message.ts';
import type { Json, Report } from '../engine/report.ts';
import { type Inventor, inventor } from './invented-names.ts';
import { keptFieldName, keptWord } from './kept-words.ts';

/** Values of these names come from closed lists of the engine's own, never from the mail or the DNS. */
const closed: ReadonlySet<string> = new Set(
  `source grade via relation mode state status cause type kind signal strength canonicalization about fault role
   roleEvidence usedAs why limits place policy policyTag notes server rule`.split(/\s+/),
);

/** Fields whose values the path, the identities and the results are read from; of all others only the name stays. */
const told =
  /^(?:(?:x-)?received|return-path|delivered-to|.*authentication-results|received-spf|arc-.*|(?:x-google-)?dkim-signature|from|sender|reply-to|list-id|list-unsubscribe(?:-post)?|date|message-id|mime-version|x-forwarded-(?:to|for)|resent-.*)$/;

/** Text that a person wrote: no word of it stays, whatever it is. */
const personal: ReadonlySet<string> = new Set(['subject', 'displayName']);

const TOKEN =
  /([^\s<>"'(),;:=@[\]{}\\]+)@((?:[\p{L}\p{N}_-]+\.)+[\p{L}\p{N}-]*\p{L}[\p{L}\p{N}-]*)|((?:[\p{L}\p{N}_-]+\.)+[\p{L}\p{N}-]*\p{L}[\p{L}\p{N}-]*)|((?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}|[0-9a-f]{1,4}::[0-9a-f]{0,4})|(\d{1,3}(?:\.\d{1,3}){3})|([^\s<>"'(),;:=@[\]{}\\]+)/giu;

type Names = { readonly inventor: Inventor; readonly signatures: readonly string[] };

export function pseudonymised(report: Report): Report {
  const names: Names = { inventor: inventor(), signatures: report.recorded.signatures.map(({ b }) => b) };
  return rewrite(report, '', null, names) as unknown as Report;
}

type Tree = { readonly [name: string]: Json | undefined };

function rewrite(value: Json | undefined, name: string, parent: Tree | null, names: Names): Json | undefined {
  if (typeof value === 'string') return rewriteText(value, name, parent, names);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((one) => rewrite(one, name, parent, names) ?? null);
  if ('raw' in value && 'key' in value) return fieldWithout(value as unknown as Field, names) as unknown as Json;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, rewrite(one, key, value, names)] as const),
  ) as Json;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

function rewriteText(text: string, name: string, parent: Tree | null, names: Names): string {
  // What a result is about is a domain; what a disagreement is about, a word of ours.
  const isDomain = name === 'about' && parent !== null && 'authservId' in parent;
  if (closed.has(name) && !isDomain) return text;
  // The receivers' reasons are text of theirs; the engine's are keys of its tables.
  if ((name === 'reason' || name.endsWith('Reason')) && parent && !('authservId' in parent)) return text;
  if ((name === 'id' || name === 'name') && parent && 'evidence' in parent) return text;
  if (name === 'h' || name === 'signal') return fieldName(text, names);
  if (name === 'localPart') return names.inventor.localPart(text);
  if (name === 'b' || name === 'header.b') return signatureName(text, names);
  return masked(text, personal.has(name) ? () => false : keptWord, names);
}

/** RFC 6008: a result names its signature by the first letters of b=. */
function signatureName(text: string, { signatures, inventor }: Names): string {
  const at = signatures.findIndex((b) => text !== '' && b.startsWith(text));
  return at < 0 ? inventor.word(text) : `signature${at + 1}`;
}

function fieldName(name: string, { inventor }: Names): string {
  return keptFieldName(name) ? name : `X-${inventor.word(name)}`;
}

function fieldWithout(field: Field, names: Names): Field {
  const name = fieldName(field.name, names);
  const key = name.toLowerCase();
  const value = told.test(field.key) ? masked(field.value, keptWord, names) : ' (removed)';
  return { index: field.index, name, key, raw: name === '' ? value : `${name}:${value}`, value };
}

function masked(text: string, keep: (word: string) => boolean, { inventor }: Names): string {
  return text.replace(TOKEN, (whole, local?: string, at?: string, domain?: string, ipv6?: string, ipv4?: string) => {
    if (local !== undefined && at !== undefined) return inventor.address(local, at);
    if (domain !== undefined) return inventor.domain(domain);
    if (ipv6 !== undefined) return inventor.ipv6(ipv6);
    if (ipv4 !== undefined) return inventor.ipv4(ipv4);
    return keep(whole) ? whole : inventor.word(whole);
  });
}
