/** Every way a check of dmarc can end. */

import type { DmarcKeyword, Reason } from '../outcome.ts';

export const dmarcReasons = {
  'not-asked': { result: null, rule: '' },
} as const satisfies Record<string, Reason<DmarcKeyword>>;
