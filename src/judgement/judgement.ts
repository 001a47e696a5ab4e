/** What a report means: decided once for a message, and handed on to whatever shows it. */

import type { Report } from '../engine/report.ts';
import { type Grounds, groundsOf } from './grounds.ts';
import { type VerdictId, verdictOf } from './verdicts/table.ts';
import type { Verdict } from './verdicts/verdict.ts';

export type Judgement = Grounds & {
  /** The row of the verdict table that holds. */
  readonly verdict: Verdict & { readonly id: VerdictId };
};

/** Pure, and never throws: a check that is missing leaves its result undecided. */
export function judge(report: Report): Judgement {
  const grounds = groundsOf(report);
  return { ...grounds, verdict: verdictOf(grounds) };
}
