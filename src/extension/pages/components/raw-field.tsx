/** A header field as it came: folding stays as it was, and what would act without being seen is shown. */

import { useState } from 'preact/hooks';
import type { Field } from '../../../engine/message/message.ts';
import { decodeUtf8 } from '../../../engine/octets.ts';
import type { Words } from '../../../explain/words.ts';
import { visible } from '../../visible.ts';

/** Octets that are laid out at once: a browser takes many seconds over a line of a megabyte. */
const MOST = 8192;

const textOf = (raw: string) =>
  decodeUtf8(raw)
    .split(/\r?\n/)
    .map((line) => visible(line.replaceAll('\t', '    ')))
    .join('\n');

/** Not within a character of UTF-8: its first octet is the last that is no continuation. */
function beginningOf(raw: string): string {
  let end = MOST;
  while (end > MOST - 4 && /[\x80-\xbf]/.test(raw[end] ?? '')) end -= 1;
  return raw.slice(0, end);
}

export function RawField({ field, words }: { field: Field; words: Words }) {
  const [shown, setShown] = useState<'beginning' | 'all'>('beginning');
  const cut = shown === 'beginning' && field.raw.length > MOST;
  const whole = textOf(cut ? beginningOf(field.raw) : field.raw);
  const name = whole.startsWith(field.name) ? field.name : '';
  return (
    <>
      <bdi dir="ltr">
        <b>{name}</b>
        {whole.slice(name.length)}
        {cut && '…'}
      </bdi>
      {cut && (
        <button type="button" data-do="show-all" onClick={() => setShown('all')}>
          {words.text('page_show_all', { count: field.raw.length })}
        </button>
      )}
    </>
  );
}
