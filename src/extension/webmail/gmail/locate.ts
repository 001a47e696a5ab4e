/** Which message of the page is meant: the right-clicked, else the focused or selected, else the only one open, else the newest. */

import type { Place } from '../../../engine/report.ts';
import type { Candidate, Located, Meant, ReadFailure } from '../../protocol.ts';
import { pointedAt } from '../pointed.ts';
import { idsIn, type MessageIds, nameOf, timeOf } from './ids.ts';
import { originalOf } from './original-page.ts';
import { selectors } from './selectors.ts';

export type Found = { readonly ids: MessageIds; readonly located: Located };

/** Several are open, and which of them was clicked nobody saw: another one in its place would be a wrong answer. */
export type Unclear = { readonly unclear: Located };

/** The message that is meant, or why there is none, or which it may be. */
export function locate(document: Document, meant: Meant, now: number): Found | Unclear | ReadFailure {
  const open = openMessages(document);
  if (meant.by === 'id') {
    const ids = idsIn(meant.located.id, meant.located.id);
    return ids ? { ids, located: meant.located } : 'no-message';
  }
  const original = originalOf(document);
  if (original) return { ids: original, located: { ...seenIn(document), id: nameOf(original), chosen: 'original' } };
  const found = (chosen: Located['chosen'], message: Element | null) =>
    message && described(document, open, message, chosen, now);

  if (meant.by === 'candidate') {
    const picked = open.find((one) => nameOf(one.ids) === meant.id);
    return found('picked', picked?.element ?? null) ?? 'no-message';
  }
  const newestFound = () => {
    const inWindow = inWindowOf(document, open);
    if (inWindow.length > 0 && inWindow.length < open.length) return found('visible', newest(inWindow));
    return found(open.length === 1 ? 'only' : 'last', newest(open));
  };
  const pointed = meant.by === 'pointer' ? pointedAt(meant.element, now) : null;
  if ((meant.by === 'frame' || (meant.by === 'pointer' && !pointed)) && open.length > 1) {
    const candidates = candidatesOf(open, now);
    return { unclear: { ...seenIn(document), id: '', chosen: 'unclear', candidates } };
  }
  const clicked = pointed && messageAround(pointed);
  if (pointed && !clicked) {
    const row = rowAround(document, pointed);
    if (row) return row;
    // Another message in its place would be a wrong answer.
    if (isCollapsed(pointed)) return 'collapsed';
  }
  return (
    found('pointed', clicked) ??
    found('focused', focusedMessage(document, open)) ??
    newestFound() ??
    (/^#chat\b/.test(document.location.hash) ? 'not-mail' : 'no-message')
  );
}

/** Whether that message is still on the screen. */
export function isOpen(document: Document, id: string): boolean {
  return originalOf(document) !== null || openMessages(document).some(({ ids }) => nameOf(ids) === id);
}

type Open = { readonly element: Element; readonly ids: MessageIds };

/** Messages that are expanded in a visible view, in document order. */
function openMessages(document: Document): readonly Open[] {
  return [...document.querySelectorAll(selectors.message)].flatMap((element) => {
    const ids = outermost(element) === element ? idsOf(element) : null;
    return ids && isVisible(element) && inVisibleView(element) ? [{ element, ids }] : [];
  });
}

const seenIn = (document: Document) => ({
  subject: null,
  sender: null,
  place: placeOf(document.location),
  candidates: [] as readonly Candidate[],
});

const candidatesOf = (open: readonly Open[], now: number): readonly Candidate[] =>
  open.map((one) => ({ id: nameOf(one.ids), sender: senderOf(one.element), at: timeOf(one.ids, now) }));

function described(
  document: Document,
  open: readonly Open[],
  message: Element,
  chosen: Located['chosen'],
  now: number,
): Found | null {
  const ids = idsOf(message);
  if (!ids) return null;
  const candidates = candidatesOf(open, now);
  return {
    ids,
    located: {
      ...seenIn(document),
      id: nameOf(ids),
      subject: subjectOf(message),
      sender: senderOf(message),
      chosen,
      candidates,
    },
  };
}

function inVisibleView(element: Element): boolean {
  const view = element.closest(selectors.view);
  return view === null || isVisible(view); // a window of its own may have no view around its one message
}

function isVisible(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 && element.checkVisibility();
}

/** A mail body may imitate a message: what is inside another message is not one. */
function outermost(element: Element): Element | null {
  let found: Element | null = null;
  for (let at = element.closest(selectors.message); at; at = at.parentElement?.closest(selectors.message) ?? null)
    found = at;
  return found;
}

/** The message around an element; for a part of the item that is outside the message itself, the item's only message. */
function messageAround(element: Element): Element | null {
  const message = outermost(element);
  if (message) return message;
  const inside = [...(element.closest(selectors.item)?.querySelectorAll(selectors.message) ?? [])];
  const own = inside.filter((one) => outermost(one) === one);
  return own.length === 1 ? (own[0] ?? null) : null;
}

/** An item of a conversation without a message in it. Lists that are no conversation have no subject above them. */
function isCollapsed(element: Element): boolean {
  const item = element.closest(selectors.item);
  return item !== null && !!item.closest(selectors.view)?.querySelector(selectors.subject);
}

/** Of a conversation in a list the page gives away the last message alone. */
function rowAround(document: Document, element: Element): Found | null {
  const row = element.closest(selectors.row);
  const carrier = row?.querySelector(selectors.rowIds);
  const ids =
    idsIn(carrier?.getAttribute('data-legacy-last-non-draft-message-id') ?? null, null) ??
    idsIn(carrier?.getAttribute('data-legacy-last-message-id') ?? null, null);
  if (!row || !ids) return null;
  return { ids, located: { ...seenIn(document), id: nameOf(ids), sender: null, chosen: 'row' } };
}

function focusedMessage(document: Document, open: readonly Open[]): Element | null {
  const focused = document.activeElement;
  const selected = document.getSelection();
  const anchor = selected && !selected.isCollapsed ? selected.anchorNode : null;
  const places = [
    focused === document.body ? null : focused,
    anchor instanceof Element ? anchor : anchor?.parentElement,
  ];
  for (const place of places) {
    const message = place && messageAround(place);
    if (message && open.some(({ element }) => element === message)) return message;
  }
  return null;
}

function inWindowOf(document: Document, open: readonly Open[]): readonly Open[] {
  const height = document.documentElement.clientHeight;
  return open.filter(({ element }) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < height;
  });
}

