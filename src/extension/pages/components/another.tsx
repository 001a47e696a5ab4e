/** What came may be another message than the one that is open: said before anything else, with both names. */

import type { Words } from '../../../explain/words.ts';
import type { Another as Contradiction } from '../../protocol.ts';
import { visible } from '../../visible.ts';

type Props = { another: Contradiction | undefined; words: Words };

export function Another({ another, words }: Props) {
  if (!another) return null;
  const { by, shown, got } = another;
  const names = { shown: visible(shown), got: visible(got) };
  return (
    <section class="failure" role="alert" data-another={by}>
      {by === 'sender' && <h1>{words.text('page_another')}</h1>}
      <p>{words.text(`page_another_${by}`, names)}</p>
      <p>{words.text('page_another_next')}</p>
    </section>
  );
}
