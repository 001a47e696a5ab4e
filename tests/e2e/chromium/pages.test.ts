/** The pages in Chromium: what is announced, without Gmail, what would make it pass, narrow and with large text. */

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tabOf } from '../../../tools/screen-states.ts';
import { type Chromium, startChromium } from '../../browsers/chromium.ts';
import { hostileMessage } from '../../mail/hostile.ts';
import { octetsOf } from '../../mail/samples/samples.ts';
import { wordsIn } from '../../words.ts';
import { startWorld, type World } from '../../world/world.ts';

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

/** A tab that is not there: what is stored under it is shown, and nobody goes on with it. */
const NO_TAB = 987_654;

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

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

  test('compared with a message from a file, and with one that was inspected', async () => {
    const tab = await inspected('service-signed');
    const page = await extensionPage(`report/index.html?tab=${tab}`, 980);
    await page.locator('[data-step="done"]').waitFor();
    const other = page.locator('.differences tr:has-text("DMARC record") td').last();
    await page
      .locator('[data-do="compare"]')
      .setInputFiles({ name: 'b.eml', mimeType: 'message/rfc822', buffer: Buffer.from(octetsOf('strict-subdomain')) });
    // It is checked as well: its policy comes from the DNS.
    await expect.poll(() => other.innerText()).toContain('adkim=s');
    expect(await page.locator('[data-step="done"]').getAttribute('data-verdict')).toBe('service-signature-only');
    await page.locator('[data-do="compare-stored"]').selectOption({ index: 0 });
    expect(await page.locator('.differences').count()).toBe(0);
    await page.locator('[data-do="compare-stored"]').selectOption({ index: 1 });
    await expect.poll(() => other.innerText()).toContain('adkim=s');
    await page
      .locator('[data-do="compare"]')
      .setInputFiles({ name: 'b.txt', mimeType: 'text/plain', buffer: Buffer.from('no field here') });
    await page.locator('#compare [role="alert"]:not(:empty)').waitFor();
  });

  test.each(['no field here', '{"recorded":{}}'])('what is no message is refused: %s', async (text) => {
    const page = await extensionPage('report/index.html', 980);
    await drop(page, 'a.txt', Buffer.from(text));
    await page.locator('.open [role="alert"]:not(:empty)').waitFor();
  });

  test.each([
    ['of more than 50 MB', 'page_open_large', `{ size: ${50 * 2 ** 20 + 1}, slice: () => new Blob(['Subject: x']) }`],
    [
      'a folder',
      'page_open_gone',
      "{ size: 4096, arrayBuffer: () => Promise.reject(new DOMException('', 'NotFoundError')) }",
    ],
  ] as const)('a file that is not read is refused: %s', async (_, said, file) => {
    const page = await extensionPage('report/index.html', 980);
    await page.locator('.open').waitFor();
    const alert = page.locator('.open [role="alert"]');
    // The page listens as soon as it is painted, which may be a little later.
    const dropped = `document.dispatchEvent(
      Object.defineProperty(new Event('drop', { cancelable: true }), 'dataTransfer', { value: { files: [${file}] } }))`;
    await expect.poll(() => page.evaluate(dropped).then(() => alert.innerText())).toBe(wordsIn('en').text(said));
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

test('hostile mail at 360 px: nothing out of place', async () => {
  const page = await extensionPage('report/index.html', 360);
  await page
    .locator('.open input[type="file"]')
    .setInputFiles({ name: 'a.eml', mimeType: 'text/plain', buffer: hostileMessage });
  await page.locator('[data-step="done"]').waitFor();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  const popup = await extensionPage(`popup/index.html?tab=${NO_TAB}`, 360);
  await popup.locator('[data-failure]').waitFor(); // the worker looked for that tab, and is done with it
  await popup.evaluate(async (tab) => {
    type Stored = Readonly<Record<string, object>>;
    type Storage = { session: { get(all: null): Promise<Stored>; set(values: Stored): Promise<void> } };
    const { session } = (globalThis as unknown as { chrome: { storage: Storage } }).chrome.storage;
    const [hostile] = Object.values(await session.get(null)).filter((one) => 'report' in one);
    await session.set({ [`inspection:${tab}`]: { ...hostile, subject: { tab } } });
  }, NO_TAB);
  await popup.locator('[data-step="done"]').waitFor();
  expect(await overflow(popup)).toBeLessThanOrEqual(0);
});

test('on paper: all is open, the servers of the path are named, no button is left', async () => {
  const tab = await inspected('service-signed');
  const page = await extensionPage(`report/index.html?tab=${tab}`, 980);
  await page.locator('[data-step="done"]').waitFor();
  await page.evaluate(() => {
    for (const one of document.querySelectorAll('details')) one.open = false;
  });
  await page.emulateMedia({ media: 'print' });
  const seen = await page.evaluate(() => {
    const isSeen = (one: Element) => one.checkVisibility({ contentVisibilityAuto: true }) && one.clientHeight > 0;
    const all = (selector: string) => [...document.querySelectorAll(selector)];
    return {
      hosts: all('.path .host').filter(isSeen).length,
      controls: all('button:not(.host), input, select, footer').filter((one) => one.checkVisibility()).length,
      folded: all('details > :not(summary)').filter((one) => !isSeen(one) && !one.closest('dialog, #open, #glossary'))
        .length,
    };
  });
  expect(seen).toEqual({ hosts: 5, controls: 0, folded: 0 });
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(pdf.match(/\/Type \/Page\b/g)?.length, 'pages, none of them half empty').toBeLessThanOrEqual(8);
});

test('nothing moves for those who asked for that', async () => {
  world.doh.setFault({ fault: 'slow', ms: 3000 });
  await browser.forgetAnswers();
  await browser.open('service-signed');
  const popup = await browser.clickToolbar(browser.page);
  await popup.waitFor('[data-step="checking"]');
  const rows = "[...document.querySelectorAll('[data-check] [data-now]')].map((one) => one.dataset.now)";
  expect(new Set(await popup.evaluate<string[]>(rows)), 'before the first answer').toEqual(new Set(['pending']));
  const moving = () =>
    popup.evaluate<number>("document.getAnimations().filter((one) => one.playState === 'running').length");
  await expect.poll(moving).toBeGreaterThan(0);
  await popup.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value: 'reduce' }] });
  expect(await moving()).toBe(0);
});

