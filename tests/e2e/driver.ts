/** What the cases need of a browser: the same few verbs for Chromium and for Firefox. */

import type { Page } from 'playwright-core';
import type { Inspection } from '../../src/extension/protocol.ts';
import { type Chromium, type Look, startChromium } from '../browsers/chromium.ts';
import { type Firefox, type Held, startFirefox } from '../browsers/firefox.ts';
import type { SampleEntry } from '../mail/samples/samples.ts';
import type { World } from '../world/world.ts';

/** The popup, or a page of the extension in a tab. */
export type Screen = {
  readonly text: () => Promise<string>;
  readonly waitFor: (selector: string, timeout?: number) => Promise<string>;
  readonly click: (selector: string) => Promise<void>;
  /** The value of an expression in it; JSON. */
  readonly evaluate: <T>(expression: string) => Promise<T>;
};

/** A popup besides can be drawn; its scheme is Chromium's to choose. */
export type PopupScreen = Screen & {
  readonly screenshot: (file: string, look?: Look) => Promise<void>;
};

export type Driver = {
  readonly name: 'chromium' | 'firefox';
  readonly visit: (url: string) => Promise<void>;
  /** The value of an expression in the page of the tab; JSON. */
  readonly inPage: <T>(expression: string) => Promise<T>;
  readonly toolbar: () => Promise<PopupScreen>;
  /** The extension's item in the context menu at that element; with Shift Firefox shows it also where the page would not. */
  readonly menu: (selector: string, held?: Held) => Promise<Screen>;
  /** A page of the extension, in place of what the tab shows. */
  readonly ownPage: (path: string) => Promise<Screen>;
  readonly closePopup: () => Promise<void>;
  /** The value of an expression in the worker, which is started where it sleeps. `browser` is there in both. */
  readonly inWorker: <T>(expression: string) => Promise<T>;
  readonly stopWorker: () => Promise<void>;
  /** Runs it in a tab of its own, and closes that. */
  readonly inOtherTab: <T>(run: () => Promise<T>) => Promise<T>;
  readonly inOtherWindow: <T>(run: () => Promise<T>) => Promise<T>;
  readonly inPrivateWindow: <T>(run: () => Promise<T>) => Promise<T>;
  /** Puts the extension in over itself, with the user's leave for private windows. */
  readonly allowPrivate: () => Promise<void>;
  /** Puts the extension in over itself: what is open keeps what the older one left there. */
  readonly update: () => Promise<void>;
  /** Takes the extension out, and puts it in again after `meanwhile`. */
  readonly reinstall: (meanwhile: () => Promise<void>) => Promise<void>;
  readonly setOffline: (state: 'on' | 'off') => Promise<void>;
  readonly close: () => Promise<void>;
};

const sleep = (ms: number) => new Promise((later) => setTimeout(later, ms));
const API = 'const browser = globalThis.browser ?? globalThis.chrome;';

export async function chromiumDriver(world: World): Promise<Driver & { readonly browser: Chromium }> {
  const browser = await startChromium(world);
  let page = browser.page;
  const inWorker: Driver['inWorker'] = async <T>(expression: string) =>
    (await browser.worker()).evaluate(`(async () => { ${API} return (${expression}); })()`) as Promise<T>;
  const inside = async <T>(other: Page, run: () => Promise<T>) => {
    const before = page;
    page = other;
    try {
      return await run();
    } finally {
      await page.close();
      page = before;
      await page.bringToFront();
    }
  };
  const inWindow = async <T>(incognito: boolean, run: () => Promise<T>) => {
    const opened = browser.context.waitForEvent('page');
    await inWorker(`(await browser.windows.create({ url: 'about:blank', incognito: ${incognito} }), null)`);
    return inside(await opened, run);
  };
  return {
    name: 'chromium',
    browser,
    visit: async (url) => {
      await page.goto(url);
    },
    inPage: <T>(expression: string) => page.evaluate(expression) as Promise<T>,
    toolbar: () => browser.clickToolbar(page),
    menu: (selector) => browser.chooseMenuItem(page, selector),
    ownPage: async (path) => {
      await page.goto(`chrome-extension://${browser.extensionId}/${path}`);
      return {
        text: () => page.innerText('body'),
        waitFor: (selector, timeout = 15_000) => page.locator(selector).first().innerText({ timeout }),
        click: (selector) => page.locator(selector).first().click(),
        evaluate: <T>(expression: string) => page.evaluate(expression) as Promise<T>,
      };
    },
    closePopup: () => page.bringToFront(),
    inWorker,
    stopWorker: browser.stopWorker,
    inOtherTab: async (run) => inside(await browser.context.newPage(), run),
    inOtherWindow: (run) => inWindow(false, run),
    inPrivateWindow: (run) => inWindow(true, run),
    allowPrivate: browser.allowPrivate,
    update: browser.update,
    reinstall: browser.reinstall,
    setOffline: (state) => browser.context.setOffline(state === 'on'),
    close: browser.close,
  };
}

