/** One record, evaluated: its terms from left to right, and the records that they lead to. RFC 7208 §4.6, §5.2, §6.1. */

import type { DnsAnswer } from '../dns/dns.ts';
import { toQueryName } from '../dns/name.ts';
import type { OctetString } from '../octets.ts';
import type { Check } from './context.ts';
import { explain } from './explanation.ts';
import { isLocal, judge } from './judge.ts';
import { spendLookup, spendTerms } from './limits.ts';
import type { MacroString } from './macro.ts';
import { type SpfReason, spfOutcome } from './reasons.ts';
import { type Directive, type Modifier, parseRecord, type Qualifier, type Term } from './record.ts';
import { lookUpRecord } from './record-lookup.ts';
import type { SpfPlace, SpfStep, SpfTree } from './spf.ts';
import { targetOf } from './target.ts';

export type Evaluated = {
  readonly tree: SpfTree;
  readonly decidedBy: SpfPlace;
  readonly explanation: string | null;
};

/** Where a record stands: `depth` records away from the domain's own, and whether an include led there. */
export type Position = { readonly depth: number; readonly within: 'check' | 'include' };

/** What one term came to. `reason` null: it did not match, go on. */
type Verdict = {
  readonly step: SpfStep;
  readonly reason: SpfReason | null;
  readonly decidedBy: SpfPlace;
  readonly explanation: string | null;
};

const matchedReasons = {
  '+': 'matched-pass',
  '-': 'matched-fail',
  '~': 'matched-softfail',
  '?': 'matched-neutral',
} as const satisfies Record<Qualifier, SpfReason>;

/** check_host() from §4.3 on, for one domain. It calls itself at most as often as there are lookups (§4.6.4). */
export async function evaluate(check: Check, domain: OctetString, position: Position): Promise<Evaluated> {
  const { answer, record, reason } = await lookUpRecord(domain, check.resolve);
  const whole: SpfPlace = { domain: (toQueryName(domain) ?? domain).toLowerCase(), term: null, depth: position.depth };
  const steps: SpfStep[] = [];
  const end = (why: SpfReason, decidedBy = whole, explanation: string | null = null): Evaluated => ({
    tree: { domain: whole.domain, answer, record, steps, outcome: spfOutcome(why) },
    decidedBy,
    explanation,
  });
  if (record === null) return end(reason);

  const { terms } = parseRecord(record);
  if (!spendTerms(check.spent, terms.length)) return end('too-many-terms');
  steps.push(...terms.map(notReached));

  // §4.6: "if there are any syntax errors anywhere in the record", nothing of it is interpreted.
  for (const [i, term] of terms.entries()) {
    if (term.kind !== 'unreadable') continue;
    steps[i] = { ...notReached(term), state: 'error' };
    return end(term.reason, { ...whole, term: term.text });
  }

  for (const [i, term] of terms.entries()) {
    if (term.kind !== 'directive') continue;
    const verdict = await judgeDirective(check, domain, term, { ...whole, term: term.text });
    steps[i] = verdict.step;
    if (verdict.reason === null) continue;
    const explanation =
      verdict.reason === 'matched-fail' ? await explainFail(check, domain, terms, steps, position) : null;
    return end(verdict.reason, verdict.decidedBy, explanation);
  }

  const at = terms.findIndex((term) => term.kind === 'redirect');
  const redirect = terms[at];
  // §6.1: a redirect MUST be ignored if there is an "all" anywhere; but then "all" has matched, and this is not reached.
  if (redirect?.kind !== 'redirect') return end('nothing-matched');
  const verdict = await follow(check, domain, redirect, { ...whole, term: redirect.text }, position);
  steps[at] = verdict.step;
  return end(verdict.reason ?? 'nothing-matched', verdict.decidedBy, verdict.explanation);
}

function notReached(term: Term): SpfStep {
  return { term: term.text, state: 'not-reached', target: null, answers: [], nested: null };
}

async function judgeDirective(check: Check, domain: OctetString, term: Directive, place: SpfPlace): Promise<Verdict> {
  const { mechanism, qualifier } = term;
  if (!isLocal(mechanism) && !spendLookup(check.spent, place)) return broken(term, place, 'too-many-lookups');
  if (mechanism.name === 'include') return judgeInclude(check, domain, term, mechanism.target, place);
  const { matched, ended, target, answers } = await judge(check, domain, mechanism);
  const state = ended ? 'error' : matched ? 'matched' : 'not-matched';
  return {
    step: { term: term.text, state, target, answers, nested: null },
    reason: ended ?? (matched ? matchedReasons[qualifier] : null),
    decidedBy: place,
    explanation: null,
  };
}

