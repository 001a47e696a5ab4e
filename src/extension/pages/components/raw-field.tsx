/** A header field as it came: folding stays as it was, and what would act without being seen is shown. */

import type { Field } from '../../../engine/message/message.ts';
import { decodeUtf8 } from '../../../engine/octets.ts';
import { visible } from '../../visible.ts';

const textOf = (field: Field) =>
  decodeUtf8(field.raw)
    .split(/\r?\n/)
    .map((line) => visible(line.replaceAll('\t', '    ')))
    .join('\n');

export function RawField({ field }: { field: Field }) {
  const whole = textOf(field);
  const name = whole.startsWith(field.name) ? field.name : '';
  return (
    <bdi dir="ltr">
      <b>{name}</b>
      {whole.slice(name.length)}
    </bdi>
  );
}
