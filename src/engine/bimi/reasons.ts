/**
 * Every way a look at BIMI can end. Sections are those of draft-brand-indicators-for-message-identification-10, of September
 * 2025: BIMI is no RFC.
 */

import type { BimiKeyword, Reason } from '../outcome.ts';

export const bimiReasons = {
  'dmarc-not-passed': { result: 'skipped', rule: 'BIMI draft-10 §7.1' },
  /** p=none or sp=none, or only a share of the mail is meant (pct). */
  'policy-not-enforced': { result: 'skipped', rule: 'BIMI draft-10 §7.1' },
  'no-record': { result: 'none', rule: 'BIMI draft-10 §7.2' },
  'several-records': { result: 'fail', rule: 'BIMI draft-10 §7.2' },
  'record-malformed': { result: 'fail', rule: 'BIMI draft-10 §4.3' },
  /** l= names a picture of another kind than SVG. */
  'format-unsupported': { result: 'fail', rule: 'BIMI draft-10 §4.3.2' },
  declined: { result: 'declined', rule: 'BIMI draft-10 §4.3.1' },
  'lookup-failed': { result: 'temperror', rule: 'BIMI draft-10 §7.7' },
  /** The questions that one message may cost are used up. */
  'question-budget': { result: null, rule: 'BIMI draft-10 §7.2' },
  /** A logo is named. Neither it nor its certificate is loaded here, so nothing is judged. */
  'indicator-published': { result: null, rule: 'BIMI draft-10 §7.3' },
} as const satisfies Record<string, Reason<BimiKeyword>>;
