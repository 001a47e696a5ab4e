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

/** A term of a record: where a check was decided, or where it spent something. */
export type SpfPlace = {
  readonly domain: string;
  /** The term as written; null where it is the record as a whole, or that there is none. */
  readonly term: string | null;
  /** How many includes and redirects led to the record; 0 for the domain's own. */
  readonly depth: number;
};

/** One term of a record, and what became of it. */
export type SpfStep = {
  /** The term as written in the record. */
  readonly term: string;
  /** Modifiers that were not followed, and terms behind the one that decided, are never reached. */
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
  /** Terms that made a query, of 10 (§4.6.4): 11 where the limit was exceeded. */
  readonly lookups: number;
  /** Queries without an answer record, of 2 (§4.6.4): 3 where the limit was exceeded. */
  readonly voidLookups: number;
  /** The term that decided: it matched, could not be judged, or broke a limit. The innermost, where includes led to it. */
  readonly decidedBy: SpfPlace | null;
  /** The term that spent the tenth lookup, whether or not an eleventh came; null where fewer were made. */
  readonly tenthLookup: SpfPlace | null;
  /** What the domain's `exp` says to the sender of refused mail (§6.2): others' words. */
  readonly explanation: string | null;
  readonly tree: SpfTree | null;
};
