/** While the message is fetched: which one, how far it is when that takes longer, and the places where its facts will stand. */

import type { Words } from '../../../explain/words.ts';
import type { Located, Progress } from '../../protocol.ts';
import { About } from './about.tsx';

const places = ['verdict', 'identities', 'checks', 'path'] as const;

type Props = { located: Located | null; progress: Progress | null; onCancel: () => void; words: Words };

export function Reading({ located, progress, onCancel, words }: Props) {
  return (
    <>
      {located ? (
        <About located={located} recorded={null} words={words} />
      ) : (
        <p class="about-message">{words.text('page_looking')}</p>
      )}
      <h1 class="reading">{words.text('page_reading')}</h1>
      {progress && <Far progress={progress} onCancel={onCancel} words={words} />}
      {places.map((place) => (
        <div class="to-come" data-place={place} key={place} />
      ))}
    </>
  );
}

const MEBI = 1024 * 1024;
type FarProps = { progress: Progress; onCancel: () => void; words: Words };

/** Of a message that takes longer than a second. */
function Far({ progress: { received, total }, onCancel, words }: FarProps) {
  const megabytes = (octets: number) =>
    new Intl.NumberFormat(words.locale, { maximumFractionDigits: 1 }).format(octets / MEBI);
  return (
    <div class="far" data-progress={received}>
      {total === null ? <progress /> : <progress max={total} value={received} />}
      <p>
        {received > 0 ? words.text('page_far', { size: megabytes(received) }) : words.text('page_far_none')}
        {total !== null && ` ${words.text('page_far_of', { size: megabytes(total) })}`}
      </p>
      <button type="button" data-do="cancel" onClick={onCancel}>
        {words.text('page_cancel')}
      </button>
    </div>
  );
}
