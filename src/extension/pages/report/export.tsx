/** The report to take away: as text, Markdown or JSON, with its names or without. */

import { useState } from 'preact/hooks';
import { explain } from '../../../explain/explain.ts';
import { code, markdownOf } from '../../../explain/markdown.ts';
import { particularsOf, particularsText } from '../../../explain/particulars.ts';
import { textOf } from '../../../explain/text.ts';
import type { Words } from '../../../explain/words.ts';
import { type Judgement, judge } from '../../../judgement/judgement.ts';
import { pseudonymised } from '../../../pseudonym/pseudonym.ts';
import { CopyButton } from '../components/copy.tsx';
import { product } from '../product.ts';
import { savedText } from './saved.ts';

/** Saves a text as a file, without a permission to write any. */
function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export function Export({ judgement, words }: { judgement: Judgement; words: Words }) {
  const [names, setNames] = useState<'real' | 'invented'>('real');
  const given = () => (names === 'real' ? judgement : judge(pseudonymised(judgement.report)));
  const particulars = () => particularsOf(given(), product(), words);
  const text = () => `${textOf(explain(given(), words), words)}\n${particularsText(particulars(), words)}\n`;
  const markdown = () =>
    `${markdownOf(explain(given(), words), words)}\n${particulars()
      .map(({ label, value }) => `- ${label}: ${code(value)}`)
      .join('\n')}\n`;
  const json = () => savedText(given(), words);
  return (
    <section id="export" aria-labelledby="export-title">
      <h2 id="export-title">{words.text('page_export')}</h2>
      <p class="quiet">{words.text('page_export_more')}</p>
      <label class="choice">
        <input
          type="checkbox"
          data-do="pseudonymise"
          checked={names === 'invented'}
          onChange={({ currentTarget }) => setNames(currentTarget.checked ? 'invented' : 'real')}
        />{' '}
        {words.text('page_export_names')}
      </label>
      <div class="answers">
        <CopyButton label={words.text('page_copy_text')} text={text} words={words} shortcut="c" />
        <CopyButton label={words.text('page_copy_markdown')} text={markdown} words={words} />
        <CopyButton label={words.text('page_copy_json')} text={json} words={words} />
        <button type="button" data-do="download" onClick={() => download('waybill.json', json())}>
          {words.text('page_download_json')}
        </button>
      </div>
    </section>
  );
}
