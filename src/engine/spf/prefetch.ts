/**
 * Asks ahead, so that a check takes as long as its longest chain of questions and not as all of them together.
 *
 * It walks the records as the evaluation would if nothing matched, but does not wait for one term before it goes on to the
 * next. Its answers are judged by nobody and count towards nothing: whoever resolves remembers them. Like the evaluation it
 * follows ten terms (§4.6.4), so that of records within the limits it asks nothing that the evaluation would not.
 */

import { reverseName } from '../dns/address.ts';
import type { DnsAnswer, RecordType } from '../dns/dns.ts';
import type { OctetString } from '../octets.ts';
import { never } from '../outcome.ts';
import { addressType, type Check } from './context.ts';
import type { Position } from './evaluate.ts';
import { LIMITS } from './limits.ts';
import { type MacroString, uses } from './macro.ts';
import { exchangesOf, isLocal, matchesLocally } from './match.ts';
import type { Mechanism } from './mechanism.ts';
import { type Directive, parseRecord, type SpfRecord } from './record.ts';
import { recordIn } from './record-lookup.ts';
import { plainTargetOf } from './target.ts';
import { ptrNames } from './validated-names.ts';

type Within = Position['within'];
/** A term that asks, by what it asks for. `spec` null: the record's own domain. */
type Asking = {
  readonly kind: Exclude<Mechanism['name'], 'all' | 'ip4' | 'ip6'> | 'redirect';
  readonly spec: MacroString | null;
};
type Target = NonNullable<ReturnType<typeof plainTargetOf>>;

/** `stop` when the check is over: what was asked is not taken back, but nothing more is asked. */
export function fetchAhead(check: Check, domain: OctetString): { stop(): void } {
  let live = true;
  let lookups = 0;

  async function ask(name: string, type: RecordType): Promise<DnsAnswer | null> {
    const answer = live ? await check.resolve({ name, type }) : null;
    return live ? answer : null;
  }

  /** A domain's record and all that it leads to. */
  async function walk(at: Target, within: Within): Promise<void> {
    const answer = await ask(at.question, 'TXT');
    const record = answer && recordIn(answer).record;
    if (record === null) return;
    const { terms } = parseRecord(record);
    if (terms.length > LIMITS.terms || terms.some((term) => term.kind === 'unreadable')) return;
    for (const term of terms) {
      if (term.kind !== 'directive') continue;
      const { mechanism } = term;
      if (!isLocal(mechanism)) follow(at.name, { kind: mechanism.name, spec: mechanism.target }, within);
      else if (matchesLocally(check, mechanism)) return explainAhead(at.name, { terms }, term, within);
    }
    for (const term of terms) {
      if (term.kind === 'redirect') follow(at.name, { kind: 'redirect', spec: term.target }, within);
    }
  }

  function follow(domain: OctetString, { kind, spec }: Asking, within: Within): void {
    if (++lookups > LIMITS.lookups) return;
    if (kind === 'ptr' || (spec && uses(spec, 'p'))) void walkReverse();
    const target = plainTargetOf(check, domain, spec);
    if (target) askFor(kind, target, within);
  }

  /** What the evaluation of the term asks for first. */
  function askFor(kind: Asking['kind'], target: Target, within: Within): void {
    switch (kind) {
      case 'redirect':
        return void walk(target, within);
      case 'include':
        return void walk(target, 'include');
      case 'a':
        return void ask(target.question, addressType(check.ip));
      case 'exists':
        return void ask(target.question, 'A');
      case 'mx':
        return void walkMx(target.question);
      case 'ptr':
        return;
      default:
        never(kind);
    }
  }

  async function walkMx(name: string): Promise<void> {
    const answer = await ask(name, 'MX');
    if (answer?.status !== 'found' || answer.records.length > LIMITS.mxNames) return;
    for (const exchange of exchangesOf(answer.records)) void ask(exchange, addressType(check.ip));
  }

  async function walkReverse(): Promise<void> {
    const answer = await ask(reverseName(check.ip), 'PTR');
    if (answer?.status !== 'found') return;
    for (const name of ptrNames(answer.records)) void ask(name, addressType(check.ip));
  }

  /** §6.2: where the record ends in a "fail" unless something before it matches, its explanation will be wanted. */
  function explainAhead(domain: OctetString, { terms }: SpfRecord, last: Directive, within: Within): void {
    const exp = terms.find((term) => term.kind === 'exp');
    if (last.qualifier !== '-' || within === 'include' || exp?.kind !== 'exp') return;
    const target = plainTargetOf(check, domain, exp.target);
    if (target) void ask(target.question, 'TXT');
  }

  const start = plainTargetOf(check, domain, null);
  if (start) void walk(start, 'check');
  return {
    stop() {
      live = false;
    },
  };
}
