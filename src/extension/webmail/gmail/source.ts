/**
 * The octets of a message: Gmail's "Download original" first, else its "Show original" page: the link in it, and at last
 * its text. The same steps from the page, and from the worker where the page may not take them.
 */

import { encodeUtf8, fromOctetString } from '../../../engine/octets.ts';
import { type Errand, isKey, type ReadFailure } from '../../protocol.ts';
import { type Asker, type Pulled, pull } from '../pull.ts';
import { idsIn } from './ids.ts';
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

/** The ways to a message: by either of its ids, and the "Show original" page. */
export type Way = 'by-hex' | 'by-perm' | 'original';

/** In the order in which they are tried. A message just sent has no hexadecimal id; the permanent one is never misread. */
export function waysOf({ hex, perm }: Errand): readonly Way[] {
  return [...(hex ? (['by-hex'] as const) : []), ...(perm ? (['by-perm'] as const) : []), 'original'];
}

/** What was found, and the ways that are left: what came may be another message than the one that was meant. */
export type FoundBy = { readonly source: Source; readonly left: readonly Way[] };

/** Every way that whoever asks may take. Of 'redirected' and 'unreachable' the other one may have more success. */
export async function sourceBy(ways: readonly Way[], errand: Errand, asker: Asker): Promise<FoundBy> {
  let source: Source = { ok: false, failure: 'not-found', detail: 'no way' };
  for (const [at, way] of ways.entries()) {
    const left = ways.slice(at + 1);
    source = await (way === 'original' ? showOriginal(errand, asker) : download(way, errand, asker));
    if (source.ok || !mayGoOn(source)) return { source, left };
    // A second download after a failure of the connection or the server would fail like the first.
    if (source.failure !== 'not-a-message' && left.includes('original')) {
      return { source: await showOriginal(errand, asker), left: [] };
    }
  }
  return { source, left: [] };
}

export const sourceOf = async (errand: Errand, asker: Asker): Promise<Source> =>
  (await sourceBy(waysOf(errand), errand, asker)).source;

/** An errand that the worker may run: of the webmail's own base, and with ids and a key that are ones. */
export function isErrand({ base, hex, perm, key }: Errand): boolean {
  const url = URL.parse(base);
  return (
    url?.href === base &&
    `${url.origin}${basePath(url.pathname)}` === base &&
    url.origin === 'https://mail.google.com' &&
    idsIn(hex, perm)?.perm === perm &&
    (hex === null || idsIn(hex, null)?.hex === hex) &&
    (key === null || isKey(key))
  );
}

/** The path up to its last "/", as it is: "/mail/u/0/", "/mail/ca/u/1/", with a delegated mailbox's part where there is one. */
export function basePath(pathname: string): string {
  const at = pathname.lastIndexOf('/') + 1;
  const folder = pathname.slice(0, at);
  const last = pathname.slice(at);
  // The number of an account, and the name of a delegated mailbox, are no file names.
  const isFolder = /^\/mail(?:\/.*)?\/(?:u|d|b)\/$/.test(folder) && last !== '';
  const path = isFolder ? `${folder}${last}/` : folder;
  return path.startsWith('/mail/') ? path : '/mail/u/0/';
}

/** The message itself, every octet of it. */
async function download(way: Exclude<Way, 'original'>, errand: Errand, asker: Asker): Promise<Source> {
  const asked = way === 'by-perm' ? { ...errand, hex: null } : errand;
  const whole = await downloaded(downloadAddress(asked), errand, asker);
  if (whole.ok || whole.failure !== 'blocked') return whole;
  const why = await whyBlocked(errand, asker);
  if (why !== 'passing' && why !== 'redirected') return { ...whole, failure: why };
  // Most downloads are redirected, and may be read: it was the connection that broke, unless it does so again.
  const again = await downloaded(downloadAddress(asked), errand, asker);
  return !again.ok && again.failure === 'blocked'
    ? { ...again, failure: why === 'redirected' ? why : 'blocked' }
    : again;
}

/** cacheCounter: a redirect that was kept leads to an answer that may be read but once. */
export const downloadAddress = ({ base, hex, perm }: Errand): string =>
  hex
    ? `${base}?view=att&th=${hex}&attid=0&disp=comp&safe=1&zw&cacheCounter=${Date.now()}`
    : `${base}?view=att&permmsgid=${perm}&disp=comp&safe=1&zw&cacheCounter=${Date.now()}`;

export const originalAddress = ({ base, hex, perm, key }: Errand): string =>
  `${base}?ui=2${key ? `&ik=${key}` : ''}&view=om&${perm ? `permmsgid=${perm}` : `th=${hex}`}`;

async function downloaded(url: string, errand: Errand, asker: Asker): Promise<Source> {
  const pulled = await pull(url, asker);
  if (!pulled.ok) return pulled;
  if (hasLeft(pulled.response, errand)) return accountMoved(pulled.response);
  if (!looksLikeMessage(pulled.octets)) return notAMessage(pulled);
  return { ok: true, octets: pulled.octets, fidelity: pulled.cut ? 'body-cut' : 'complete' };
}

const notAMessage = ({ octets, type }: Pulled & { ok: true }): Failed => ({
  ok: false,
  failure: 'not-a-message',
  detail: `${octets.length} octets of ${type}`,
});

/**
 * An account whose number no longer is one is sent to the first, and a delegated mailbox whose name has changed to the
 * reader's own: what comes from there is about another mailbox.
 */
function hasLeft({ url, redirected }: Response, { base }: Errand): boolean {
  return redirected && new URL(url).origin === new URL(base).origin && !url.startsWith(base);
}

const accountMoved = ({ url }: Response): Failed => ({
  ok: false,
  failure: 'account-moved',
  detail: new URL(url).pathname,
});

/** Another step has a chance: Gmail answers what it does not know with a page and HTTP 200. */
const mayGoOn = ({ failure }: Failed): boolean =>
  failure === 'not-a-message' || failure === 'interrupted' || failure === 'blocked' || failure === 'server-error';

/** The "Show original" page: the whole message by the link in it, else its text. */
export async function showOriginal(errand: Errand, asker: Asker): Promise<Source> {
  const pulled = await originalPage(errand, asker);
  if (!pulled.ok) return pulled.failure === 'blocked' ? { ...pulled, failure: 'unreachable' } : pulled;
  if (hasLeft(pulled.response, errand)) return accountMoved(pulled.response);
  const page = new TextDecoder().decode(pulled.octets);
  const link = downloadLink(page);
  const linked = link === null ? null : new URL(link, errand.base);
  if (linked && linked.origin === new URL(errand.base).origin) {
    const found = await downloaded(linked.href, errand, asker);
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
  // Whatever has become of the connection since: there was an answer, and it led elsewhere.
  return message === 'redirected' ? 'redirected' : 'unreachable';
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
