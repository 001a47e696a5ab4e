/** Gmail's own pages about one message, when such a page is open: "Show original", and "View entire message". */

import { idsIn, type MessageIds } from './ids.ts';
import { selectors } from './selectors.ts';

/** om: "Show original". lg: "View entire message", of a message that was too long for its conversation. */
const viewOf = ({ location }: Document) => new URLSearchParams(location.search).get('view');

/** The ids of the message that the page shows, from its own address or its link; null on every other page. */
export function originalOf(document: Document): MessageIds | null {
  const view = viewOf(document);
  if (view !== 'om' && view !== 'lg') return null;
  const asked = new URLSearchParams(document.location.search);
  const link = view === 'om' ? document.querySelector<HTMLAnchorElement>(selectors.download)?.href : null;
  const linked = link ? new URL(link, document.location.href).searchParams.get('th') : null;
  return idsIn(asked.get('th') ?? linked, asked.get('permmsgid'));
}

/** The text that the page shows; null where it shows none, and on every other page: there a mail's body may imitate it. */
export function shownText(document: Document): string | null {
  if (viewOf(document) !== 'om') return null;
  return document.querySelector(selectors.original)?.textContent ?? null;
}