/**
 * By the time in the ids, since whoever reads the newest first has the oldest at the end of the page. One without a number
 * was sent a moment ago.
 */
function newest(open: readonly Open[]): Element | null {
  const number = ({ ids }: Open) => (ids.hex ? BigInt(`0x${ids.hex}`) : 1n << 64n);
  let best: Open | null = null;
  for (const one of open) if (!best || number(one) >= number(best)) best = one;
  return best?.element ?? null;
}

function idsOf(message: Element): MessageIds | null {
  return idsIn(message.getAttribute('data-legacy-message-id'), message.getAttribute('data-message-id'));
}

/** The sender stands first; the page has been seen to write "undefined" for a moment. */
function senderOf(message: Element): string | null {
  const address = message.querySelector(selectors.sender)?.getAttribute('email')?.trim();
  return address?.includes('@') ? address : null;
}

/** The conversation's subject; Gmail has been seen to write "undefined" for a moment. */
function subjectOf(message: Element): string | null {
  const view: ParentNode = message.closest(selectors.view) ?? message.ownerDocument;
  const text = view.querySelector(selectors.subject)?.textContent?.trim();
  return text && text !== 'undefined' ? text : null;
}

/** The folder that a search is held to: "#search/in%3Aspam+word/FMfcg…". Of two, or of one that is excluded, none. */
function searched(hash: string): string {
  const words = (hash.split('/')[1] ?? '')
    .replace(/\+/g, ' ')
    .replace(/%(20|3a)/gi, (_, code) => (code === '20' ? ' ' : ':'));
  if (/(?:^|\s)or(?:\s|$)|[{}()]/i.test(words)) return '';
  const folders = words.split(/\s+/).flatMap((word) => /^in:([a-z]+)$/i.exec(word)?.[1]?.toLowerCase() ?? []);
  return folders.length === 1 ? (folders[0] ?? '') : '';
}

/** Where the message lies, as the address of the view tells: "#spam/FMfcg…". */
function placeOf(location: Location): Place {
  const view = /^#([a-z]+)/.exec(location.hash)?.[1];
  const folder = view === 'search' ? searched(location.hash) : view;
  switch (folder) {
    case 'spam':
    case 'sent':
    case 'trash':
      return folder;
    case 'inbox':
    case 'category':
      return 'inbox';
    default:
      return 'other'; // a search or a label shows mail from anywhere
  }
}
