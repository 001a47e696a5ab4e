/** Who stood between the sender and the receiver: a mailing list, or a forwarder. */

import type { Recorded, Report } from '../engine/report.ts';
import type { ServiceMatch } from '../engine/services/services.ts';
import { isRewritten } from '../engine/trace/rewritten.ts';
import { fieldValue, firstAddress, sendersFields } from './fields.ts';
import { domainOf } from './results.ts';
import { sendingServiceOf } from './services.ts';

/** The name is null where nothing tells it. */
export type Intermediary = { readonly kind: 'list' | 'forwarder'; readonly name: string | null };

export function intermediaryOf({ recorded }: Report, services: readonly ServiceMatch[]): Intermediary | null {
  const list = listName(recorded, services);
  if (list !== null) return { kind: 'list', name: list || null };
  const mailFrom = recorded.envelope.mailFrom?.value ?? '';
  if (isRewritten(mailFrom)) return { kind: 'forwarder', name: domainOf(mailFrom) };
  const forwarder = recorded.hops.find((hop) => hop.role === 'forwarder');
  if (forwarder) return { kind: 'forwarder', name: forwarder.by };
  const resent = sendersFields(recorded).filter((field) => forwardingFields.has(field.key));
  if (resent.length > 0) {
    // X-Forwarded-To names the mailbox that it went to.
    const from = resent.find((field) => field.key !== 'x-forwarded-to' && field.key !== 'resent-to');
    return { kind: 'forwarder', name: sealer(recorded) ?? domainOf(firstAddress(from?.value ?? '')) };
  }
  const seal = sealer(recorded);
  return seal ? { kind: 'forwarder', name: seal } : null;
}

const forwardingFields: ReadonlySet<string> = new Set([
  'x-forwarded-to',
  'x-forwarded-for',
  'resent-from',
  'resent-sender',
  'resent-to',
]);

/** '' where there is a list without a name, null where there is none. Sending services write List-Id too: theirs is no list. */
function listName(recorded: Recorded, services: readonly ServiceMatch[]): string | null {
  const named = services.find((one) => one.kind === 'list');
  const id = fieldValue(recorded, 'list-id');
  const name = id?.match(/<([^<>]{1,255})>/)?.[1] ?? id?.trim() ?? '';
  if (named || recorded.hops.some((hop) => hop.roleEvidence === 'list-software')) return name || named?.name.en || '';
  if (sendingServiceOf(services)) return null;
  if (recorded.hops.some((hop) => hop.role === 'list')) return name;
  return id !== null || fieldValue(recorded, 'list-post') !== null ? name : null;
}

/**
 * The newest ARC sealer below the trust boundary. Microsoft seals what its own customers send, so its first set says nothing
 * about forwarding.
 */
function sealer(recorded: Recorded): string | null {
  for (const field of sendersFields(recorded)) {
    if (field.key !== 'arc-seal') continue;
    const domain = tagOf(field.value, 'd');
    const instance = Number(tagOf(field.value, 'i'));
    if (domain && !(domain === 'microsoft.com' && instance === 1)) return domain;
  }
  return null;
}

/** One tag of a tag list, good enough for a name to show. */
function tagOf(value: string, tag: string): string | null {
  for (const part of value.split(';', 64)) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === tag) return part.slice(at + 1).replace(/\s/g, '');
  }
  return null;
}
