/** What was right-clicked last, as pointer.ts left it. */

/** A right click this long ago (milliseconds) is not the one that opened our menu. */
const POINTED_FOR = 60_000;

export function pointedAt(now: number): Element | null {
  const pointed = (globalThis as { waybillPointed?: { target: EventTarget | undefined; at: number } }).waybillPointed;
  if (!pointed || now - pointed.at > POINTED_FOR) return null;
  const { target } = pointed;
  if (!(target instanceof Node) || !target.isConnected) return null;
  return target instanceof Element ? target : target.parentElement;
}
