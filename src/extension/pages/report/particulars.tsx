/** Which message the report is about, and by what, when and with whose answers it was made. */

import { particularsOf } from '../../../explain/particulars.ts';
import type { Words } from '../../../explain/words.ts';
import type { Judgement } from '../../../judgement/judgement.ts';
import { Quoted } from '../components/name.tsx';
import { product } from '../product.ts';
import { Facts } from './facts.tsx';

export function Particulars({ judgement, words }: { judgement: Judgement; words: Words }) {
  const lines = particularsOf(judgement, product(), words);
  return (
    <section id="particulars" aria-labelledby="particulars-title">
      <h2 id="particulars-title">{words.text('page_particulars')}</h2>
      <Facts facts={lines.map(({ label, value }) => ({ label, value: <Quoted text={value} /> }))} words={words} />
    </section>
  );
}
