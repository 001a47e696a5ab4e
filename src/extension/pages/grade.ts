/** How far a header field can be believed: by its place. */

import type { Field } from '../../engine/message/message.ts';
import type { Recorded } from '../../engine/report.ts';

/** At or above the boundary the receiver wrote; below it only the results that are its own. All else anyone may have written. */
export function gradeOf({ index }: Field, { boundary, claims }: Recorded): 'recorded' | 'claimed' {
  const above = boundary !== null && index <= boundary.field;
  return above || claims.some((claim) => claim.field === index && claim.grade === 'recorded') ? 'recorded' : 'claimed';
}
