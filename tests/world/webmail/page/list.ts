/** The list of a folder: one row a thread, which carries the ids of its thread and of its last message. */

import type { ShownThread } from '../shell.ts';
import { el } from './dom.ts';
import { dateWords, words } from './words.ts';

function row(thread: ShownThread, open: (thread: ShownThread) => void): HTMLElement {
  const last = thread.messages.at(-1);
  const line = el(
    'tr',
    { class: 'zA', role: 'row', tabindex: '0' },
    el('td', { class: 'yX' }, el('span', { class: 'yP', email: last?.from.email ?? '' }, last?.from.name ?? '')),
    el(
      'td',
      { class: 'xY' },
      el(
        'span',
        {
          class: 'bqe',
          'data-thread-id': `#${thread.permId}`,
          'data-legacy-thread-id': thread.legacyHex,
          'data-legacy-last-message-id': last?.legacyHex ?? '',
          'data-legacy-last-non-draft-message-id': last?.legacyHex ?? '',
        },
        thread.subject || words.undefined,
      ),
      thread.messages.length > 1 && el('span', { class: 'bx0' }, String(thread.messages.length)),
      el('span', { class: 'y2' }, last?.body.replace(/\s+/g, ' ').slice(0, 90) ?? ''),
    ),
    el('td', { class: 'xW' }, last ? dateWords(last.at) : ''),
  );
  line.addEventListener('click', () => open(thread));
  line.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') open(thread);
  });
  // The real list shows a menu of its own.
  line.addEventListener('contextmenu', (event) => event.preventDefault());
  return line;
}

export function list(threads: readonly ShownThread[], open: (thread: ShownThread) => void): HTMLElement {
  return el(
    'table',
    { class: 'F cf zt', gh: 'tl', role: 'grid' },
    el('tbody', {}, ...threads.map((thread) => row(thread, open))),
  );
}
