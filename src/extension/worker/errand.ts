/** The worker's own way to a message, where the page may not fetch it: with the extension's leave instead of the page's. */

import { type Digest, digest } from '../../engine/digest.ts';
import type { Browser } from '../browser.ts';
import { attachmentHost, type HandedOn, type ReaderReply, type ReaderResult, type ReadFailure } from '../protocol.ts';
import { failureOf, isErrand, type Source, sourceBy, type Way, waysOf } from '../webmail/gmail/source.ts';
import type { Asker } from '../webmail/pull.ts';
import { keyOfPage } from './page-key.ts';

type Refused = Extract<ReaderReply, 'not-allowed' | 'failed'>;
type Fetched = (Source & { ok: true }) | { readonly ok: false; readonly failure: ReadFailure; readonly detail: string };

/** The octets; or, of a message on the other host, why the reader has to go on by itself. */
export async function sourceFor(
  browser: Browser,
  errand: HandedOn,
  tab: number,
  rest: Pick<Asker, 'signal' | 'onProgress'>,
): Promise<Fetched | Refused> {
  return (await fetchedBy(waysOf(errand), browser, errand, tab, rest)).fetched;
}

async function fetchedBy(ways: readonly Way[], ...[browser, errand, tab, rest]: Parameters<typeof sourceFor>) {
  const refused = (fetched: Fetched | Refused) => ({ fetched, left: [] as readonly Way[] });
  const { why } = errand;
  if (!isErrand(errand)) return refused('failed');
  // The worker has the cookies of the ordinary windows alone: it would ask in another's name.
  const { incognito, cookieStoreId = '' } = await browser.tabs.get(tab);
  if (incognito || /^firefox-(?:container|private)/.test(cookieStoreId)) return refused('failed');
  if (why === 'redirected' && !(await browser.permissions.contains(attachmentHost))) return refused('not-allowed');
  const asker: Asker = { credentials: 'include', keyOfPage: () => keyOfPage(browser, tab), ...rest };
  const { source, left } = await sourceBy(ways, errand, asker);
  if (source.ok) return { fetched: source, left };
  // What seemed unreachable lies on the other host, as most do: that one may be read by the page, or asked leave for.
  const lies = why === 'unreachable' && source.failure === 'redirected';
  if (lies && !(await browser.permissions.contains(attachmentHost))) return refused('not-allowed');
  if (why === 'redirected' || lies) return refused('failed');
  return refused({ ...source, failure: failureOf(source.failure) });
}

/** The same, as a digest: of the first that is not another message, else of the first that came. */
export async function digestFor(
  isAnother: (made: Digest) => boolean,
  ...[browser, errand, tab, rest]: Parameters<typeof sourceFor>
): Promise<ReaderResult | Refused> {
  let first: Digest | null = null;
  let ways: readonly Way[] = waysOf(errand);
  for (;;) {
    const { fetched, left } = await fetchedBy(ways, browser, errand, tab, rest);
    if (typeof fetched === 'string' || !fetched.ok) return first ? { ok: true, digest: first } : fetched;
    const made = await digest(fetched.octets, fetched.fidelity);
    if (!isAnother(made)) return { ok: true, digest: made };
    first ??= made;
    if (left.length === 0) return { ok: true, digest: first };
    ways = left;
  }
}
