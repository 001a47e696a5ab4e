/** An open conversation: the roles, attributes and class names of the real page, and nothing else of it. */

import type { ShownMessage, ShownThread } from '../shell.ts';
import { el } from './dom.ts';
import { switches } from './switches.ts';
import { dateWords, words } from './words.ts';

const EXPANDS_AFTER = 50; // ms: a collapsed message gets its ids a moment after the click

/** The ids of a message, as far as the page gives them away. */
const ids = (message: ShownMessage) => ({
  'data-message-id': switches.get('perm') === 'undefined' ? 'undefined' : `#${message.permId}`,
  'data-legacy-message-id': message.exposeLegacy && switches.get('noattr') !== 'legacy' ? message.legacyHex : null,
});

const jslog = (thread: ShownThread, message: ShownMessage) =>
  `20277; u014N:xr6bB; 1:${btoa(JSON.stringify([`#${thread.permId}`]))}; 4:${btoa(JSON.stringify([`#${message.permId}`]))}`;

/** A body that pretends to hold messages: whoever looks for one has to take the outermost. */
function hostileBody(): HTMLElement {
  const fake = { 'data-message-id': '#msg-f:1', 'data-legacy-message-id': '00000000deadbeef', role: 'listitem' };
  return el(
    'div',
    {},
    'A message inside a message: ',
    el(
      'div',
      { class: 'adn ads', ...fake },
      el('span', { class: 'gD', email: 'fake@bank.example' }, 'Fake'),
      'Not me.',
    ),
    el(
      'pre',
      { class: 'raw_message_text', id: 'raw_message_text' },
      'From: fake@bank.example\nSubject: Fake\n\nNot me.',
    ),
  );
}

const actions = () =>
  el(
    'td',
    { class: 'gH acX bAm' },
    el('button', { type: 'button', 'aria-label': words.reply }, '↩'),
    el('button', { type: 'button', 'aria-label': words.more, 'aria-haspopup': 'true' }, '⋮'),
  );

function header(message: ShownMessage): HTMLElement {
  const { name, email } = message.from;
  const sender = el('span', { class: 'gD', email, name, 'data-hovercard-id': email }, name);
  return el(
    'div',
    { class: 'gE iv gt' },
    el(
      'table',
      { class: 'cf gJ' },
      el(
        'tbody',
        {},
        el(
          'tr',
          {},
          el('td', { class: 'gF' }, el('h3', { class: 'iw' }, el('span', { class: 'qu' }, sender), ` <${email}>`)),
          el('td', { class: 'gH' }, el('span', { class: 'g3', title: dateWords(message.at) }, dateWords(message.at))),
          actions(),
        ),
      ),
    ),
    el('span', { class: 'hb' }, `${words.to} `, el('span', { class: 'g2', email: message.to, name: 'me' }, message.to)),
  );
}

function body(thread: ShownThread, message: ShownMessage): HTMLElement {
  const text = el('div', { class: 'a3s aiL', dir: 'auto' });
  if (message.kind === 'hostile') text.append(hostileBody());
  else for (const line of message.body.split('\n')) text.append(line, el('br'));
  if (message.subject.startsWith('Re:')) text.append(el('div', { class: 'ajA' }, `> ${words.older}`));
  return el('div', { class: 'ii gt', jslog: jslog(thread, message) }, text);
}

/** The part of a list item that an open message has. */
function open(thread: ShownThread, message: ShownMessage): HTMLElement {
  const editor =
    message.kind === 'draft' && el('div', { class: 'M9', contenteditable: 'true', 'aria-label': words.write }, '…');
  return el(
    'div',
    { class: 'adn ads', tabindex: '-1', ...ids(message) },
    el('div', { class: 'aju' }, el('span', { class: 'ajn', 'data-hovercard-id': message.from.email })),
    el('div', { class: 'gs' }, header(message), body(thread, message), editor),
    el('div', { class: 'ajx' }),
  );
}

/** A message that shows one line, and no id (or one in a hidden element) until it is opened. */
function closed(thread: ShownThread, message: ShownMessage, state: 'kv' | 'kQ'): HTMLElement {
  const item = el(
    'div',
    { class: state, role: 'listitem', tabindex: '0' },
    el('div', { class: 'gE hI' }, el('b', {}, message.from.name), ` ${message.body.split('\n')[0] ?? ''}`),
  );
  if (message.state === 'collapsed-hidden-adn') {
    item.append(el('div', { class: 'adn', style: 'display:none', ...ids(message) }));
  }
  if (state === 'kQ') item.style.display = 'none';
  item.addEventListener(
    'click',
    () => setTimeout(() => item.replaceWith(listItem(thread, { ...message, state: 'expanded' })), EXPANDS_AFTER),
    { once: true },
  );
  return item;
}

function listItem(thread: ShownThread, message: ShownMessage): HTMLElement {
  if (message.state === 'bubble') return closed(thread, message, 'kQ');
  if (message.state !== 'expanded') return closed(thread, message, 'kv');
  return el('div', { class: 'h7', role: 'listitem' }, open(thread, message));
}

/** "N older messages": shows what it hides when clicked. */
function bubble(items: readonly HTMLElement[]): HTMLElement {
  const hidden = items.filter((item) => item.style.display === 'none');
  const mark = el('div', { class: 'adv', role: 'button', tabindex: '0' }, `${hidden.length} ${words.older}`);
  mark.addEventListener('click', () => {
    for (const item of hidden) {
      item.style.display = '';
      item.className = 'kv';
    }
    mark.remove();
  });
  return mark;
}

export function conversation(thread: ShownThread): HTMLElement {
  const messages = switches.get('order') === 'newest-first' ? thread.messages.toReversed() : thread.messages;
  const items = messages.map((message) => listItem(thread, message));
  const hides = items.some((item) => item.style.display === 'none');
  return el(
    'div',
    { class: 'nH a98 iY' },
    el(
      'h2',
      { class: 'hP', 'data-thread-perm-id': thread.permId, 'data-legacy-thread-id': thread.legacyHex },
      thread.subject || words.undefined,
    ),
    thread.folder === 'spam' && el('p', { class: 'note' }, words.spamNote),
    hides && bubble(items),
    el('div', { role: 'list' }, ...items),
  );
}
