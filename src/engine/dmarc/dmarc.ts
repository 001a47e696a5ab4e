/** DMARC: the Author Domain's policy, and which identifier is aligned with it. RFC 9989. */

import type { DnsAnswer } from '../dns/dns.ts';
import type { Outcome } from '../outcome.ts';
import type { PublishedRecord, RecordFault } from '../syntax/fault.ts';
import type { DmarcFaultKind, dmarcReasons } from './reasons.ts';

export type DmarcFault = RecordFault<DmarcFaultKind>;
export type PublishedDmarc = PublishedRecord<DmarcFaultKind>;

export type Policy = 'none' | 'quarantine' | 'reject';

/** A tag, or a part of one, that has no effect. */
export type IgnoredTag = {
  readonly tag: string;
  readonly value: string;
  /** historic: pct, rf, ri. unused: fo without ruf. */
  readonly why: 'historic' | 'unknown' | 'invalid' | 'duplicate' | 'unused';
};

/** A Policy Record's tags; a tag with a syntax error has its default, or is absent. */
export type DmarcRecord = {
  readonly text: string;
  /** Null where p is absent or invalid. */
  readonly p: Policy | null;
  readonly sp: Policy | null;
  readonly np: Policy | null;
  /**
   * What the record is good for (§4.10.1). p-none: p is absent or invalid, or sp or np is invalid, and since rua asks for
   * reports it acts as "p=none". nothing: the same without rua, DMARC does not apply.
   */
  readonly usedAs: 'published' | 'p-none' | 'nothing';
  readonly adkim: 'r' | 's';
  readonly aspf: 'r' | 's';
  readonly psd: 'y' | 'n' | 'u';
  readonly t: 'y' | 'n';
  readonly rua: readonly string[];
  readonly ruf: readonly string[];
  readonly fo: string;
  /** Tags that are gone (pct, rf, ri), unknown or unreadable, as written: shown, never used. */
  readonly ignored: readonly IgnoredTag[];
};

/** One question of a DNS Tree Walk and what was left of its answer. */
export type WalkStep = {
  /** The domain, without "_dmarc." before it. */
  readonly name: string;
  readonly answer: DnsAnswer;
  readonly record: DmarcRecord | null;
  readonly dropped: 'several' | null;
  /** The records at the name as published, and the texts that were meant as such: what is wrong in each. */
  readonly published: readonly PublishedDmarc[];
};

/** Equal names, same Organizational Domain, neither, or not to be told (a DNS error, or a walk that was not made). */
export type Relation = 'equal' | 'organizational' | 'none' | 'unknown';

/** An Authenticated Identifier held against the Author Domain. Listed whether or not its check passed. */
export type Alignment = {
  readonly via: 'spf' | 'dkim';
  /** Index of the DKIM-Signature field; null for SPF. */
  readonly field: number | null;
  readonly domain: string;
  /** Null where no walk was needed to tell the relation, or where the walk could not tell it. */
  readonly organizationalDomain: string | null;
  /** Did the underlying check pass? */
  readonly passed: boolean;
  readonly mode: 'r' | 's';
  readonly relation: Relation;
  /** passed, and related as the mode asks. */
  readonly aligned: boolean;
  /**
   * Related by an Organizational Domain that is a public suffix, because a record stands there: strangers hold names below it, and
   * each of them is aligned with all others (RFC 9989 §4.10.2 has it so).
   */
  readonly acrossSuffix: boolean;
  /** The walk that was made for this identifier; empty where none was needed. */
  readonly walk: readonly WalkStep[];
};

/** A tag that decided something. p, sp, np: the policy. t: lowered it. adkim, aspf: refused one that passed. psd: ended a walk. */
export type DecidingTag = {
  readonly tag: 'p' | 'sp' | 'np' | 't' | 'adkim' | 'aspf' | 'psd';
  /** As written, "p=reject"; null where the default decided. */
  readonly text: string | null;
  /** Whose record it stands in. */
  readonly domain: string;
};

/** What RFC 7489, by the Public Suffix List, would have answered. */
export type Rfc7489Answer = {
  readonly result: 'none' | 'pass' | 'fail';
  readonly organizationalDomain: string;
  readonly policyDomain: string | null;
  /** Domains that passed and would have been aligned. */
  readonly aligned: readonly string[];
};

export type DmarcCheck = Outcome<typeof dmarcReasons> & {
  /** The Author Domain (A-label form, lower case); null where there is none. */
  readonly domain: string | null;
  /** Null where there is none, and where no walk was needed or it could not tell. */
  readonly organizationalDomain: string | null;
  /** Whether that is a public suffix: strangers hold names below it. */
  readonly publicSuffix: boolean;
  /** Where the record that applies was found. */
  readonly policyDomain: string | null;
  readonly record: DmarcRecord | null;
  /**
   * What the domain owner asks for in case of failure: p, sp or np, one step lower under t=y. Null without a record that
   * applies, and where it is between sp and np and the existence of the Author Domain could not be told.
   */
  readonly policy: Policy | null;
  readonly policyTag: 'p' | 'sp' | 'np' | null;
  readonly deciding: readonly DecidingTag[];
  /** Records that stand at `name` itself, seen when it was asked for something else; they belong at "_dmarc." + `name`. */
  readonly misplaced: readonly { readonly name: string; readonly text: string }[];
  /** The answer that tells whether the Author Domain exists; null where nothing depended on that. */
  readonly existence: DnsAnswer | null;
  readonly alignments: readonly Alignment[];
  /** The Author Domain's own walk. */
  readonly walk: readonly WalkStep[];
  /** Only where it differs in the result, or in the record that applies. */
  readonly rfc7489?: Rfc7489Answer;
};
