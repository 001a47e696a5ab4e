/** The session's `ik`, which "Show original" asks for, from wherever the open page gives it away. */

import { keyIn } from './original-text.ts';
import { selectors } from './selectors.ts';

/** In the order in which they are tried. */
export type KeySource = 'address' | 'link' | 'script' | 'other-extension';

export function keysOf(document: Document): ReadonlyMap<KeySource, string> {
  const found = new Map<KeySource, string>();
  const add = (source: KeySource, key: string | null | undefined) => {
    if (key && /^[a-z0-9]{6,16}$/.test(key) && !found.has(source)) found.set(source, key);
  };
  // "Show original", the print page and a window of its own carry it themselves.
  add('address', inAddress(document.location.href));
  // Only the page's own links: a mail body may hold any other.
  for (const one of document.querySelectorAll<HTMLElement>(selectors.withKey)) {
    const address = new URL(one.getAttribute('href') ?? one.getAttribute('action') ?? '', document.location.href);
    const isBody = one.closest(selectors.message) !== null && address.pathname !== document.location.pathname;
    if (address.origin === document.location.origin && !isBody) add('link', address.searchParams.get('ik'));
  }
  for (const script of document.scripts) add('script', keyIn(script.textContent ?? ''));
  add('other-extension', document.querySelector(selectors.foundKey)?.getAttribute('data-inboxsdk-ik-value'));
  return found;
}

const inAddress = (address: string) => new URL(address).searchParams.get('ik');
