/** What the receiver recorded, held against what was found now: for each check whether they agree, and why not. */

import { compareArc, compareDkim, compareDmarc, compareSpf } from '../engine/authres/compare.ts';
import type { CompareReason } from '../engine/authres/reasons.ts';
import type { Report } from '../engine/report.ts';
import type { SignatureResult } from './results.ts';

export type Comparison = {
  readonly spf: CompareReason;
  /** One a signature, in their order. */
  readonly dkim: readonly CompareReason[];
  readonly dmarc: CompareReason;
  readonly arc: CompareReason;
};

export function comparisonOf(
  { recorded: { results, envelope }, verified }: Report,
  signatures: readonly SignatureResult[],
): Comparison {
  const spf = compareSpf(results.spf, verified?.spf ?? null, envelope);
  const dkim = signatures.map(({ recorded, check, field }) =>
    compareDkim(recorded, field === null && verified?.dkim ? 'absent' : check),
  );
  return {
    spf,
    dkim,
    dmarc: compareDmarc(results.dmarc, verified?.dmarc ?? null, [spf, ...dkim]),
    arc: compareArc(results.arc, verified?.arc ?? null),
  };
}
