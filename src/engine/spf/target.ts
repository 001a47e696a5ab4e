/** The target-name of a term: its domain-spec expanded. RFC 7208 §4.8, §7; RFC 8616 §4. */

import type { DnsAnswer } from '../dns/dns.ts';
import { toQueryName } from '../dns/name.ts';
import type { OctetString } from '../octets.ts';
import { type Check, isAscii } from './context.ts';
import { expandName, type MacroString, type MacroValues, uses } from './macro.ts';
import { chooseName, validatedNamesOnce } from './validated-names.ts';

export type Target =
  | {
      readonly ok: true;
      readonly name: OctetString;
      /** The name to ask for; null where the DNS can hold no such name, so that there is nothing to find. */
      readonly question: string | null;
      /** RFC 8616 §4: the term names a local-part that is not ASCII, and so does not match anything. */
      readonly matchless: boolean;
    }
  | { readonly ok: false; readonly reason: 'too-many-void-lookups' | 'question-budget' };

/** `spec` null: the record's domain. What %{p} asks joins `answers`. */
export async function targetOf(
  check: Check,
  domain: OctetString,
  spec: MacroString | null,
  answers: DnsAnswer[],
): Promise<Target> {
  if (spec === null) return target(domain, false);
  if (isMatchless(check, spec)) return target(expandName(spec, { ...check.values, d: domain, p: 'unknown' }), true);
  const values = await valuesFor(check, domain, spec, answers);
  return values.ok ? target(expandName(spec, values.values), false) : values;
}

function target(name: OctetString, matchless: boolean): Target {
  return { ok: true, name, question: matchless ? null : toQueryName(name) || null, matchless };
}

function isMatchless(check: Check, spec: MacroString): boolean {
  return uses(spec, 'sl') && !isAscii(check.values.l);
}

/** A target-name that can be told without asking; null where it needs the validated name, or nothing is to be found there. */
export function plainTargetOf(
  check: Check,
  domain: OctetString,
  spec: MacroString | null,
): { readonly name: OctetString; readonly question: string } | null {
  if (spec && (uses(spec, 'p') || isMatchless(check, spec))) return null;
  const name = spec ? expandName(spec, { ...check.values, d: domain, p: 'unknown' }) : domain;
  const question = toQueryName(name);
  return question ? { name, question } : null;
}

type Values =
  | { readonly ok: true; readonly values: MacroValues }
  | { readonly ok: false; readonly reason: 'too-many-void-lookups' | 'question-budget' };

/** The values of all letters; the validated name is looked for only where the text needs it. */
export async function valuesFor(
  check: Check,
  domain: OctetString,
  text: MacroString,
  answers: DnsAnswer[],
): Promise<Values> {
  if (!uses(text, 'p')) return { ok: true, values: { ...check.values, d: domain, p: 'unknown' } };
  const validated = await validatedNamesOnce(check, answers);
  if (!validated.ok) return validated;
  return { ok: true, values: { ...check.values, d: domain, p: chooseName(validated.names, domain) } };
}
