/** What a signed field may have been before it was changed on the way. */

import type { Field } from '../../message/message.ts';
import {
  decodeBase64,
  decodeHexOctets,
  encodeBase64,
  fromOctetString,
  type OctetString,
  toOctetString,
} from '../../octets.ts';
import { trimFws } from '../../syntax/tag-list.ts';
import { canonicalField, headerReader } from '../canonical-header.ts';
import type { DkimSignature } from '../dkim.ts';
import { addressForms } from './address-forms.ts';
import type { Change } from './alteration.ts';

/** Fields that z= may copy, and alternatives that are made in all. */
const MAX_COPIES = 64;
const MAX_ALTERNATIVES = 160;
/** Octets of a value that is looked into. */
const MAX_VALUE = 4000;

/** Another value for one field; null: it was not there. A field that is not there now has the index -1. */
export type Alternative = {
  readonly reason: Change['reason'];
  readonly field: Field;
  readonly value: OctetString | null;
};

/** The likely ones first. */
export function alternativesOf(fields: readonly Field[], own: Field, signature: DkimSignature): readonly Alternative[] {
  const short = ({ value }: Field) => value.length <= MAX_VALUE;
  const signed = headerReader(fields).select(signature.h, own).filter(short);
  const of = (make: (field: Field) => readonly Alternative[]) => signed.flatMap(make);
  const copies = copiesOf(signature.z);
  return different(signature, [
    ...of((field) => copied(field, copies)),
    ...removed(fields, signature.h, copies),
    ...of(untagged),
    ...of((field) => original(field, fields)),
    ...of(addressed),
    ...of(absent),
    ...of(refolded),
    ...[own].filter(short).flatMap(refolded),
    ...of(encoded),
    ...of(transferEncodings),
  ]).slice(0, MAX_ALTERNATIVES);
}

/** Each once, and none that canonicalization makes what is there now. */
function different({ c }: DkimSignature, alternatives: readonly Alternative[]): readonly Alternative[] {
  const written = (field: Field, value: OctetString) => canonicalField(withValue(field, value), c.header);
  const seen = new Set<string>();
  return alternatives.filter(({ field, value }) => {
    const made = value === null ? null : written(field, value);
    const name = `${field.index} ${field.key} ${made}`;
    if (seen.has(name) || (field.index >= 0 && made === written(field, field.value))) return false;
    seen.add(name);
    return true;
  });
}

export function withValue(field: Field, value: OctetString): Field {
  return { ...field, raw: field.raw.slice(0, field.raw.length - field.value.length) + value, value };
}

const to = (
  reason: Alternative['reason'],
  field: Field,
  values: readonly (OctetString | null)[],
): readonly Alternative[] => values.map((value) => ({ reason, field, value }));

/** "[list] ", "***SPAM*** ", "EXTERNAL: ", before or behind "Re: ". */
const TAG =
  /(?:\[[^\][\r\n]{1,80}\]|\*{2,}[^*\r\n]{1,40}\*{2,}|\{[^{}\r\n]{1,40}\}|\(?(?:external|ext|spam|bulk|caution)\)?:)[ \t\r\n]*/i;

function untagged(field: Field): readonly Alternative[] {
  if (field.key !== 'subject' || !TAG.test(field.value)) return [];
  const once = field.value.replace(TAG, '');
  return to('subject-tagged', field, [once, once.replace(TAG, ''), ` ${trimFws(once)}`]);
}

/** Where a relay keeps what it replaced, by the name of the field that it is now. */
const KEPT: ReadonlyMap<string, readonly [Alternative['reason'], readonly string[]]> = new Map([
  ['from', ['from-rewritten', ['x-original-from', 'original-from', 'x-from', 'reply-to', 'x-original-sender']]],
  [
    'message-id',
    [
      'message-id-replaced',
      ['x-google-original-message-id', 'x-original-message-id', 'x-microsoft-original-message-id'],
    ],
  ],
  ['subject', ['subject-tagged', ['x-original-subject', 'thread-topic']]],
  ['reply-to', ['field-changed', ['x-original-reply-to']]],
  ['to', ['field-changed', ['x-original-to-header']]],
]);

/** Of one field so many copies. */
const MAX_KEPT = 8;

function original(field: Field, fields: readonly Field[]): readonly Alternative[] {
  const kept = KEPT.get(field.key);
  if (!kept) return [];
  const [reason, names] = kept;
  const values = names.flatMap((name) => fields.filter(({ key }) => key === name).map(({ value }) => value));
  return to(reason, field, values.slice(0, MAX_KEPT));
}

/** A field that was not there: h= may name it so that nobody adds it (RFC 6376 §5.4). */
function absent(field: Field): readonly Alternative[] {
  return field.key === 'from' ? [] : to('field-added', field, [null]);
}

/** Folds gone, with and without the white space that makes them, or made of another. */
function refolded(field: Field): readonly Alternative[] {
  const { value } = field;
  const plain = value.replace(/\r\n(?=[ \t])/g, '');
  return to('field-refolded', field, [
    plain,
    plain.replace(/[ \t]+/g, ' '),
    value.replace(/\r\n[ \t]+/g, ''),
    value.replace(/\r\n[ \t]+/g, '\r\n '),
    value.replace(/\r\n[ \t]+/g, '\r\n\t'),
    plain.replace(/,(?=\S)/g, ', '),
    plain.replace(/,[ \t]+/g, ','),
    ` ${trimFws(value)}`,
    trimFws(value),
  ]);
}

