/** The header fields that a signature signs, as they are hashed. RFC 6376 §3.4.1, §3.4.2, §3.7, §5.4.2. */

import type { Field } from '../message/message.ts';
import type { OctetString } from '../octets.ts';
import { parseTagList } from '../syntax/tag-list.ts';
import type { Canonicalization } from './dkim.ts';

/** The octets of a field, canonicalized, without the CRLF that ends it. */
export function canonicalField(field: Field, canonicalization: Canonicalization): OctetString {
  if (canonicalization === 'simple') return field.raw;
  // White space is SP and HTAB alone: VT, FF and 0xA0 are octets like others (§3.4.2, RFC 5234 WSP).
  const line = field.value.replace(/\r?\n(?=[ \t])/g, '').replace(/[ \t]+/g, ' ');
  return `${field.key}:${line.slice(line.startsWith(' ') ? 1 : 0, line.endsWith(' ') && line.length > 1 ? -1 : undefined)}`;
}

/** A signature's own field, with the value of its b= taken out: of that tag only, whatever else looks like it (§3.5, b=). */
export function withoutSignature(field: Field): Field {
  const list = parseTagList(field.value);
  const b = list.ok ? list.value.find((tag) => tag.name === 'b') : undefined;
  if (!b) return field;
  const value = field.value.slice(0, b.span.from) + field.value.slice(b.span.to);
  const raw = field.raw.slice(0, field.raw.length - field.value.length) + value;
  return { ...field, raw, value };
}

export type HeaderReader = {
  /** The fields that h= picks, in its order; a name without a field, or more often than there are fields, picks nothing. */
  readonly select: (names: readonly string[], own: Field) => readonly Field[];
  /** What a message signature signs: the fields that h= picks, then its own. */
  readonly signed: (names: readonly string[], own: Field, canonicalization: Canonicalization) => OctetString;
};

/** Of one header section. What several signatures ask for is made once. */
export function headerReader(fields: readonly Field[]): HeaderReader {
  const byKey = new Map<string, Field[]>();
  for (const field of fields) {
    const same = byKey.get(field.key);
    if (same) same.push(field);
    else byKey.set(field.key, [field]);
  }
  const made = { simple: new Map<Field, OctetString>(), relaxed: new Map<Field, OctetString>() };
  const canonical = (field: Field, canonicalization: Canonicalization) => {
    const known = made[canonicalization].get(field);
    if (known !== undefined) return known;
    const text = canonicalField(field, canonicalization);
    made[canonicalization].set(field, text);
    return text;
  };

  const select: HeaderReader['select'] = (names, own) => {
    const next = new Map<string, number>();
    const picked: Field[] = [];
    for (const name of names) {
      const key = name.toLowerCase();
      const same = byKey.get(key) ?? [];
      // §5.4.2: from the bottom of the header section up.
      let at = next.get(key) ?? same.length - 1;
      // §3.5, h=: the field that is being verified is not one of those it names.
      if (same[at]?.index === own.index) at--;
      const field = same[at];
      if (field) picked.push(field);
      next.set(key, at - 1);
    }
    return picked;
  };

  const signed: HeaderReader['signed'] = (names, own, canonicalization) =>
    [
      ...select(names, own).map((field) => `${canonical(field, canonicalization)}\r\n`),
      canonicalField(withoutSignature(own), canonicalization),
    ].join('');

  return { select, signed };
}

/** For a message with lone LFs: its fields as if each of them were CRLF. */
export function foldedByCrlf(fields: readonly Field[]): readonly Field[] {
  const crlf = (text: OctetString) => (text.includes('\n') ? text.replace(/\r?\n/g, '\r\n') : text);
  return fields.map((field) => ({ ...field, raw: crlf(field.raw), value: crlf(field.value) }));
}
