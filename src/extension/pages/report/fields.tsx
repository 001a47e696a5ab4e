/** The header fields as they came, each with how far it can be believed, and a search over them. */

import { useState } from 'preact/hooks';
import type { Field } from '../../../engine/message/message.ts';
import { decodeUtf8 } from '../../../engine/octets.ts';
import type { Recorded } from '../../../engine/report.ts';
import type { Words } from '../../../explain/words.ts';
import { gradeOf } from '../grade.ts';
import { visible } from '../visible.ts';

/** Folding stays as it was: a line end is a line end. */
const text = (field: Field) =>
  decodeUtf8(field.raw)
    .split(/\r?\n/)
    .map((line) => visible(line.replaceAll('\t', '    ')))
    .join('\n');

function Raw({ field }: { field: Field }) {
  const whole = text(field);
  const name = whole.startsWith(field.name) ? field.name : '';
  return (
    <bdi dir="ltr">
      <b>{name}</b>
      {whole.slice(name.length)}
    </bdi>
  );
}

export function Fields({ recorded, words }: { recorded: Recorded; words: Words }) {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = recorded.fields.filter((field) => field.raw.toLowerCase().includes(wanted));
  return (
    <section id="fields" aria-labelledby="fields-title">
      <h2 id="fields-title">{words.text('page_fields')}</h2>
      <p class="quiet">{words.text('page_fields_more')}</p>
      <input
        type="search"
        aria-label={words.text('page_search')}
        aria-keyshortcuts="/"
        placeholder={words.text('page_search')}
        onInput={(event) => setSearch(event.currentTarget.value)}
      />
      <p role="status" class="unseen">
        {wanted && words.text('page_search_found', { count: shown.length })}
      </p>
      <ol class="raw">
        {shown.map((field) => (
          <li key={field.index} id={`field-${field.index}`} data-grade={gradeOf(field, recorded)}>
            <span>{words.text(`page_grade_${gradeOf(field, recorded)}`)}</span>
            <Raw field={field} />
          </li>
        ))}
      </ol>
    </section>
  );
}
