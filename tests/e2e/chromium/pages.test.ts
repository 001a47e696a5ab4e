/** The pages for everybody: no violation that axe knows, by keyboard alone, with hostile mail, on paper, and out and in again. */

import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { axeExpression } from '../../support/axe.ts';
import { type Chromium, startChromium } from '../../support/chromium.ts';
import { hostileMarks, hostileMessage } from '../../support/hostile.ts';
import { octetsOf } from '../../support/samples/samples.ts';
import { tabOf } from '../../support/screen-states.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
let browser: Chromium;
let pages: Page[] = [];
beforeAll(async () => {
  world = await startWorld();
  browser = await startChromium(world);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
beforeEach(async () => {
  await Promise.all(pages.map((page) => page.close()));
  pages = [];
  await browser.page.goto('about:blank');
  await browser.forget();
  world.reset();
  await browser.set({ dns: 'always', language: 'en', resolver: 'google' });
});

/** A page of the extension, in a tab of its own. */
async function extensionPage(path: string, width = 460): Promise<Page> {
  const page = await browser.context.newPage();
  pages.push(page);
  await page.setViewportSize({ width, height: 800 });
  await page.goto(`chrome-extension://${browser.extensionId}/${path}`);
  return page;
}

/** The popup and the report of a sample, both as pages: the popup in its own window is looked at elsewhere. */
async function inspected(sample: string, step = 'done'): Promise<number> {
  await browser.open(sample);
  const popup = await browser.clickToolbar(browser.page);
  await popup.waitFor(`[data-step="${step}"]`, 25_000);
  return tabOf(browser);
}

/** What axe finds, one line each. */
async function violations(page: Page): Promise<readonly string[]> {
  const cdp = await browser.context.newCDPSession(page);
  const { result } = await cdp.send('Runtime.evaluate', {
    expression: axeExpression,
    awaitPromise: true,
    returnByValue: true,
  });
  await cdp.detach();
  return result.value as readonly string[];
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe.each(['en', 'ja'] as const)('axe finds nothing, in %s', (language) => {
  beforeEach(() => browser.set({ language }));

  const both = async (page: Page) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page), colorScheme).toEqual([]);
    }
  };

  test.each(['service-signed', 'all-pass-in-spam', 'list-sealed', 'just-sent'])(
    'popup and report: %s',
    async (sample) => {
      const tab = await inspected(sample);
      for (const path of ['popup', 'report']) {
        const page = await extensionPage(`${path}/index.html?tab=${tab}`, path === 'popup' ? 460 : 980);
        await page.locator('[data-step="done"]').waitFor();
        await page.evaluate(() => {
          for (const one of document.querySelectorAll('details')) one.open = true;
        });
        await both(page);
      }
    },
  );

  test('consent', async () => {
    await browser.set({ dns: 'ask' });
    const tab = await inspected('service-signed', 'recorded');
    const page = await extensionPage(`popup/index.html?tab=${tab}`);
    await page.locator('[data-consent="once"]').waitFor();
    await both(page);
  });

  test.each(['popup/index.html?tab=999999', 'report/index.html', 'options/index.html'])('%s', async (path) => {
    const page = await extensionPage(path, 700);
    await page.locator('h1').first().waitFor();
    await both(page);
  });
});

describe('by keyboard alone', () => {
  /** What has the focus, from the first Tab to where it begins anew. */
  async function walk(page: Page): Promise<readonly string[]> {
    const seen: string[] = [];
    for (let i = 0; i < 250; i++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const { activeElement: focused } = document;
        if (!focused || focused === document.body) return null;
        const { top, left, width } = focused.getBoundingClientRect();
        const { outlineStyle } = getComputedStyle(focused);
        const name = focused.getAttribute('aria-label') ?? focused.textContent?.trim().slice(0, 30);
        return { place: Math.round(top + scrollY) * 1e4 + Math.round(left), width, outlineStyle, name };
      });
      if (at === null) break;
      expect(at, `focus on ${at.name}`).not.toMatchObject({ outlineStyle: 'none' });
      if (seen.length > 2 && at.name === seen[0]) break;
      seen.push(at.name ?? '');
    }
    return seen;
  }

  test('the popup: every control is reached, in the order of reading', async () => {
    const tab = await inspected('service-signed');
    const page = await extensionPage(`popup/index.html?tab=${tab}`);
    await page.locator('[data-step="done"]').waitFor();
    const seen = await walk(page);
    expect(seen.join(' > ')).toMatch(/Why.*Copy message > For the sender|Why.*For the sender.*Copy message/);
    expect(seen.slice(-3)).toEqual(['Keys', 'Copy', 'Full report']);
  });

  test('the report: search by "/", the list of keys by "?", and Escape closes it', async () => {
    const tab = await inspected('service-signed');
    const page = await extensionPage(`report/index.html?tab=${tab}`, 980);
    await page.locator('[data-step="done"]').waitFor();
    expect((await walk(page)).length).toBeGreaterThan(10);
    await page.keyboard.press('/');
    await page.keyboard.type('x-sg-eid');
    expect(await page.locator('.raw li').count()).toBe(1);
    await page.keyboard.press('Tab');
    await page.keyboard.press('?');
    await page.locator('dialog[open]').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog[open]').count()).toBe(0);
  });
});

