/** What one check may spend. RFC 7208 §4.6.4, §11.1. */

import type { DnsAnswer } from '../dns/dns.ts';
import type { SpfPlace } from './spf.ts';

export const LIMITS = {
  /** Terms that cause a query: include, a, mx, ptr, exists, redirect. It also bounds the depth of includes. */
  lookups: 10,
  /** Queries that bring no record: NXDOMAIN, or an answer without one. */
  voidLookups: 2,
  /** More MX records are a permerror. */
  mxNames: 10,
  /** More PTR records are ignored. */
  ptrNames: 10,
  /** Of all records together. The RFC sets none; ten records of ordinary size hold some hundreds. */
  terms: 10_000,
  /** Octets of a sender or a HELO name: 64 and 255 and an "@" (RFC 5321 §4.5.3.1) would do. */
  identity: 1_000,
  /** §6.2: the explanation MAY be limited, here to leave room in a reply of 512 octets (RFC 5321 §4.5.3.1.5). */
  explanation: 500,
} as const;

/** What has been spent so far: the one thing of a check that changes. */
export type Spent = {
  lookups: number;
  voidLookups: number;
  /** The void lookups; `place` null as long as the term that asked has not ended. */
  readonly voids: { readonly answer: DnsAnswer; place: SpfPlace | null }[];
  terms: number;
  tenthLookup: SpfPlace | null;
  /** What the validated name was found by, once it has been asked for; its questions count once. */
  validated: { readonly names: readonly string[]; readonly answers: readonly DnsAnswer[] } | null;
};

export function nothingSpent(): Spent {
  return { lookups: 0, voidLookups: 0, voids: [], terms: 0, tenthLookup: null, validated: null };
}

/** For questions that count towards nothing. */
export function unlimited(): Spent {
  return { ...nothingSpent(), voidLookups: Number.NEGATIVE_INFINITY };
}

/** False: this one is beyond the limit. */
export function spendLookup(spent: Spent, place: SpfPlace): boolean {
  spent.lookups++;
  if (spent.lookups === LIMITS.lookups) spent.tenthLookup = place;
  return spent.lookups <= LIMITS.lookups;
}

export function spendVoidLookup(spent: Spent, answer: DnsAnswer): boolean {
  spent.voids.push({ answer, place: null });
  spent.voidLookups++;
  return spent.voidLookups <= LIMITS.voidLookups;
}

export function spendTerms(spent: Spent, count: number): boolean {
  spent.terms += count;
  return spent.terms <= LIMITS.terms;
}
