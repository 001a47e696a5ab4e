/** Gmail's own "Show original" page, when it is the page that is open. */

import { idsIn, type MessageIds } from './ids.ts';
import { selectors } from './selectors.ts';

const isOriginal = ({ location }: Document) => new URLSearchParams(location.search).get('view') === 'om';

/** The ids of the message that the page shows, from its own address or its link; null on every other page. */
export function originalOf(document: Document): MessageIds | null {
  if (!isOriginal(document)) return null;
  const asked = new URLSearchParams(document.location.search);
  const link = document.querySelector<HTMLAnchorElement>(selectors.download)?.href;
  const linked = link ? new URL(link, document.location.href).searchParams.get('th') : null;
  return idsIn(asked.get('th') ?? linked, asked.get('permmsgid'));
}

/** The text that the page shows; null where it shows none, and on every other page: there a mail's body may imitate it. */
export function shownText(document: Document): string | null {
  if (!isOriginal(document)) return null;
  return document.querySelector(selectors.original)?.textContent ?? null;
}
