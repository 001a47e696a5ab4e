/** The record: choosing it among TXT records, and its terms. RFC 7208 §4.5, §4.6, §12. */

import { type DnsAnswer, txtTexts } from '../dns/dns.ts';
import type { OctetString } from '../octets.ts';
import { type MacroString, parseMacroString } from './macro.ts';
import { type Mechanism, parseDomainSpec, parseMechanism } from './mechanism.ts';
import type { SpfReason } from './reasons.ts';

export type Qualifier = '+' | '-' | '?' | '~';

export type Directive = {
  readonly kind: 'directive';
  readonly text: string;
  readonly qualifier: Qualifier;
  readonly mechanism: Mechanism;
};
export type Modifier = { readonly kind: 'redirect' | 'exp'; readonly text: string; readonly target: MacroString };
export type Unreadable = {
  readonly kind: 'unreadable';
  readonly text: string;
  readonly reason: Extract<SpfReason, 'syntax-error' | 'not-ascii' | 'unknown-mechanism' | 'repeated-modifier'>;
};
export type Term = Directive | Modifier | Unreadable | { readonly kind: 'unknown-modifier'; readonly text: string };

/** The terms in their order, unreadable ones among them: a record with one of these is not evaluated (§4.6). */
export type SpfRecord = { readonly terms: readonly Term[] };

/**
 * version = "v=spf1"
 * §4.5: terminated by a space or the end of the record. Strings in an ABNF are case-insensitive.
 */
const VERSION = /^v=spf1(?= |$)/i;

/** §4.5: is this TXT record an SPF record at all? */
export function isSpfRecord(text: OctetString): boolean {
  return VERSION.test(text);
}

/** §4.5: the TXT records that begin with the version. */
export function selectRecords(answer: DnsAnswer): readonly OctetString[] {
  return txtTexts(answer).filter(isSpfRecord);
}

/**
 * record = version terms *SP
 * terms  = *( 1*SP ( directive / modifier ) )
 */
export function parseRecord(text: OctetString): SpfRecord {
  const seen = new Set<string>();
  const terms = text
    .replace(VERSION, '')
    .split(' ')
    .filter((term) => term !== '')
    .map((term) => once(parseTerm(term), seen));
  return { terms };
}

/** §6: redirect and exp MUST NOT appear in a record more than once each. */
function once(term: Term, seen: Set<string>): Term {
  if (term.kind !== 'redirect' && term.kind !== 'exp') return term;
  if (seen.has(term.kind)) return { kind: 'unreadable', text: term.text, reason: 'repeated-modifier' };
  seen.add(term.kind);
  return term;
}

/**
 * directive        = [ qualifier ] mechanism
 * qualifier        = "+" / "-" / "?" / "~"
 * modifier         = redirect / explanation / unknown-modifier
 * unknown-modifier = name "=" macro-string ; where name is not any known modifier
 * name             = ALPHA *( ALPHA / DIGIT / "-" / "_" / "." )
 */
const MODIFIER = /^([a-z][a-z0-9_.-]*)=/i;
const DIRECTIVE = /^([+?~-]?)([a-z][a-z0-9_.-]*)(?![^:/])/i;

/** One term by itself: whether a modifier stands there twice is for the record to say. */
export function parseTerm(text: OctetString): Term {
  if (/[^\x00-\x7f]/.test(text)) return { kind: 'unreadable', text, reason: 'not-ascii' };
  const [head, name] = MODIFIER.exec(text) ?? [];
  if (head !== undefined && name !== undefined) return parseModifier(text, name.toLowerCase(), text.slice(head.length));

  const directive = DIRECTIVE.exec(text);
  if (!directive) return { kind: 'unreadable', text, reason: 'syntax-error' };
  const [start, qualifier, mechanismName = ''] = directive;
  const mechanism = parseMechanism(mechanismName.toLowerCase(), text.slice(start.length));
  if (typeof mechanism === 'string') return { kind: 'unreadable', text, reason: mechanism };
  return { kind: 'directive', text, qualifier: (qualifier || '+') as Qualifier, mechanism };
}

/**
 * redirect    = "redirect" "=" domain-spec
 * explanation = "exp" "=" domain-spec
 */
function parseModifier(text: OctetString, name: string, value: OctetString): Term {
  if (name === 'redirect' || name === 'exp') {
    const target = parseDomainSpec(value);
    return target ? { kind: name, text, target } : { kind: 'unreadable', text, reason: 'syntax-error' };
  }
  // §6: an unrecognized modifier is ignored, but its value is still held to the grammar.
  return parseMacroString(value).ok
    ? { kind: 'unknown-modifier', text }
    : { kind: 'unreadable', text, reason: 'syntax-error' };
}
