/** A message without Gmail: from a file, dropped or chosen, or pasted. */

import { useLayoutEffect, useState } from 'preact/hooks';
import type { Report } from '../../../engine/report.ts';
import type { Words } from '../../../explain/words.ts';
import { handOver, type Refusal, takenFrom } from './taken.ts';

type Props = { onReport: (report: Report) => void; onMessage: (tab: number) => void; words: Words };

/** Takes what is dropped anywhere on the page, chosen or pasted; says why where it is nothing that can be read. */
function useTaking({ onReport, onMessage, words }: Props) {
  const [refused, setRefused] = useState<Refusal | null>(null);
  const take = async (given: Blob | null | undefined) => {
    if (!given) return;
    const taken = await takenFrom(given, words);
    setRefused(taken.kind === 'refused' ? taken.why : null);
    if (taken.kind === 'report') onReport(taken.report);
    if (taken.kind === 'message') onMessage(await handOver(taken));
  };
  // Before the page is seen: what is dropped then is not lost to the browser.
  useLayoutEffect(() => {
    const onDrop = (event: DragEvent) => {
      event.preventDefault();
      if (event.type === 'drop') void take(event.dataTransfer?.files[0]);
    };
    document.addEventListener('dragover', onDrop);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('dragover', onDrop);
      document.removeEventListener('drop', onDrop);
    };
  });
  return { take, refused };
}

const howTo = [
  'page_open_how_gmail',
  'page_open_how_outlook',
  'page_open_how_apple',
  'page_open_how_thunderbird',
  'page_open_how_yahoo',
  'page_open_how_phone',
] as const;

export function Open(props: Props) {
  const { words } = props;
  const { take, refused } = useTaking(props);
  const [text, setText] = useState('');
  return (
    <section class="open" id="open" aria-labelledby="open-title">
      <h2 id="open-title">{words.text('page_open')}</h2>
      <p>{words.text('page_open_more')}</p>
      <details class="how">
        <summary>{words.text('page_open_how')}</summary>
        <ul>
          {howTo.map((key) => (
            <li key={key}>{words.text(key)}</li>
          ))}
        </ul>
      </details>
      <label class="file">
        {words.text('page_open_file')}
        <input
          type="file"
          accept=".eml,.mbox,.txt,.json,message/rfc822,application/mbox,text/plain,application/json"
          onChange={({ currentTarget }) => void take(currentTarget.files?.[0])}
        />
      </label>
      <label>
        {words.text('page_open_paste')}
        <textarea
          rows={6}
          spellcheck={false}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <div class="answers">
        <button type="button" data-do="open" disabled={text.trim() === ''} onClick={() => void take(new Blob([text]))}>
          {words.text('page_open_do')}
        </button>
        <p role="alert">{refused && words.text(`page_open_${refused}`)}</p>
      </div>
    </section>
  );
}
