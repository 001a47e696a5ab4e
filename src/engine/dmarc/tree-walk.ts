/** DNS Tree Walk: the Policy Records from a domain up to its top-level domain. RFC 9989 §4.10. */

import { type Question, type Resolver, txtTexts } from '../dns/dns.ts';
import type { WalkStep } from './dmarc.ts';
import { publishedDmarc } from './faults.ts';
import { parseDmarcRecord } from './record.ts';

/** From eight labels on, all labels left of the last seven are skipped at once, so that a walk has eight steps at most. */
const LABELS_AFTER_JUMP = 7;
/** RFC 1035 §2.3.4, without the root's label. */
const MAX_NAME_LENGTH = 253;

export type Walk = {
  readonly start: string;
  /** Up to the step at which the walk stopped. */
  readonly steps: readonly WalkStep[];
  /** Null where a question went unanswered, so that a record may have been missed. */
  readonly organizationalDomain: string | null;
};

/** The domains of a walk, in order: eight at most. */
export function walkNames(start: string): readonly string[] {
  const labels = start.split('.');
  const names = [start];
  let left = Math.max(labels.length - LABELS_AFTER_JUMP, 1);
  for (; left < labels.length; left++) names.push(labels.slice(left).join('.'));
  return names;
}

export function policyQuestion(domain: string): Question {
  return { name: `_dmarc.${domain}`, type: 'TXT' };
}

/** Asks for the record of one domain. Null where the name would be too long for the DNS, so that nothing can be there. */
export async function queryPolicyRecord(domain: string, resolve: Resolver): Promise<WalkStep | null> {
  const question = policyQuestion(domain);
  if (question.name.length > MAX_NAME_LENGTH) return null;
  const answer = await resolve(question);
  const published = publishedDmarc(txtTexts(answer));
  const texts = published.filter(({ counts }) => counts).map(({ text }) => text);
  // RFC 9989 §4.10 steps 2 and 6: of several records none counts, and the walk goes on.
  if (texts.length > 1) return { name: domain, answer, record: null, dropped: 'several', published };
  const record = texts[0] === undefined ? null : parseDmarcRecord(texts[0]);
  return { name: domain, answer, record, dropped: null, published };
}

/**
 * The whole walk. All its questions are asked at once, since all its names are known; the answers are read in order, and
 * those behind the stop are left unread. `first`, where it is given, is the answer for the start, asked before.
 */
export async function treeWalk(start: string, resolve: Resolver, first?: WalkStep | null): Promise<Walk> {
  const known = first === undefined ? [] : [Promise.resolve(first)];
  if (first && stops(first)) return walkOf(start, [first]);
  const names = walkNames(start).slice(known.length);
  const steps = await Promise.all([...known, ...names.map((name) => queryPolicyRecord(name, resolve))]);
  const asked = steps.filter((step) => step !== null);
  const stop = asked.findIndex(stops);
  return walkOf(start, stop < 0 ? asked : asked.slice(0, stop + 1));
}

export function unanswered(steps: readonly WalkStep[]): readonly WalkStep[] {
  return steps.filter((step) => step.answer.status === 'failed');
}

function stops(step: WalkStep): boolean {
  return step.record !== null && step.record.psd !== 'u';
}

function walkOf(start: string, steps: readonly WalkStep[]): Walk {
  const complete = unanswered(steps).length === 0;
  return { start, steps, organizationalDomain: complete ? organizationalDomain(start, steps) : null };
}

/** RFC 9989 §4.10.2, from the longest name to the shortest. */
function organizationalDomain(start: string, steps: readonly WalkStep[]): string {
  const found = steps.filter((step) => step.record !== null);
  for (const { name, record } of found) {
    if (record?.psd === 'n') return name;
    if (record?.psd === 'y' && name !== start) return oneLabelBelow(name, start);
  }
  return found.at(-1)?.name ?? start;
}

/** The name that has one label more than `parent`, on the way down to `domain`. */
function oneLabelBelow(parent: string, domain: string): string {
  return domain
    .split('.')
    .slice(-(parent.split('.').length + 1))
    .join('.');
}
