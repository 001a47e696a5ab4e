/** Brand Indicators for Message Identification: what a domain publishes of its logo. Nothing is loaded. */

import type { DnsAnswer } from '../dns/dns.ts';
import type { Outcome } from '../outcome.ts';
import type { bimiReasons } from './reasons.ts';

/** An Assertion Record's tags. Places are octet strings, and nothing was fetched from them. */
export type BimiRecord = {
  readonly text: string;
  /** l=, the logo; null where it is empty. */
  readonly location: string | null;
  /** a=, the Evidence Document (a mark certificate); null where it is empty or absent. */
  readonly evidence: string | null;
  /** avp=: whether a person's own picture goes before the logo. */
  readonly preference: 'brand' | 'personal';
  /** lps=: other records stand under selectors that are made from the sender's address. */
  readonly localPartSelectors: boolean;
};

export type BimiCheck = Outcome<typeof bimiReasons> & {
  /** "default", or what a signed BIMI-Selector field says. */
  readonly selector: string;
  /** Where a record was found, or the domain that was asked last; null where none was asked. */
  readonly domain: string | null;
  readonly record: BimiRecord | null;
  /** What was asked for it, in order; empty where nothing was. */
  readonly answers: readonly DnsAnswer[];
};
