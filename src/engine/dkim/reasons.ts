/** Every way a check of dkim can end. */

import type { DkimKeyword, Reason } from '../outcome.ts';

export const dkimReasons = {
  'not-asked': { result: null, rule: '' },
} as const satisfies Record<string, Reason<DkimKeyword>>;
