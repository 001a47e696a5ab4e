/** Sender Policy Framework: what goes in, what comes out, and the tree of terms that led to it. RFC 7208. */

import type { DnsAnswer } from '../dns/dns.ts';
import type { Outcome } from '../outcome.ts';
import type { spfReasons } from './reasons.ts';

/** RFC 7208 §4.1. */
export type SpfInput = {
  /** The client's address, IPv4 or IPv6. */
  readonly ip: string;
  /** MAIL FROM without angle brackets; '' is the null reverse-path (§2.4). An octet string. */
  readonly mailFrom: string;
  readonly helo: string;
  /** The name of the host that checks, for %{r}; 'unknown' where there is none (§7.3). */
  readonly receiver: string;
  /** Seconds since 1970, for %{t}. */
  readonly now: number;
};

/** One term of a record, and what became of it. */
export type SpfStep = {
  /** The term as written in the record. */
  readonly term: string;
  readonly state: 'matched' | 'not-matched' | 'not-reached' | 'error';
  /** What the term's domain-spec expanded to. */
  readonly target: string | null;
  /** The answers that it was judged by, in order. */
  readonly answers: readonly DnsAnswer[];
  /** The record that an include or a redirect led to. */
  readonly nested: SpfTree | null;
};

/** One record that was evaluated. */
export type SpfTree = {
  readonly domain: string;
  /** The TXT question that looked for the record; null where it could not be asked. */
  readonly answer: DnsAnswer | null;
  /** The record's text, an octet string; null where there is none. */
  readonly record: string | null;
  readonly steps: readonly SpfStep[];
  readonly outcome: Outcome<typeof spfReasons>;
};

/** What check_host() concluded for one identity. */
export type SpfCheck = Outcome<typeof spfReasons> & {
  readonly identity: 'mailfrom' | 'helo';
  /** The domain that was checked; '' where the identity has none. */
  readonly domain: string;
  readonly input: SpfInput | null;
  /** Terms that made a query, of 10 (§4.6.4). */
  readonly lookups: number;
  /** Of 2. */
  readonly voidLookups: number;
  /** What the domain's `exp` says to the sender of refused mail (§6.2): others' words. */
  readonly explanation: string | null;
  readonly tree: SpfTree | null;
};
