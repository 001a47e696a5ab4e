/** The worker's own way to a message, where the page may not fetch it: with the extension's leave instead of the page's. */

import { digest } from '../../engine/digest.ts';
import type { Browser } from '../browser.ts';
import { attachmentHost, type HandedOn, type ReaderReply, type ReaderResult, type ReadFailure } from '../protocol.ts';
import { failureOf, type Source, sourceOf } from '../webmail/gmail/source.ts';
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
  const { why } = errand;
  // The worker has the cookies of the ordinary windows alone: it would ask in another's name.
  const { incognito, cookieStoreId = '' } = await browser.tabs.get(tab);
  if (incognito || /^firefox-(?:container|private)/.test(cookieStoreId)) return 'failed';
  if (why === 'redirected' && !(await browser.permissions.contains(attachmentHost))) return 'not-allowed';
  const source = await sourceOf(errand, { credentials: 'include', keyOfPage: () => keyOfPage(browser, tab), ...rest });
  if (source.ok) return source;
  if (why === 'redirected') return 'failed';
  return { ...source, failure: failureOf(source.failure) };
}

/** The same, as a digest. */
export async function digestFor(...asked: Parameters<typeof sourceFor>): Promise<ReaderResult | Refused> {
  const source = await sourceFor(...asked);
  if (typeof source === 'string' || !source.ok) return source;
  return { ok: true, digest: await digest(source.octets, source.fidelity) };
}
