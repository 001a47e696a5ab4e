/** The session's `ik`, which "Show original" asks for, from wherever the open page gives it away. */

import { isKey } from '../../protocol.ts';
import { keyIn, recordedKey } from './original-text.ts';
import { selectors } from './selectors.ts';

/** In the order in which they are believed. */
export type KeySource = 'address' | 'script' | 'other-extension' | 'link';

export function keysOf(document: Document): ReadonlyMap<KeySource, string> {
  const found = new Map<KeySource, string>();
  const add = (source: KeySource, key: string | null | undefined) => {
    if (isKey(key) && !found.has(source)) found.set(source, key);
  };
  const { href, origin } = document.location;
  // "Show original", the print page and a window of its own carry it themselves.
  add('address', new URL(href).searchParams.get('ik'));
  for (const script of document.scripts) add('script', keyIn(script.textContent ?? ''));
  add(
    'script',
    recordedKey(document.querySelector(selectors.withRecordedKey)?.getAttribute('data-recorded-src') ?? ''),
  );
  add('other-extension', document.querySelector(selectors.foundKey)?.getAttribute('data-inboxsdk-ik-value'));
  // Last, since a mail body may hold a link with anything in it.
  for (const one of document.querySelectorAll(selectors.withKey)) {
    const address = URL.parse(one.getAttribute('href') ?? one.getAttribute('action') ?? '', href);
    if (address?.origin === origin) add('link', address.searchParams.get('ik'));
  }
  return found;
}
