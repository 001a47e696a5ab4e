/** One record, evaluated: its terms from left to right, and the records that they lead to. RFC 7208 §4.6, §5.2, §6.1. */

import { toQueryName } from '../dns/name.ts';
import type { OctetString } from '../octets.ts';
import type { Check } from './context.ts';
import { explain } from './explanation.ts';
import { isLocal, judge } from './judge.ts';
import { include, redirect, type Way } from './lead.ts';
import { spendLookup, spendTerms } from './limits.ts';
import { matchedReasons, type SpfReason, spfOutcome } from './reasons.ts';
import { type Directive, parseRecord, type Term } from './record.ts';
import { lookUpRecord } from './record-lookup.ts';
import type { SpfPlace, SpfStep, SpfTree } from './spf.ts';

export type Evaluated = {
  readonly tree: SpfTree;
  readonly decidedBy: SpfPlace;
  readonly explanation: string | null;
};

/** Where a record stands: `depth` records away from the domain's own, and whether an include led there. */
export type Position = { readonly depth: number; readonly within: 'check' | 'include' };

/** What one term came to. `reason` null: it did not match, go on. */
export type Verdict = {
  readonly step: SpfStep;
  readonly reason: SpfReason | null;
  readonly decidedBy: SpfPlace;
  readonly explanation: string | null;
};

export type Evaluate = (check: Check, domain: OctetString, position: Position) => Promise<Evaluated>;

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

  const wayOf = ({ text }: Term): Way => {
    return { check, domain, place: { ...whole, term: text }, within: position.within, evaluate };
  };
  for (const [i, term] of terms.entries()) {
    if (term.kind !== 'directive') continue;
    const { step, reason: why, decidedBy } = await judgeDirective(wayOf(term), term);
    steps[i] = step;
    if (why === null) continue;
    return end(why, decidedBy, why === 'matched-fail' ? await explainFail(wayOf(term), terms, steps) : null);
  }

  // §6.1: a redirect MUST be ignored if there is an "all" anywhere; but then "all" has matched, and this is not reached.
  const at = terms.findIndex((term) => term.kind === 'redirect');
  const last = terms[at];
  if (last?.kind !== 'redirect') return end('nothing-matched');
  const way = wayOf(last);
  const verdict = spendLookup(check.spent, way.place) ? await redirect(way, last) : tooManyLookups(way, last);
  steps[at] = verdict.step;
  return end(verdict.reason ?? 'nothing-matched', verdict.decidedBy, verdict.explanation);
}

function notReached(term: Term): SpfStep {
  return { term: term.text, state: 'not-reached', target: null, answers: [], nested: null };
}

async function judgeDirective(way: Way, term: Directive): Promise<Verdict> {
  const { check, domain, place } = way;
  const { mechanism, qualifier } = term;
  if (!isLocal(mechanism) && !spendLookup(check.spent, place)) return tooManyLookups(way, term);
  if (mechanism.name === 'include') return include(way, term, mechanism.target);
  const { matched, ended, target, answers } = await judge(check, domain, mechanism);
  const state = ended ? 'error' : matched ? 'matched' : 'not-matched';
  return {
    step: { term: term.text, state, target, answers, nested: null },
    reason: ended ?? (matched ? matchedReasons[qualifier] : null),
    decidedBy: place,
    explanation: null,
  };
}

function tooManyLookups({ place }: Way, term: Term): Verdict {
  const step: SpfStep = { ...notReached(term), state: 'error' };
  return { step, reason: 'too-many-lookups', decidedBy: place, explanation: null };
}

/** §6.2: for a "fail" of a mechanism in this record; never from within an include. */
async function explainFail(
  { check, domain, within }: Way,
  terms: readonly Term[],
  steps: SpfStep[],
): Promise<string | null> {
  const at = terms.findIndex((term) => term.kind === 'exp');
  const exp = terms[at];
  if (within === 'include' || exp?.kind !== 'exp') return null;
  const { text, target, answers } = await explain(check, domain, exp.target);
  steps[at] = { term: exp.text, state: text === null ? 'not-matched' : 'matched', target, answers, nested: null };
  return text;
}
