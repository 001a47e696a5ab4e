/** The session's `ik` as the scripts of Gmail's page hold it: read in their own world, by the browser's means, and nothing is put into the page. */

import type { Browser } from '../browser.ts';
import { isKey } from '../protocol.ts';
import { PAGE_ANSWERS } from './ask.ts';
import { within } from './within.ts';

type Held = { readonly GM_ID_KEY?: unknown; readonly GLOBALS?: readonly unknown[] };

/** Runs in the page, where nothing else of this file is. All that it meets may be the page's own invention. */
export function heldInPage(): readonly unknown[] {
  const page = globalThis as unknown as Held & { readonly opener?: { readonly top?: Held } | null };
  const ways = [
    () => page.GM_ID_KEY,
    () => page.GLOBALS?.[9],
    // A window of its own has none, and the window that opened it has.
    () => page.opener?.top?.GM_ID_KEY,
    () => page.opener?.top?.GLOBALS?.[9],
  ];
  return ways.map((way) => {
    try {
      const held = way();
      return typeof held === 'string' && held.length < 20 ? held : null;
    } catch {
      return null;
    }
  });
}

/** Null where there is none, or the browser does not let us look. */
export async function keyOfPage({ scripting }: Browser, tab: number): Promise<string | null> {
  const look = { target: { tabId: tab }, world: 'MAIN', func: heldInPage } as const;
  const [found] = await within(PAGE_ANSWERS, scripting.executeScript(look)).catch(() => []);
  return Array.isArray(found?.result) ? (found.result.find(isKey) ?? null) : null;
}
