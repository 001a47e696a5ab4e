/** Fields that look like signatures and are not judged: DKIM2, which is a draft, and Google's own, which counts for nobody else. */

import type { Field } from '../message/message.ts';
import type { OctetString } from '../octets.ts';
import { parseTagList } from '../syntax/tag-list.ts';

/** draft-ietf-dkim-dkim2-spec; it needs the SMTP envelope, which a reader does not have. */
const KINDS = {
  'dkim2-signature': 'dkim2',
  'message-instance': 'dkim2',
  'x-google-dkim-signature': 'google-internal',
} as const;

/** Fields, tags and octets of a value that are kept. */
const MAX_FIELDS = 20;
const MAX_TAGS = 32;
const MAX_VALUE = 300;

export type UnjudgedSignature = {
  readonly kind: (typeof KINDS)[keyof typeof KINDS];
  /** Index of the field. */
  readonly field: number;
  /** As written: "DKIM2-Signature". */
  readonly name: string;
  /** As far as it is a tag-list: empty where it is none. */
  readonly tags: readonly { readonly name: string; readonly value: OctetString }[];
};

/** From the top. */
export function unjudgedSignaturesOf(fields: readonly Field[]): readonly UnjudgedSignature[] {
  return fields.flatMap((field) => (isKind(field.key) ? [read(field, KINDS[field.key])] : [])).slice(0, MAX_FIELDS);
}

const isKind = (key: string): key is keyof typeof KINDS => Object.hasOwn(KINDS, key);

function read(field: Field, kind: UnjudgedSignature['kind']): UnjudgedSignature {
  const list = parseTagList(field.value);
  const tags = list.ok ? list.value : [];
  return {
    kind,
    field: field.index,
    name: field.name,
    tags: tags.slice(0, MAX_TAGS).map(({ name, value }) => ({ name, value: value.slice(0, MAX_VALUE) })),
  };
}
