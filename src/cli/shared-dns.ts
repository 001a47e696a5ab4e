/** One resolver for all messages of a run: each question is asked once, and the server never more often than it is promised. */

import type { DnsAnswer, Resolver } from '../engine/dns/dns.ts';
import { cached } from '../resolver/cache.ts';

export type Pace = {
  /** Questions a second. */
  readonly rate: number;
  /** Milliseconds, of a clock that never goes back. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
};

/** What is remembered between messages: answers, and octets of them. */
const ENTRIES = 100_000;
const OCTETS = 64 * 2 ** 20;

export function sharedDns(resolve: Resolver, pace: Pace): Resolver {
  const asking = new Map<string, Promise<DnsAnswer>>();
  const kept = cached(paced(resolve, pace), { entries: ENTRIES, octets: OCTETS });
  return (question) => {
    const key = `${question.type} ${question.name}`;
    const before = asking.get(key);
    if (before) return before;
    const answer = kept(question).finally(() => asking.delete(key));
    asking.set(key, answer);
    return answer;
  };
}

/** Questions leave one after the other, a fraction of a second apart. */
function paced(resolve: Resolver, { rate, now, sleep }: Pace): Resolver {
  const apart = 1000 / rate;
  let next = 0;
  return async (question) => {
    const at = Math.max(next, now());
    next = at + apart;
    if (at > now()) await sleep(at - now());
    return resolve(question);
  };
}

/** Questions that a message may ask (engine/dns/memo.ts). */
const BUDGET = 100;
/** Milliseconds that a check may take where nobody stands in its way. */
const PATIENCE = 20_000;

/**
 * How many messages may be under way, and how long each may take, so that nothing fails because of our own pace: that many times
 * the whole budget of questions is asked within half of the time.
 */
export function allowance(rate: number): { readonly messages: number; readonly patience: number } {
  const messages = Math.max(1, Math.floor((rate * PATIENCE) / 2000 / BUDGET));
  return { messages, patience: PATIENCE + (messages * BUDGET * 1000) / rate };
}
