/** Why there is nothing to show, and what to do next. Each reason has its own sentence. */

import type { Words } from '../../../explain/words.ts';
import { browser } from '../../browser.ts';
import { attachmentHost, gmailHost, type ReadFailure } from '../../protocol.ts';
import { visible } from '../visible.ts';
import { Shape } from './shape.tsx';

/** Trying again cannot help where the message itself is the reason. */
const final: readonly ReadFailure[] = ['not-gmail', 'not-a-message', 'not-mail'];
/** What the user can change about it with one click. */
const missing = { 'no-access': gmailHost, elsewhere: attachmentHost } as const;
/** Nothing has gone wrong. */
const calm: readonly (ReadFailure | 'stalled')[] = [
  'not-gmail',
  'no-message',
  'collapsed',
  'not-mail',
  'cancelled',
  'dropped',
];

type Props = { failure: ReadFailure | 'stalled'; detail: string; onRetry: () => void; words: Words };

export function Failure({ failure, detail, onRetry, words }: Props) {
  const key = failure.replaceAll('-', '_') as 'no_access';
  const leave = failure === 'no-access' || failure === 'elsewhere' ? missing[failure] : null;
  const allow = async () => {
    if (leave && (await browser.permissions.request(leave))) onRetry();
  };
  return (
    <section class="failure" role="alert">
      <Shape tone={calm.includes(failure) ? 'none' : 'unknown'} />
      <h1>{words.text(`page_failed_${key}`)}</h1>
      <p>{words.text(`page_next_${key}`)}</p>
      <div class="answers">
        {leave && (
          <button type="button" data-do="allow" class="first" onClick={allow}>
            {words.text('page_allow')}
          </button>
        )}
        {!final.some((one) => one === failure) && (
          <button type="button" data-do="retry" class={leave ? '' : 'first'} onClick={onRetry}>
            {words.text('page_retry')}
          </button>
        )}
        {(failure === 'not-gmail' || failure === 'no-message') && (
          <a class="button" href="../report/index.html" target="_blank" rel="noreferrer" data-do="open-file">
            {words.text('page_open')}
          </a>
        )}
      </div>
      {detail && (
        <details>
          <summary>{words.text('page_detail')}</summary>
          <p class="name">{visible(detail)}</p>
        </details>
      )}
    </section>
  );
}
