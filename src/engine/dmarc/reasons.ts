/** Every way a DMARC evaluation can end. */

import type { DmarcKeyword, Reason } from '../outcome.ts';

export const dmarcReasons = {
  'aligned-dkim': { result: 'pass', rule: 'RFC 9989 §5.3.5' },
  'aligned-spf': { result: 'pass', rule: 'RFC 9989 §5.3.5' },
  'aligned-both': { result: 'pass', rule: 'RFC 9989 §5.3.5' },
  /** Something was authenticated, but nothing that is aligned. */
  'not-aligned': { result: 'fail', rule: 'RFC 9989 §5.3.5' },
  /** Neither SPF nor any signature passed. */
  'no-identifier': { result: 'fail', rule: 'RFC 9989 §5.3.5' },
  /** Which domain is the Author's cannot be told. */
  'no-author-domain': { result: 'none', rule: 'RFC 9989 §5.3.1' },
  'no-record': { result: 'none', rule: 'RFC 9989 §4.10.1' },
  /** The record has no valid policy, and no address to report to either: DMARC does not apply. */
  'no-valid-policy': { result: 'none', rule: 'RFC 9989 §4.10.1' },
  /** A question of the policy discovery went unanswered. */
  'policy-lookup-failed': { result: 'temperror', rule: 'RFC 9989 §5.3.6' },
  /** An identifier passed; whether it is aligned depends on a question that went unanswered. */
  'alignment-lookup-failed': { result: 'temperror', rule: 'RFC 9989 §5.3.6' },
  /** An identifier that would be aligned could not be authenticated for a temporary error. */
  'authentication-temperror': { result: 'temperror', rule: 'RFC 9989 §5.3.6' },
  /** SPF was not judged, and an aligned pass of it is all that could decide. */
  'spf-not-judged': { result: null, rule: 'RFC 9989 §5.3.3' },
  /** The same for an aligned signature. */
  'dkim-not-judged': { result: null, rule: 'RFC 9989 §5.3.3' },
  /** More identifiers than walks are made for: one of those left out may be aligned. */
  'too-many-identifiers': { result: null, rule: 'RFC 9989 §4.10.2' },
  /** The questions that one message may cost are used up. */
  'question-budget': { result: null, rule: 'RFC 9989 §5.3.6' },
} as const satisfies Record<string, Reason<DmarcKeyword>>;
