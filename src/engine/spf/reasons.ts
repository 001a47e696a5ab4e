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
