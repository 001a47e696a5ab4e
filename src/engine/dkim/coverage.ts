/** What a signature leaves open: fields that a reader sees and it does not sign. RFC 6376 §5.4, §8.2, §8.15. */

import type { Field } from '../message/message.ts';
import type { HeaderReader } from './canonical-header.ts';
import type { DkimNote, DkimSignature } from './dkim.ts';

/**
 * RFC 6376 §5.4.1, those that decide what is shown or done, with Sender and the MIME fields as its §5.4 advises, and
 * List-Unsubscribe-Post (RFC 8058 §4); not the trace fields, which grow on the way.
 */
const SHOWN = new Set(
  `from sender reply-to subject date to cc message-id in-reply-to references mime-version content-type
   content-transfer-encoding content-disposition list-unsubscribe list-unsubscribe-post`.split(/\s+/),
);

export type Coverage = {
  readonly notes: readonly Extract<DkimNote, 'from-not-oversigned' | 'field-added-after-signing'>[];
  /** Indexes. */
  readonly unsignedFields: readonly number[];
};

export function coverageOf(
  signature: DkimSignature,
  own: Field,
  fields: readonly Field[],
  reader: HeaderReader,
): Coverage {
  const signed = new Set(reader.select(signature.h, own));
  const named = new Set(signature.h.map((name) => name.toLowerCase()));
  const unsigned = fields.filter((field) => SHOWN.has(field.key) && !signed.has(field));
  const count = (key: string, all: readonly string[]) => all.filter((one) => one === key).length;
  const from =
    count(
      'from',
      signature.h.map((name) => name.toLowerCase()),
    ) <=
    count(
      'from',
      fields.map(({ key }) => key),
    );
  return {
    notes: [
      ...(from ? (['from-not-oversigned'] as const) : []),
      ...(unsigned.some((field) => named.has(field.key)) ? (['field-added-after-signing'] as const) : []),
    ],
    unsignedFields: unsigned.map((field) => field.index),
  };
}
