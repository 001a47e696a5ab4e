/** The whole message lies on Gmail's other host: what is missing without it, and the click that may ask for it. */

import { useState } from 'preact/hooks';
import type { Words } from '../../../explain/words.ts';
import { browser } from '../../browser.ts';
import { attachmentHost, type Command } from '../../protocol.ts';

type Props = { tab: number; send: (command: Command) => void; words: Words };

export function Elsewhere({ tab, send, words }: Props) {
  const [answer, setAnswer] = useState<'none' | 'refused'>('none');
  const allow = async () => {
    if (await browser.permissions.request(attachmentHost)) send({ kind: 'inspect-again', tab });
    else setAnswer('refused');
  };
  return (
    <section class="consent" data-card="elsewhere" aria-labelledby="elsewhere">
      <h2 id="elsewhere">{words.text('page_elsewhere')}</h2>
      <p>{words.text('page_elsewhere_more')}</p>
      <div class="answers">
        <button type="button" data-do="allow" onClick={allow}>
          {words.text('page_elsewhere_allow')}
        </button>
        <p role="status">{answer === 'refused' && words.text('page_elsewhere_refused')}</p>
      </div>
    </section>
  );
}
