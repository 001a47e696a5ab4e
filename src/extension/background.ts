/** The worker: wires the browser's events to inspections. It keeps nothing that it cannot lose. */

import { browser, type Runtime } from './browser.ts';
import { acceptReading, answerConsent, inspect, resumeAll } from './inspect.ts';
import { type Command, PORT, type ReaderMessage } from './protocol.ts';

const MENU = 'analyze-headers';

browser.runtime.onInstalled.addListener(() => {
  browser.contextMenus.removeAll().then(() =>
    browser.contextMenus.create({
      id: MENU,
      title: browser.i18n.getMessage('menu_analyze'),
      contexts: ['page', 'frame', 'link', 'image', 'selection', 'editable'],
      documentUrlPatterns: ['https://mail.google.com/mail/*'],
    }),
  );
});

browser.contextMenus.onClicked.addListener((clicked, tab) => {
  if (clicked.menuItemId !== MENU || tab?.id === undefined) return;
  const { id } = tab;
  // First, and before anything is awaited: some browsers open the popup only while they handle the click.
  const opened = openPopup();
  void inspect(id, 'pointed');
  opened.catch(() =>
    browser.tabs.create({ url: browser.runtime.getURL(`report/index.html?tab=${id}`), openerTabId: id }),
  );
});

async function openPopup(): Promise<void> {
  await browser.action.openPopup();
}

browser.runtime.onConnect.addListener((port) => {
  if (port.name !== PORT || port.sender?.id !== browser.runtime.id) return;
  port.onMessage.addListener((message) => {
    void obey(message as Command);
  });
});

async function obey(command: Command): Promise<void> {
  switch (command.do) {
    case 'inspect':
      return inspect(command.tab, command.again ? 'again' : 'open');
    case 'consent':
      return answerConsent(command.tab, command.answer);
  }
}

browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
  const reading = message as ReaderMessage;
  if (reading.from !== 'reader' || sender.id !== browser.runtime.id || sender.tab?.id === undefined) return;
  void acceptReading(sender.tab.id, reading);
});

void resumeAll();
