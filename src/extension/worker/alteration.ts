/**
 * What was changed since the message was signed: looked for when the user asks, where its octets are. That is the tab, or this
 * worker where it had to fetch them. That it was asked lies in the store, so that a stopped worker asks again.
 */

import { needDiagnosis } from '../../engine/dkim/alteration/infer.ts';
import type { DkimCheck } from '../../engine/dkim/dkim.ts';
import type { DiagnosisMessage, DiagnosisResult, Inspection, ReaderReply } from '../protocol.ts';
import { diagnosisOf } from '../webmail/alteration.ts';
import { ask } from './ask.ts';
import { sourceFor } from './errand.ts';
import { changeInspection, loadInspection } from './store.ts';

export async function diagnose(tab: number): Promise<void> {
  const inspection = await loadInspection(tab);
  if (inspection?.step !== 'done') return;
  await changeInspection(tab, inspection.serial, (before) =>
    before.step === 'done' ? { ...before, diagnosis: 'asked' } : null,
  );
  await askDiagnosis(inspection);
}

/** The answer comes as a message of its own. */
export async function askDiagnosis(inspection: Inspection): Promise<void> {
  const { tab, serial, located } = inspection;
  const checks = failedChecks(inspection);
  const asked = located
    ? await ask<null>(tab, { to: 'reader', serial, meant: { by: 'id', located }, want: 'diagnosis', checks })
    : 'octets-gone';
  if (asked) await store(tab, serial, { ok: false, failure: asked });
}

function failedChecks(inspection: Inspection): readonly DkimCheck[] {
  return 'report' in inspection ? needDiagnosis(inspection.report.verified?.dkim ?? []) : [];
}

export async function acceptDiagnosis(tab: number, message: DiagnosisMessage): Promise<ReaderReply> {
  const { serial, errand } = message;
  const result = errand ? await run(errand, tab, serial) : message.diagnosis;
  if (typeof result === 'string') return result;
  await store(tab, serial, result);
  return 'stored';
}

async function run(errand: NonNullable<DiagnosisMessage['errand']>, tab: number, serial: number) {
  const inspection = await loadInspection(tab);
  if (inspection?.serial !== serial) return 'failed';
  const source = await sourceFor(errand, tab, { signal: new AbortController().signal, onProgress: () => {} });
  return typeof source === 'string' ? source : diagnosisOf(source, failedChecks(inspection));
}

function store(tab: number, serial: number, result: DiagnosisResult): Promise<void> {
  return changeInspection(tab, serial, (before) => {
    if (before.step !== 'done') return null;
    if (!result.ok) return { ...before, diagnosis: result.failure };
    const { diagnosis: _, ...rest } = before;
    const { verified } = rest.report;
    return verified && { ...rest, report: { ...rest.report, verified: { ...verified, diagnoses: result.diagnoses } } };
  });
}
