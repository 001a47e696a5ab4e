/** The octets of a message: Gmail's "Download original" first, else the text of its "Show original" page. */

import { encodeUtf8, fromOctetString } from '../../engine/octets.ts';
import type { ReadFailure } from '../protocol.ts';
import type { MessageIds } from './locate.ts';
import { pull } from './pull.ts';
import { selectors } from './selectors.ts';

export type Source =
  | {
      readonly ok: true;
      readonly octets: Uint8Array<ArrayBuffer>;
      readonly fidelity: 'complete' | 'body-cut' | 'approximate';
    }
  | { readonly ok: false; readonly failure: ReadFailure; readonly detail: string };

/** `/mail/u/0/`, with a delegated mailbox's part where there is one; without the file name of a window of its own. */
export function basePath(pathname: string): string {
  const path = /^\/mail(?:\/b\/[^/]+)?(?:\/u\/\d+)?(?:\/d\/[^/]+)?/.exec(pathname)?.[0] ?? '/mail/u/0';
  return `${path}/`;
}

export async function sourceOf(ids: MessageIds, document: Document): Promise<Source> {
  const base = basePath(document.location.pathname);
  const whole = await download(
    `${base}?view=att&${idParameter(ids)}&attid=0&disp=comp&safe=1&zw&cacheCounter=${Date.now()}`,
  );
  if (whole.ok || !mayTryOtherWay(whole.failure)) return whole;
  if (!(await signedIn(base)))
    return { ok: false, failure: navigator.onLine ? 'signed-out' : 'offline', detail: whole.detail };
  return showOriginal(ids, base, document);
}

/** Gmail answers what it does not know with a page and HTTP 200, and a redirect that may not be followed looks like no network. */
const mayTryOtherWay = (failure: ReadFailure) => failure === 'not-a-message' || failure === 'offline';

const idParameter = ({ hex, perm }: MessageIds) => (hex ? `th=${hex}` : `permmsgid=${perm}`);

async function download(url: string): Promise<Source> {
  const pulled = await pull(url);
  if (!pulled.ok) return pulled;
  if (!looksLikeMessage(pulled.octets))
    return { ok: false, failure: 'not-a-message', detail: `${pulled.octets.length} octets of ${pulled.type}` };
  return { ok: true, octets: pulled.octets, fidelity: pulled.cut ? 'body-cut' : 'complete' };
}

/** A message begins with a header field (or mbox's "From "), and has one that every message has, before the first empty line. */
export function looksLikeMessage(octets: Uint8Array): boolean {
  const head = new TextDecoder('latin1').decode(octets.subarray(0, 4096)).replace(/^\s+/, '');
  const [section = ''] = head.split(/\r?\n\r?\n/, 1);
  return (
    /^(?:[!-9;-~]+[ \t]*:|From )/.test(section) &&
    /^(?:Received|Delivered-To|Return-Path|From|Date|Message-ID|MIME-Version|Subject)[ \t]*:/im.test(section)
  );
}

/** A session that has ended redirects to another site, which a page may not follow. */
async function signedIn(base: string): Promise<boolean> {
  try {
    const response = await fetch(base, { redirect: 'manual', cache: 'no-store', signal: AbortSignal.timeout(15_000) });
    return response.type === 'basic' && response.ok;
  } catch {
    return false;
  }
}

async function showOriginal(ids: MessageIds, base: string, document: Document): Promise<Source> {
  const ik = await sessionKey(document, base);
  const pulled = await pull(
    `${base}?ui=2${ik ? `&ik=${ik}` : ''}&view=om&${ids.perm ? `permmsgid=${ids.perm}` : `th=${ids.hex}`}`,
  );
  if (!pulled.ok) return pulled;
  const page = new TextDecoder().decode(pulled.octets);
  const link = unescapeHtml(/href="([^"]*[?&](?:amp;)?view=att[^"]*)"/.exec(page)?.[1] ?? '');
  const linked = link && new URL(link, document.location.href);
  if (linked && linked.origin === document.location.origin) {
    const whole = await download(linked.href);
    if (whole.ok) return whole;
  }
  const text = originalText(page);
  // Judged by what is absent, never by words: they are in the user's language.
  if (text === null)
    return { ok: false, failure: 'not-found', detail: `no original in ${pulled.octets.length} octets` };
  return { ok: true, octets: fromOctetString(encodeUtf8(text)), fidelity: 'approximate' };
}

/** The message in the page's one `<pre>`, with its line ends as they must be; null where there is none. */
export function originalText(page: string): string | null {
  const escaped = /<pre[^>]*raw_message_text[^>]*>([\s\S]*?)<\/pre>/.exec(page)?.[1];
  if (escaped === undefined) return null;
  return unescapeHtml(escaped.replace(/^\r?\n/, '')).replace(/\r\n?|\n/g, '\r\n');
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
const unescapeHtml = (text: string) =>
  text.replace(/&(lt|gt|quot|#39|amp);/g, (whole, name: string) => entities[name] ?? whole);

/** The session's `ik`, which "Show original" asks for: from a link of the page, from its scripts, else from a fresh copy of it. */
async function sessionKey(document: Document, base: string): Promise<string | null> {
  const inLink = [...document.querySelectorAll<HTMLAnchorElement>(selectors.linkWithKey)].map(
    (link) => /[?&]ik=([a-z0-9]{6,16})(?:&|$)/.exec(link.href)?.[1],
  );
  const inScript = [...document.scripts].map((script) => keyIn(script.textContent ?? ''));
  const found = [...inLink, ...inScript].find((key) => key);
  if (found) return found;
  const copy = await pull(base);
  return copy.ok ? (keyIn(new TextDecoder().decode(copy.octets)) ?? null) : null;
}

const keyIn = (text: string) => /\bGM_ID_KEY\s*=\s*['"]([a-z0-9]{6,16})['"]/.exec(text)?.[1];
