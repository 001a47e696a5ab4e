/**
 * Answers kept from one report to the next, as long as they may be (RFC 1035 §3.2.1 TTL, RFC 2308 §5 for what does not exist).
 *
 * Failures are not kept: the next report asks again. Bounded in entries and in octets; the least lately used goes first.
 */

import type { DnsAnswer, Resolver } from '../engine/dns/dns.ts';

export type CacheOptions = {
  /** 1000. */
  readonly entries?: number;
  /** What all answers may take, as JSON. 1 MiB. */
  readonly octets?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
};

/** Seconds. RFC 8767 §4 caps what is there at a week, RFC 2308 §5 what is not at three hours; a reader who checks again wants less. */
const LONGEST = { found: 86_400, absent: 10_800 } as const;

type Kept = { readonly answer: DnsAnswer; readonly octets: number; readonly until: number };

/** A resolver that asks `resolve` only for what it does not have. An answer from the cache says when it was asked, and took 0. */
export function cached(resolve: Resolver, options: CacheOptions = {}): Resolver {
  const { entries = 1000, octets: room = 1_048_576, now = Date.now } = options;
  const kept = new Map<string, Kept>();
  let used = 0;

  const drop = (key: string) => {
    used -= kept.get(key)?.octets ?? 0;
    kept.delete(key);
  };

  const keep = (key: string, answer: DnsAnswer) => {
    drop(key);
    const until = answer.at + lifetime(answer) * 1000;
    const octets = key.length + JSON.stringify(answer).length;
    if (until <= now() || octets > room) return;
    kept.set(key, { answer, octets, until });
    used += octets;
    for (const oldest of kept.keys()) {
      if (kept.size <= entries && used <= room) break;
      drop(oldest);
    }
  };

  return async (question) => {
    const key = `${question.type} ${question.name}`;
    const hit = kept.get(key);
    if (hit && hit.until > now()) {
      kept.delete(key); // to the end of the line: a Map keeps the order of insertion
      kept.set(key, hit);
      return { ...hit.answer, took: 0 };
    }
    const answer = await resolve(question);
    keep(key, answer);
    return answer;
  };
}

function lifetime(answer: DnsAnswer): number {
  switch (answer.status) {
    case 'found':
      return Math.min(answer.ttl, LONGEST.found);
    case 'nodata':
    case 'nxdomain':
      return Math.min(answer.ttl, LONGEST.absent);
    case 'failed':
      return 0;
  }
}