const ADDRESS_FIELDS: ReadonlySet<string> = new Set(['from', 'sender', 'reply-to', 'to', 'cc']);

/** sendmail puts quotes around a name with a dot, others take them away. */
function addressed(field: Field): readonly Alternative[] {
  return ADDRESS_FIELDS.has(field.key) ? to('address-rewritten', field, addressForms(field.value)) : [];
}

const WORD = /=\?([^?\s]{1,40})\?([bq])\?([^?\s]{0,500})\?=/gi;

/** RFC 2047: the text itself, or the same in the other encoding. Only UTF-8, which is what programs write. */
function encoded(field: Field): readonly Alternative[] {
  const { value } = field;
  if (!/[\x80-\xff]|=\?utf-8\?[bq]\?/i.test(value)) return [];
  const one = value.replace(/\r\n(?=[ \t])/g, '');
  // Between two of them white space is nothing.
  const raw = one
    .replace(/(\?=)[ \t]+(?==\?)/g, '$1')
    .replace(WORD, (whole, charset: string, way: string, text: string) =>
      charset.toLowerCase() === 'utf-8' ? (decoded(way, text) ?? whole) : whole,
    );
  // Some encode the words that need it, others all of it.
  const words = [foreignStretch(raw), writtenStretch(raw)].flatMap((stretch) => {
    if (stretch === null) return [];
    const [from, end] = stretch;
    const text = raw.slice(from, end);
    return ['UTF-8', 'utf-8'].flatMap((charset) =>
      ['B', 'b', 'Q', 'q'].map((way) => {
        const word = /b/i.test(way) ? encodeBase64(fromOctetString(text)) : quoted(text);
        return `${raw.slice(0, from)}=?${charset}?${way}?${word}?=${raw.slice(end)}`;
      }),
    );
  });
  return to('words-re-encoded', field, [raw, ...words]);
}

type Stretch = readonly [from: number, end: number];

const isForeign = (octet: number) => octet >= 0x80;
const isPrintable = (octet: number) => octet > 0x20 && octet < 0x7f;

/** From the word with the first octet that is not ASCII to that with the last, as far as no address or quotes come between. */
function foreignStretch(text: OctetString): Stretch | null {
  const first = text.search(/[\x80-\xff]/);
  if (first < 0) return null;
  let [from, last] = [first, first];
  for (let at = first; at < text.length && !'<>"'.includes(text[at] as string); at++) {
    if (isForeign(text.charCodeAt(at))) last = at;
  }
  let end = last + 1;
  while (from > 0 && isPrintable(text.charCodeAt(from - 1))) from--;
  while (end < text.length && isPrintable(text.charCodeAt(end))) end++;
  return [from, end];
}

/** All but the white space around it. */
function writtenStretch(text: OctetString): Stretch | null {
  const trimmed = trimFws(text);
  const from = text.indexOf(trimmed);
  return trimmed === '' ? null : [from, from + trimmed.length];
}

function decoded(way: string, text: OctetString): OctetString | null {
  if (way.toLowerCase() === 'q') {
    return decodeHexOctets(text.replaceAll('_', ' '));
  }
  const octets = decodeBase64(text);
  return octets && toOctetString(octets);
}

const quoted = (text: OctetString) =>
  text
    .replace(/[^A-Za-z0-9 !*+/-]/g, (octet) => `=${octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
    .replaceAll(' ', '_');

function transferEncodings(field: Field): readonly Alternative[] {
  if (field.key !== 'content-transfer-encoding') return [];
  return to(
    'transfer-encoding-changed',
    field,
    ['7bit', '8bit', 'quoted-printable', 'base64', '7BIT', '8BIT'].map((one) => ` ${one}`),
  );
}

type Copy = { readonly name: string; readonly key: string; readonly value: OctetString };

/** z=: the fields as they were, "name:value|name:value", in dkim-quoted-printable (RFC 6376 §3.5, §2.11). */
function copiesOf(z: OctetString | null): readonly Copy[] {
  return (z ?? '')
    .replace(/[ \t\r\n]+/g, '')
    .split('|')
    .slice(0, MAX_COPIES)
    .flatMap((copy) => {
      const colon = copy.indexOf(':');
      const value = decodeHexOctets(copy.slice(colon + 1));
      const name = copy.slice(0, colon);
      return colon > 0 ? [{ name, key: name.toLowerCase(), value }] : [];
    });
}

/** Signers differ in whether the space behind the colon is part of it. */
const withSpace = (value: OctetString) => [value, ` ${value}`];

function copied(field: Field, copies: readonly Copy[]): readonly Alternative[] {
  const values = copies.filter(({ key }) => key === field.key).map(({ value }) => value);
  return to('field-changed', field, values.flatMap(withSpace));
}

/** Fields that h= names, of which nothing but the copy is left. */
function removed(fields: readonly Field[], names: readonly string[], copies: readonly Copy[]): readonly Alternative[] {
  const [there, named] = [new Set(fields.map(({ key }) => key)), new Set(names.map((name) => name.toLowerCase()))];
  return copies
    .filter(({ key }) => named.has(key) && !there.has(key))
    .flatMap(({ name, key, value }) =>
      to('field-removed', { index: -1, name, key, raw: `${name}:`, value: '' }, withSpace(value)),
    );
}
