/** From a fact to the header field that it was read from. */

import type { Words } from '../../../explain/words.ts';

export function FieldLink({ index, words }: { index: number | null | undefined; words: Words }) {
  if (index == null || index < 0) return null;
  return (
    <a class="field-link" href={`#field-${index}`} title={words.text('page_field_link', { line: index + 1 })}>
      {words.text('page_field_line', { line: index + 1 })}
    </a>
  );
}
