/** Why there is nothing to show, and what to do next. Each reason has its own sentence. */

import type { Words } from '../../../explain/words.ts';
import type { ReadFailure } from '../../protocol.ts';
import { visible } from '../../visible.ts';
import { Allow, canBeAllowed } from './allow.tsx';
import { Shape } from './shape.tsx';

/** Trying again cannot help where the message itself is the reason. */
const final: readonly ReadFailure[] = ['not-gmail', 'not-a-message', 'not-mail', 'which-message'];
/** Gmail's own page may still show the message, or save it. */
const byHand: readonly (ReadFailure | 'stalled')[] = [
  'elsewhere',
  'not-found',
  'not-a-message',
  'timed-out',
  'interrupted',
  'server-error',
  'too-many-requests',
  'unexpected',
];
/** It can be opened from a file. */
const fromFile: typeof byHand = [...byHand, 'not-gmail', 'no-message', 'no-access'];
/** There is no message here: what else could be done. */
const nothingYet: typeof byHand = ['not-gmail', 'no-message'];
/** Nothing has gone wrong. */
const calm: readonly (ReadFailure | 'stalled')[] = [
  'not-gmail',
  'no-message',
  'collapsed',
  'which-message',
  'not-mail',
  'cancelled',
  'dropped',
];

type Props = { failure: ReadFailure | 'stalled'; detail: string; onRetry: () => void; words: Words };

export function Failure({ failure, detail, onRetry, words }: Props) {
  const key = failure.replaceAll('-', '_') as 'no_access';
  return (
    <section class="failure" role="alert">
      <Shape tone={calm.includes(failure) ? 'none' : 'unknown'} />
      {failure === 'not-gmail' && <p class="what">{words.text('page_what_waybill_is')}</p>}
      <h1>{words.text(`page_failed_${key}`)}</h1>
      <p>{words.text(`page_next_${key}`)}</p>
      {byHand.includes(failure) && <p>{words.text('page_by_hand')}</p>}
      <div class="answers">
        <Allow failure={failure} onAllowed={onRetry} words={words} />
        {!final.some((one) => one === failure) && (
          <button type="button" data-do="retry" class={canBeAllowed(failure) ? '' : 'first'} onClick={onRetry}>
            {words.text('page_retry')}
          </button>
        )}
        {fromFile.includes(failure) && (
          <a class="button" href="../report/index.html" target="_blank" rel="noreferrer" data-do="open-file">
            {words.text('page_open_saved')}
          </a>
        )}
        {nothingYet.includes(failure) && (
          <>
            <a class="button" href="https://mail.google.com/" target="_blank" rel="noreferrer" data-do="gmail">
              {words.text('welcome_open_gmail')}
            </a>
            <a class="button" href="../welcome/index.html#examples" target="_blank" rel="noreferrer" data-do="example">
              {words.text('page_try_example')}
            </a>
          </>
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
