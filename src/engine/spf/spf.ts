/** Sender Policy Framework: what goes in, what comes out, and the tree of terms that led to it. RFC 7208. */

import type { DnsAnswer, Question } from '../dns/dns.ts';
import type { Outcome } from '../outcome.ts';
import type { PublishedRecord, RecordFault } from '../syntax/fault.ts';
import type { SpfFaultKind, spfReasons } from './reasons.ts';

export type SpfFault = RecordFault<SpfFaultKind>;
export type PublishedSpf = PublishedRecord<SpfFaultKind>;

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
  /** What the term and all that it led to spent, of the 10 lookups and the 2 void lookups of a check (§4.6.4). */
  readonly lookups: number;
  readonly voidLookups: number;
};

/** One record that was evaluated. */
export type SpfTree = {
  readonly domain: string;
  /** The TXT question that looked for the record; null where it could not be asked. */
  readonly answer: DnsAnswer | null;
  /** The record's text, an octet string; null where there is none. */
  readonly record: string | null;
  /** The records at the name as published, and the texts that were meant as such: what is wrong in each. */
  readonly published: readonly PublishedSpf[];
  readonly steps: readonly SpfStep[];
  readonly outcome: Outcome<typeof spfReasons>;
};

/** A question that brought no record (§4.6.4). All `no-ipv6-address`: a client of IPv6, and hosts that have only IPv4. */
export type SpfVoid = {
  /** The term that asked. */
  readonly place: SpfPlace;
  readonly question: Question;
  readonly why: 'no-such-name' | 'no-ipv6-address' | 'no-ipv4-address' | 'no-record';
};

/** By which kind of term a check passed. */
export type SpfBreadth = {
  /**
   * anyone: every address passes (all, a network of all addresses, `exists` that says nothing of the client).
   * wide: the networks of the record hold more than any organisation has. listed: an address or a network like another.
   * asked: the domain answers address by address (`exists` with the client's). reverse-name: ptr.
   */
  readonly kind: 'anyone' | 'wide' | 'listed' | 'asked' | 'reverse-name';
  /** The share of all addresses of the client's family that the record lets pass, 0 to 1; null where it is not published. */
  readonly share: number | null;
  readonly place: SpfPlace;
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
  /** Each of the void lookups, in order. */
  readonly voids: readonly SpfVoid[];
  /** What a pass is worth; null where it is none. */
  readonly breadth: SpfBreadth | null;
  /** The term that decided: it matched, could not be judged, or broke a limit. The innermost, where includes led to it. */
  readonly decidedBy: SpfPlace | null;
  /** The term that spent the tenth lookup, whether or not an eleventh came; null where fewer were made. */
  readonly tenthLookup: SpfPlace | null;
  /** What the domain's `exp` says to the sender of refused mail (§6.2): others' words. */
  readonly explanation: string | null;
  readonly tree: SpfTree | null;
};
