/**
 * A browser in memory, as far as the worker meets one: a session store with its quota, tabs with or without a reader, ports and
 * messages. It copies what it is given, as browsers do, and can be made to fail at each write. tests/e2e holds it against real ones.
 */

import type { Browser, Runtime } from '../../../src/extension/browser.ts';

export const EXTENSION_ID = 'waybill';
export const ORIGIN = 'chrome-extension://waybill/';
/** Chrome: octets of the JSON of all that is kept in storage.session. */
const QUOTA = 10_485_760;

// biome-ignore lint/suspicious/noExplicitAny: a listener of any of the browser's events.
type Listener = (...values: any[]) => any;
export class Event {
  #listeners = new Set<Listener>();
  addListener = (listener: Listener): void => void this.#listeners.add(listener);
  removeListener = (listener: Listener): void => void this.#listeners.delete(listener);
  hasListener = (listener: Listener): boolean => this.#listeners.has(listener);
  /** Whoever listened is gone. */
  clear = (): void => this.#listeners.clear();
  get size(): number {
    return this.#listeners.size;
  }
  fire = (...values: unknown[]): unknown[] => [...this.#listeners].map((listener) => listener(...values));
}

/** A page in a tab. `reader` answers what the worker asks; without one, whatever is injected puts it there. */
export type Tab = {
  readonly id: number;
  url: string;
  incognito?: boolean;
  cookieStoreId?: string;
  /** What reader.js would do in this page. Null: scripts are refused. Never answers where it returns a promise that never settles. */
  page: ((request: never) => unknown) | null;
  reader: 'absent' | 'there';
  /** Files and functions that were injected. */
  readonly injected: string[];
  /** What a function in the page's own world finds. */
  held?: unknown;
  badge: { text: string; title: string };
};

export type MemoryBrowser = {
  readonly api: Browser;
  readonly session: Map<string, unknown>;
  readonly local: Map<string, unknown>;
  readonly tabs: Map<number, Tab>;
  readonly addTab: (tab: Partial<Tab> & { id: number }) => Tab;
  readonly closeTab: (id: number) => void;
  /** Memory Saver: the same page under another number. */
  readonly replaceTab: (from: number, to: number) => void;
  /** A page of the extension, or whoever says to be one. */
  readonly connect: (sender?: Partial<Runtime.MessageSender>) => Port;
  /** As a content script of that tab, or whoever says to be one. */
  readonly send: (message: unknown, sender?: Partial<Runtime.MessageSender>) => unknown;
  readonly events: Readonly<
    Record<
      | 'onInstalled'
      | 'onConnect'
      | 'onMessage'
      | 'onMenu'
      | 'onRemoved'
      | 'onReplaced'
      | 'onChanged'
      | 'onAdded'
      | 'onPermissionRemoved'
      | 'onStartup',
      Event
    >
  >;
  /** Origins that the user has allowed. */
  readonly origins: Set<string>;
  readonly menus: unknown[];
  readonly opened: string[];
  /** Which writes to storage.session are refused, counted from 1. */
  refuse: (write: number) => boolean;
  writes: number;
};

export type Port = {
  readonly received: unknown[];
  readonly post: (message: unknown) => void;
  readonly disconnect: () => void;
};

const copy = <T>(value: T): T => (value === undefined ? value : JSON.parse(JSON.stringify(value)));
/** As Chrome and Firefox refuse it: what is no plain data. */
function storable(value: unknown): void {
  structuredClone(value);
  JSON.stringify(value); // Chrome: a BigInt or a circle cannot be kept
}

export function memoryBrowser(): MemoryBrowser {
  const session = new Map<string, unknown>();
  const local = new Map<string, unknown>();
  const tabs = new Map<number, Tab>();
  const origins = new Set(['https://mail.google.com/*']);
  const names = [
    ...['onInstalled', 'onConnect', 'onMessage', 'onMenu', 'onRemoved', 'onReplaced', 'onChanged', 'onAdded'],
    ...['onPermissionRemoved', 'onStartup'],
  ];
  const events = Object.fromEntries(names.map((name) => [name, new Event()])) as MemoryBrowser['events'];

  const area = (kept: Map<string, unknown>, name: 'session' | 'local') => ({
    async get(keys: null | string | readonly string[]) {
      const wanted = keys === null ? [...kept.keys()] : [keys].flat();
      return Object.fromEntries(wanted.filter((key) => kept.has(key)).map((key) => [key, copy(kept.get(key))]));
    },
    async set(values: Record<string, unknown>) {
      if (name === 'session') {
        browser.writes += 1;
        if (browser.refuse(browser.writes)) throw new Error('Session storage quota bytes exceeded.');
      }
      storable(values);
      const after = new Map([...kept, ...Object.entries(values)]);
      if (name === 'session' && sizeOf(after) > QUOTA) throw new Error('Session storage quota bytes exceeded.');
      const changes: Record<string, unknown> = {};
      for (const [key, value] of Object.entries(values)) {
        changes[key] = { ...(kept.has(key) && { oldValue: kept.get(key) }), newValue: copy(value) };
        kept.set(key, copy(value));
      }
      queueMicrotask(() => events.onChanged.fire(changes, name));
    },
    async remove(keys: string | readonly string[]) {
      for (const key of [keys].flat()) {
        if (!kept.has(key)) continue;
        const change = { [key]: { oldValue: kept.get(key) } };
        kept.delete(key);
        queueMicrotask(() => events.onChanged.fire(change, name));
      }
    },
    async clear() {
      kept.clear();
    },
  });

  const tabOf = (id: number): Tab => {
    const tab = tabs.get(id);
    if (!tab) throw new Error(`No tab with id: ${id}.`);
    return tab;
  };
  const seen = ({ id, url, incognito = false, cookieStoreId }: Tab) => ({
    ...{ id, incognito, active: true, ...(cookieStoreId !== undefined && { cookieStoreId }) },
    // Told only with leave for the site.
    ...([...origins].some((one) => url.startsWith(one.slice(0, -1))) || url.startsWith(ORIGIN) ? { url } : {}),
  });
  const badge = (change: (tab: Tab) => void) => async (details: { tabId: number }) => change(tabOf(details.tabId));

  const api = {
    storage: { session: area(session, 'session'), local: area(local, 'local'), onChanged: events.onChanged },
    tabs: {
      get: async (id: number) => seen(tabOf(id)),
      query: async ({ url }: { url?: string }) =>
        [...tabs.values()].filter((tab) => !url || tab.url.startsWith(url.slice(0, -1))).map(seen),
      create: async ({ url }: { url: string }) => void browser.opened.push(url),
      async sendMessage(id: number, message: unknown) {
        const tab = tabOf(id);
        if (tab.reader === 'absent' || !tab.page) throw new Error('Could not establish connection.');
        return copy(await tab.page(copy(message) as never));
      },
      onRemoved: events.onRemoved,
      onReplaced: events.onReplaced,
    },
    scripting: {
      async executeScript({
        target,
        files = [],
        func,
      }: {
        target: { tabId: number };
        files?: string[];
        func?: unknown;
      }) {
        const tab = tabOf(target.tabId);
        if (!tab.page || !tab.url.startsWith('https://mail.google.com/')) throw new Error('Cannot access the page.');
        tab.injected.push(...files, ...(func ? ['func'] : []));
        if (files.includes('reader.js')) tab.reader = 'there';
        return [{ result: func ? copy(tab.held) : undefined }];
      },
    },
    permissions: {
      contains: async ({ origins: wanted }: { origins: readonly string[] }) => wanted.every((one) => origins.has(one)),
      getAll: async () => ({ origins: [...origins], permissions: [] }),
      onAdded: events.onAdded,
      onRemoved: events.onPermissionRemoved,
    },
    runtime: {
      id: EXTENSION_ID,
      getURL: (path: string) => `${ORIGIN}${path}`,
      onInstalled: events.onInstalled,
      onStartup: events.onStartup,
      onConnect: events.onConnect,
      onMessage: events.onMessage,
    },
    action: {
      openPopup: async () => {},
      setBadgeBackgroundColor: badge(() => {}),
      setBadgeTextColor: badge(() => {}),
      setBadgeText: async ({ tabId, text }: { tabId: number; text: string }) =>
        void Object.assign(tabOf(tabId).badge, { text }),
      setTitle: async ({ tabId, title }: { tabId: number; title: string }) =>
        void Object.assign(tabOf(tabId).badge, { title }),
    },
    contextMenus: {
      removeAll: async () => void browser.menus.splice(0),
      create: (item: unknown) => void browser.menus.push(item),
      onClicked: events.onMenu,
    },
    i18n: { getMessage: (key: string) => key, getUILanguage: () => 'en' },
  };

  const browser: MemoryBrowser = {
    api: api as unknown as Browser,
    ...{ session, local, tabs, events, origins, menus: [], opened: [], writes: 0, refuse: () => false },
    addTab(tab) {
      const added: Tab = {
        ...{ url: 'https://mail.google.com/mail/u/0/#inbox/x', page: () => null, reader: 'absent', injected: [] },
        ...{ badge: { text: '', title: '' } },
        ...tab,
      };
      tabs.set(tab.id, added);
      return added;
    },
    closeTab(id) {
      tabs.delete(id);
      events.onRemoved.fire(id, {});
    },
    replaceTab(from, to) {
      const tab = tabOf(from);
      tabs.delete(from);
      tabs.set(to, { ...tab, id: to });
      events.onReplaced.fire(to, from);
    },
    connect(sender = {}) {
      const [onMessage, onDisconnect] = [new Event(), new Event()];
      const received: unknown[] = [];
      let open = true;
      const postMessage = (message: unknown) => {
        if (!open) throw new Error('Attempting to use a disconnected port object');
        received.push(copy(message));
      };
      const port = {
        ...{ name: 'waybill', onMessage, onDisconnect, postMessage },
        disconnect: () => {
          open = false;
        },
        sender: { id: EXTENSION_ID, url: `${ORIGIN}popup/index.html`, ...sender },
      };
      events.onConnect.fire(port);
      return {
        received,
        post: (message) => void onMessage.fire(copy(message), port),
        disconnect: () => {
          open = false;
          onDisconnect.fire(port);
        },
      };
    },
    send(message, sender = {}) {
      const from = { id: EXTENSION_ID, frameId: 0, url: 'https://mail.google.com/mail/u/0/', ...sender };
      return events.onMessage.fire(copy(message), from).find((answer) => answer !== undefined);
    },
  };
  return browser;
}

const sizeOf = (kept: ReadonlyMap<string, unknown>): number =>
  [...kept].reduce((sum, [key, value]) => sum + key.length + JSON.stringify(value).length, 0);