/**
 * §5.2: what check_host() for the target-name means for the include.
 *
 *   pass                     match
 *   fail, softfail, neutral  no match
 *   temperror, permerror     the same, for the whole check
 *   none                     permerror
 */
async function judgeInclude(
  check: Check,
  domain: OctetString,
  term: Directive,
  spec: MacroString,
  place: SpfPlace,
): Promise<Verdict> {
  const led = await lead(check, domain, term, spec, { depth: place.depth, within: 'include' });
  if ('reason' in led) return { step: led.step, reason: led.reason, decidedBy: place, explanation: null };
  const { step, evaluated } = led;
  const { result, reason } = evaluated.tree.outcome;
  switch (result) {
    case 'pass':
      return {
        step: { ...step, state: 'matched' },
        reason: matchedReasons[term.qualifier],
        decidedBy: evaluated.decidedBy,
        explanation: null,
      };
    case 'fail':
    case 'softfail':
    case 'neutral':
      return { step: { ...step, state: 'not-matched' }, reason: null, decidedBy: place, explanation: null };
    case 'none':
      return { step, reason: 'include-none', decidedBy: place, explanation: null };
    default:
      return { step, reason, decidedBy: evaluated.decidedBy, explanation: null };
  }
}

/** §6.1: the redirect's result is the record's, with "none" as a permerror. */
async function follow(
  check: Check,
  domain: OctetString,
  term: Modifier,
  place: SpfPlace,
  { within }: Position,
): Promise<Verdict> {
  if (!spendLookup(check.spent, place)) return broken(term, place, 'too-many-lookups');
  const led = await lead(check, domain, term, term.target, { depth: place.depth, within });
  if ('reason' in led) {
    // A name that cannot be is as malformed as any; there is no next term to go on to.
    return {
      step: { ...led.step, state: 'error' },
      reason: led.reason ?? 'redirect-none',
      decidedBy: place,
      explanation: null,
    };
  }
  const { step, evaluated } = led;
  const { result, reason } = evaluated.tree.outcome;
  if (result === 'none') return { step, reason: 'redirect-none', decidedBy: place, explanation: null };
  const state = result === 'temperror' || result === 'permerror' || result === null ? 'error' : 'matched';
  return { step: { ...step, state }, reason, decidedBy: evaluated.decidedBy, explanation: evaluated.explanation };
}

/** The record that an include or a redirect leads to, evaluated; `reason` where the term leads nowhere. */
async function lead(
  check: Check,
  domain: OctetString,
  term: Directive | Modifier,
  spec: MacroString,
  from: Position,
): Promise<
  | { readonly step: SpfStep; readonly evaluated: Evaluated }
  | { readonly step: SpfStep; readonly reason: SpfReason | null }
> {
  const answers: DnsAnswer[] = [];
  const target = await targetOf(check, domain, spec, answers);
  const step: SpfStep = {
    term: term.text,
    state: 'error',
    target: target.ok ? target.name : null,
    answers,
    nested: null,
  };
  if (!target.ok) return { step, reason: target.reason };
  if (target.matchless) return { step: { ...step, state: 'not-matched' }, reason: null };
  const evaluated = await evaluate(check, target.name, { ...from, depth: from.depth + 1 });
  return { step: { ...step, nested: evaluated.tree }, evaluated };
}

function broken(term: Term, place: SpfPlace, reason: SpfReason): Verdict {
  return { step: { ...notReached(term), state: 'error' }, reason, decidedBy: place, explanation: null };
}

/** §6.2: for a "fail" of a mechanism in this record; never from within an include. */
async function explainFail(
  check: Check,
  domain: OctetString,
  terms: readonly Term[],
  steps: SpfStep[],
  { within }: Position,
): Promise<string | null> {
  const at = terms.findIndex((term) => term.kind === 'exp');
  const exp = terms[at];
  if (within === 'include' || exp?.kind !== 'exp') return null;
  const { text, target, answers } = await explain(check, domain, exp.target);
  steps[at] = { term: exp.text, state: text === null ? 'not-matched' : 'matched', target, answers, nested: null };
  return text;
}
