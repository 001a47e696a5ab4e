/** Include and redirect: the records that a record leads to. RFC 7208 §5.2, §6.1. */

import type { DnsAnswer } from '../dns/dns.ts';
import type { OctetString } from '../octets.ts';
import type { Check } from './context.ts';
import type { Evaluate, Evaluated, Position, Verdict } from './evaluate.ts';
import type { MacroString } from './macro.ts';
import { matchedReasons, type SpfReason } from './reasons.ts';
import type { Directive, Modifier } from './record.ts';
import type { SpfPlace, SpfStep } from './spf.ts';
import { targetOf } from './target.ts';

/** Where the term stands, and how to go on from there. */
export type Way = {
  readonly check: Check;
  readonly domain: OctetString;
  readonly place: SpfPlace;
  readonly within: Position['within'];
  readonly evaluate: Evaluate;
};

/**
 * §5.2: what check_host() for the target-name means for the include.
 *
 *   pass                     match
 *   fail, softfail, neutral  no match
 *   temperror, permerror     the same, for the whole check
 *   none                     permerror
 */
export async function include(way: Way, term: Directive, spec: MacroString): Promise<Verdict> {
  const led = await lead({ ...way, within: 'include' }, term, spec);
  const here = { decidedBy: way.place, explanation: null };
  if (!led.evaluated) return { step: led.step, reason: led.reason, ...here };
  const { step, evaluated } = led;
  const { result, reason } = evaluated.tree.outcome;
  const within = { decidedBy: evaluated.decidedBy, explanation: null };
  switch (result) {
    case 'pass':
      return { step: { ...step, state: 'matched' }, reason: matchedReasons[term.qualifier], ...within };
    case 'fail':
    case 'softfail':
    case 'neutral':
      return { step: { ...step, state: 'not-matched' }, reason: null, ...here };
    case 'none':
      return { step, reason: 'include-none', ...here };
    default: // temperror, permerror, and null where the record is longer than we read
      return { step, reason, ...within };
  }
}

/** §6.1: the target's result is the record's, but "none" is a permerror. */
export async function redirect(way: Way, term: Modifier): Promise<Verdict> {
  const led = await lead(way, term, term.target);
  const here = { decidedBy: way.place, explanation: null };
  if (!led.evaluated) {
    // A name that matches nothing is as malformed as any: there is no next term to go on to.
    return { step: { ...led.step, state: 'error' }, reason: led.reason ?? 'redirect-none', ...here };
  }
  const { step, evaluated } = led;
  const { result, reason } = evaluated.tree.outcome;
  if (result === 'none') return { step, reason: 'redirect-none', ...here };
  const state = result === 'temperror' || result === 'permerror' || result === null ? 'error' : 'matched';
  return {
    step: { ...step, state },
    reason,
    decidedBy: evaluated.decidedBy,
    explanation: evaluated.explanation,
  };
}

/** The record of the target-name, evaluated. Null where the term leads nowhere, for a reason, or as a term without a match. */
type Led = { readonly step: SpfStep } & (
  | { readonly evaluated: Evaluated }
  | { readonly evaluated: null; readonly reason: SpfReason | null }
);

async function lead(way: Way, term: Directive | Modifier, spec: MacroString): Promise<Led> {
  const { check, domain, place, within, evaluate } = way;
  const answers: DnsAnswer[] = [];
  const target = await targetOf(check, domain, spec, answers);
  const step: SpfStep = {
    term: term.text,
    state: 'error',
    target: target.ok ? target.name : null,
    answers,
    nested: null,
  };
  if (!target.ok) return { step, evaluated: null, reason: target.reason };
  if (target.matchless) return { step: { ...step, state: 'not-matched' }, evaluated: null, reason: null };
  const evaluated = await evaluate(check, target.name, { depth: place.depth + 1, within });
  return { step: { ...step, nested: evaluated.tree }, evaluated };
}
