/** The toolbar button: by a sign and a tooltip it says what was found about the message that is on the screen, and nothing when another is. */

import type { Report } from '../../engine/report.ts';
import type { Tone } from '../../explain/explanation.ts';
import { verdictLine } from '../../explain/verdict.ts';
import { judge } from '../../judgement/judgement.ts';
import { browser } from '../browser.ts';
import type { Inspection, LeftMessage, Located, ReaderReply } from '../protocol.ts';
import { visible } from '../visible.ts';
import { loadWords } from '../words.ts';
import { ask } from './ask.ts';
import { loadInspection } from './store.ts';

/** The shape carries the meaning; the ground is the colour that the verdict has in the popup. White on it is read: 4.5:1. */
export const signs: Readonly<Record<Tone, { readonly sign: string; readonly ground: string }>> = {
  pass: { sign: '✓', ground: '#0b6e4f' },
  fail: { sign: '✕', ground: '#b3261e' },
  caution: { sign: '!', ground: '#7a4f00' },
  none: { sign: '–', ground: '#50565c' },
  unknown: { sign: '?', ground: '#1455b8' },
};

type Concluded = Inspection & { readonly report: Report; readonly located: Located };

/** Nothing is shown that the next answer could turn round. */
function isConcluded(inspection: Inspection | null | undefined): inspection is Concluded {
  if (!inspection?.located || !('report' in inspection)) return false;
  return inspection.step === 'done' || (inspection.step === 'recorded' && inspection.consent !== 'given');
}

/** An inspection has come to this state. */
export async function followInspection(now: Inspection, before: Inspection | undefined): Promise<void> {
  const another = now.serial !== before?.serial;
  if (isConcluded(now)) return another || now.step !== before.step ? showBadge(now.tab) : undefined;
  if (another || isConcluded(before)) await clearBadge(now.tab);
}

/** Shows what is stored about a tab, if its message is still on the screen; the reader will say when it no longer is. */
export async function showBadge(tab: number): Promise<void> {
  const inspection = await loadInspection(tab);
  if (!isConcluded(inspection)) return clearBadge(tab);
  const { serial, located, report } = inspection;
  const [words, present] = await Promise.all([
    loadWords(),
    ask<{ readonly present: boolean }>(tab, { to: 'reader', serial, meant: { by: 'id', located }, want: 'presence' }),
  ]);
  if (typeof present === 'string' || !present.present) return clearBadge(tab);
  if ((await loadInspection(tab))?.serial !== serial) return; // another has begun meanwhile
  const { tone, title, sentence } = verdictLine(judge(report), words);
  await write(tab, signs[tone], `${visible(title)}\n${visible(sentence)}`);
}

export async function acceptLeft(tab: number, { serial }: LeftMessage): Promise<ReaderReply> {
  if ((await loadInspection(tab))?.serial === serial) await clearBadge(tab);
  return 'stored';
}

/** The button as it is for every tab. */
const clearBadge = (tab: number): Promise<void> =>
  write(tab, { sign: '', ground: signs.none.ground }, browser.i18n.getMessage('action_title'));

async function write(tabId: number, { sign, ground }: (typeof signs)[Tone], title: string): Promise<void> {
  const { action } = browser;
  await Promise.all([
    action.setBadgeBackgroundColor({ tabId, color: ground }),
    action.setBadgeTextColor({ tabId, color: '#ffffff' }),
    action.setBadgeText({ tabId, text: sign }),
    action.setTitle({ tabId, title }),
  ]).catch(() => {}); // the tab is gone
}
