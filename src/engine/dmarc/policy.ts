/** DMARC Policy Discovery: which record applies to the Author Domain, and what it asks for. RFC 9989 §4.10.1. */

import type { DnsAnswer, Resolver } from '../dns/dns.ts';
import type { DmarcRecord, Policy, WalkStep } from './dmarc.ts';
import { queryPolicyRecord, treeWalk, unanswered, type Walk } from './tree-walk.ts';

export type Discovery = {
  /** The step whose record applies; null: no record, or not to be told. */
  readonly applies: WalkStep | null;
  /** The steps that were taken: the first alone where the Author Domain has its own record. */
  readonly steps: readonly WalkStep[];
  /** The Author Domain's whole walk; null where the first step was enough. */
  readonly walk: Walk | null;
  /** Questions without an answer that leave open which record applies. */
  readonly failures: readonly WalkStep[];
};

export async function discoverPolicy(authorDomain: string, resolve: Resolver): Promise<Discovery> {
  const own = await queryPolicyRecord(authorDomain, resolve);
  if (own?.answer.status === 'failed') return { applies: null, steps: [own], walk: null, failures: [own] };
  if (own?.record) return { applies: own, steps: [own], walk: null, failures: [] };
  const walk = await treeWalk(authorDomain, resolve, own);
  const failures = unanswered(walk.steps);
  return { applies: failures.length > 0 ? null : inherited(walk), steps: walk.steps, walk, failures };
}

/** The Organizational Domain's record or, where that has none, the one of the Public Suffix Domain above it. */
function inherited(walk: Walk): WalkStep | null {
  const found = walk.steps.filter((step) => step.record !== null);
  const last = found.at(-1);
  const organizational = found.find((step) => step.name === walk.organizationalDomain);
  return organizational ?? (last?.record?.psd === 'y' ? last : null);
}

export type Requested = {
  readonly policy: Policy | null;
  readonly tag: 'p' | 'sp' | 'np' | null;
  readonly existence: DnsAnswer | null;
};

/** What the record asks for in case of failure. `name` is where it was found. */
export async function requestOf(
  record: DmarcRecord,
  name: string,
  authorDomain: string,
  resolve: Resolver,
): Promise<Requested> {
  const own = { policy: record.p, tag: 'p', existence: null } as const;
  if (record.usedAs === 'nothing') return { policy: null, tag: null, existence: null };
  if (record.usedAs === 'p-none') return { ...own, policy: 'none' };
  if (name === authorDomain) return lowered(own, record);
  const existing = record.sp ? ({ policy: record.sp, tag: 'sp', existence: null } as const) : own;
  if (record.np === null) return lowered(existing, record);
  // RFC 9989 §4.7 "np" and Appendix A.4: any type of question tells whether a name exists.
  const existence = await resolve({ name: authorDomain, type: 'A' });
  const exists = isExisting(existence);
  if (exists === null) {
    const same = record.np === existing.policy;
    return same ? lowered({ ...existing, existence }, record) : { policy: null, tag: null, existence };
  }
  return lowered(exists ? { ...existing, existence } : { policy: record.np, tag: 'np', existence }, record);
}

/**
 * Does the name that was asked for exist? Only NXDOMAIN says no (RFC 8020 §2), and for the name itself: behind an alias it
 * speaks of the alias's target (RFC 6604 §3), so the alias is there. Null: no answer.
 */
function isExisting(answer: DnsAnswer): boolean | null {
  if (answer.status === 'failed') return null;
  return answer.status !== 'nxdomain' || answer.aliases.length > 0;
}

/** RFC 9989 §4.7 "t": in test mode the policy is one level below the one that is written. */
function lowered(request: Requested, record: DmarcRecord): Requested {
  if (record.t !== 'y') return request;
  return { ...request, policy: request.policy === 'reject' ? 'quarantine' : 'none' };
}
