/** Why signatures do not fit is found out in the tab, where the octets are: asked for once the checks have ended. */

import { needDiagnosis } from '../engine/dkim/diagnose.ts';
import type { Diagnosis } from '../engine/dkim/diagnosis.ts';
import type { Verified } from '../engine/report.ts';
import { browser } from './browser.ts';
import type { Inspection, ReaderRequest } from './protocol.ts';

/** Null where there is nothing to find out, or the tab cannot tell any more. */
export async function diagnosed({ tab, serial, located }: Inspection, verified: Verified): Promise<Verified | null> {
  const checks = needDiagnosis(verified.dkim ?? []);
  if (checks.length === 0 || !located) return null;
  const request: ReaderRequest = { to: 'reader', serial, meant: { by: 'id', located }, want: 'diagnosis', checks };
  const diagnoses = await browser.tabs.sendMessage(tab, request).catch(() => null);
  return diagnoses ? { ...verified, diagnoses: diagnoses as readonly Diagnosis[] } : null;
}
