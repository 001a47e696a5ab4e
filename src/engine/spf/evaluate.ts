/**
 * One record, evaluated: its terms from left to right, and the records that include and redirect lead to. RFC 7208 §4.6, §5.2,
 * §6.1. It comes back to itself at most as often as there are lookups (§4.6.4).
 */

import { type DnsAnswer, txtTexts } from '../dns/dns.ts';
import { toQueryName } from '../dns/name.ts';
import type { OctetString } from '../octets.ts';
import type { Check } from './context.ts';
import { explain } from './explanation.ts';
import { publishedSpf } from './faults.ts';
import { spendLookup, spendTerms } from './limits.ts';
import type { MacroString } from './macro.ts';
import { isLocal, matchMechanism } from './match.ts';
import { matchedReasons, type SpfReason, spfOutcome } from './reasons.ts';
import { type Directive, type Modifier, parseRecord, type Term } from './record.ts';
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

const NOTHING = { lookups: 0, voidLookups: 0 } as const;

/** The record that a term stands in. */
type Frame = { readonly check: Check; readonly domain: OctetString; readonly whole: SpfPlace } & Pick<
  Position,
  'within'
>;

/** check_host() from §4.3 on, for one domain. */
export async function evaluate(check: Check, domain: OctetString, position: Position): Promise<Evaluated> {
  const { answer, record, reason } = await lookUpRecord(domain, check.resolve);
  const whole: SpfPlace = { domain: (toQueryName(domain) ?? domain).toLowerCase(), term: null, depth: position.depth };
  const frame: Frame = { check, domain, whole, within: position.within };
  const published = answer === null ? [] : publishedSpf(whole.domain, txtTexts(answer));
  const steps: SpfStep[] = [];
  const end = (why: SpfReason, decidedBy = whole, explanation: string | null = null): Evaluated => ({
    tree: { domain: whole.domain, answer, record, published, steps, outcome: spfOutcome(why) },
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
    return end(term.reason, placeOf(frame, term));
  }

  for (const [i, term] of terms.entries()) {
    if (term.kind !== 'directive') continue;
    const { step, reason: why, decidedBy } = await spending(frame, term, () => evaluateDirective(frame, term));
    steps[i] = step;
    if (why === null) continue;
    return end(why, decidedBy, why === 'matched-fail' ? await explainFail(frame, terms, steps) : null);
  }

  // §6.1: a redirect MUST be ignored if there is an "all" anywhere; but then "all" has matched, and this is not reached.
  const at = terms.findIndex((term) => term.kind === 'redirect');
  const last = terms[at];
  if (last?.kind !== 'redirect') return end('nothing-matched');
  const verdict = await spending(frame, last, () => evaluateRedirect(frame, last));
  steps[at] = verdict.step;
  return end(verdict.reason ?? 'nothing-matched', verdict.decidedBy, verdict.explanation);
}

function placeOf({ whole }: Frame, { text }: Term): SpfPlace {
  return { ...whole, term: text };
}

/** What a term spent is written on its step, and the term on what it spent: from the inside out. */
async function spending(frame: Frame, term: Term, evaluateTerm: () => Promise<Verdict>): Promise<Verdict> {
  const { spent } = frame.check;
  const { lookups, voidLookups } = spent;
  const verdict = await evaluateTerm();
  for (const one of spent.voids) one.place ??= placeOf(frame, term);
  const cost = { lookups: spent.lookups - lookups, voidLookups: spent.voidLookups - voidLookups };
  return { ...verdict, step: { ...verdict.step, ...cost } };
}

function notReached(term: Term): SpfStep {
  return { term: term.text, state: 'not-reached', target: null, answers: [], nested: null, ...NOTHING };
}

function tooManyLookups(term: Term, decidedBy: SpfPlace): Verdict {
  return { step: { ...notReached(term), state: 'error' }, reason: 'too-many-lookups', decidedBy, explanation: null };
}

async function evaluateDirective(frame: Frame, term: Directive): Promise<Verdict> {
  const { check, domain } = frame;
  const { mechanism, qualifier } = term;
  const place = placeOf(frame, term);
  if (!isLocal(mechanism) && !spendLookup(check.spent, place)) return tooManyLookups(term, place);
  if (mechanism.name === 'include') return evaluateInclude(frame, term, mechanism.target);
  const { matched, ended, target, answers } = await matchMechanism(check, domain, mechanism);
  const state = ended ? 'error' : matched ? 'matched' : 'not-matched';
  return {
    step: { term: term.text, state, target, answers, nested: null, ...NOTHING },
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
async function evaluateInclude(frame: Frame, term: Directive, spec: MacroString): Promise<Verdict> {
  const followed = await follow({ ...frame, within: 'include' }, term, spec);
  const here = { decidedBy: placeOf(frame, term), explanation: null };
  if (!followed.evaluated) return { step: followed.step, reason: followed.reason, ...here };
  const { step, evaluated } = followed;
  const { result, reason } = evaluated.tree.outcome;
  const there = { decidedBy: evaluated.decidedBy, explanation: null };
  switch (result) {
    case 'pass':
      return { step: { ...step, state: 'matched' }, reason: matchedReasons[term.qualifier], ...there };
    case 'fail':
    case 'softfail':
    case 'neutral':
      return { step: { ...step, state: 'not-matched' }, reason: null, ...here };
    case 'none':
      return { step, reason: 'include-none', ...here };
    default: // temperror, permerror, and null where the record is longer than we read
      return { step, reason, ...there };
  }
}

/** §6.1: the target's result is the record's, but "none" is a permerror. */
async function evaluateRedirect(frame: Frame, term: Modifier): Promise<Verdict> {
  const place = placeOf(frame, term);
  if (!spendLookup(frame.check.spent, place)) return tooManyLookups(term, place);
  const followed = await follow(frame, term, term.target);
  const here = { decidedBy: place, explanation: null };
  if (!followed.evaluated) {
    // A name that matches nothing is as malformed as any: there is no next term to go on to.
    return { step: { ...followed.step, state: 'error' }, reason: followed.reason ?? 'redirect-none', ...here };
  }
  const { step, evaluated } = followed;
  const { result, reason } = evaluated.tree.outcome;
  if (result === 'none') return { step, reason: 'redirect-none', ...here };
  const state = result === 'temperror' || result === 'permerror' || result === null ? 'error' : 'matched';
  const { decidedBy, explanation } = evaluated;
  return { step: { ...step, state }, reason, decidedBy, explanation };
}

/** The record of the target-name, evaluated. Null where the term leads nowhere, for a reason, or as a term without a match. */
type Followed = { readonly step: SpfStep } & (
  | { readonly evaluated: Evaluated }
  | { readonly evaluated: null; readonly reason: SpfReason | null }
);

async function follow(frame: Frame, term: Directive | Modifier, spec: MacroString): Promise<Followed> {
  const { check, domain, whole, within } = frame;
  const answers: DnsAnswer[] = [];
  const target = await targetOf(check, domain, spec, answers);
  const name = target.ok ? target.name : null;
  const step: SpfStep = { term: term.text, state: 'error', target: name, answers, nested: null, ...NOTHING };
  if (!target.ok) return { step, evaluated: null, reason: target.reason };
  if (target.matchless) return { step: { ...step, state: 'not-matched' }, evaluated: null, reason: null };
  const evaluated = await evaluate(check, target.name, { depth: whole.depth + 1, within });
  return { step: { ...step, nested: evaluated.tree }, evaluated };
}

/** §6.2: for a "fail" of a mechanism in this record; never from within an include. */
async function explainFail(
  { check, domain, within }: Frame,
  terms: readonly Term[],
  steps: SpfStep[],
): Promise<string | null> {
  const at = terms.findIndex((term) => term.kind === 'exp');
  const exp = terms[at];
  if (within === 'include' || exp?.kind !== 'exp') return null;
  const { text, target, answers } = await explain(check, domain, exp.target);
  steps[at] = {
    term: exp.text,
    state: text === null ? 'not-matched' : 'matched',
    target,
    answers,
    nested: null,
    ...NOTHING,
  };
  return text;
}
