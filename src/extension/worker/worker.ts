/** The worker: wires the browser's events to inspections. It keeps nothing that it cannot lose. */

import type { Runtime } from '../browser.ts';
import { type Command, PORT, type ReaderMessage, type Reply, tabOf } from '../protocol.ts';
import { alterations } from './alteration.ts';
import { asking } from './ask.ts';
import { badgeIn } from './badge.ts';
import { checking } from './check.ts';
import type { Given } from './given.ts';
import { inspecting } from './inspect.ts';
import { keyOfPage } from './page-key.ts';
import { type Failed, storeIn } from './store.ts';

const MENU = 'analyze-headers';
const GMAIL = 'https://mail.google.com/mail/*';

/** To be called at once when the worker starts: a browser hands its events to whoever listens by then. */
export function startWorker(given: Given): void {
  const { browser } = given;
  const pages = new Set<Runtime.Port>();
  const say = (reply: Reply) => {
    for (const page of pages) page.postMessage(reply);
  };
  const store = storeIn(browser, (inspection) => say({ kind: 'not-stored', inspection }));
  const ask = asking(browser);
  const checker = checking(given, store);
  const altered = alterations(given, store, ask);
  const inspector = inspecting(given, store, { ask, checker, alterations: altered });
  const badge = badgeIn(given, store, ask);

  browser.runtime.onInstalled.addListener(({ reason, temporary }) => {
    // Once, never at an update; who loads it for an hour to work on it knows what it is.
    if (reason === 'install' && !temporary) {
      void browser.tabs.create({ url: browser.runtime.getURL('welcome/index.html?installed') }).catch(() => {});
    }
    browser.contextMenus?.removeAll().then(() =>
      browser.contextMenus?.create({
        id: MENU,
        title: browser.i18n.getMessage('menu_analyze'),
        contexts: ['page', 'frame', 'link', 'image', 'selection', 'editable'],
        documentUrlPatterns: [GMAIL],
      }),
    );
  });
  browser.permissions.onAdded?.addListener(() => void pointInOpenTabs());

  /**
   * Tabs that are older than the extension, or than this version of it, or than the user's leave for the site, remember right
   * clicks from now on. An extension that was off and is on again hears of nothing: so it is done whenever the worker starts.
   */
  async function pointInOpenTabs(): Promise<void> {
    for (const { id, discarded } of await browser.tabs.query({ url: GMAIL }).catch(() => [])) {
      if (id === undefined || discarded) continue;
      // A tab that is put to sleep, or shows an error, refuses.
      await browser.scripting.executeScript({ target: { tabId: id }, files: ['pointer.js'] }).catch(() => {});
    }
  }

  browser.contextMenus?.onClicked.addListener((clicked, tab) => {
    if (clicked.menuItemId !== MENU || tab?.id === undefined) return;
    const { id } = tab;
    // First, and before anything is awaited: some browsers open the popup only while they handle the click.
    const opened = openPopup();
    // Of a click in a frame of another site the page has seen nothing.
    void inspector.inspect(
      id,
      clicked.frameId ? { by: 'frame' } : { by: 'pointer', element: clicked.targetElementId ?? null },
    );
    opened.catch(() => openReport(id));
  });

  async function openReport(tab: number): Promise<void> {
    const url = browser.runtime.getURL(`report/index.html?tab=${tab}`);
    // Chrome opens no page of ours in a private window: it has to be an ordinary one, and no tab is opened from another window's.
    await browser.tabs.create({ url, openerTabId: tab }).catch(() => browser.tabs.create({ url }));
  }

  async function openPopup(): Promise<void> {
    if (!browser.action.openPopup) throw new Error('this browser opens no popup');
    await browser.action.openPopup();
  }

  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== PORT || !isOwnPage(port.sender)) return;
    pages.add(port);
    port.onDisconnect.addListener(() => pages.delete(port));
    port.onMessage.addListener((message) => {
      const command = message as Command;
      if (!mayCommand(port.sender, command)) return;
      const answer = (reply: Reply) => pages.has(port) && port.postMessage(reply);
      obey(command, answer).catch((error: unknown) => {
        // Of a store that cannot even be read. Whoever waits is told, and nothing goes on.
        answer({ kind: 'not-stored', inspection: unreadable(command, String(error), given.now()) });
      });
    });
  });

  const isOwnPage = (sender: Runtime.MessageSender | undefined) =>
    sender?.id === browser.runtime.id && !!sender.url?.startsWith(browser.runtime.getURL(''));

  async function obey(command: Command, answer: (reply: Reply) => void): Promise<unknown> {
    switch (command.kind) {
      case 'inspect':
        if ((await inspector.inspect(command.tab, 'open')) === 'begun') return;
        answer({ kind: 'current' });
        return badge.show(command.tab);
      case 'inspect-again':
        return inspector.inspect(command.tab, 'again');
      case 'choose':
        return inspector.inspect(command.tab, { by: 'candidate', id: command.id });
      case 'cancel':
        return inspector.cancel(command.tab);
      case 'infer':
        return altered.infer(command.tab);
      case 'inferred':
        return altered.accept(command.tab, command);
      case 'take':
        return inspector.take(command.subject, command.digest);
      case 'consent':
        return checker.answerConsent(command);
      default:
        return command satisfies never;
    }
  }

  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (sender.id !== browser.runtime.id || sender.tab?.id === undefined || !isReader(sender)) return undefined;
    // The answer is waited for: until then the reader holds on to what it has, and the browser to this worker.
    return hear(sender.tab.id, message as ReaderMessage);
  });

  function hear(tab: number, said: ReaderMessage): Promise<unknown> | undefined {
    switch (said.kind) {
      case 'key':
        return keyOfPage(browser, tab);
      case 'reading':
        return inspector.accept(tab, said);
      case 'progress':
        return inspector.progress(tab, said.serial, said.progress);
      case 'alteration':
        return altered.accept(tab, said);
      case 'left':
        return badge.left(tab, said.serial);
      default:
        said satisfies never;
        return undefined;
    }
  }

  store.watch((now, before) => void badge.follow(now, before));

  browser.tabs.onRemoved.addListener((tab) => {
    checker.forget(tab);
    void store.drop(tab);
  });
  // A tab that was put to sleep, or rendered ahead, may come back under another number.
  browser.tabs.onReplaced?.addListener((to, from) => void store.move(from, to));

  void pointInOpenTabs();
  void sweep().then(inspector.resumeAll);

  /** Reports of tabs that were closed while nobody listened: nothing of them is kept. */
  async function sweep(): Promise<void> {
    for (const tab of new Set((await store.all()).map(({ subject }) => tabOf(subject)))) {
      await browser.tabs.get(tab).catch(() => store.drop(tab));
    }
  }
}

/** The reader lives in the top frame of the webmail's own pages; whatever else speaks for a tab is not it. */
function isReader({ url, frameId = 0 }: Runtime.MessageSender): boolean {
  return frameId === 0 && !!url?.startsWith('https://mail.google.com/');
}

/** A message that was opened by hand, and what a page inferred from its octets, is of the tab of that page. */
function mayCommand(sender: Runtime.MessageSender | undefined, command: Command): boolean {
  switch (command.kind) {
    case 'take':
      return sender?.tab?.id === tabOf(command.subject);
    case 'inferred':
      return sender?.tab?.id === command.tab;
    default:
      return true;
  }
}

function unreadable(command: Command, detail: string, serial: number): Failed {
  const subject = command.kind === 'take' ? command.subject : { tab: command.tab };
  const begun = { subject, serial, pointed: false, consent: 'unasked', located: null } as const;
  return { ...begun, step: 'failed', failure: 'not-stored', detail };
}
