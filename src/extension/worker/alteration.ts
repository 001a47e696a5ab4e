/**
 * What was changed since the message was signed: looked for when the user asks, where its octets are. That is the tab, or this
 * worker where it had to fetch them. That it was asked lies in the store, so that a stopped worker asks again.
 */

import { checksToInfer } from '../../engine/dkim/alteration/infer.ts';
import type { DkimCheck } from '../../engine/dkim/dkim.ts';
import {
  type AlterationResult,
  type HandedOn,
  type Inspection,
  type ReaderReply,
  type Said,
  tabOf,
} from '../protocol.ts';
import { alterationsOf } from '../webmail/alteration.ts';
import type { Ask } from './ask.ts';
import { sourceFor } from './errand.ts';
import type { Given } from './given.ts';
import type { Store } from './store.ts';

export type Alterations = {
  /** The user wants to know. */
  readonly infer: (tab: number) => Promise<void>;
  /** Asks whoever has the octets; the answer comes as a message of its own. */
  readonly ask: (inspection: Inspection) => Promise<void>;
  readonly accept: (tab: number, message: Omit<Said<'alteration'>, 'kind'>) => Promise<ReaderReply>;
};

export function alterations({ browser }: Given, store: Store, ask: Ask): Alterations {
  const keep = async (tab: number, serial: number, result: AlterationResult): Promise<ReaderReply> => {
    const written = await store.change({ tab }, serial, (before) => {
      if (before.step !== 'done') return null;
      if (!result.ok) return { ...before, alteration: result.failure };
      const { alteration: _, ...rest } = before;
      const { verified } = rest.report;
      return (
        verified && { ...rest, report: { ...rest.report, verified: { ...verified, alterations: result.alterations } } }
      );
    });
    return written === 'refused' ? 'not-stored' : 'stored';
  };

  const run = async (errand: HandedOn, tab: number, serial: number) => {
    const inspection = await store.load({ tab });
    if (inspection?.serial !== serial) return 'failed';
    const asker = { signal: new AbortController().signal, onProgress: () => {} };
    const source = await sourceFor(browser, errand, tab, asker);
    return typeof source === 'string' ? source : alterationsOf(source, failedChecks(inspection));
  };

  const askFor: Alterations['ask'] = async (inspection) => {
    const { subject, serial, located } = inspection;
    const tab = tabOf(subject);
    const checks = failedChecks(inspection);
    const asked = located
      ? await ask<null>(tab, { kind: 'alterations', serial, meant: { by: 'id', located }, checks })
      : 'octets-gone';
    if (asked) await keep(tab, serial, { ok: false, failure: asked });
  };

  return {
    ask: askFor,
    async infer(tab) {
      const inspection = await store.load({ tab });
      if (inspection?.step !== 'done') return;
      await store.change({ tab }, inspection.serial, (before) =>
        before.step === 'done' ? { ...before, alteration: 'asked' } : null,
      );
      await askFor(inspection);
    },
    async accept(tab, { serial, alteration, errand }) {
      const result = errand ? await run(errand, tab, serial) : alteration;
      return typeof result === 'string' ? result : keep(tab, serial, result);
    },
  };
}

function failedChecks(inspection: Inspection): readonly DkimCheck[] {
  return 'report' in inspection ? checksToInfer(inspection.report.verified?.dkim ?? []) : [];
}
