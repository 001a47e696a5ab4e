/** A header section from lines: one field a line, in their order from the top. */

import { fieldsOf } from '../../src/engine/message/fields.ts';
import type { Field } from '../../src/engine/message/message.ts';

export function header(...lines: readonly string[]): readonly Field[] {
  return fieldsOf(lines.join('\r\n'));
}
