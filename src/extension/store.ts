/** Inspections, in storage.session: gone with the browser, never written to a disk. The worker may stop at any time; this stays. */

import { browser } from './browser.ts';
import type { Inspection } from './protocol.ts';

const PREFIX = 'inspection:';
/** The quota is 10 MB; one inspection may hold a header section of 1 MB twice. */
const KEPT = 4;

const keyOf = (tab: number) => `${PREFIX}${tab}`;

export async function loadInspection(tab: number): Promise<Inspection | null> {
  const key = keyOf(tab);
  return ((await browser.storage.session.get(key))[key] as Inspection | undefined) ?? null;
}

export async function allInspections(): Promise<readonly Inspection[]> {
  const all = await browser.storage.session.get(null);
  return Object.entries(all).flatMap(([key, value]) => (key.startsWith(PREFIX) ? [value as Inspection] : []));
}

/** Saves it, and drops the oldest of other tabs when there are too many or the quota is spent. */
export async function saveInspection(inspection: Inspection): Promise<void> {
  const others = (await allInspections())
    .filter((one) => one.tab !== inspection.tab)
    .sort((a, b) => b.serial - a.serial);
  await browser.storage.session.remove(others.slice(KEPT - 1).map((one) => keyOf(one.tab)));
  try {
    await browser.storage.session.set({ [keyOf(inspection.tab)]: inspection });
  } catch {
    await browser.storage.session.remove(others.map((one) => keyOf(one.tab)));
    await browser.storage.session.set({ [keyOf(inspection.tab)]: inspection });
  }
}

export async function dropInspection(tab: number): Promise<void> {
  await browser.storage.session.remove(keyOf(tab));
}

/** Calls the listener with each new state of a tab's inspection; returns what ends that. */
export function watchInspection(tab: number, listener: (inspection: Inspection) => void): () => void {
  const key = keyOf(tab);
  const onChanged = (changes: Record<string, { newValue?: unknown }>, area: string) => {
    const value = area === 'session' ? changes[key]?.newValue : undefined;
    if (value) listener(value as Inspection);
  };
  browser.storage.onChanged.addListener(onChanged);
  return () => browser.storage.onChanged.removeListener(onChanged);
}
