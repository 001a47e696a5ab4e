/** Every way a check of arc can end, in the order of the steps of RFC 8617 §5.2. */

import type { ArcKeyword, Reason } from '../outcome.ts';

export const arcReasons = {
  'no-sets': { result: 'none', rule: 'RFC 8617 §5.2 step 1' },
  'too-many-sets': { result: 'fail', rule: 'RFC 8617 §5.2 step 1' },
  'instance-invalid': { result: 'fail', rule: 'RFC 8617 §4.2.1' },
  /** The newest sealer itself found the chain broken. */
  'sealed-as-failed': { result: 'fail', rule: 'RFC 8617 §5.2 step 2' },
  'set-incomplete': { result: 'fail', rule: 'RFC 8617 §5.2 step 3A' },
  'field-repeated': { result: 'fail', rule: 'RFC 8617 §5.2 step 3A' },
  'instance-missing': { result: 'fail', rule: 'RFC 8617 §5.2 step 3B' },
  'seal-malformed': { result: 'fail', rule: 'RFC 8617 §4.1.3' },
  /** An ARC-Seal with h=. */
  'seal-names-fields': { result: 'fail', rule: 'RFC 8617 §4.1.3' },
  'chain-value-wrong': { result: 'fail', rule: 'RFC 8617 §5.2 step 3C' },
  'message-signature-unusable': { result: 'fail', rule: 'RFC 8617 §5.2 step 4' },
  /** An ARC-Message-Signature whose h= names ARC-Seal. */
  'message-signature-covers-seal': { result: 'fail', rule: 'RFC 8617 §4.1.2' },
  'message-key-unusable': { result: 'fail', rule: 'RFC 8617 §5.2 step 4' },
  'body-changed': { result: 'fail', rule: 'RFC 8617 §5.2 step 4' },
  'message-signature-mismatch': { result: 'fail', rule: 'RFC 8617 §5.2 step 4' },
  'seal-unusable': { result: 'fail', rule: 'RFC 8617 §5.2 step 6' },
  'seal-key-unusable': { result: 'fail', rule: 'RFC 8617 §5.2 step 6' },
  'seal-mismatch': { result: 'fail', rule: 'RFC 8617 §5.2 step 6' },
  'chain-holds': { result: 'pass', rule: 'RFC 8617 §5.2 step 7' },

  /** Nothing is broken as far as could be seen, and not all could: no answer for a key, or not the whole message at hand. */
  'not-checkable': { result: null, rule: 'RFC 8617 §5.2.1' },
} as const satisfies Record<string, Reason<ArcKeyword>>;
