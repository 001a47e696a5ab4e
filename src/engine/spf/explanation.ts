/** The explanation that a domain gives for its "fail". RFC 7208 §6.2. */

import { type DnsAnswer, txtTexts } from '../dns/dns.ts';
import type { OctetString } from '../octets.ts';
import type { Check } from './context.ts';
import { LIMITS, unlimited } from './limits.ts';
import { expandText, type MacroString, parseExplainString } from './macro.ts';
import { targetOf, valuesFor } from './target.ts';

export type Explained = {
  /** Null: "proceed as if no exp modifier was given". */
  readonly text: string | null;
  readonly target: string | null;
  readonly answers: readonly DnsAnswer[];
};

/** §4.6.4: its questions come after the evaluation and count towards no limit. */
export async function explain(evaluated: Check, domain: OctetString, spec: MacroString): Promise<Explained> {
  const check: Check = { ...evaluated, spent: unlimited() };
  const answers: DnsAnswer[] = [];
  const target = await targetOf(check, domain, spec, answers);
  if (!target.ok || target.question === null) return { text: null, target: target.ok ? target.name : null, answers };
  const answer = await check.resolve({ name: target.question, type: 'TXT' });
  answers.push(answer);
  // Exactly one TXT record.
  const [source, second] = txtTexts(answer);
  const text = source === undefined || second !== undefined ? null : await expand(check, domain, source, answers);
  return { text, target: target.name, answers };
}

async function expand(
  check: Check,
  domain: OctetString,
  source: OctetString,
  answers: DnsAnswer[],
): Promise<string | null> {
  const parsed = parseExplainString(source);
  if (!parsed.ok) return null;
  const values = await valuesFor(check, domain, parsed.value, answers);
  if (!values.ok) return null;
  const text = expandText(parsed.value, values.values, LIMITS.explanation);
  // "the explanation string MUST be limited to [US-ASCII]": macros can bring other octets, and controls.
  return /^[\x20-\x7e]*$/.test(text) ? text : null;
}
