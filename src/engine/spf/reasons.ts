/** Every way a check of spf can end. */

import type { Reason, SpfKeyword } from '../outcome.ts';

export const spfReasons = {
  'not-asked': { result: null, rule: '' },
} as const satisfies Record<string, Reason<SpfKeyword>>;
