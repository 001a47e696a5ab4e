/** An inspection in words. While checks are under way the verdict stands by the record: nothing is said that the next answer could turn round. */

import { checkLines } from '../../explain/checks.ts';
import { explain } from '../../explain/explain.ts';
import type { Explanation } from '../../explain/explanation.ts';
import { particularsOf, particularsText } from '../../explain/particulars.ts';
import { textOf } from '../../explain/text.ts';
import type { Words } from '../../explain/words.ts';
import { type Judgement, judge } from '../../judgement/judgement.ts';
import type { Inspected } from './components/stage.tsx';
import type { Basis } from './components/verdict.tsx';
import { product } from './product.ts';

export type Explained = {
  /** Of all that is known. */
  readonly judgement: Judgement;
  readonly explanation: Explanation;
  readonly basis: Basis;
  readonly text: () => string;
};

export function explained(inspection: Inspected, words: Words): Explained {
  const { report, step } = inspection;
  const judgement = judge(report);
  if (step !== 'checking') {
    const explanation = explain(judgement, words);
    const text = () => whole(judgement, explanation, words);
    return { judgement, explanation, basis: report.verified ? 'checked' : 'recorded', text };
  }
  const recorded = explain(judge({ ...report, verified: null }), words);
  return {
    judgement,
    // Only the rows of the checks may fill in as results arrive; what is concluded from all of them waits for all of them.
    explanation: { ...recorded, checks: checkLines(judgement, words) },
    basis: 'checking',
    text: () => whole(judgement, explain(judgement, words), words),
  };
}

/** With what a copy needs to be evidence. */
function whole(judgement: Judgement, explanation: Explanation, words: Words): string {
  return `${textOf(explanation, words)}\n${particularsText(particularsOf(judgement, product(), words), words)}\n`;
}
