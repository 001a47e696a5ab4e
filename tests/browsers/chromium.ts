/** Chromium with the extension as it is built, real match patterns, and a real click on the toolbar. */

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page, type Worker } from 'playwright-core';
import type { World } from '../world/world.ts';
import { attach, type Target } from './cdp-target.ts';
import type { Display } from './display.ts';

const dist = process.env['WAYBILL_DIST'] ?? join(import.meta.dirname, '../../dist');
export const chromeFolder = join(dist, 'chrome');

/** Where Chromium is: CHROMIUM says, else where the distributions put it. */
export function chromiumPath(): string {
  const places = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const found = places.find((place) => place && existsSync(place));
  if (!found) throw new Error('no Chromium: install the package chromium, or say where it is in CHROMIUM');
  return found;
}

export type Chromium = {
  readonly context: BrowserContext;
  readonly extensionId: string;
  readonly page: Page;
  /** Opens a message of the stand-in in `page`, and waits until it is there. */
  readonly open: (message: string, options?: Parameters<World['addressOf']>[1]) => Promise<void>;
  /** The extension's background worker. */
  readonly worker: () => Promise<Worker>;
  /** Clicks the extension's button for the tab of that page, and attaches to the popup that opens. */
  readonly clickToolbar: (page: Page) => Promise<Popup>;
  /** Chooses the extension's item in the context menu at that element of the page, and attaches to what opens. */
  readonly chooseMenuItem: (page: Page, selector: string) => Promise<Popup>;
  /** The same by mouse and keys, where there is a display. */
  readonly chooseByHand: (selector: string) => Promise<Popup>;
  /** Changes settings of the extension, as its options page would. */
  readonly set: (settings: Readonly<Record<string, string>>) => Promise<void>;
  /** Everything that the extension keeps, as text. */
  readonly stored: () => Promise<string>;
  /** Empties what it keeps of earlier inspections. */
  readonly forget: () => Promise<void>;
  readonly stopWorker: () => Promise<void>;
  /** No answer of the DNS is remembered any more, by the worker or by the browser. */
  readonly forgetAnswers: () => Promise<void>;
  /** Puts the extension in over itself. */
  readonly update: () => Promise<void>;
  /** The same, with leave for private windows. */
  readonly allowPrivate: () => Promise<void>;
  /** Takes the extension out, and puts it in again after `meanwhile`. */
  readonly reinstall: (meanwhile: () => Promise<void>) => Promise<void>;
  readonly closed: Promise<void>;
  readonly close: () => Promise<void>;
};

/** `zoom` of the text, 2 for 200 %. `whole`: what has to be scrolled to as well. */
export type Look = { readonly scheme?: 'light' | 'dark'; readonly zoom?: number; readonly whole?: true };

/** The open popup. */
export type Popup = Target & {
  readonly text: () => Promise<string>;
  /** Waits for an element, and gives its text. */
  readonly waitFor: (selector: string, timeout?: number) => Promise<string>;
  readonly click: (selector: string) => Promise<void>;
  readonly screenshot: (file: string, look?: Look) => Promise<void>;
};

/** What Chromium asks for by itself, with an extension or without. The proxy refuses it. */
export const chromiumOwnHosts = ['update.googleapis.com', 'content-autofill.googleapis.com', 'accounts.google.com'];

type Area = {
  get(key: string | null): Promise<Record<string, unknown>>;
  set(values: object): Promise<void>;
  clear(): Promise<void>;
};
type WithStorage = { chrome: { storage: Readonly<Record<'local' | 'session' | 'sync', Area>> } };

const POLL = 50; // ms
const MENU_OPENS = 700;
const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));
const quoted = (text: string) => JSON.stringify(text);

