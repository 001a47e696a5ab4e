/** Another of the messages that are open: sender and time of each, since their subject is the same. */

import type { Words } from '../../../explain/words.ts';
import type { Command, Located } from '../../protocol.ts';
import { visible } from '../../visible.ts';
import './picker.css';

type Props = { tab: number; located: Located | null; send: (command: Command) => void; words: Words };

export function Picker({ tab, located, send, words }: Props) {
  if (!located || located.candidates.length < 2) return null;
  const time = new Intl.DateTimeFormat(words.locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    // Where nothing is chosen, it is the next thing to do.
    <details class="picker" open={located.chosen === 'unclear'}>
      <summary>{words.text('page_pick')}</summary>
      <ul>
        {located.candidates.map(({ id, sender, at }) => (
          <li key={id}>
            <button
              type="button"
              data-candidate={id}
              aria-pressed={id === located.id}
              onClick={() => send({ kind: 'choose', tab, id })}
            >
              <bdi>{sender === null ? words.text('page_pick_unnamed') : visible(sender)}</bdi>
              {at !== null && <time dateTime={new Date(at).toISOString()}>{time.format(at)}</time>}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
