/**
 * The octets of a message: Gmail's "Download original" first, else its "Show original" page: the link in it, and at last
 * its text. The same steps from the page, and from the worker where the page may not take them.
 */

import { encodeUtf8, fromOctetString } from '../../../engine/octets.ts';
import type { Errand, ReadFailure } from '../../protocol.ts';
import { type Asker, type Pulled, pull } from '../pull.ts';
import { downloadLink, keyIn, looksLikeMessage, originalText } from './original-text.ts';

export type Source =
  | {
      readonly ok: true;
      readonly octets: Uint8Array<ArrayBuffer>;
      readonly fidelity: 'complete' | 'body-cut' | 'approximate';
    }
  | Failed;
export type Failed = {
  readonly ok: false;
  readonly failure: ReadFailure | Blocked | 'blocked';
  readonly detail: string;
};

/**
 * What became of a request without an answer that whoever asked may look at. redirected: to Gmail's other host, which lets
 * only some read. unreachable: no network, or a policy or a worker of the page that is in the way.
 */
export type Blocked = 'redirected' | 'unreachable';

/** As it is said to the user: without an answer Gmail cannot be reached. */
export function failureOf(failure: Failed['failure']): ReadFailure {
  return failure === 'blocked' || failure === 'redirected' || failure === 'unreachable' ? 'offline' : failure;
}

/** Every step that whoever asks may take. Of 'redirected' and 'unreachable' the other one may have more success. */
export async function sourceOf(errand: Errand, asker: Asker): Promise<Source> {
  let whole = await download(errand, asker);
  if (!whole.ok && whole.failure === 'blocked') {
    const why = await whyBlocked(errand, asker);
    if (why !== 'passing') return { ...whole, failure: why };
    whole = await download(errand, asker);
  }
  if (whole.ok || !mayGoOn(whole)) return whole;
  return showOriginal(errand, asker);
}

/** `/mail/u/0/`, with a delegated mailbox's part where there is one; without the file name of a window of its own. */
export function basePath(pathname: string): string {
  const path = /^\/mail(?:\/b\/[^/]+)?(?:\/u\/\d+)?(?:\/d\/[^/]+)?/.exec(pathname)?.[0] ?? '/mail/u/0';
  return `${path}/`;
}

/** The message itself, every octet of it. */
function download(errand: Errand, asker: Asker): Promise<Source> {
  return downloaded(downloadAddress(errand), asker);
}

/** cacheCounter: a redirect that was kept leads to an answer that may be read but once. */
export const downloadAddress = ({ base, hex, perm }: Errand): string =>
  `${base}?view=att&${hex ? `th=${hex}` : `permmsgid=${perm}`}&attid=0&disp=comp&safe=1&zw&cacheCounter=${Date.now()}`;

export const originalAddress = ({ base, hex, perm, key }: Errand): string =>
  `${base}?ui=2${key ? `&ik=${key}` : ''}&view=om&${perm ? `permmsgid=${perm}` : `th=${hex}`}`;

async function downloaded(url: string, asker: Asker): Promise<Source> {
  const pulled = await pull(url, asker);
  if (!pulled.ok) return pulled;
  if (!looksLikeMessage(pulled.octets)) return notAMessage(pulled);
  return { ok: true, octets: pulled.octets, fidelity: pulled.cut ? 'body-cut' : 'complete' };
}

const notAMessage = ({ octets, type }: Pulled & { ok: true }): Failed => ({
  ok: false,
  failure: 'not-a-message',
  detail: `${octets.length} octets of ${type}`,
});

/** Another step has a chance: Gmail answers what it does not know with a page and HTTP 200. */
const mayGoOn = ({ failure }: Failed): boolean =>
  failure === 'not-a-message' || failure === 'interrupted' || failure === 'blocked';

/** The "Show original" page: the whole message by the link in it, else its text. */
export async function showOriginal(errand: Errand, asker: Asker): Promise<Source> {
  const pulled = await originalPage(errand, asker);
  if (!pulled.ok) return pulled.failure === 'blocked' ? { ...pulled, failure: 'unreachable' } : pulled;
  const page = new TextDecoder().decode(pulled.octets);
  const link = downloadLink(page);
  const linked = link === null ? null : new URL(link, errand.base);
  if (linked && linked.origin === new URL(errand.base).origin) {
    const found = await downloaded(linked.href, asker);
    if (found.ok || !mayGoOn(found)) return found;
  }
  // Judged by what is absent, never by words: they are in the user's language.
  const text = originalText(page);
  if (text === null)
    return { ok: false, failure: 'not-found', detail: `no original in ${pulled.octets.length} octets` };
  return approximate(text);
}

/** The text of the page: its header can be trusted, its body cannot be judged. */
export function approximate(text: string): Source {
  const octets = fromOctetString(encodeUtf8(text));
  if (looksLikeMessage(octets)) return { ok: true, octets, fidelity: 'approximate' };
  return { ok: false, failure: 'not-a-message', detail: `${octets.length} octets of text` };
}

/** With the key that the page gives away; where there is none, or it does not serve, with one from elsewhere. */
async function originalPage(errand: Errand, asker: Asker): Promise<Pulled> {
  const tried = new Set<string>();
  let last: Pulled | null = null;
  for (const find of [async () => errand.key, () => keyOfFreshPage(errand, asker), asker.keyOfPage]) {
    const key = await find();
    if (key === null || tried.has(key)) continue;
    tried.add(key);
    last = await pull(originalAddress({ ...errand, key }), asker);
    if (!last.ok || originalText(new TextDecoder().decode(last.octets)) !== null) return last;
  }
  return last ?? pull(originalAddress(errand), asker);
}

/** From a fresh copy of the mailbox's page, where the open one does not tell. */
async function keyOfFreshPage({ base }: Errand, asker: Asker): Promise<string | null> {
  const copy = await pull(base, asker);
  return copy.ok ? keyIn(new TextDecoder().decode(copy.octets)) : null;
}

/** By two more requests, which follow no redirect. passing: now there is an answer. */
async function whyBlocked(errand: Errand, asker: Asker): Promise<Blocked | 'signed-out' | 'passing'> {
  const message = await probe(downloadAddress(errand), asker);
  if (message === 'answered') return 'passing';
  const mailbox = await probe(errand.base, asker);
  if (mailbox === 'redirected') return 'signed-out';
  return message === 'redirected' && mailbox === 'answered' ? 'redirected' : 'unreachable';
}

/** Whether there is an answer of Gmail's own; its body is not waited for. */
export async function probe(
  url: string,
  { credentials, signal }: Asker,
): Promise<'answered' | 'redirected' | 'unreachable'> {
  try {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(15_000)]);
    const response = await fetch(url, { redirect: 'manual', cache: 'no-store', credentials, signal: patience });
    await response.body?.cancel();
    return response.type === 'opaqueredirect' ? 'redirected' : 'answered';
  } catch {
    return 'unreachable';
  }
}
