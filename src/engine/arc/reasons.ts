/** Every way a check of arc can end. */

import type { ArcKeyword, Reason } from '../outcome.ts';

export const arcReasons = {
  'not-asked': { result: null, rule: '' },
} as const satisfies Record<string, Reason<ArcKeyword>>;
