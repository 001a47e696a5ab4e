/** The report to take away: as text, and as JSON. */

import type { Report } from '../../../engine/report.ts';
import type { Words } from '../../../explain/words.ts';
import { CopyButton } from '../components/copy.tsx';

/** Saves a text as a file, without a permission to write any. */
function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export function Export({ report, text, words }: { report: Report; text: () => string; words: Words }) {
  const json = () => `${JSON.stringify(report, null, 2)}\n`;
  return (
    <section id="export" aria-labelledby="export-title">
      <h2 id="export-title">{words.text('page_export')}</h2>
      <p class="quiet">{words.text('page_export_more')}</p>
      <div class="answers">
        <CopyButton label={words.text('page_copy_text')} text={text} words={words} shortcut="c" />
        <CopyButton label={words.text('page_copy_json')} text={json} words={words} />
        <button type="button" data-do="download" onClick={() => download('waybill.json', json())}>
          {words.text('page_download_json')}
        </button>
      </div>
    </section>
  );
}
