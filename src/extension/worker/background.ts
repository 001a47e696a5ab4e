/** The worker: wires the browser's events to inspections. It keeps nothing that it cannot lose. */

import { browser, type Runtime } from '../browser.ts';
import {
  type AlterationMessage,
  type Command,
  type KeyRequest,
  type LeftMessage,
  PORT,
  type ProgressMessage,
  type ReaderMessage,
  type Reply,
} from '../protocol.ts';
import { acceptAlterations, inferAlterations } from './alteration.ts';
import { acceptLeft, followInspection, showBadge } from './badge.ts';
import { answerConsent } from './check.ts';
import { acceptProgress, acceptReading, cancel, inspect, resumeAll, take } from './inspect.ts';
import { keyOfPage } from './page-key.ts';
import { watchInspections } from './store.ts';

const MENU = 'analyze-headers';
const GMAIL = 'https://mail.google.com/mail/*';

browser.runtime.onInstalled.addListener(() => {
  browser.contextMenus.removeAll().then(() =>
    browser.contextMenus.create({
      id: MENU,
      title: browser.i18n.getMessage('menu_analyze'),
      contexts: ['page', 'frame', 'link', 'image', 'selection', 'editable'],
      documentUrlPatterns: [GMAIL],
    }),
  );
  void pointInOpenTabs();
});

/** Tabs that are older than the extension, or than this version of it, remember right clicks from now on. */
async function pointInOpenTabs(): Promise<void> {
  for (const { id } of await browser.tabs.query({ url: GMAIL })) {
    if (id === undefined) continue;
    // A tab that is put to sleep, or shows an error, refuses.
    await browser.scripting.executeScript({ target: { tabId: id }, files: ['pointer.js'] }).catch(() => {});
  }
}

browser.contextMenus.onClicked.addListener((clicked, tab) => {
  if (clicked.menuItemId !== MENU || tab?.id === undefined) return;
  const { id } = tab;
  // First, and before anything is awaited: some browsers open the popup only while they handle the click.
  const opened = openPopup();
  // Of a click in a frame of another site the page has seen nothing.
  void inspect(id, clicked.frameId ? 'open' : { by: 'pointer', element: clicked.targetElementId ?? null });
  opened.catch(() => openReport(id));
});

async function openReport(tab: number): Promise<void> {
  const url = browser.runtime.getURL(`report/index.html?tab=${tab}`);
  // Chrome opens no page of ours in a private window: it has to be an ordinary one, and no tab is opened from another window's.
  await browser.tabs.create({ url, openerTabId: tab }).catch(() => browser.tabs.create({ url }));
}

async function openPopup(): Promise<void> {
  await browser.action.openPopup();
}

browser.runtime.onConnect.addListener((port) => {
  if (port.name !== PORT || port.sender?.id !== browser.runtime.id) return;
  let connected = true;
  port.onDisconnect.addListener(() => {
    connected = false;
  });
  port.onMessage.addListener((message) => {
    void obey(message as Command, (reply) => connected && port.postMessage(reply));
  });
});

async function obey(command: Command, answer: (reply: Reply) => void): Promise<void> {
  const { tab } = command;
  switch (command.do) {
    case 'inspect':
      if ((await inspect(tab, command.again ? 'again' : 'open')) === 'begun') return;
      answer('current');
      return showBadge(tab);
    case 'choose':
      await inspect(tab, { by: 'candidate', id: command.id });
      return;
    case 'cancel':
      return cancel(tab);
    case 'infer':
      return inferAlterations(tab);
    case 'take':
      return take(tab, command.digest);
    case 'consent':
      return answerConsent(tab, command.answer);
  }
}

browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
  const said = message as ReaderMessage | ProgressMessage | AlterationMessage | LeftMessage | KeyRequest;
  if (said.from !== 'reader' || sender.id !== browser.runtime.id || sender.tab?.id === undefined) return undefined;
  // The answer is waited for: until then the reader holds on to what it has, and the browser to this worker.
  if ('want' in said) return keyOfPage(sender.tab.id);
  if ('progress' in said) return acceptProgress(sender.tab.id, said);
  if ('alteration' in said) return acceptAlterations(sender.tab.id, said);
  if ('left' in said) return acceptLeft(sender.tab.id, said);
  return acceptReading(sender.tab.id, said);
});

watchInspections((now, before) => void followInspection(now, before));

void resumeAll();
