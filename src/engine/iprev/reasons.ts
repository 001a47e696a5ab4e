/** Every way a check of iprev can end. */

import type { IprevKeyword, Reason } from '../outcome.ts';

export const iprevReasons = {
  'not-asked': { result: null, rule: '' },
} as const satisfies Record<string, Reason<IprevKeyword>>;
