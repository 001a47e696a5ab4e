/** DMARC: the Author Domain's policy, and which identifier is aligned with it. RFC 9989. */

import type { DnsAnswer } from '../dns/dns.ts';
import type { Outcome } from '../outcome.ts';
import type { dmarcReasons } from './reasons.ts';

export type Policy = 'none' | 'quarantine' | 'reject';

/** A Policy Record's tags; a tag with a syntax error has its default, or is absent. */
export type DmarcRecord = {
  readonly text: string;
  /** Null where p is absent or invalid and the record is used as p=none for its rua. */
  readonly p: Policy | null;
  readonly sp: Policy | null;
  readonly np: Policy | null;
  readonly adkim: 'r' | 's';
  readonly aspf: 'r' | 's';
  readonly psd: 'y' | 'n' | 'u';
  readonly t: 'y' | 'n';
  readonly rua: readonly string[];
  readonly ruf: readonly string[];
  readonly fo: string;
  /** Tags that are gone (pct, rf, ri), unknown or unreadable, as written: shown, never used. */
  readonly ignored: readonly {
    readonly tag: string;
    readonly value: string;
    readonly why: 'historic' | 'unknown' | 'invalid' | 'duplicate';
  }[];
};

/** One question of a DNS Tree Walk and what was left of its answer. */
export type WalkStep = {
  readonly name: string;
  readonly answer: DnsAnswer;
  readonly record: DmarcRecord | null;
  readonly dropped: 'several' | null;
};

/** Equal names, same Organizational Domain, neither, or not to be told (a DNS error on the walk). */
export type Relation = 'equal' | 'organizational' | 'none' | 'unknown';

/** An Authenticated Identifier held against the Author Domain. Listed whether or not its check passed. */
export type Alignment = {
  readonly via: 'spf' | 'dkim';
  /** Index of the DKIM-Signature field; null for SPF. */
  readonly field: number | null;
  readonly domain: string;
  readonly organizationalDomain: string | null;
  /** Did the underlying check pass? */
  readonly passed: boolean;
  readonly mode: 'r' | 's';
  readonly relation: Relation;
  /** passed, and related as the mode asks. */
  readonly aligned: boolean;
};

export type DmarcCheck = Outcome<typeof dmarcReasons> & {
  /** The Author Domain (A-label form, lower case); null where there is none. */
  readonly domain: string | null;
  readonly organizationalDomain: string | null;
  /** Where the record that applies was found. */
  readonly policyDomain: string | null;
  readonly record: DmarcRecord | null;
  /** What the domain owner asks for in case of failure: p, sp or np, one step lower under t=y. */
  readonly policy: Policy | null;
  readonly policyTag: 'p' | 'sp' | 'np' | null;
  readonly alignments: readonly Alignment[];
  readonly walk: readonly WalkStep[];
};