export async function firefoxDriver(world: World): Promise<Driver & { readonly browser: Firefox }> {
  const browser = await startFirefox(world);
  const grantData = () => browser.grantData(['personalCommunications']);
  await grantData();
  const base = await browser.background<string>("browser.runtime.getURL('')");
  const inside = async <T>(kind: 'tab' | 'window' | 'private window', run: () => Promise<T>) => {
    const before = await browser.handle();
    await browser.open(kind);
    try {
      return await run();
    } finally {
      await browser.closePopup();
      await browser.closeTab();
      await browser.switchTo(before);
    }
  };
  return {
    name: 'firefox',
    browser,
    visit: browser.goto,
    inPage: browser.evaluate,
    toolbar: async () => {
      await browser.closePopup();
      return browser.clickToolbar();
    },
    menu: browser.chooseMenuItem,
    ownPage: async (path) => {
      await browser.goto(base + path);
      return {
        text: () => browser.run(() => document.body.innerText),
        waitFor: browser.waitForText,
        click: browser.clickElement,
        evaluate: browser.evaluate,
      };
    },
    closePopup: browser.closePopup,
    inWorker: browser.background,
    stopWorker: browser.stopBackground,
    inOtherTab: (run) => inside('tab', run),
    inOtherWindow: (run) => inside('window', run),
    inPrivateWindow: (run) => inside('private window', run),
    allowPrivate: () => browser.allowPrivate().then(grantData),
    update: browser.update,
    reinstall: browser.reinstall,
    setOffline: (state) => browser.setOffline(state),
    close: browser.close,
  };
}

/** Waits until there is something to be found. */
export async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (let i = 0; i < 300; i++) {
    const found = await look().catch(() => undefined);
    if (found) return found;
    await sleep(50);
  }
  throw new Error(`waited for ${what}`);
}

/** Everything that the extension keeps of inspections, the newest first. */
export async function inspections(driver: Driver): Promise<readonly Inspection[]> {
  const stored = await driver.inWorker<Record<string, Inspection>>('await browser.storage.session.get(null)');
  return Object.values(stored)
    .filter((one) => one && typeof one === 'object' && 'serial' in one)
    .sort((a, b) => b.serial - a.serial);
}

/** The browser is told, and the proxy too: Firefox goes on with what is on this machine. */
export async function setNetwork(driver: Driver, world: World, state: 'on' | 'off'): Promise<void> {
  world.proxy.setFault('mail.google.com:443', state === 'off' ? { fault: 'reset' } : null);
  if (state === 'off') world.proxy.dropOpen();
  await driver.setOffline(state === 'off' ? 'on' : 'off');
}

/** As at the beginning: nothing kept, no popup, no fault. */
export async function forget(driver: Driver, world: World, dns: Dns): Promise<void> {
  await driver.closePopup();
  await setNetwork(driver, world, 'on');
  await driver.visit('about:blank');
  world.reset();
  await driver.inWorker('(await browser.storage.session.clear(), null)');
  await choose(driver, { dns });
}

export type Dns = 'ask' | 'always' | 'never';

/** What the user chose in the options; all else as the tests have it. */
export async function choose(driver: Driver, chosen: { dns?: Dns; language?: 'en' | 'ja' }): Promise<void> {
  const settings = JSON.stringify({ dns: 'always', language: 'en', resolver: 'google', ...chosen });
  await driver.inWorker(`(await browser.storage.local.set({ settings: ${settings} }), null)`);
}

/** Waits for what a screen says of a sample. Its verdict, or that step: an earlier message of the same tab may stand there for a moment. */
export async function shows(
  screen: Pick<Screen, 'text' | 'evaluate'>,
  { subject, verdict }: SampleEntry,
  step = 'done',
): Promise<void> {
  const about = `[...document.querySelectorAll('main')].some((main) => main.innerText.includes(${JSON.stringify(subject)}))`;
  const selector = step === 'done' ? `[data-step="done"][data-verdict="${verdict}"]` : `[data-step="${step}"]`;
  for (let i = 0; i < 500; i++) {
    if (await screen.evaluate<boolean>(`${about} && !!document.querySelector('${selector}')`)) return;
    await sleep(50);
  }
  throw new Error(`not shown: ${selector}; the popup says: ${await screen.text()}`);
}
