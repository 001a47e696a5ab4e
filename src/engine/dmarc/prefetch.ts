/**
 * Asks ahead for DMARC: its names stand in the message, so none of its questions has to wait for SPF or DKIM. RFC 9989 §4.10.
 *
 * These are the questions of an evaluation that finds no record before the end of each walk. Their answers are judged by nobody:
 * whoever resolves remembers them. Evaluation reads as much of them as it needs.
 */

import type { Resolver } from '../dns/dns.ts';
import { toAscii } from '../dns/name.ts';
import { discoverPolicy, requestOf } from './policy.ts';
import { formerOrganization } from './rfc7489.ts';
import { queryPolicyRecord, walkNames } from './tree-walk.ts';

/** Identifiers that are walked ahead, each with a domain of its own. More than these wait until they have passed. */
export const MAX_AHEAD = 4;

/**
 * `identifiers`: the domains that SPF and the signatures may come to speak for. A walk from one of them will probably be needed
 * where the Public Suffix List puts it into the Author Domain's organization; from all others it hardly ever is.
 */
export function fetchAhead(author: string, identifiers: readonly string[], resolve: Resolver): void {
  const organization = formerOrganization(author);
  const related = new Set(
    identifiers
      .flatMap((domain) => toAscii(domain) ?? [])
      .filter((domain) => domain !== author && formerOrganization(domain) === organization),
  );
  for (const start of [author, ...[...related].slice(0, MAX_AHEAD)]) {
    for (const name of walkNames(start)) void queryPolicyRecord(name, resolve);
  }
  void requestAhead(author, resolve);
}

/** RFC 9989 §4.7 "np": whether the Author Domain exists is asked as soon as a record wants to know. */
async function requestAhead(author: string, resolve: Resolver): Promise<void> {
  const { applies } = await discoverPolicy(author, resolve);
  if (applies?.record) await requestOf(applies.record, applies.name, author, resolve);
}
