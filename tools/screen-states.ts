/** The states of the pages, and how each is reached. */

import type { Page } from 'playwright-core';
import type { Located, Progress, ReadFailure } from '../src/extension/protocol.ts';
import type { Chromium, Popup } from '../tests/browsers/chromium.ts';
import { octetsOf } from '../tests/mail/samples/samples.ts';
import type { World } from '../tests/world/world.ts';

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
  readonly page: 'popup' | 'report' | 'options' | 'welcome';
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

/** What cannot be brought about in a moment: stored as the worker would, of a tab that is not there. */
function stored(name: string, shown: string, state: Shown): Screen {
  return {
    name: `popup-${name}`,
    page: 'popup',
    show: async (studio) => {
      const tab = 999_999;
      const subject = await page(studio, `popup/index.html?tab=${tab}`, '[data-step="failed"]', { width: 460 });
      const inspection = { subject: { tab }, serial: Date.now(), pointed: false, consent: 'given', located, ...state };
      await (await studio.browser.worker()).evaluate(
        async ([key, value]) => {
          type Storage = { session: { set(values: object): Promise<void> } };
          const { storage } = (globalThis as unknown as { chrome: { storage: Storage } }).chrome;
          await storage.session.set({ [String(key)]: value });
        },
        [`inspection:${tab}`, inspection] as const,
      );
      await subject.waitFor(shown);
      return subject;
    },
  };
}

type Shown =
  | { readonly step: 'failed'; readonly failure: ReadFailure; readonly detail: string }
  | { readonly step: 'reading'; readonly progress: Progress };

const located: Located = {
  ...{ id: 'msg-f:1', subject: 'Photographs of the harvest', sender: 'Orchard <hello@orchard.example>' },
  ...{ place: 'inbox', chosen: 'only', candidates: [] },
};

const kept = (failure: ReadFailure, detail = ''): Screen =>
  stored(failure, failed(failure), { step: 'failed', failure, detail });

/** `file`: so many octets are given to what opens one. */
type PageLook = { readonly width: number; readonly details?: 'closed' | 'open'; readonly file?: number };

type PageSubject = Subject & {
  readonly waitFor: (selector: string) => Promise<void>;
  /** Gives a message to what opens a file. */
  readonly give: (selector: string, octets: Uint8Array) => Promise<void>;
};

/** The whole page, at a width. */
async function page(
  studio: Studio,
  path: string,
  shown: string,
  { width, details, file }: PageLook,
): Promise<PageSubject> {
  const opened: Page = await studio.browser.context.newPage();
  await opened.setViewportSize({ width, height: 600 });
  await opened.goto(`chrome-extension://${studio.browser.extensionId}/${path}`);
  await opened.locator(shown).waitFor();
  if (file !== undefined) {
    await opened.evaluate((size) => {
      const given = new DataTransfer();
      given.items.add(new File([new Uint8Array(size)], 'a.eml'));
      document.dispatchEvent(new DragEvent('drop', { bubbles: true, dataTransfer: given }));
    }, file);
    await opened.locator('.open [role="alert"]:not(:empty)').waitFor();
  }
  if (details === 'open') {
    await opened.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true;
    });
  }
  return {
    picture: async (file, scheme) => {
      await opened.emulateMedia({ colorScheme: scheme });
      // As high as what it holds: what sticks to the edge of the window stands at the end.
      const height = await opened.evaluate(() => document.documentElement.scrollHeight);
      await opened.setViewportSize({ width, height });
      await opened.screenshot({ path: file, fullPage: true });
    },
    give: (selector, octets) =>
      opened
        .locator(selector)
        .setInputFiles({ name: 'a.eml', mimeType: 'message/rfc822', buffer: Buffer.from(octets) }),
    waitFor: (selector) => opened.locator(selector).waitFor(),
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

/** A report beside that of a message from a file. */
async function compared(studio: Studio): Promise<Subject> {
  await inspected(studio, 'service-signed');
  const opened = await page(studio, `report/index.html?tab=${await tabOf(studio.browser)}`, done, { width: 980 });
  await opened.give('[data-do="compare"]', octetsOf('all-pass'));
  await opened.waitFor('.differences');
  return opened;
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
  stored('large', 'progress', { step: 'reading', progress: { received: 9_200_000, total: 26_000_000 } }),
  ...(['offline', 'timed-out', 'interrupted', 'no-access', 'elsewhere', 'collapsed', 'not-mail'] as const).map((one) =>
    kept(one),
  ),
  ...(['cancelled', 'not-a-message', 'dropped'] as const).map((one) => kept(one)),
  kept('unexpected', 'TypeError: cannot read octets of null'),
  {
    name: 'report-too-large',
    page: 'report',
    show: async (studio) => page(studio, 'report/index.html', '.open', { width: 980, file: 51 * 1024 * 1024 }),
  },
  { name: 'report-compared', page: 'report', show: compared },
  report('seed', 'service-signed'),
  report('all-pass', 'all-pass'),
  report('list-sealed', 'list-sealed'),
  report('seed-narrow', 'service-signed', { width: 360 }),
  {
    name: 'welcome',
    page: 'welcome',
    show: (studio) =>
      page(studio, 'welcome/index.html', '[data-example="forged-results"][data-verdict]', { width: 980 }),
  },
  {
    name: 'options',
    page: 'options',
    show: (studio) => page(studio, 'options/index.html', 'main h1', { width: 860 }),
  },
];
