/** The verdict: shape, one line, one sentence why, and by what it stands. */

import type { VerdictLine } from '../../../explain/explanation.ts';
import type { Words } from '../../../explain/words.ts';
import { visible } from '../../visible.ts';
import { Shape } from './shape.tsx';
import './verdict.css';

/** recorded: by what the receiver wrote down. checking: the same, while the check runs. checked: by what was found now. */
export type Basis = 'recorded' | 'checking' | 'checked';

/** `most`: how many of the added sentences are shown here. */
type Props = { verdict: VerdictLine; basis: Basis; most: number; words: Words; level?: 'h1' | 'h4' };

export function Verdict({ verdict, basis, most, words, level: Title = 'h1' }: Props) {
  return (
    <div class="verdict" data-tone={verdict.tone} data-basis={basis}>
      <Shape tone={verdict.tone} />
      <Title class="title">{visible(verdict.title)}</Title>
      <p class="why">{visible(verdict.sentence)}</p>
      {verdict.added.slice(0, most).map((line) => (
        <p class="added" key={line}>
          {visible(line)}
        </p>
      ))}
      {basis === 'recorded' && <p class="basis">{words.text('page_basis_recorded')}</p>}
    </div>
  );
}
