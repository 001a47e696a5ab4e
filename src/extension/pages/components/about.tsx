/**
 * Which message this is about, where it lay, how it was chosen among several, and whether the user has moved on. And that its
 * verdict does not stand by the checks yet, which would be a line beside the verdict that goes, and all below it would jump.
 */

import type { Recorded } from '../../../engine/report.ts';
import type { Words } from '../../../explain/words.ts';
import type { Located } from '../../protocol.ts';
import { Quoted } from './name.tsx';
import type { Basis } from './verdict.tsx';
import './about.css';

/** recorded: what was fetched, which names itself; before that the page does. */
type Props = { located: Located | null; recorded: Recorded | null; basis?: Basis; words: Words };

export function About({ located, recorded, basis, words }: Props) {
  const title = recorded?.subject ?? located?.subject ?? null;
  const sender = recorded?.author.mailboxes[0]?.address ?? located?.sender ?? null;
  return (
    <p class="about-message">
      {located?.place === 'spam' && <span class="place">{words.text('page_place_spam')}</span>}
      <span class="subject">{title ? <Quoted text={title} /> : words.text('page_no_subject')}</span>
      {sender && (
        <span class="sender">
          <Quoted text={sender} />
        </span>
      )}
      {basis === 'checking' && <span class="basis">{words.text('page_basis_checking')}</span>}
      {located && (located.candidates.length > 1 || located.chosen === 'row') && (
        <span class="chosen">{words.text(`page_chosen_${located.chosen}`, { count: located.candidates.length })}</span>
      )}
      {located?.left && <span class="left">{words.text('page_left')}</span>}
    </p>
  );
}