test.each([
  ['service-signed', 'en'],
  ['default-tenant-signature', 'en'],
  ['all-pass', 'en'],
  ['service-unsigned', 'ja'],
  ['all-pass-in-spam', 'ja'],
] as const)(
  'nothing jumps while results come in, and the verdict says what it stands by: %s, %s',
  async (id, language) => {
    world.doh.setFault({ fault: 'slow', ms: 150 });
    await browser.forgetAnswers();
    await browser.set({ dns: 'always', language });
    await browser.open(id);
    const popup = await browser.clickToolbar(browser.page);
    const look = () =>
      popup.evaluate<{ step: string; basis: string | null; places: Readonly<Record<string, number>> }>(`({
      step: document.querySelector('main').dataset.step ?? '',
      basis: document.querySelector('.basis')?.innerText ?? null,
      places: Object.fromEntries([...document.querySelectorAll('[data-verdict] :is(section, tr, .verdict > *, footer)')]
        .map((one, nth) => [nth + ' ' + (one.id || one.dataset.check || one.className || one.tagName), one.getBoundingClientRect().top])),
    })`);
    await popup.waitFor('[data-verdict]');
    const seen = [await look()];
    for (let i = 0; i < 500 && seen.at(-1)?.step !== 'done'; i++) seen.push(await look());
    const last = seen.pop();
    expect(last).toMatchObject({ step: 'done', basis: null });
    expect(seen.length, 'looked at before the end').toBeGreaterThan(0);
    const { places } = last ?? {};
    const basis = wordsIn(language).text('page_basis_checking');
    for (const one of seen) expect(one).toEqual({ step: 'checking', basis, places });
  },
);

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
