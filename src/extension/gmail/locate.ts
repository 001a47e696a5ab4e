/** Which message of the page is meant: the right-clicked, else the focused or selected, else the only one open, else the last. */

import type { Place } from '../../engine/report.ts';
import type { Located, Meant } from '../protocol.ts';
import { selectors } from './selectors.ts';

/** Ids of a message as Gmail's page gives them. */
export type MessageIds = {
  /** 16 hexadecimal digits: `th=` of a request. Null for a message just sent, which has none yet. */
  readonly hex: string | null;
  /** "msg-f:DECIMAL" or "msg-a:rDECIMAL": `permmsgid=` of a request. */
  readonly perm: string | null;
};

export type Found = { readonly ids: MessageIds; readonly located: Located };

/** A right click this long ago (milliseconds) is not the one that opened our menu. */
const POINTED_FOR = 60_000;

/** The message that is meant, or null where none is open. */
export function locate(document: Document, meant: Meant, now: number): Found | null {
  if (meant.by === 'id') return { ids: idsIn(meant.located.id, meant.located.id), located: meant.located };
  const candidates = openMessages(document);
  const choice =
    (meant.by === 'pointer' && choose('pointed', pointedMessage(now))) ||
    choose('focused', focusedMessage(document, candidates)) ||
    choose(candidates.length === 1 ? 'only' : 'last', lastMessage(document, candidates));
  if (!choice) return null;
  const ids = idsOf(choice.message);
  if (!ids) return null;
  return {
    ids,
    located: {
      id: ids.hex ?? ids.perm ?? '',
      subject: subjectOf(choice.message),
      sender: choice.message.querySelector(selectors.sender)?.getAttribute('email') ?? null,
      place: placeOf(document.location),
      chosen: choice.chosen,
      candidates: candidates.length,
    },
  };
}

function choose(
  chosen: Located['chosen'],
  message: Element | null,
): { chosen: Located['chosen']; message: Element } | null {
  return message && { chosen, message };
}

/** Messages that are expanded in a visible view, in document order. */
function openMessages(document: Document): readonly Element[] {
  return [...document.querySelectorAll(selectors.message)].filter(
    (element) =>
      outermost(element) === element && idsOf(element) !== null && isVisible(element) && inVisibleView(element),
  );
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

function pointedMessage(now: number): Element | null {
  const pointed = (globalThis as { waybillPointed?: { target: EventTarget | undefined; at: number } }).waybillPointed;
  if (!pointed || now - pointed.at > POINTED_FOR) return null;
  const { target } = pointed;
  if (!(target instanceof Node) || !target.isConnected) return null;
  const element = target instanceof Element ? target : target.parentElement;
  return element && messageAround(element);
}

function focusedMessage(document: Document, candidates: readonly Element[]): Element | null {
  const focused = document.activeElement;
  const selected = document.getSelection();
  const anchor = selected && !selected.isCollapsed ? selected.anchorNode : null;
  const places = [
    focused === document.body ? null : focused,
    anchor instanceof Element ? anchor : anchor?.parentElement,
  ];
  for (const place of places) {
    const message = place && messageAround(place);
    if (message && candidates.includes(message)) return message;
  }
  return null;
}

/** The last in the order of the page, one that is in the window before one that is scrolled away. */
function lastMessage(document: Document, candidates: readonly Element[]): Element | null {
  const height = document.documentElement.clientHeight;
  const inWindow = candidates.filter((one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return bottom > 0 && top < height;
  });
  return inWindow.at(-1) ?? candidates.at(-1) ?? null;
}

function idsOf(message: Element): MessageIds | null {
  const ids = idsIn(message.getAttribute('data-legacy-message-id'), message.getAttribute('data-message-id'));
  return ids.hex || ids.perm ? ids : null;
}

function idsIn(legacy: string | null, permanent: string | null): MessageIds {
  const hex = /^[0-9a-f]{12,16}$/.exec(legacy ?? '')?.[0] ?? null;
  const perm = /^#?(msg-(?:f:\d{1,20}|a:r-?\d{1,20}))$/.exec(permanent ?? '')?.[1] ?? null;
  // The two are one 64-bit number, in hexadecimal and in decimal.
  return { hex: hex ?? (perm?.startsWith('msg-f:') ? BigInt(perm.slice('msg-f:'.length)).toString(16) : null), perm };
}

/** The conversation's subject; Gmail has been seen to write "undefined" for a moment. */
function subjectOf(message: Element): string | null {
  const view: ParentNode = message.closest(selectors.view) ?? message.ownerDocument;
  const text = view.querySelector(selectors.subject)?.textContent?.trim();
  return text && text !== 'undefined' ? text : null;
}

/** Where the message lies, as the address of the view tells: "#spam/FMfcg…". */
function placeOf(location: Location): Place {
  const view = /^#([a-z]+)/.exec(location.hash)?.[1];
  switch (view) {
    case 'spam':
    case 'sent':
    case 'trash':
      return view;
    case 'inbox':
    case 'category':
      return 'inbox';
    default:
      return 'other'; // a search or a label shows mail from anywhere
  }
}
