/**
 * Who stood between the sender and the receiver: a mailing list, or a forwarder.
 *
 * Named only where something verified or recorded proves that it handled the message: its signature or its return path passed.
 * That proves no more than that, since anybody can sign, and rewrite a return path, as his own domain. It excuses a failure only
 * where somebody vouches for it who gains nothing by a lie. Fields that anybody can write (List-Id, X-Forwarded-*, Resent-*, an
 * ARC seal that nobody verified) are hints: they tell a list from a forwarder, and name nobody.
 */

import type { Field } from '../engine/message/message.ts';
import type { Recorded, Report } from '../engine/report.ts';
import type { InLanguages, ServiceMatch } from '../engine/services/services.ts';
import { vouchingFor } from '../engine/services/table.ts';
import { isRewritten } from '../engine/trace/rewritten.ts';
import { fieldValue, firstAddress, sendersFields } from './fields.ts';
import { namesRelation } from './relation.ts';
import { domainOf, isRelated, type Results } from './results.ts';

export type Intermediary = {
  readonly kind: 'list' | 'forwarder';
  /** A domain that proved itself, or a well-known service; null where only the receiver says that there was one. */
  readonly name: string | InLanguages | null;
  /**
   * Who vouches for it: the receiver, which accepted its chain of seals and did not apply the policy (RFC 8617 §7.2.1); the
   * reader, who named it in the options; or the table of well-known lists and forwarders. Null: nobody.
   */
  readonly vouched: 'receiver' | 'reader' | 'well-known' | null;
};

export function intermediaryOf(
  report: Report,
  results: Results,
  services: readonly ServiceMatch[],
  sendsItself: boolean,
): Intermediary | null {
  const { recorded } = report;
  const kind = kindOf(recorded, services);
  const receiver = isExcusedByReceiver(recorded) ? 'receiver' : null;
  for (const domain of provenDomains(results)) {
    const known = vouchingFor(domain);
    if (known) return { kind: known.kind === 'list' ? 'list' : 'forwarder', name: known.name, vouched: 'well-known' };
    const reader = recorded.hops.some(({ role, grade }) => grade === 'recorded' && role === 'forwarder');
    // A service that sends for others writes List-Id too: that is no list, and it forwards nothing.
    const named = kind ?? (isWrittenTo(recorded, domain) ? 'list' : null);
    if (named && !sendsItself) return { kind: named, name: domain, vouched: receiver ?? (reader ? 'reader' : null) };
  }
  return receiver && { kind: kind ?? 'forwarder', name: null, vouched: receiver };
}

/** Domains that passed, and are not the author's: whose signature holds, then whose return path it is. */
function provenDomains({ spf, signatures }: Results): readonly string[] {
  const signed = signatures.filter((one) => one.standing.result === 'pass' && !isRelated(one.relation));
  const returned = spf?.standing.result === 'pass' && spf.identity === 'mail_from' && !isRelated(spf.relation);
  return [...signed.map(({ domain }) => domain), ...(returned ? [spf.domain] : [])].filter((domain) => domain !== '');
}

/** Whoever sends newsletters writes List-Id and List-Unsubscribe as well; these are of lists that people write to. */
const listFields: ReadonlySet<string> = new Set([
  'list-post',
  'mailing-list',
  'x-beenthere',
  'x-google-group-id',
  'x-mailing-list',
  'x-mailman-version',
]);
const forwardingFields: ReadonlySet<string> = new Set([
  'x-forwarded-to',
  'x-forwarded-for',
  'resent-from',
  'resent-sender',
  'resent-to',
]);

/** A message with a List-Id, to an address of the domain itself: who sends newsletters writes to their readers' addresses. */
function isWrittenTo(recorded: Recorded, domain: string): boolean {
  if (fieldValue(recorded, 'list-id') === null) return false;
  const to = domainOf(firstAddress(fieldValue(recorded, 'to') ?? ''));
  return to !== null && isRelated(namesRelation(to, domain));
}

/** What the message looks to have come through: a hint, for which there may be no proof. */
function kindOf(recorded: Recorded, services: readonly ServiceMatch[]): Intermediary['kind'] | null {
  const fields = sendersFields(recorded);
  const roles = recorded.hops.map(({ role }) => role);
  if (services.some(({ kind }) => kind === 'list') || roles.includes('list')) return 'list';
  if (fields.some(({ key }) => listFields.has(key))) return 'list';
  if (isRewritten(recorded.envelope.mailFrom?.value ?? '') || roles.includes('forwarder')) return 'forwarder';
  if (recorded.earlier) return 'forwarder';
  return fields.some(isForwardingHint) ? 'forwarder' : null;
}

/** Microsoft seals what its own customers send, so its first set says nothing about forwarding. */
function isForwardingHint({ key, value }: Field): boolean {
  if (key !== 'arc-seal') return forwardingFields.has(key);
  const compact = value.replace(/\s/g, '');
  return !(/(?:^|;)d=microsoft\.com(?:;|$)/.test(compact) && /(?:^|;)i=1(?:;|$)/.test(compact));
}

/** "dmarc=fail (p=REJECT dis=NONE arc=pass)": the policy would have acted, and the chain of seals is why it did not. */
function isExcusedByReceiver({ results: { dmarc, policyApplied } }: Recorded): boolean {
  if (dmarc?.result !== 'fail' || policyApplied === null) return false;
  const acting = [policyApplied.p, policyApplied.sp].some((policy) => policy === 'quarantine' || policy === 'reject');
  return acting && policyApplied.disposition === 'none' && policyApplied.arc === 'pass';
}

/** Fields that look like a list's or a forwarder's, where nothing proves one: worth a look, and no more. */
export function unprovenHints(recorded: Recorded): readonly Field[] {
  return sendersFields(recorded).filter((field) => listFields.has(field.key) || isForwardingHint(field));
}