async function until<T>(what: string, timeout: number, look: () => Promise<T | null | undefined | false>): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    const found = await look().catch(() => null);
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited ${timeout} ms for ${what}`);
    await sleep(POLL);
  }
}

function popupOf(target: Target): Popup {
  const text = () => target.evaluate<string>('document.body.innerText');
  return {
    ...target,
    text,
    waitFor: async (selector, timeout = 15_000) =>
      until(selector, timeout, async () => {
        const found = await target.evaluate<string | null>(
          `(() => { const found = document.querySelector(${quoted(selector)}); return found && 'x' + found.innerText; })()`,
        );
        return found;
      }).then(
        (found) => found.slice(1),
        async (error: Error) => {
          throw new Error(`${error.message}; the popup says: ${await text().catch(() => '(it is gone)')}`);
        },
      ),
    click: async (selector) => {
      const hit = await target.evaluate<boolean>(
        `(() => { const found = document.querySelector(${quoted(selector)}); found?.click(); return !!found; })()`,
      );
      if (!hit) throw new Error(`nothing to click: ${selector}`);
    },
    screenshot: async (file, { scheme = 'light', zoom = 1, whole } = {}) => {
      await target.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
      await target.evaluate(`document.documentElement.style.fontSize = ${quoted(zoom === 1 ? '' : `${zoom * 100}%`)}`);
      await sleep(200); // the window of a popup takes the size of its content a moment later
      if (whole) {
        const size = await target.evaluate<object>(
          '({ width: innerWidth, height: document.documentElement.scrollHeight })',
        );
        await target.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 0, mobile: false });
      }
      const { data } = await target.send<{ data: string }>('Page.captureScreenshot', { format: 'png' });
      writeFileSync(file, Buffer.from(data, 'base64'));
      await target.send('Emulation.clearDeviceMetricsOverride');
      await target.send('Emulation.setEmulatedMedia', { features: [] });
      await target.evaluate("document.documentElement.style.fontSize = ''");
    },
  };
}

export type ChromiumOptions = {
  readonly extension?: string;
  readonly headless?: boolean;
  /** With a window there, instead of headless. */
  readonly display?: Display;
};

export async function startChromium(
  world: World,
  { extension = chromeFolder, display, headless = !display }: ChromiumOptions = {},
): Promise<Chromium> {
  if (!existsSync(join(extension, 'manifest.json'))) throw new Error(`not built: ${extension} (npm run build)`);
  const profile = mkdtempSync(join(tmpdir(), 'waybill-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    headless: false, // the new headless mode is asked for below; Playwright's own has no extensions
    viewport: null,
    ...(display ? { env: display.environment as Record<string, string> } : {}),
    ignoreDefaultArgs: ['--disable-extensions', '--disable-component-extensions-with-background-pages'],
    args: [
      ...(headless ? ['--headless=new', '--disable-gpu', '--window-size=1280,900', '--screen-info={1600x1200}'] : []),
      ...(display ? ['--disable-gpu', '--window-position=0,0', '--window-size=1280,900'] : []),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), // Chromium refuses its sandbox to root
      ...['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update'],
      ...['--disable-sync', '--enable-unsafe-extension-debugging'],
      `--proxy-server=http://127.0.0.1:${world.proxy.port}`,
      `--ignore-certificate-errors-spki-list=${world.certificate.spki}`,
      ...[`--disable-extensions-except=${extension}`, `--load-extension=${extension}`],
    ],
  });
  const browser = context.browser();
  if (!browser) throw new Error('no browser behind the context');
  const cdp: CDPSession = await browser.newBrowserCDPSession();
  const isWorker = (worker: Worker) => worker.url().startsWith('chrome-extension://');
  const running = () => context.serviceWorkers().filter(isWorker);
  const first = running()[0] ?? (await context.waitForEvent('serviceworker', { predicate: isWorker }));
  const extensionId = new URL(first.url()).host;

  type Info = { targetId: string; type: string; url: string };
  const targets = async (type: string, url: string) => {
    const { targetInfos } = await cdp.send('Target.getTargets', { filter: [{ type }] });
    return (targetInfos as Info[]).filter((one) => one.url.startsWith(url));
  };
  const stopWorker = async () => {
    const [target] = await targets('service_worker', `chrome-extension://${extensionId}/`);
    // It may have ended by itself meanwhile.
    if (target) await cdp.send('Target.closeTarget', { targetId: target.targetId }).catch(() => {});
  };
  /** Playwright may still name a worker that was stopped: such a one never answers. */
  const answering = async () => {
    for (const one of running()) {
      const answer = one.evaluate(() => true).catch(() => false);
      if (await Promise.race([answer, sleep(1000).then(() => false)])) return one;
    }
    return null;
  };
  const worker = async () => {
    const found = await answering();
    if (found) return found;
    await stopWorker(); // one that the browser runs and Playwright does not know
    const page = await context.newPage();
    await page.goto(`chrome-extension://${extensionId}/options/index.html`);
    const woken = await until('the worker', 15_000, async () => {
      await page.evaluate("void chrome.runtime.connect({ name: 'waybill' })"); // it starts when something is said to it
      return answering();
    });
    await page.close();
    return woken;
  };
  const popupUrl = `chrome-extension://${extensionId}/popup/`;
  const popups = async () => (await targets('page', popupUrl)).filter(({ url }) => !url.includes('?'));
  /** The popup that opens by what `act` does. */
  const popupAfter = async (act: () => Promise<void>): Promise<Popup> => {
    const before = new Set((await popups()).map(({ targetId }) => targetId));
    await act();
    const opened = await until('the popup', 10_000, async () =>
      (await popups()).find(({ targetId }) => !before.has(targetId)),
    );
    return popupOf(await attach(cdp, opened.targetId));
  };

  // What a new user is shown stands in the way of tests; those that look at it open it by themselves.
  const isWelcome = (one: Page) => one.url().endsWith('/welcome/index.html?installed');
  const closeWelcome = (one: Page) =>
    one
      .waitForURL(/welcome\/index\.html\?installed$/, { timeout: 3000 })
      .then(() => one.close())
      .catch(() => {});
  await Promise.all(
    context
      .pages()
      .filter(isWelcome)
      .map((one) => one.close()),
  );
  context.on('page', (one) => void closeWelcome(one));
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    ...{ context, extensionId, page, worker, stopWorker },
    open: async (message, options) => {
      await page.goto(world.addressOf(message, options));
      const name = world.subjectOf(message);
      await page.locator('h2').filter({ visible: true, hasText: name }).first().waitFor();
      await page.locator('[data-message-id]').filter({ visible: true }).first().waitFor();
    },
    clickToolbar: async (page) => {
      await page.bringToFront();
      const [tab] = await targets('tab', page.url());
      if (!tab) throw new Error(`no tab with ${page.url()}`);
      return popupAfter(async () => {
        await cdp.send('Extensions.triggerAction' as never, { id: extensionId, targetId: tab.targetId } as never);
      });
    },
    chooseMenuItem: async (page, selector) => {
      // A native menu cannot be reached without a display: the page sees the right click, the extension its item chosen.
      await page.bringToFront();
      // A real one: what a script makes up counts for nothing.
      await page.locator(selector).first().click({ button: 'right', timeout: 10_000 });
      const background = await worker();
      return popupAfter(async () => {
        await background.evaluate(async (url) => {
          type Menus = { onClicked: { dispatch(info: object, tab: object): void } };
          type Tabs = { query(filter: object): Promise<readonly { url?: string }[]> };
          const { contextMenus, tabs } = (globalThis as unknown as { chrome: { contextMenus: Menus; tabs: Tabs } })
            .chrome;
          const tab = (await tabs.query({})).find((one) => one.url === url);
          const info = { menuItemId: 'analyze-headers', editable: false, pageUrl: url, frameId: 0 };
          contextMenus.onClicked.dispatch(info, tab ?? {});
        }, page.url());
      });
    },
    chooseByHand: async (selector) => {
      const element = page.locator(selector).first();
      await element.scrollIntoViewIfNeeded();
      const [x, y] = await element.evaluate((one) => {
        const { left, top } = one.getBoundingClientRect();
        return [screenX + left + 20, screenY + outerHeight - innerHeight + top + 10] as const;
      });
      return popupAfter(async () => {
        display?.click(x, y, 3);
        await sleep(MENU_OPENS);
        // Below the items of extensions there are always two: the source of the page, and the tools for developers.
        display?.press('Up', 'Up', 'Up', 'Return');
      });
    },
    set: async (settings) =>
      (await worker()).evaluate(async (change) => {
        const { local } = (globalThis as unknown as WithStorage).chrome.storage;
        const { settings: before } = await local.get('settings');
        await local.set({ settings: { ...(before as object), ...change } });
      }, settings),
    stored: async () =>
      (await worker()).evaluate(async () => {
        const { local, session, sync } = (globalThis as unknown as WithStorage).chrome.storage;
        return JSON.stringify(await Promise.all([local, session, sync].map((area) => area.get(null))));
      }),
    forget: async () =>
      (await worker()).evaluate(() => (globalThis as unknown as WithStorage).chrome.storage.session.clear()),
    forgetAnswers: async () => {
      await stopWorker();
      const own = await context.newCDPSession(page);
      await own.send('Network.clearBrowserCache');
      await own.detach();
    },
    update: async () => {
      await cdp.send('Extensions.loadUnpacked' as never, { path: extension } as never);
    },
    allowPrivate: async () => {
      await cdp.send('Extensions.loadUnpacked' as never, { path: extension, enableInIncognito: true } as never);
      await stopWorker(); // the one from before goes on to answer, and can do nothing any more
    },
    reinstall: async (meanwhile) => {
      // Only what was put in this way can be taken out this way.
      await cdp.send('Extensions.loadUnpacked' as never, { path: extension } as never);
      await cdp.send('Extensions.uninstall' as never, { id: extensionId } as never);
      await meanwhile();
      await cdp.send('Extensions.loadUnpacked' as never, { path: extension } as never);
    },
    closed: new Promise((closed) => {
      context.on('close', () => closed());
    }),
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
