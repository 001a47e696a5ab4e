/** The page of the stand-in: folders, a hash router, and views that stay in the document when they are left. */

import type { PageData, ShownThread } from '../shell.ts';
import { conversation } from './conversation.ts';
import { el } from './dom.ts';
import { list } from './list.ts';
import { switches } from './switches.ts';
import { words } from './words.ts';

declare global {
  interface Window {
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(url: string): string },
      ): { createScriptURL(url: string): string };
    };
  }
}

const mailbox: PageData = JSON.parse(document.getElementById('mailbox')?.textContent ?? '');
const folders = ['inbox', 'spam', 'trash', 'sent', 'drafts', 'odd'] as const;

/** What the fragment of the address asks for: "#inbox", "#spam/ID", "#label/Work/ID", "#search/word/ID". */
type Route = { readonly view: string; readonly threads: readonly ShownThread[]; readonly open: ShownThread | null };

function routeOf(fragment: string): Route {
  const parts = decodeURIComponent(fragment.replace(/^#/, '').replace(/\?.*$/, '')).split('/');
  const [first = 'inbox', second = ''] = parts;
  const named = first === 'label' || first === 'search';
  const view = named ? `${first}/${second}` : folders.includes(first as (typeof folders)[number]) ? first : 'inbox';
  const id = parts[named ? 2 : 1];
  const threads = mailbox.threads.filter((thread) => {
    if (first === 'search') return `${thread.subject} ${thread.messages[0]?.from.email}`.includes(second);
    return first === 'label' || thread.folder === view;
  });
  return { view, threads, open: mailbox.threads.find((thread) => thread.urlId === id) ?? null };
}

const content = el('div', { class: 'content' });

/** Leaves the views that were there before in the document, hidden: so does the real page. */
function show(...children: readonly HTMLElement[]): void {
  for (const view of content.children) (view as HTMLElement).style.display = 'none';
  while (content.children.length > 1) content.firstChild?.remove();
  content.append(el('div', { role: 'main', class: 'AO' }, ...children));
}

function render(): void {
  const { view, threads, open } = routeOf(location.hash);
  const to = (thread: ShownThread) => {
    location.hash = `#${view}/${thread.urlId}`;
  };
  for (const link of document.querySelectorAll('nav a')) {
    link.toggleAttribute('aria-current', link.getAttribute('href') === `#${view}`);
  }
  const pane = switches.get('pane');
  if (pane) {
    const beside = open ? conversation(open) : el('p', {}, '');
    show(el('div', { class: `pane ${pane}` }, list(threads, to), el('div', { class: 'aia ao9' }, beside)));
  } else {
    show(open ? conversation(open) : list(threads, to));
  }
}

function frame(): HTMLElement {
  const links = folders.map((folder) => {
    const count = mailbox.threads.filter((thread) => thread.folder === folder).length;
    return el('a', { href: `#${folder}` }, words[folder], el('small', {}, String(count)));
  });
  const search = el('input', { type: 'search', placeholder: words.search, 'aria-label': words.search });
  search.addEventListener('change', () => {
    location.hash = `#search/${encodeURIComponent((search as HTMLInputElement).value)}`;
  });
  return el(
    'div',
    { class: 'frame' },
    el('header', { role: 'banner' }, el('strong', {}, 'Postbox'), search, el('span', {}, mailbox.address)),
    el('nav', { role: 'navigation' }, ...links),
    content,
  );
}

if (mailbox.only !== null) {
  document.body.append(content);
  show(...mailbox.threads.map(conversation));
} else {
  document.body.append(frame());
  addEventListener('hashchange', render);
  render();
}

// Attachments have links that carry the session's key.
if (switches.has('links')) {
  const href = `${mailbox.base}?ui=2&ik=${mailbox.ik}&view=att&th=0&attid=0.1&disp=safe&zw`;
  document.body.append(el('a', { href, class: 'aQy' }, 'attachment'));
}

if (switches.has('frames')) {
  document.body.append(
    el('iframe', { src: 'https://accounts.google.com/RotateCookiesPage', title: 'other', width: '200' }),
  );
}

if (mailbox.serviceWorker !== 'off') {
  const url = `${mailbox.base}/sw.js?offline_allowed=1`;
  const policy = window.trustedTypes?.createPolicy('worker', { createScriptURL: (same) => same });
  navigator.serviceWorker
    .register(policy?.createScriptURL(url) ?? url, { scope: `${mailbox.base}/` })
    .catch((error: unknown) => console.error('stand-in:', error));
}
