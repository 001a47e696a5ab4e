/**
 * DMARC as it was before May 2026, by the Public Suffix List: RFC 7489. Receivers that have not moved on yet still judge so; it
 * is shown beside our answer where the two differ, and decides nothing.
 */

import { getDomain } from 'tldts';
import type { Resolver } from '../dns/dns.ts';
import type { DmarcCheck, Rfc7489Answer, WalkStep } from './dmarc.ts';
import { queryPolicyRecord } from './tree-walk.ts';

/** Null where it is the same, and where it cannot be told. */
export async function rfc7489Answer(check: DmarcCheck, resolve: Resolver): Promise<Rfc7489Answer | null> {
  if (check.domain === null || check.result === null || check.result === 'temperror') return null;
  const found = await policyByList(check.domain, check.walk, resolve);
  if (found === null) return null;
  const organizationalDomain = organizationByList(check.domain);
  const aligned = check.alignments
    .filter(({ passed, domain, mode }) => {
      if (!passed) return false;
      return domain === check.domain || (mode === 'r' && organizationByList(domain) === organizationalDomain);
    })
    .map(({ domain }) => domain);
  const result = found.policyDomain === null ? 'none' : aligned.length > 0 ? 'pass' : 'fail';
  const same = result === check.result && found.policyDomain === check.policyDomain;
  return same ? null : { result, organizationalDomain, policyDomain: found.policyDomain, aligned };
}

/** RFC 7489 §6.6.3: the Author Domain's own record, else the Organizational Domain's. Several records end the search. */
async function policyByList(
  domain: string,
  known: readonly WalkStep[],
  resolve: Resolver,
): Promise<{ readonly policyDomain: string | null } | null> {
  for (const name of new Set([domain, organizationByList(domain)])) {
    const step = known.find((one) => one.name === name) ?? (await queryPolicyRecord(name, resolve));
    if (step?.answer.status === 'failed') return null;
    if (step?.dropped === 'several') return { policyDomain: null };
    if (step?.record) return { policyDomain: step.record.usedAs === 'nothing' ? null : name };
  }
  return { policyDomain: null };
}

/** Whether strangers hold names right below it, by the Public Suffix List, its private part included. */
export function isPublicSuffix(domain: string): boolean {
  return registrableDomain(domain) === null;
}

/** RFC 7489 §3.2: the public suffix and one label more; a public suffix itself stands for itself. */
export function organizationByList(domain: string): string {
  return registrableDomain(domain) ?? domain;
}

function registrableDomain(domain: string): string | null {
  return getDomain(domain, { allowPrivateDomains: true, extractHostname: false, validateHostname: false });
}
