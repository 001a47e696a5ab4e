/** How two names look to be related, where no DNS Tree Walk has told: a guess from the names alone, and named as one. */

import type { Relation } from '../engine/dmarc/dmarc.ts';

/**
 * Equal, or one below the other: the Organizational Domain is then the same in all but rare cases. Siblings (a.example.co.jp
 * and b.co.jp) cannot be judged without the DNS. RFC 9989 "Identifier Alignment".
 */
export function namesRelation(one: string, other: string): Relation {
  if (one === other) return 'equal';
  if (isBelow(one, other) || isBelow(other, one)) return 'organizational';
  return commonLabels(one, other) >= 2 ? 'unknown' : 'none';
}

/** A name of one label has no owner to be below of. */
function isBelow(name: string, parent: string): boolean {
  return parent.includes('.') && name.endsWith(`.${parent}`);
}

function commonLabels(one: string, other: string): number {
  const a = one.split('.').reverse();
  const b = other.split('.').reverse();
  let count = 0;
  while (count < a.length && a[count] === b[count]) count++;
  return count;
}
