/** Finding a domain's one record. RFC 7208 §4.3 to §4.5. */

import type { DnsAnswer, Resolver } from '../dns/dns.ts';
import { labels, toQueryName } from '../dns/name.ts';
import type { OctetString } from '../octets.ts';
import { never } from '../outcome.ts';
import { isAscii } from './context.ts';
import type { SpfReason } from './reasons.ts';
import { selectRecords } from './record.ts';

export type RecordLookup = { readonly answer: DnsAnswer | null } & (
  | { readonly record: OctetString; readonly reason: null }
  | { readonly record: null; readonly reason: SpfReason }
);

export async function lookUpRecord(domain: OctetString, resolve: Resolver): Promise<RecordLookup> {
  // §4.3: a malformed domain, or one that is not multi-label, has no record.
  const name = isAscii(domain) ? toQueryName(domain) : null;
  if (!name) return { answer: null, record: null, reason: 'malformed-domain' };
  if (labels(name).length < 2) return { answer: null, record: null, reason: 'not-multi-label' };
  const answer = await resolve({ name, type: 'TXT' });
  return { answer, ...recordIn(answer) };
}

/** The record that an answer brings, or why there is none. */
export function recordIn(
  answer: DnsAnswer,
): { readonly record: OctetString; readonly reason: null } | { readonly record: null; readonly reason: SpfReason } {
  switch (answer.status) {
    case 'failed':
      return { record: null, reason: answer.cause === 'budget' ? 'question-budget' : 'record-lookup-failed' };
    case 'nxdomain':
      return { record: null, reason: 'no-such-domain' };
    case 'nodata':
      return { record: null, reason: 'no-record' };
    case 'found': {
      const [first, second] = selectRecords(answer);
      if (first === undefined) return { record: null, reason: 'no-record' };
      return second === undefined ? { record: first, reason: null } : { record: null, reason: 'several-records' };
    }
    default:
      return never(answer);
  }
}
