/** Whether a message is still on the screen; and a word to the worker when it no longer is. */

import type { Located } from '../protocol.ts';
import { isOpen } from './gmail/locate.ts';
import { tell } from './tell.ts';

/** The page announces no change of view that could be relied on: it is looked at, this often (milliseconds). */
const LOOK = 500;

let watching: ReturnType<typeof setInterval> | undefined;

/** Watches that message alone from now on. */
export function watchPresence(serial: number, located: Located): { readonly present: boolean } {
  stopWatching();
  const { href } = document.location;
  // Of a row of the list nothing is open: it stays as long as the list does.
  const isPresent = () => (located.chosen === 'row' ? document.location.href === href : isOpen(document, located.id));
  const present = isPresent();
  if (present) {
    watching = setInterval(() => {
      if (isPresent()) return;
      stopWatching();
      void tell({ kind: 'left', serial });
    }, LOOK);
  }
  return { present };
}

export function stopWatching(): void {
  clearInterval(watching);
}
