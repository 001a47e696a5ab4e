/** Every way a result that the receiver recorded can stand to the one that is found now. */

import type { Reason } from '../engine/outcome.ts';

/** same: also in other words. different: the two say different things. Null: there are no two results to compare. */
export type Compared = 'same' | 'different';

export const compareReasons = {
  'not-recorded': { result: null, rule: 'RFC 8601 §4' },
  /** Nothing was asked, or the check is still under way. */
  'not-checked': { result: null, rule: 'RFC 8601 §2.7' },
  /** A question went unanswered now. */
  'could-not-check': { result: null, rule: 'RFC 8601 §2.7' },
  /** A question went unanswered when the message came. */
  'receiver-could-not-check': { result: null, rule: 'RFC 8601 §2.7' },
  /** Asked, and not decided here: octets are missing, or a limit of ours was reached. */
  'not-judged': { result: null, rule: 'RFC 8601 §2.7' },

  same: { result: 'same', rule: 'RFC 8601 §2.7' },
  /** Two words for one failure: RFC 6376 leaves open which, and receivers differ. */
  'other-words': { result: 'same', rule: 'RFC 8601 §2.7.1' },

  /** The receiver's result is about another MAIL FROM, HELO or author domain. */
  'other-identity': { result: 'different', rule: 'RFC 7208 §2.4' },
  'other-address': { result: 'different', rule: 'RFC 7208 §2.2' },
  /** A result about a signature that this copy of the message does not hold. */
  'signature-not-here': { result: 'different', rule: 'RFC 6008 §4' },
  /** The same question, answered without a failure, and another result: what is published has changed. */
  'record-changed': { result: 'different', rule: 'RFC 7208 §2.5' },
  /** The key was good then, and is withdrawn, replaced or broken now. */
  'key-rotated': { result: 'different', rule: 'RFC 6376 §3.1' },
  /** There was no such key then, or another one. */
  'key-published-since': { result: 'different', rule: 'RFC 6376 §6.1.2' },
  /** The body fits, and the signature does not: another key under the same name, or other header fields. */
  'key-or-header-changed': { result: 'different', rule: 'RFC 6376 §6.1.3' },
  /** The body of this copy is not the one that was signed. */
  'copy-altered': { result: 'different', rule: 'RFC 6376 §6.1.3' },
  'expired-since': { result: 'different', rule: 'RFC 6376 §3.5' },
  /** The receiver put its own seal on the message after it had recorded the result. */
  'sealed-since': { result: 'different', rule: 'RFC 8617 §5.1' },
  /** DMARC stands on SPF and DKIM, of which one has another result now. */
  'follows-other-check': { result: 'different', rule: 'RFC 9989 §5.3.3' },
  /** RFC 7489 with the Public Suffix List gives what was recorded. */
  'former-rules': { result: 'different', rule: 'RFC 7489 §3.2' },
  /** The receiver is more lenient or stricter than the standard, or uses words of its own. */
  'receivers-policy': { result: 'different', rule: 'RFC 8601 §2.7' },
  unexplained: { result: 'different', rule: 'RFC 8601 §2.7' },
} as const satisfies Record<string, Reason<Compared>>;

export type CompareReason = keyof typeof compareReasons;
