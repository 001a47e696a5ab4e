/** Header fields as a judgement looks at them: whose they are, and what stands in them. */

import type { Field } from '../engine/message/message.ts';
import type { Recorded } from '../engine/report.ts';

/** The fields that others wrote: all below the trust boundary, or all where there is none. */
export function sendersFields({ boundary, fields }: Recorded): readonly Field[] {
  return boundary ? fields.filter((field) => field.index > boundary.field) : fields;
}

/** The value of the first field of a name, unfolded; null where there is none. */
export function fieldValue({ fields }: Recorded, key: string): string | null {
  const field = fields.find((one) => one.key === key);
  return field ? unfolded(field) : null;
}

/** RFC 5322 §2.2.3: the value on one line. */
export function unfolded({ value }: Field): string {
  return value.replace(/\r?\n/g, '').trim();
}

/** The first thing in a value that looks like an address. */
export function firstAddress(value: string): string | null {
  return value.match(/[^\s<>,;:"()]{1,64}@[^\s<>,;:"()]{1,255}/)?.[0] ?? null;
}
