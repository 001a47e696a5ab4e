/** Every way the check of the client's reverse name can end. RFC 8601 §2.7.3, §3. */

import type { IprevKeyword, Reason } from '../outcome.ts';

export const iprevReasons = {
  /** No address of a client is known, or what is recorded is none. */
  'not-asked': { result: null, rule: 'RFC 8601 §3' },
  /** Our own limit: the questions that one message may cost were used up. */
  'question-budget': { result: null, rule: 'RFC 8601 §3' },
  /** A name of the address leads back to it. */
  confirmed: { result: 'pass', rule: 'RFC 8601 §2.7.3' },
  /** The address has names, and none of them leads back. */
  'not-confirmed': { result: 'fail', rule: 'RFC 8601 §2.7.3' },
  'reverse-lookup-failed': { result: 'temperror', rule: 'RFC 8601 §2.7.3' },
  /** No name leads back, and for one at least the question was not answered. */
  'forward-lookup-failed': { result: 'temperror', rule: 'RFC 8601 §2.7.3' },
  /** No PTR record is published for the address. */
  'no-name': { result: 'permerror', rule: 'RFC 8601 §2.7.3' },
} as const satisfies Record<string, Reason<IprevKeyword>>;
