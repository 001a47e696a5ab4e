/** The toolbar button: by a sign and a tooltip it says what was found about the message that is on the screen, and nothing when another is. */

import type { Report } from '../../engine/report.ts';
import type { Tone } from '../../explain/explanation.ts';
import { verdictLine } from '../../explain/verdict.ts';
import { judge } from '../../judgement/judgement.ts';
import type { Inspection, Located, ReaderReply } from '../protocol.ts';
import { visible } from '../visible.ts';
import type { Ask } from './ask.ts';
import type { Given } from './given.ts';
import type { Store } from './store.ts';

/** The shape carries the meaning; the ground is the colour that the verdict has in the popup. White on it is read: 4.5:1. */
export const signs: Readonly<Record<Tone, { readonly sign: string; readonly ground: string }>> = {
  pass: { sign: '✓', ground: '#0b6e4f' },
  fail: { sign: '✕', ground: '#b3261e' },
  caution: { sign: '!', ground: '#7a4f00' },
  none: { sign: '–', ground: '#50565c' },
  unknown: { sign: '?', ground: '#1455b8' },
};

type Concluded = Extract<Inspection, { report: Report }> & { readonly located: Located };

/** Nothing is shown that the next answer could turn round. */
function isConcluded(inspection: Inspection | null | undefined): inspection is Concluded {
  if (!inspection?.located || !('report' in inspection)) return false;
  return inspection.step === 'done' || (inspection.step === 'recorded' && inspection.consent !== 'given');
}

export type Badge = {
  /** An inspection has come to this state. */
  readonly follow: (now: Inspection, before: Inspection | undefined) => Promise<void>;
  /** Shows what is stored about a tab, if its message is still on the screen; the reader will say when it no longer is. */
  readonly show: (tab: number) => Promise<void>;
  readonly left: (tab: number, serial: number) => Promise<ReaderReply>;
};

export function badgeIn({ browser, words }: Given, store: Store, ask: Ask): Badge {
  const write = async (tabId: number, { sign, ground }: (typeof signs)[Tone], title: string): Promise<void> => {
    const { action } = browser;
    await Promise.all([
      action.setBadgeBackgroundColor({ tabId, color: ground }),
      action.setBadgeTextColor?.({ tabId, color: '#ffffff' }),
      action.setBadgeText({ tabId, text: sign }),
      action.setTitle({ tabId, title }),
    ]).catch(() => {}); // the tab is gone
  };
  /** The button as it is for every tab. */
  const clear = (tab: number): Promise<void> =>
    write(tab, { sign: '', ground: signs.none.ground }, browser.i18n.getMessage('action_title'));

  const show: Badge['show'] = async (tab) => {
    const inspection = await store.load({ tab });
    if (!isConcluded(inspection)) return clear(tab);
    const { serial, located, report } = inspection;
    const [known, present] = await Promise.all([
      words(),
      ask<{ readonly present: boolean }>(tab, { kind: 'presence', serial, meant: { by: 'id', located } }),
    ]);
    if (typeof present === 'string' || !present.present) return clear(tab);
    if ((await store.load({ tab }))?.serial !== serial) return; // another has begun meanwhile
    if (inspection.another?.by === 'sender') {
      return write(tab, signs.unknown, known.text('page_another'));
    }
    const { tone, title, sentence } = verdictLine(judge(report), known);
    await write(tab, signs[tone], `${visible(title)}\n${visible(sentence)}`);
  };

  return {
    show,
    async follow(now, before) {
      if (!('tab' in now.subject)) return; // what is compared is not what the tab shows
      const { tab } = now.subject;
      const another = now.serial !== before?.serial;
      if (isConcluded(now)) return another || now.step !== before.step ? show(tab) : undefined;
      if (another || isConcluded(before)) await clear(tab);
    },
    async left(tab, serial) {
      if ((await store.load({ tab }))?.serial === serial) await clear(tab);
      return 'stored';
    },
  };
}
