/**
 * Asks ahead for DMARC: its names stand in the message, so none of its questions has to wait for SPF or DKIM. RFC 9989 §4.10.
 *
 * These are the questions of an evaluation that finds no record before the end of each walk. Their answers are judged by nobody:
 * whoever resolves remembers them. Evaluation reads as much of them as it needs.
 */

import type { Resolver } from '../dns/dns.ts';
import { toAscii } from '../dns/name.ts';
import { discoverPolicy, requestOf } from './policy.ts';
import { organizationByList } from './rfc7489.ts';
import { queryPolicyRecord, walkNames } from './tree-walk.ts';

/** Identifiers that are walked ahead, each with a domain of its own. More than these wait until they have passed. */
export const MAX_AHEAD = 4;

/** `related`: domains that SPF and the signatures may come to speak for, and whose own walk will probably be needed. */
export function fetchAhead(author: string, related: readonly string[], resolve: Resolver): void {
  const others = [...new Set(related)].filter((domain) => domain !== author).slice(0, MAX_AHEAD);
  for (const start of [author, ...others]) {
    for (const name of walkNames(start)) void queryPolicyRecord(name, resolve);
  }
  void requestAhead(author, resolve);
}

/** Those of the domains that the Public Suffix List puts into the Author Domain's organization: of the others hardly any is aligned. */
export function relatedTo(author: string, domains: readonly string[]): readonly string[] {
  const organization = organizationByList(author);
  return domains
    .flatMap((domain) => toAscii(domain) ?? [])
    .filter((domain) => organizationByList(domain) === organization);
}

/** RFC 9989 §4.7 "np": whether the Author Domain exists is asked as soon as a record wants to know. */
async function requestAhead(author: string, resolve: Resolver): Promise<void> {
  const { applies } = await discoverPolicy(author, resolve);
  if (applies?.record) await requestOf(applies.record, applies.name, author, resolve);
}
