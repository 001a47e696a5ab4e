/** What was right-clicked: as Firefox itself says it, else as pointer.ts left it. */

import { browser } from '../browser.ts';

/** A right click this long ago (milliseconds) is not the one that opened our menu. */
const POINTED_FOR = 60_000;

/**
 * `element` is Firefox's, which tells the page nothing of a click with Shift, so that what pointer.ts saw last is another click.
 * Null where there is no such element any more.
 */
export function pointedAt(element: number | null, now: number): Element | null {
  if (element !== null) return browser.menus.getTargetElement(element);
  const pointed = (globalThis as { waybillPointed?: { target: EventTarget | undefined; at: number } }).waybillPointed;
  if (!pointed || now - pointed.at > POINTED_FOR) return null;
  const { target } = pointed;
  if (!(target instanceof Node) || !target.isConnected) return null;
  return target instanceof Element ? target : target.parentElement;
}
