/** The header fields as they came, each with how far it can be believed, and a search over them. */

import { useState } from 'preact/hooks';
import type { Report } from '../../../engine/report.ts';
import type { Words } from '../../../explain/words.ts';
import { RawField } from '../components/raw-field.tsx';
import { gradeOf } from '../grade.ts';
import { usesOf } from './uses.ts';

export function Fields({ report, words }: { report: Report; words: Words }) {
  const { recorded } = report;
  const [search, setSearch] = useState('');
  const uses = usesOf(report, words);
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
            <div>
              <RawField field={field} words={words} />
              {uses(field).map(({ chapter, label }) => (
                <a class="field-link" href={`#${chapter}`} key={chapter}>
                  {label}
                </a>
              ))}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
