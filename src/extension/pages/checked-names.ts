/** Of the checks, what the popup shows: one column of results where the record and the check agree, two where they differ. */

import type { Cell, CheckLine } from '../../explain/explanation.ts';

export type Agreement =
  /** Nothing was checked: what is recorded stands alone. */
  | 'only-recorded'
  /** Checks are under way: the record stands until they end. */
  | 'checking'
  /** Nothing is recorded of what was checked. */
  | 'only-now'
  | 'same'
  | 'different';

/** SPF, DKIM and DMARC decide; ARC and BIMI stand in the report. */
const deciding = (lines: readonly CheckLine[]) =>
  lines.filter(({ check }) => check === 'spf' || check === 'dkim' || check === 'dmarc');

const isResult = ({ keyword }: Cell) => keyword !== null && keyword !== 'pending';

export function agreementOf(lines: readonly CheckLine[], state: 'checking' | 'ended'): Agreement {
  const rows = deciding(lines);
  if (state === 'checking') return 'checking';
  if (!rows.some(({ now }) => isResult(now))) return 'only-recorded';
  if (!rows.some(({ recorded }) => isResult(recorded))) return 'only-now';
  return rows.every(isSame) ? 'same' : 'different';
}

/** A receiver writes no result for what is not there: no signature, no policy. */
function isSame({ recorded, now }: CheckLine): boolean {
  return recorded.keyword === now.keyword || (recorded.keyword === null && now.keyword === 'none');
}

/** The one result of a row that shows one. */
export function oneCell({ recorded, now }: CheckLine, agreement: Agreement): Cell {
  if (agreement === 'only-recorded') return recorded;
  if (agreement === 'checking' && isResult(recorded)) return recorded;
  return now;
}
