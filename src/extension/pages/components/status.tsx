/** Said once to those who listen: when there is something to read, and when the checks are done. */

import type { Words } from '../../../explain/words.ts';
import type { Inspection } from '../../protocol.ts';
import { visible } from '../../visible.ts';

type Props = { step: Inspection['step']; title: string; words: Words };

export function Status({ step, title, words }: Props) {
  const text = step === 'done' ? title : step === 'checking' ? words.text('page_basis_checking') : '';
  return (
    <p role="status" class="unseen">
      {visible(text)}
    </p>
  );
}
