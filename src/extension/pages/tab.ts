/** Which tab a page is about. */

import { browser } from '../browser.ts';

/** The tab named in the address of the page (`?tab=ID`), else the active tab of its window; null where there is none. */
export async function subjectTab(search: string): Promise<number | null> {
  const named = new URLSearchParams(search).get('tab');
  if (named !== null) return /^\d{1,15}$/.test(named) ? Number(named) : null;
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? null;
}
