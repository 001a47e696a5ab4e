/** What a signature leaves open: fields that a reader sees and it does not sign, and the body behind l=. RFC 6376 §5.4, §8.2, §8.15. */

import type { Field } from '../message/message.ts';
import type { BodyVerdict } from './body-hash.ts';
import type { HeaderReader } from './canonical-header.ts';
import type { Coverage, DkimCheck, DkimNote, DkimSignature } from './dkim.ts';

/**
 * RFC 6376 §5.4.1, those that decide what is shown or done, with Sender and the MIME fields as its §5.4 advises, and
 * List-Unsubscribe-Post (RFC 8058 §4); not the trace fields, which grow on the way.
 */
const SHOWN: ReadonlySet<string> = new Set(
  `from sender reply-to subject date to cc message-id in-reply-to references mime-version content-type
   content-transfer-encoding content-disposition list-unsubscribe list-unsubscribe-post`.split(/\s+/),
);

/** What everybody sees of a message beside its body: unsigned, it may be anybody's. */
const SEEN: ReadonlySet<string> = new Set(['from', 'subject', 'date']);

export type FieldCoverage = {
  readonly notes: readonly Extract<DkimNote, 'from-not-oversigned' | 'field-added-after-signing'>[];
  /** Indexes. */
  readonly unsignedFields: readonly number[];
  readonly coverage: Coverage;
};

export function coverageOf(
  signature: DkimSignature,
  own: Field,
  fields: readonly Field[],
  reader: HeaderReader,
  body: Pick<BodyVerdict, 'result' | 'unsignedOctets'>,
): FieldCoverage {
  const signed = new Set(reader.select(signature.h, own));
  const named = signature.h.map((name) => name.toLowerCase());
  const unsigned = fields.filter((field) => SHOWN.has(field.key) && !signed.has(field));
  const count = (keys: readonly string[]) => keys.filter((key) => key === 'from').length;
  const fromOverSigned = count(named) > count(fields.map(({ key }) => key));
  return {
    notes: [
      ...(fromOverSigned ? [] : (['from-not-oversigned'] as const)),
      ...(unsigned.some((field) => named.includes(field.key)) ? (['field-added-after-signing'] as const) : []),
    ],
    unsignedFields: unsigned.map((field) => field.index),
    coverage: {
      body: bodyCoverage(signature, body),
      unsigned: [...new Set(unsigned.map(({ key }) => key))],
      fromOverSigned,
    },
  };
}

function bodyCoverage(
  { l }: DkimSignature,
  { result, unsignedOctets }: Pick<BodyVerdict, 'result' | 'unsignedOctets'>,
): Coverage['body'] {
  if (l === null) return 'all';
  if (result === null || unsignedOctets === null) return null;
  if (unsignedOctets === 0) return 'all';
  return l === 0 ? 'nothing' : 'beginning';
}

/** From, Subject, Date and the body are all what was signed, with no field of these names put on top. Where the body was not at hand, it counts as signed. */
export function coversWhatIsSeen({ coverage }: Pick<DkimCheck, 'coverage'>): boolean {
  if (!coverage) return false;
  return (coverage.body === 'all' || coverage.body === null) && !coverage.unsigned.some((name) => SEEN.has(name));
}
