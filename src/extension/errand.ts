/** The worker's own way to a message, where the page may not fetch it: with the extension's leave instead of the page's. */

import { digest } from '../engine/digest.ts';
import { browser } from './browser.ts';
import type { Asker } from './gmail/pull.ts';
import { sourceOf } from './gmail/source.ts';
import { attachmentHost, type ReaderMessage, type ReaderReply, type ReaderResult } from './protocol.ts';

/** The result; or, of a message on the other host, why the reader has to go on by itself. */
export async function run(
  errand: NonNullable<ReaderMessage['errand']>,
  tab: number,
  rest: Pick<Asker, 'signal' | 'onProgress'>,
): Promise<ReaderResult | Exclude<ReaderReply, 'stored'>> {
  const { why } = errand;
  // The worker has the cookies of the ordinary windows alone: it would ask in another's name.
  const { incognito, cookieStoreId = '' } = await browser.tabs.get(tab);
  if (incognito || /^firefox-(?:container|private)/.test(cookieStoreId)) return 'failed';
  if (why === 'redirected' && !(await browser.permissions.contains(attachmentHost))) return 'not-allowed';
  const source = await sourceOf(errand, { credentials: 'include', ...rest });
  if (source.ok) return { ok: true, digest: await digest(source.octets, source.fidelity) };
  if (why === 'redirected') return 'failed';
  const { detail, failure } = source;
  const offline = failure === 'blocked' || failure === 'redirected' || failure === 'unreachable';
  return { ok: false, failure: offline ? 'offline' : failure, detail };
}
