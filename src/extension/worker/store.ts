/** Inspections, in storage.session: gone with the browser, never written to a disk. The worker may stop at any time; this stays. */

import { browser } from '../browser.ts';
import type { Inspection } from '../protocol.ts';

const PREFIX = 'inspection:';
/** The quota is 10 MB; one inspection may hold a header section of 1 MB twice. */
const KEPT = 4;

/** The number of no tab, and of nothing that is stored: of a report that was opened from a file. */
export const NO_TAB = 0;

/** The number under which a message lies that is compared with the one of a tab. */
export const companionOf = (tab: number): number => -tab;

const keyOf = (tab: number) => `${PREFIX}${tab}`;

export async function loadInspection(tab: number): Promise<Inspection | null> {
  const key = keyOf(tab);
  return ((await browser.storage.session.get(key))[key] as Inspection | undefined) ?? null;
}

export async function allInspections(): Promise<readonly Inspection[]> {
  const all = await browser.storage.session.get(null);
  return Object.entries(all).flatMap(([key, value]) => (key.startsWith(PREFIX) ? [value as Inspection] : []));
}

/** Writes go one after the other: what is read for a change is what is there when it is written. */
let turn: Promise<unknown> = Promise.resolve();
function inTurn(write: () => Promise<void>): Promise<void> {
  const written = turn.then(write);
  turn = written.catch(() => {});
  return written;
}

export const saveInspection = (inspection: Inspection): Promise<void> => inTurn(() => write(inspection));

/** Where an inspection of that serial is stored: what `change` makes of it, unless that is null. */
export function changeInspection(
  tab: number,
  serial: number,
  change: (before: Inspection) => Inspection | null,
): Promise<void> {
  return inTurn(async () => {
    const before = await loadInspection(tab);
    const after = before?.serial === serial ? change(before) : null;
    if (after) await write(after);
  });
}

/** Drops the oldest reports of other tabs when a new one begins, and all of them when there is no room. That is said in their place. */
async function write(inspection: Inspection): Promise<void> {
  const entry = { [keyOf(inspection.tab)]: inspection };
  if (inspection.step === 'reading' && !inspection.progress) await drop((await othersThan(inspection)).slice(KEPT - 1));
  try {
    await browser.storage.session.set(entry);
  } catch {
    await drop(await othersThan(inspection));
    await browser.storage.session.set(entry);
  }
}

/** Reports of other tabs, the newest first. */
async function othersThan({ tab }: Inspection): Promise<readonly Inspection[]> {
  const reports = (await allInspections()).filter((one) => one.tab !== tab && 'report' in one);
  return reports.sort((a, b) => b.serial - a.serial);
}

async function drop(inspections: readonly Inspection[]): Promise<void> {
  const dropped = inspections.map(({ tab, serial, pointed, consent, located }): [string, Inspection] => [
    keyOf(tab),
    { tab, serial, pointed, consent, located, step: 'failed', failure: 'dropped', detail: '' },
  ]);
  if (dropped.length > 0) await browser.storage.session.set(Object.fromEntries(dropped));
}

/** Of a tab that is gone, with what was compared there. */
export async function dropInspection(tab: number): Promise<void> {
  await inTurn(() => browser.storage.session.remove([keyOf(tab), keyOf(companionOf(tab))]));
}

type Listener = (inspection: Inspection, before: Inspection | undefined) => void;

/** Calls the listener with each new state of any inspection, and the one before; returns what ends that. */
export function watchInspections(listener: Listener): () => void {
  const onChanged = (changes: Record<string, { oldValue?: unknown; newValue?: unknown }>, area: string) => {
    if (area !== 'session') return;
    for (const [key, { oldValue, newValue }] of Object.entries(changes)) {
      if (key.startsWith(PREFIX) && newValue) listener(newValue as Inspection, oldValue as Inspection | undefined);
    }
  };
  browser.storage.onChanged.addListener(onChanged);
  return () => browser.storage.onChanged.removeListener(onChanged);
}

/** The same for the inspections of one tab. */
export const watchInspection = (tab: number, listener: (inspection: Inspection) => void): (() => void) =>
  watchInspections((inspection) => inspection.tab === tab && listener(inspection));
