/**
 * What was changed since the message was signed: looked for when the user asks, where its octets are. That is the tab, or this
 * worker where it had to fetch them. That it was asked lies in the store, so that a stopped worker asks again.
 */

import { checksToInfer } from '../../engine/dkim/alteration/infer.ts';
import type { DkimCheck } from '../../engine/dkim/dkim.ts';
import type { AlterationMessage, AlterationResult, Inspection, ReaderReply } from '../protocol.ts';
import { alterationsOf } from '../webmail/alteration.ts';
import { ask } from './ask.ts';
import { sourceFor } from './errand.ts';
import { changeInspection, loadInspection } from './store.ts';

export async function inferAlterations(tab: number): Promise<void> {
  const inspection = await loadInspection(tab);
  if (inspection?.step !== 'done') return;
  await changeInspection(tab, inspection.serial, (before) =>
    before.step === 'done' ? { ...before, alteration: 'asked' } : null,
  );
  await askAlterations(inspection);
}

/** The answer comes as a message of its own. */
export async function askAlterations(inspection: Inspection): Promise<void> {
  const { tab, serial, located } = inspection;
  const checks = failedChecks(inspection);
  const asked = located
    ? await ask<null>(tab, { to: 'reader', serial, meant: { by: 'id', located }, want: 'alterations', checks })
    : 'octets-gone';
  if (asked) await store(tab, serial, { ok: false, failure: asked });
}

function failedChecks(inspection: Inspection): readonly DkimCheck[] {
  return 'report' in inspection ? checksToInfer(inspection.report.verified?.dkim ?? []) : [];
}

export async function acceptAlterations(tab: number, message: AlterationMessage): Promise<ReaderReply> {
  const { serial, errand } = message;
  const result = errand ? await run(errand, tab, serial) : message.alteration;
  if (typeof result === 'string') return result;
  await store(tab, serial, result);
  return 'stored';
}

async function run(errand: NonNullable<AlterationMessage['errand']>, tab: number, serial: number) {
  const inspection = await loadInspection(tab);
  if (inspection?.serial !== serial) return 'failed';
  const source = await sourceFor(errand, tab, { signal: new AbortController().signal, onProgress: () => {} });
  return typeof source === 'string' ? source : alterationsOf(source, failedChecks(inspection));
}

function store(tab: number, serial: number, result: AlterationResult): Promise<void> {
  return changeInspection(tab, serial, (before) => {
    if (before.step !== 'done') return null;
    if (!result.ok) return { ...before, alteration: result.failure };
    const { alteration: _, ...rest } = before;
    const { verified } = rest.report;
    return (
      verified && { ...rest, report: { ...rest.report, verified: { ...verified, alterations: result.alterations } } }
    );
  });
}
