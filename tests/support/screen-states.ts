/** The states of the pages, and how each is reached. */

import type { Page } from 'playwright-core';
import type { Chromium, Popup } from './chromium.ts';
import type { World } from './world.ts';

/** What stands before the camera. */
export type Subject = {
  readonly picture: (file: string, scheme: 'light' | 'dark') => Promise<void>;
  readonly close: () => Promise<void>;
};

export type Studio = {
  readonly world: World;
  readonly browser: Chromium;
  /** Everything as at the beginning, in that language. */
  readonly begin: (language: 'en' | 'ja') => Promise<void>;
};

export type Screen = {
  readonly name: string;
  readonly page: 'popup' | 'report' | 'options';
  /** In which languages its picture is one of the README's. */
  readonly readme?: readonly ('en' | 'ja')[];
  readonly show: (studio: Studio) => Promise<Subject>;
};

/** As the browser shows it: no more than 600 px high. */
type PopupLook = { readonly zoom?: number };

function subjectOf(popup: Popup, { browser }: Studio, look: PopupLook = {}): Subject {
  return {
    picture: (file, scheme) => popup.screenshot(file, { scheme, ...look }),
    close: async () => {
      await browser.page.bringToFront();
    },
  };
}

/** A sample's popup, as soon as its checks are done. */
function popup(name: string, sample: string, look: PopupLook = {}): Screen {
  return {
    name: `popup-${name}`,
    page: 'popup',
    ...(name === 'seed' && { readme: ['en', 'ja'] as const }),
    show: async (studio) => subjectOf(await inspected(studio, sample), studio, look),
  };
}

async function inspected({ browser }: Studio, sample: string): Promise<Popup> {
  await browser.open(sample);
  const opened = await browser.clickToolbar(browser.page);
  await opened.waitFor(done, 25_000);
  return opened;
}

/** The same with what has to be scrolled to, and with all that opens open: in a page, since a popup has its own height. */
function wholePopup(name: string, sample: string, details: 'closed' | 'open'): Screen {
  return {
    name: `popup-${name}`,
    page: 'popup',
    show: async (studio) => {
      await inspected(studio, sample);
      const path = `popup/index.html?tab=${await tabOf(studio.browser)}`;
      return page(studio, path, done, { width: 475, details });
    },
  };
}

const done = '[data-step="done"]';

/** A popup in which something is wrong, or not yet there. */
function odd(name: string, shown: string, prepare: (studio: Studio) => Promise<void>): Screen {
  return {
    name: `popup-${name}`,
    page: 'popup',
    show: async (studio) => {
      await prepare(studio);
      const opened = await studio.browser.clickToolbar(studio.browser.page);
      await opened.waitFor(shown, 25_000);
      return subjectOf(opened, studio);
    },
  };
}

const failed = (failure: string) => `[data-step="failed"][data-failure="${failure}"]`;

function misbehaving(failure: string, mode: Parameters<World['mode']>[0]['mode']): Screen {
  return odd(failure, failed(failure), async ({ browser, world }) => {
    await browser.open('service-signed');
    world.mode({ endpoint: 'any', mode });
  });
}

type PageLook = { readonly width: number; readonly details?: 'closed' | 'open' };

/** The whole page, at a width. */
async function page(studio: Studio, path: string, shown: string, { width, details }: PageLook): Promise<Subject> {
  const opened: Page = await studio.browser.context.newPage();
  await opened.setViewportSize({ width, height: 600 });
  await opened.goto(`chrome-extension://${studio.browser.extensionId}/${path}`);
  await opened.locator(shown).waitFor();
  if (details === 'open') {
    await opened.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true;
    });
  }
  return {
    picture: async (file, scheme) => {
      await opened.emulateMedia({ colorScheme: scheme });
      await opened.screenshot({ path: file, fullPage: true });
    },
    close: () => opened.close(),
  };
}

function report(name: string, sample: string, { width = 980 } = {}): Screen {
  return {
    name: `report-${name}`,
    page: 'report',
    ...(name === 'seed' && { readme: ['en'] as const }),
    show: async (studio) => {
      await inspected(studio, sample);
      return page(studio, `report/index.html?tab=${await tabOf(studio.browser)}`, done, { width });
    },
  };
}

/** The browser's number of the tab with the webmail. */
export async function tabOf(browser: Chromium): Promise<number> {
  const worker = await browser.worker();
  return worker.evaluate(async (url) => {
    type Tabs = { query(filter: object): Promise<readonly { id?: number; url?: string }[]> };
    const { tabs } = (globalThis as unknown as { chrome: { tabs: Tabs } }).chrome;
    return (await tabs.query({})).find((one) => one.url === url)?.id ?? -1;
  }, browser.page.url());
}

export const screens: readonly Screen[] = [
  popup('seed', 'service-signed'),
  wholePopup('seed-whole', 'service-signed', 'closed'),
  wholePopup('seed-open', 'service-signed', 'open'),
  popup('seed-large-text', 'service-signed', { zoom: 2 }),
  popup('all-pass', 'all-pass'),
  popup('all-pass-in-spam', 'all-pass-in-spam'),
  popup('signature-broken', 'altered-body'),
  popup('list-changed', 'list-sealed'),
  popup('forwarded', 'forwarded'),
  popup('no-policy', 'no-policy'),
  popup('key-changed', 'key-rotated-away'),
  popup('web-host', 'web-host-sender'),
  popup('strict', 'strict-subdomain'),
  popup('server-not-listed', 'forged-results'),
  popup('notice', 'null-reverse-path'),
  popup('sent-by-yourself', 'just-sent'),
  popup('which-message', 'conversation-1'),
  odd('consent', '[data-consent="always"]', async ({ browser }) => {
    await browser.set({ dns: 'ask' });
    await browser.open('service-signed');
  }),
  odd('recorded', '[data-step="recorded"]', async ({ browser }) => {
    await browser.set({ dns: 'never' });
    await browser.open('service-signed');
  }),
  odd('reading', '[data-step="reading"]', async ({ browser, world }) => {
    await browser.open('service-signed');
    world.mode({ endpoint: 'any', mode: 'slow:4000' });
  }),
  odd('checking', '[data-step="checking"]', async ({ browser, world }) => {
    await browser.open('altered-body');
    world.doh.setFault({ fault: 'slow', ms: 4000 });
  }),
  odd('could-not-check', done, async ({ browser, world }) => {
    await browser.open('service-signed');
    world.doh.setFault({ fault: 'servfail' });
  }),
  odd('not-gmail', failed('not-gmail'), async ({ browser }) => {
    await browser.page.goto('https://accounts.google.com/');
  }),
  odd('no-message', failed('no-message'), async ({ browser }) => {
    await browser.page.goto('https://mail.google.com/mail/u/0/#inbox');
    await browser.page.locator('tr[role="row"]').first().waitFor();
  }),
  misbehaving('signed-out', 'signed-out'),
  misbehaving('not-found', 'html'),
  misbehaving('too-many-requests', 'status:429'),
  misbehaving('server-error', 'status:500'),
  report('seed', 'service-signed'),
  report('all-pass', 'all-pass'),
  report('list-sealed', 'list-sealed'),
  report('seed-narrow', 'service-signed', { width: 360 }),
  {
    name: 'options',
    page: 'options',
    show: (studio) => page(studio, 'options/index.html', 'main h1', { width: 860 }),
  },
];
