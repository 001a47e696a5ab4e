/** Every way a check of SPF can end. RFC 7208 §2.6, §8. */

import { type Outcome, outcomeOf, type Reason, type SpfKeyword } from '../outcome.ts';

export const spfReasons = {
  /** There was nothing to check with: no envelope is known, or nothing may be asked. */
  'not-asked': { result: null, rule: 'RFC 7208 §2.2' },
  /** The client's address is not an IP address, so there is nothing to compare. */
  'no-address': { result: null, rule: 'RFC 7208 §4.1' },
  /** Our own limit: the records are longer than this check is willing to read. */
  'too-many-terms': { result: null, rule: 'RFC 7208 §11.1' },
  /** Our own limit: the questions that one message may cost were used up. */
  'question-budget': { result: null, rule: 'RFC 7208 §11.1' },

  /** The identity has no domain at all: an empty HELO, an address literal. */
  'no-domain': { result: 'none', rule: 'RFC 7208 §4.3' },
  /** A label that is empty or over 63 octets, a name over 253, characters that are no domain name's. */
  'malformed-domain': { result: 'none', rule: 'RFC 7208 §4.3' },
  'not-multi-label': { result: 'none', rule: 'RFC 7208 §4.3' },
  'no-such-domain': { result: 'none', rule: 'RFC 7208 §4.3' },
  'no-record': { result: 'none', rule: 'RFC 7208 §4.5' },

  /** The question for a record itself was not answered. */
  'record-lookup-failed': { result: 'temperror', rule: 'RFC 7208 §4.4' },
  /** A question of a mechanism was not answered. */
  'term-lookup-failed': { result: 'temperror', rule: 'RFC 7208 §5' },

  'several-records': { result: 'permerror', rule: 'RFC 7208 §4.5' },
  'syntax-error': { result: 'permerror', rule: 'RFC 7208 §4.6' },
  /** An octet above 127: the grammar has none, and neither have domain names in a record (they are A-labels). */
  'not-ascii': { result: 'permerror', rule: 'RFC 7208 §4.3, §12' },
  'unknown-mechanism': { result: 'permerror', rule: 'RFC 7208 §4.6.1' },
  /** `redirect` or `exp` for the second time. */
  'repeated-modifier': { result: 'permerror', rule: 'RFC 7208 §6' },
  'too-many-lookups': { result: 'permerror', rule: 'RFC 7208 §4.6.4' },
  'too-many-void-lookups': { result: 'permerror', rule: 'RFC 7208 §4.6.4' },
  'too-many-mx-names': { result: 'permerror', rule: 'RFC 7208 §4.6.4' },
  /** An include of a domain that has no record. */
  'include-none': { result: 'permerror', rule: 'RFC 7208 §5.2' },
  /** A redirect to a domain that has no record, or to what is no domain name. */
  'redirect-none': { result: 'permerror', rule: 'RFC 7208 §6.1' },

  'nothing-matched': { result: 'neutral', rule: 'RFC 7208 §4.7' },
  'matched-neutral': { result: 'neutral', rule: 'RFC 7208 §8.2' },
  'matched-pass': { result: 'pass', rule: 'RFC 7208 §8.3' },
  'matched-fail': { result: 'fail', rule: 'RFC 7208 §8.4' },
  'matched-softfail': { result: 'softfail', rule: 'RFC 7208 §8.5' },
} as const satisfies Record<string, Reason<SpfKeyword>>;

/** What a match means by its qualifier (§4.6.2). */
export const matchedReasons = {
  '+': 'matched-pass',
  '-': 'matched-fail',
  '~': 'matched-softfail',
  '?': 'matched-neutral',
} as const;

export type SpfReason = keyof typeof spfReasons;
export type SpfOutcome = Outcome<typeof spfReasons>;

/** The outcome of a reason that is known only at run time. */
export function spfOutcome(reason: SpfReason): SpfOutcome {
  return outcomeOf(spfReasons, reason) as SpfOutcome;
}

/** What can be wrong in a record as it is published, and what in it is better not there. */
export const spfFaults = {
  /** More than one record at the name: none counts. */
  'several-records': { rule: 'RFC 7208 §4.5' },
  /** "spf1 …", or terms alone. */
  'version-missing': { rule: 'RFC 7208 §4.5' },
  /** "v=spf10", "v=spf", "v = spf1", "v=spf1;". */
  'version-misspelt': { rule: 'RFC 7208 §4.5' },
  /** "v=spf1" for the second time: a modifier that nobody knows. */
  'version-repeated': { rule: 'RFC 7208 §6' },
  /** Quotation marks or backslashes of a zone file, a panel or a word processor are part of the text. */
  quoted: { rule: 'RFC 7208 §4.6.1' },
  /** White space that is none: a tab, a no-break space, a zero-width character. */
  blank: { rule: 'RFC 7208 §4.6.1' },
  /** Another dash than "-", letters of another width, a name that is not in its A-label form. */
  'not-ascii': { rule: 'RFC 7208 §4.3, §12' },
  'term-misspelt': { rule: 'RFC 7208 §4.6.1' },
  /** An address or a name alone. */
  'mechanism-missing': { rule: 'RFC 7208 §4.6.1' },
  /** "ip4=…": a modifier that nobody knows, and no mechanism. */
  'equals-for-colon': { rule: 'RFC 7208 §4.6.1' },
  /** "redirect:…". */
  'colon-for-equals': { rule: 'RFC 7208 §6.1' },
  /** ip4 with an IPv6 address, or the other way round. */
  'address-family': { rule: 'RFC 7208 §5.6' },
  /** ip4 with a name. */
  'host-for-address': { rule: 'RFC 7208 §5.6' },
  /** include, a or mx with an address. */
  'address-for-host': { rule: 'RFC 7208 §7.1' },
  'address-invalid': { rule: 'RFC 7208 §5.6' },
  /** A URL or a mail address where a name belongs. */
  'url-for-host': { rule: 'RFC 7208 §7.1' },
  /** "include: name", "- all". */
  'space-within': { rule: 'RFC 7208 §4.6.1' },
  /** "," or ";" between terms. */
  separator: { rule: 'RFC 7208 §4.6.1' },
  /** Two terms without a space between them: two strings of one record are joined without any. */
  'terms-joined': { rule: 'RFC 7208 §3.3' },
  grammar: { rule: 'RFC 7208 §12' },
  'repeated-modifier': { rule: 'RFC 7208 §6' },
  /** Terms behind "all" are never reached. */
  'after-all': { rule: 'RFC 7208 §5.1' },
  /** A redirect beside "all". */
  'redirect-ignored': { rule: 'RFC 7208 §6.1' },
  'term-repeated': { rule: 'RFC 7208 §4.6.2' },
  /** Neither "all" nor a redirect. */
  'no-default': { rule: 'RFC 7208 §4.7' },
  'neutral-all': { rule: 'RFC 7208 §8.2' },
  /** Every address passes. */
  anyone: { rule: 'RFC 7208 §8.3' },
  /** 1/256 of all IPv4 addresses passes, or more; or 2^-19 of all IPv6 addresses. */
  'wide-network': { rule: 'RFC 7208 §8.3' },
  ptr: { rule: 'RFC 7208 §5.5' },
  /** The name and all its TXT records are longer than fits into one answer of 512 octets. */
  'over-450-octets': { rule: 'RFC 7208 §3.4' },
} as const satisfies Record<string, { readonly rule: string }>;

export type SpfFaultKind = keyof typeof spfFaults;
