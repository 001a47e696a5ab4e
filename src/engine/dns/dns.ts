/** Questions to the DNS and their answers, as values. RFC 1034, 1035, 2308; the unit of evidence of every check. */

import type { OctetString } from '../octets.ts';

/** The record types that any check asks for. */
export type RecordType = 'A' | 'AAAA' | 'TXT' | 'MX' | 'PTR' | 'CNAME';

/** `name`: A-label form, lower case, no final dot, octets that are no plain characters as \DDD (name.ts); '' is the root. */
export type Question = { readonly name: string; readonly type: RecordType };

/** The data of one record, in the order of the answer. Names as in `Question`. */
export type Rdata =
  | { readonly type: 'A' | 'AAAA'; readonly address: string }
  /** Each character-string by itself, as an octet string; what joins them is for the reader of the record to say. */
  | { readonly type: 'TXT'; readonly strings: readonly string[] }
  | { readonly type: 'MX'; readonly preference: number; readonly exchange: string }
  | { readonly type: 'PTR' | 'CNAME'; readonly name: string };

/** Why there is no answer that can be used. It says nothing about the name that was asked for. */
export type DnsFailure = 'servfail' | 'timeout' | 'network' | 'malformed' | 'refused' | 'budget';

/** What exactly went wrong, where the cause alone does not say it. */
export type DnsFailureDetail =
  /** Of the HTTP exchange: its status, its content type, its body. */
  | 'http-429'
  | 'http-4xx'
  | 'http-5xx'
  | 'http-other'
  | 'not-dns-message'
  | 'empty'
  | 'too-large'
  /** Of the DNS message. */
  | 'broken-message'
  | 'not-a-response'
  | 'wrong-id'
  | 'wrong-question'
  | 'truncated'
  | 'other-rcode'
  | 'alias-loop'
  /** Of the question: no DNS message can carry its name. */
  | 'not-a-name';

/** What came back, without who was asked and when. */
export type DnsOutcome = {
  /** The AD bit (RFC 6840 §5.8). */
  readonly authentic: boolean;
  /**
   * The names that the question was led on to by CNAME or DNAME, in order; the last holds the records. NXDOMAIN behind an
   * alias is the target's: the name itself exists.
   */
  readonly aliases: readonly string[];
  /** Seconds; for nodata and nxdomain from the SOA (RFC 2308 §5); 0 for a failure. */
  readonly ttl: number;
  /** Extended DNS Errors, "code: text" (RFC 8914). */
  readonly extended?: readonly string[];
} & (
  | { readonly status: 'found'; readonly records: readonly Rdata[] }
  | { readonly status: 'nodata' }
  | { readonly status: 'nxdomain' }
  | { readonly status: 'failed'; readonly cause: DnsFailure; readonly detail?: DnsFailureDetail }
);

/** A question, what came back, from whom and when. */
export type DnsAnswer = {
  readonly question: Question;
  /** Who was asked: the URL of a resolver, or 'zone' for a master file; '' where nobody was (budget, time). */
  readonly server: string;
  /** When it was asked, in milliseconds since 1970. */
  readonly at: number;
  /** How long the answer took, in milliseconds; 0 when it came from the cache of earlier reports. */
  readonly took: number;
} & DnsOutcome;

/** Asks one question. Never rejects: a failure is an answer. */
export type Resolver = (question: Question) => Promise<DnsAnswer>;

/** The texts of the TXT records of an answer: the strings of each joined with nothing between them (RFC 7208 §3.3, RFC 6376 §3.6.2.2). */
export function txtTexts(answer: DnsAnswer): readonly OctetString[] {
  if (answer.status !== 'found') return [];
  return answer.records.flatMap((record) => (record.type === 'TXT' ? [record.strings.join('')] : []));
}
