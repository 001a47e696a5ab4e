/** While the message is fetched: which one, and the places where its facts will stand. */

import type { Words } from '../../../explain/words.ts';
import type { Located } from '../../protocol.ts';
import { About } from './about.tsx';

const places = ['verdict', 'identities', 'checks', 'path'] as const;

export function Reading({ located, words }: { located: Located | null; words: Words }) {
  return (
    <>
      {located ? (
        <About located={located} subject={null} words={words} />
      ) : (
        <p class="about-message">{words.text('page_looking')}</p>
      )}
      <h1 class="reading">{words.text('page_reading')}</h1>
      {places.map((place) => (
        <div class="to-come" data-place={place} key={place} />
      ))}
    </>
  );
}