test('one polite announcement: the title, when the checks are done', async () => {
  const tab = await inspected('service-signed');
  const page = await extensionPage(`popup/index.html?tab=${tab}`);
  await page.locator('[data-step="done"]').waitFor();
  const said = await page.locator('[role="status"]').allInnerTexts();
  expect(said.map((text) => text.trim()).filter(Boolean)).toHaveLength(1);
});

describe('without Gmail', () => {
  const drop = async (page: Page, name: string, octets: Buffer) =>
    page.locator('.open input[type="file"]').setInputFiles({ name, mimeType: 'text/plain', buffer: octets });

  test('a file gives the same report, and its body stays in the page', async () => {
    const page = await extensionPage('report/index.html', 980);
    await drop(page, 'a.eml', octetsOf('service-signed'));
    await page.locator('[data-step="done"][data-verdict="service-signature-only"]').waitFor();
    expect(await browser.stored()).not.toContain('CANARY-service-signed');
  });

  test('it asks first where the user wants to be asked', async () => {
    await browser.set({ dns: 'ask' });
    const page = await extensionPage('report/index.html', 980);
    await page.locator('textarea').fill(octetsOf('web-host-sender').toString('latin1').split('\r\n\r\n')[0] ?? '');
    await page.locator('[data-do="open"]').click();
    await page.locator('[data-step="recorded"]').waitFor();
    expect(world.doh.log).toEqual([]);
    await page.locator('[data-consent="once"]').click();
    await page.locator('[data-step="done"]').waitFor();
  });

  test('saved without names and opened again, the verdict is the same', async () => {
    const tab = await inspected('service-signed');
    const page = await extensionPage(`report/index.html?tab=${tab}`, 980);
    await page.locator('[data-step="done"]').waitFor();
    await page.locator('[data-do="pseudonymise"]').check();
    const [saved] = await Promise.all([page.waitForEvent('download'), page.locator('[data-do="download"]').click()]);
    const file = readFileSync(await saved.path());
    expect(file.toString()).not.toMatch(/news@|198\.51\.100\.44|dmarc\.shop|sendgrid\.net\.?bounces/);
    const fresh = await extensionPage('report/index.html', 980);
    await drop(fresh, 'waybill.json', file);
    await fresh.locator('[data-step="done"][data-verdict="service-signature-only"]').waitFor();
    await fresh
      .locator('[data-do="compare"]')
      .setInputFiles({ name: 'b.json', mimeType: 'application/json', buffer: file });
    expect(await fresh.locator('.differences tr[data-same="no"]').count()).toBe(0);
  });

  test.each(['no field here', '{"recorded":{}}'])('what is no message is refused: %s', async (text) => {
    const page = await extensionPage('report/index.html', 980);
    await drop(page, 'a.txt', Buffer.from(text));
    await page.locator('.open [role="alert"]:not(:empty)').waitFor();
  });
});

test('what would make it pass: aligned DKIM, and what to publish for it', async () => {
  const tab = await inspected('service-signed');
  const page = await extensionPage(`report/index.html?tab=${tab}`, 980);
  const asked = world.doh.log.length;
  await page.locator('.outcome[data-result="fail"]').waitFor();
  await page.locator('[data-switch="dkim"]').check();
  await page.locator('.outcome[data-result="pass"][data-verdict="signed-by-author"]').waitFor();
  expect(await page.locator('.outcome .publish').innerText()).toContain('s1._domainkey.shop.example');
  expect(await page.locator('.outcome .identities [data-aligned="yes"]').count()).toBe(1);
  expect(world.doh.log.length, 'nothing was asked').toBe(asked);
});

describe('hostile mail', () => {
  test.each([360, 980])('no markup, nothing out of place, at %d px', async (width) => {
    const page = await extensionPage('report/index.html', width);
    await page
      .locator('.open input[type="file"]')
      .setInputFiles({ name: 'a.eml', mimeType: 'text/plain', buffer: hostileMessage });
    await page.locator('[data-step="done"]').waitFor();
    expect(await page.locator('script:not([src]), img, iframe, object, a[href^="javascript"], [onerror]').count()).toBe(
      0,
    );
    expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
    const text = await page.locator('body').innerText();
    for (const mark of hostileMarks.hidden) expect(text).not.toContain(mark);
    for (const mark of hostileMarks.shown) expect(text).toContain(mark);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
    const popup = await extensionPage(`popup/index.html${new URL(page.url()).search}`, width === 360 ? 360 : 460);
    await popup.locator('[data-step]').first().waitFor();
    expect(await overflow(popup)).toBeLessThanOrEqual(0);
  });
});

test('at 200 % text and 360 px nothing is cut off at the side', async () => {
  const tab = await inspected('service-signed');
  for (const path of ['popup', 'report', 'options']) {
    const page = await extensionPage(`${path}/index.html?tab=${tab}`, 400);
    await page
      .locator(path === 'options' ? 'h1' : '[data-step="done"]')
      .first()
      .waitFor();
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '162.5%';
    });
    expect(await overflow(page), path).toBeLessThanOrEqual(0);
  }
});
