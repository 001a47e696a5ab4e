/** This report beside another one that was saved. */

import { useState } from 'preact/hooks';
import type { Report } from '../../../engine/report.ts';
import { compareReports } from '../../../explain/compare.ts';
import type { Words } from '../../../explain/words.ts';
import { Sentences } from '../components/name.tsx';
import { reportFrom } from './saved.ts';
import { LARGEST } from './taken.ts';

export function Compare({ report, words }: { report: Report; words: Words }) {
  const [other, setOther] = useState<Report | 'unreadable' | null>(null);
  const open = async (file: File | undefined) => {
    if (!file) return;
    setOther((file.size <= LARGEST && reportFrom(await file.text(), words)) || 'unreadable');
  };
  return (
    <section id="compare" aria-labelledby="compare-title">
      <h2 id="compare-title">{words.text('page_compare')}</h2>
      <label class="file">
        {words.text('page_compare_more')}
        <input
          type="file"
          accept=".json,application/json"
          data-do="compare"
          onChange={({ currentTarget }) => void open(currentTarget.files?.[0])}
        />
      </label>
      <p role="alert">{other === 'unreadable' && words.text('page_open_failed')}</p>
      {other !== null && other !== 'unreadable' && (
        <table class="differences">
          <thead>
            <tr>
              <th scope="col">{words.text('page_compare_what')}</th>
              <th scope="col">{words.text('page_compare_here')}</th>
              <th scope="col">{words.text('page_compare_there')}</th>
            </tr>
          </thead>
          <tbody>
            {compareReports(report, other, words).map(({ id, label, here, there, same }) => (
              <tr key={id} data-same={same ? 'yes' : 'no'}>
                <th scope="row">
                  {label} <small>{words.text(same ? 'page_compare_same' : 'page_compare_differs')}</small>
                </th>
                <td>
                  <Sentences lines={here} />
                </td>
                <td>
                  <Sentences lines={there} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
