/** The terms that the report uses, each in one line. */

import type { Term } from '../../../explain/explanation.ts';
import type { Words } from '../../../explain/words.ts';
import { visible } from '../../visible.ts';
import { Facts } from './facts.tsx';

export function Glossary({ terms, words }: { terms: readonly Term[]; words: Words }) {
  if (terms.length === 0) return null;
  return (
    <section id="glossary" aria-labelledby="glossary-title">
      <h2 id="glossary-title">{words.text('page_glossary')}</h2>
      <Facts facts={terms.map(({ term, meaning }) => ({ label: term, value: visible(meaning) }))} words={words} />
    </section>
  );
}
