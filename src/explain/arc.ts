/** ARC in sentences: where the chain breaks, since when the message is the same, what each sealer says it saw. Never a verdict. */

import type { ArcCheck, ArcSet } from '../engine/arc/arc.ts';
import type { Detail } from './explanation.ts';
import { arcReason, plain } from './reason.ts';
import { shownDomain, shownText } from './shown.ts';
import type { Words } from './words.ts';

/** Seals, and results of each, that are told. */
const SEALS = 5;
const RESULTS = 6;

export function sealLines(check: ArcCheck, words: Words): readonly Detail[] {
  const { instance, oldestPass, sets, reason } = check;
  return [
    arcReason(reason, words),
    ...(instance === null ? [] : [plain(words.text('arc_broken_at', { instance }))]),
    ...(oldestPass === null ? [] : [plain(words.text('arc_oldest_pass', { instance: oldestPass }))]),
    ...sets.slice(0, SEALS).flatMap((set) => sawLine(set, words).map(plain)),
    plain(words.text('arc_retired')),
  ];
}

function sawLine({ instance, domain, claims }: ArcSet, words: Words): readonly string[] {
  if (claims.length === 0) return [];
  const results = claims
    .slice(0, RESULTS)
    .map(({ method, result }) => shownText(`${method}=${result}`))
    .join(', ');
  return [words.text('arc_saw', { instance, domain: shownDomain(domain), results })];
}
