/** An inspection in words. While checks are under way the verdict stands by the record: nothing is said that the next answer could turn round. */

import { explain } from '../../explain/explain.ts';
import type { Explanation } from '../../explain/explanation.ts';
import { textOf } from '../../explain/text.ts';
import type { Words } from '../../explain/words.ts';
import type { Inspected } from './components/stage.tsx';
import type { Basis } from './components/verdict.tsx';

export type Explained = { readonly explanation: Explanation; readonly basis: Basis; readonly text: () => string };

export function explained(inspection: Inspected, words: Words): Explained {
  const { report, step } = inspection;
  const whole = explain(report, words);
  const text = () => textOf(whole, words);
  if (step !== 'checking') return { explanation: whole, basis: report.verified ? 'checked' : 'recorded', text };
  const recorded = explain({ ...report, verified: null }, words);
  return {
    // Only the rows of the checks may fill in as results arrive; what is concluded from all of them waits for all of them.
    explanation: { ...recorded, checks: whole.checks },
    basis: 'checking',
    text,
  };
}
