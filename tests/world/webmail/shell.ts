/** The page of a mailbox: its headers, its inline script, its data, its style and its program. */

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Rollup } from 'vite';
import type { Place } from './account.ts';
import { type Answer, escapeHtml, html } from './answer.ts';
import type { MailMessage, Thread } from './mailbox.ts';
import type { Switches } from './state.ts';

const folder = join(import.meta.dirname, 'page');

/** The program of the page as one script, made when it is first needed. */
let program: Promise<string> | undefined;
function pageProgram(): Promise<string> {
  program ??= build({
    ...{ configFile: false, logLevel: 'error', publicDir: false },
    build: {
      ...{ write: false, minify: false, modulePreload: false },
      rolldownOptions: { input: join(folder, 'main.ts'), output: { format: 'iife' } },
    },
  }).then((output) => {
    const { output: files } = (Array.isArray(output) ? output[0] : output) as Rollup.RollupOutput;
    return files[0].code;
  });
  return program;
}

/** What the page is told of a message: what Gmail's page is told too, and not its octets. */
const shown = ({ octets: _, ...rest }: MailMessage) => rest;
export type ShownMessage = ReturnType<typeof shown>;
export type ShownThread = Omit<Thread, 'messages'> & { readonly messages: readonly ShownMessage[] };
export type PageData = {
  readonly address: string;
  readonly base: string;
  readonly ik: string;
  readonly serviceWorker: Switches['serviceWorker'];
  /** Only this thread, and no list: a popped-out window. */
  readonly only: string | null;
  readonly threads: readonly ShownThread[];
};

/** JSON inside a script element: nothing in it may end the element. */
const inScript = (value: unknown) => JSON.stringify(value).replace(/</g, '\\u003c');

const cookies = ['SIDSTRICT=s; SameSite=Strict', 'SID=l; SameSite=Lax', 'SIDNONE=n; SameSite=None'].map(
  (cookie) => `${cookie}; Path=/; Secure; HttpOnly`,
);

function policy(nonce: string, { connectSrc }: Switches): string {
  const connect = { absent: '', self: "; connect-src 'self'", none: "; connect-src 'none'" }[connectSrc];
  return (
    `require-trusted-types-for 'script'; script-src 'nonce-${nonce}' 'strict-dynamic'; object-src 'none'; ` +
    `base-uri 'self'; report-uri /mail/cspreport${connect}`
  );
}

/** The page's policy goes with every page of the host, whichever endpoint it is of. */
export function withPolicy(answer: Answer, switches: Switches, nonce = randomBytes(16).toString('base64')): Answer {
  const { 'content-type': type, 'content-security-policy': given } = answer.headers;
  if (given || !String(type).startsWith('text/html')) return answer;
  const own = { 'content-security-policy': policy(nonce, switches), 'x-frame-options': 'SAMEORIGIN' };
  return { ...answer, headers: { ...answer.headers, ...own } };
}

export async function answerShell(place: Place, switches: Switches, query: URLSearchParams): Promise<Answer> {
  const { account, base } = place;
  const nonce = randomBytes(16).toString('base64');
  const only = place.rest === 'popout' ? (query.get('th') ?? '').replace(/^#/, '') : null;
  const data: PageData = {
    ...{ address: account.address, base, ik: account.ik, serviceWorker: switches.serviceWorker, only },
    threads: account.threads
      .filter((thread) => only === null || thread.permId === only)
      .map((thread) => ({ ...thread, messages: thread.messages.map(shown) })),
  };
  const globals = JSON.stringify([null, null, 1, 'x', 'en', null, null, base, null, account.ik, account.address]);
  const silent = only !== null || (query.get('standin') ?? '').includes('scripts:0');
  const telling = {
    today: `var GM_ID_KEY = '${account.ik}';var GLOBALS=${globals};`,
    globals: `var GLOBALS=${globals};`,
    older: `function _GM_setData() {} _GM_setData({"Cl6csf":["x",null,"${account.ik}","en"]});`,
    none: '',
  }[silent ? 'none' : switches.scripts];
  const script = (content: string) => `<script nonce="${nonce}">${content}</script>`;
  const body = [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mail stand-in</title>',
    `<meta name="og-profile-acct" content="${escapeHtml(account.address)}">`,
    `<style>${readFileSync(join(folder, 'style.css'), 'utf8')}</style>`,
    telling && script(telling),
    '</head><body>',
    '<p class="stand-in">TEST STAND-IN, not Gmail</p>',
    `<script type="application/json" id="mailbox" nonce="${nonce}">${inScript(data)}</script>`,
    script((await pageProgram()).replace(/<\/script/g, '<\\/script')),
    '</body></html>',
  ].join('\n');
  return withPolicy(html(body, { 'set-cookie': cookies, 'cache-control': 'no-cache' }), switches, nonce);
}

/** The field that a request carries which passed through the page's service worker. */
export const WORKER_MARK = 'x-stand-in-worker';

/** A service worker of the page, when one is switched on. Firefox lets a content script's fetch pass through it. */
export function answerServiceWorker({ serviceWorker }: Switches): Answer {
  const bodies = {
    off: '',
    // Marked for the log, where a worker may: what a page is opened with cannot be changed.
    'pass-through': `addEventListener('fetch', (event) => {
      const { request } = event;
      const marked = () => new Request(request, { headers: [...request.headers, ['${WORKER_MARK}', '1']] });
      event.respondWith(fetch(request.mode === 'navigate' ? request : marked()));
    });`,
    'cache-first':
      "addEventListener('fetch', (event) => event.respondWith(caches.open('mail').then(async (cache) => { const hit = await cache.match(event.request); if (hit) return hit; const answer = await fetch(event.request); if (event.request.method === 'GET' && answer.ok) await cache.put(event.request, answer.clone()); return answer; })));",
    broken: "addEventListener('fetch', (event) => event.respondWith(Promise.reject(new Error('broken'))));",
  };
  const begin =
    "addEventListener('install', () => skipWaiting());addEventListener('activate', (event) => event.waitUntil(clients.claim()));";
  return {
    status: serviceWorker === 'off' ? 404 : 200,
    headers: { 'content-type': 'text/javascript', 'cache-control': 'no-cache' },
    body: begin + bodies[serviceWorker],
  };
}
