/** A header section -> its fields, none lost; and the text of a field's value. RFC 5322 §2.2, §4.5. */

import type { OctetString } from '../octets.ts';
import type { Field } from './message.ts';

/** Fields that are told apart. What follows them is kept whole, as one field without a name. */
export const MAX_FIELDS = 10_000;

/** ftext = %d33-57 / %d59-126 (RFC 5322 §3.6.8); white space before the colon is obsolete syntax (§4.5). */
const FIELD_NAME = /^([!-9;-~]+)[ \t]*:/;

/**
 * Every line that is not a continuation begins a field. One that is no field (no colon, or not a name before it) is a
 * field with the name ''. The raw texts and their line endings together are the header section.
 */
export function fieldsOf(header: OctetString): readonly Field[] {
  const fields: Field[] = [];
  let start = 0;
  while (start < header.length) {
    const rest = fields.length >= MAX_FIELDS;
    const end = rest ? header.length : fieldEnd(header, start);
    fields.push(fieldOf(fields.length, withoutLineEnding(header.slice(start, end)), rest));
    start = end;
  }
  return fields;
}

function fieldEnd(header: OctetString, start: number): number {
  let at = start;
  for (;;) {
    const lineEnd = header.indexOf('\n', at);
    if (lineEnd < 0) return header.length;
    at = lineEnd + 1;
    if (header[at] !== ' ' && header[at] !== '\t') return at;
  }
}

function fieldOf(index: number, raw: OctetString, rest: boolean): Field {
  const match = rest ? null : FIELD_NAME.exec(raw);
  if (!match) return { index, name: '', key: '', raw, value: raw };
  const name = match[1] ?? '';
  return { index, name, key: name.toLowerCase(), raw, value: raw.slice(match[0].length) };
}

function withoutLineEnding(text: OctetString): OctetString {
  if (text.endsWith('\r\n')) return text.slice(0, -2);
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}

/** RFC 5322 §2.2.3: a line ending that white space follows is removed; the white space stays. */
export function unfold(value: OctetString): OctetString {
  return value.includes('\n') ? value.replace(/\r?\n(?=[ \t])/g, '') : value;
}

/** The value on one line, without white space around it. */
export function textOf(field: Field): OctetString {
  return unfold(field.value).trim();
}

/** The fields of that name, top first. `key` is lower case. */
export function fieldsNamed(fields: readonly Field[], key: string): readonly Field[] {
  return fields.filter((field) => field.key === key);
}
