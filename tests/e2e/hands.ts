/** What a user does at a page of the extension, by keys and by files: the same few verbs for Chromium and for Firefox. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { chromiumDriver, firefoxDriver } from './driver.ts';

/** As playwright names them: "Tab", "Escape", "a". */
export type Key = string;
export type Scheme = 'light' | 'dark';

/** At the page of the tab that is in front. */
export type Hands = {
  readonly press: (key: Key) => Promise<void>;
  /** Chooses a file in an input for files. */
  readonly give: (selector: string, name: string, octets: Uint8Array) => Promise<void>;
  /** Clicks what saves a file, and gives the file. */
  readonly take: (selector: string) => Promise<Buffer>;
  readonly scheme: (scheme: Scheme) => Promise<void>;
};

type ChromiumDriver = Awaited<ReturnType<typeof chromiumDriver>>;
type FirefoxDriver = Awaited<ReturnType<typeof firefoxDriver>>;
export type AnyDriver = ChromiumDriver | FirefoxDriver;

export function handsOf(driver: AnyDriver): Hands {
  return driver.name === 'chromium' ? inChromium(driver as ChromiumDriver) : inFirefox(driver as FirefoxDriver);
}

function inChromium({ browser }: ChromiumDriver): Hands {
  const page = (): Page => browser.context.pages().at(-1) ?? browser.page;
  return {
    press: (key) => page().keyboard.press(key),
    give: (selector, name, octets) =>
      page()
        .locator(selector)
        .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(octets) }),
    take: async (selector) => {
      const saved = page().waitForEvent('download');
      await page().locator(selector).click();
      return readFileSync(await (await saved).path());
    },
    scheme: (colorScheme) => page().emulateMedia({ colorScheme }),
  };
}

/** WebDriver's names of keys: code points of a private area. */
const webDriverKeys: Readonly<Record<Key, string>> = { Tab: '\ue004', Enter: '\ue007', Escape: '\ue00c', Space: ' ' };

// What a function with the browser's own rights uses exists only where it runs.
declare const Services: { prefs: { setIntPref(name: string, value: number): void } };

function inFirefox({ browser }: FirefoxDriver): Hands {
  // Kept to the end: the page reads a file when it gets to it.
  const folder = mkdtempSync(join(tmpdir(), 'waybill-given-'));
  process.once('exit', () => rmSync(folder, { recursive: true }));
  return {
    press: (key) => browser.press(webDriverKeys[key] ?? key),
    give: async (selector, name, octets) => {
      writeFileSync(join(folder, name), octets);
      await browser.type(selector, join(folder, name));
    },
    take: async (selector) => {
      const saved = browser.saved();
      await browser.clickElement(selector);
      return saved;
    },
    scheme: (scheme) =>
      browser.chrome(
        (value: number) => Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', value),
        scheme === 'dark' ? 0 : 1,
      ),
  };
}
