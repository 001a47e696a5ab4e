/** The bare keywords behind the words of a row, for whoever reads the page with a machine. */

import type { Report } from '../../engine/report.ts';
import type { CheckLine } from '../../explain/explanation.ts';

/** Of several signatures, the one that passed speaks; else the first. */
function best(results: readonly (string | null)[]): string | null {
  return results.includes('pass') ? 'pass' : (results[0] ?? null);
}

/** What the receiver recorded; null where it recorded nothing. */
export function recordedKeyword(report: Report, check: CheckLine['check']): string | null {
  const { results, claims } = report.recorded;
  if (check === 'bimi') {
    return claims.find((claim) => claim.grade === 'recorded' && claim.method === 'bimi')?.result ?? null;
  }
  return check === 'dkim' ? best(results.dkim.map((claim) => claim.result)) : (results[check]?.result ?? null);
}

/** What was found now: a keyword, null where nothing was judged, or 'pending' where it is still under way. */
export function presentKeyword(report: Report, check: CheckLine['check']): string | null {
  const { verified } = report;
  if (!verified) return null;
  const found = verified[check];
  if (found === null) return verified.complete ? null : 'pending';
  if (check === 'dkim') return best((verified.dkim ?? []).map((one) => one.result)) ?? 'none';
  return verified[check]?.result ?? null;
}
