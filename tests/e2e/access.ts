/** The pages for everybody, in either browser: no violation that axe knows, by keyboard alone, with hostile mail, out and in again. */

import { beforeEach, describe, expect, test } from 'vitest';
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import { type Inspection, type ReadFailure, tabOf } from '../../src/extension/protocol.ts';
import { axeExpression } from '../browsers/axe.ts';
import { hostileMarks, hostileMessage } from '../mail/hostile.ts';
import type { World } from '../world/world.ts';
import { choose, inspections } from './driver.ts';
import { type AnyDriver, type Hands, handsOf } from './hands.ts';
import { inOneBrowser } from './suite.ts';

type Page = 'popup' | 'report';
const schemes = ['light', 'dark'] as const;
const SAMPLE = 'service-signed';
const VERDICT = 'service-signature-only';
/** A tab that is not there: what is stored under it is shown, and nobody goes on with it. */
const NO_TAB = 987_654;

export type Given = { readonly world: World; readonly driver: AnyDriver; readonly hands: Hands };

export function runAccess(start: (world: World) => Promise<AnyDriver>): void {
  let world: World;
  let driver: AnyDriver;
  let hands: Hands;
  inOneBrowser(start, 'always', (suite) => {
    ({ world, driver } = suite);
    hands = handsOf(driver);
  });

  /** Of a sample, checked by the toolbar's popup: the number of its tab, and what is stored of it. */
  const inspected = async (sample: string): Promise<Inspection> => {
    await driver.visit(world.addressOf(sample));
    const popup = await driver.toolbar();
    await popup.waitFor('[data-step="done"]', 30_000);
    await driver.closePopup();
    const [newest] = await inspections(driver);
    if (!newest) throw new Error('nothing is stored');
    return newest;
  };
  const store = (inspection: Inspection) =>
    driver.inWorker(
      `(await browser.storage.session.set({ 'inspection:${tabOf(inspection.subject)}': ${JSON.stringify(inspection)} }), null)`,
    );
  const show = async (page: Page, tab: number, shown = '[data-step="done"]') => {
    const screen = await driver.ownPage(`${page}/index.html?tab=${tab}`);
    await screen.waitFor(shown);
    return screen;
  };
  const count = (selector: string) =>
    driver.inPage<number>(`document.querySelectorAll(${JSON.stringify(selector)}).length`);
  const openAll = () =>
    driver.inPage("(document.querySelectorAll('details').forEach((one) => { one.open = true; }), null)");
  const looksRight = async (what: string) => {
    expect(await count('table:not(:has(> caption))'), what).toBe(0);
    for (const scheme of schemes) {
      await hands.scheme(scheme);
      expect(await driver.inPage(axeExpression), `${what}, ${scheme}`).toEqual([]);
    }
  };

  describe.each(['en', 'ja'] as const)('axe finds nothing, in %s', (language) => {
    beforeEach(() => choose(driver, { language }));

    test.each([SAMPLE, 'all-pass-in-spam', 'list-sealed', 'just-sent'])('with all open: %s', async (sample) => {
      const tab = tabOf((await inspected(sample)).subject);
      await driver.inOtherTab(async () => {
        for (const page of ['popup', 'report'] as const) {
          await show(page, tab);
          await openAll();
          await looksRight(page);
        }
        // Each fact is linked to its field, and each field to the chapters that speak of it.
        expect(await driver.inPage(deadLinks)).toEqual([]);
        expect(await count('[id^="field-"] a[href^="#"]')).toBeGreaterThan(0);
        expect(await count('main a[href^="#field-"]')).toBeGreaterThan(0);
      });
    });

    test('every state on the way, and every way to fail', { timeout: 120_000 }, async () => {
      const whole = await inspected(SAMPLE);
      const states = statesOf({ ...whole, subject: { tab: NO_TAB } });
      await driver.inOtherTab(async () => {
        // The popup asks the worker first, which finds no such tab.
        const screen = await show('popup', NO_TAB, '[data-failure]');
        for (const [shown, inspection] of states) {
          await store(inspection);
          await screen.waitFor(shown);
          await looksRight(shown);
        }
      });
    });

    test('the welcome page: each example has its answer, and leads to its report', async () => {
      await driver.inOtherTab(async () => {
        const welcome = await driver.ownPage('welcome/index.html');
        await welcome.waitFor('[data-example="service-signed"][data-verdict]');
        await looksRight('welcome');
        const report = await driver.ownPage('report/index.html?example=service-signed');
        await report.waitFor('[data-step="done"][data-verdict]');
        await openAll();
        await looksRight('an example');
      });
    });

    test.each(['report/index.html', 'options/index.html'])('%s', async (path) => {
      await driver.inOtherTab(async () => {
        const screen = await driver.ownPage(path);
        await screen.waitFor('h1');
        await openAll();
        await looksRight(path);
      });
    });
  });

  describe('by keyboard alone', () => {
    test.each<[Page, readonly string[]]>([
      ['popup', ['[data-do="again"]', '[aria-keyshortcuts="c"]', '[data-do="report"]']],
      ['report', ['[aria-keyshortcuts="/"]', '[data-do="pseudonymise"]', '[data-do="download"]']],
    ])('the %s: every control is reached, in the order of the page, and shows that it is', async (page, among) => {
      const tab = tabOf((await inspected(SAMPLE)).subject);
      await driver.inOtherTab(async () => {
        await show(page, tab);
        await openAll();
        const controls = await driver.inPage<number>(`(${markControls})()`);
        expect(controls).toBeGreaterThan(10);
        const seen: Focus[] = [];
        for (let i = 0; i < controls * 2; i++) {
          await hands.press('Tab');
          const at = await driver.inPage<Focus | null>(`(${focus})()`);
          if (at === null || (at.control === 0 && seen.length > 0)) break;
          seen.push(at);
        }
        expect(seen.filter(({ outline }) => !outline)).toEqual([]);
        // What scrolls can be reached too, though it is no control.
        const reached = seen.map(({ control }) => control).filter((one) => one !== null);
        expect(reached).toEqual(Array.from({ length: controls }, (_, index) => index));
        for (const one of among) expect(await count(`${one}[data-control]`), one).toBe(1);
      });
    });

    test('the popup: what folds is opened and closed, the list of keys too, and "o" opens the report', async () => {
      const tab = tabOf((await inspected(SAMPLE)).subject);
      await driver.inOtherTab(async () => {
        const screen = await show('popup', tab);
        await tabTo('summary');
        await hands.press('Enter');
        expect(await count('details[open] > summary:focus')).toBe(1);
        await hands.press('Enter');
        expect(await count('details[open] > summary:focus')).toBe(0);
        await hands.press('?');
        await screen.waitFor('dialog[open]');
        expect(await driver.inPage(axeExpression)).toEqual([]);
        await hands.press('Escape');
        expect(await count('dialog[open]')).toBe(0);
        // The popup closes itself when it opens the report.
        await hands.press('o').catch(() => null);
        const reports = `(await browser.tabs.query({})).filter(({ url }) => url?.includes('/report/index.html?tab=${tab}')).map(({ id }) => id)`;
        await expect.poll(() => driver.inWorker(reports)).toHaveLength(1);
        await driver.inWorker(`(await browser.tabs.remove(${reports}), null)`);
      });
    });

    test('the report: "/" finds a field, and a switch leads to what would make it pass', async () => {
      const tab = tabOf((await inspected(SAMPLE)).subject);
      await driver.inOtherTab(async () => {
        const screen = await show('report', tab);
        // The page listens as soon as it is painted, which may be a little later.
        await expect.poll(() => hands.press('/').then(() => count('input[type="search"]:focus'))).toBe(1);
        for (const key of 'x-sg-eid') await hands.press(key);
        await expect.poll(() => count('.raw li')).toBe(1);
        await driver.inPage('(document.querySelector(\'[data-switch="dkim"]\').focus(), null)');
        await hands.press('Space');
        await screen.waitFor('.outcome[data-result="pass"][data-verdict="signed-by-author"]');
        expect(await screen.waitFor('.outcome .publish')).toContain('s1._domainkey.shop.example');
      });
    });

    async function tabTo(selector: string): Promise<void> {
      for (let i = 0; i < 60; i++) {
        await hands.press('Tab');
        if ((await count(`${selector}:focus`)) > 0) return;
      }
      throw new Error(`${selector} is not reached`);
    }
  });

  describe('hostile mail', () => {
    test('no markup, nothing unseen, nothing out of place', async () => {
      await driver.inOtherTab(async () => {
        const screen = await driver.ownPage('report/index.html');
        await screen.waitFor('.open');
        await hands.give('.open input[type="file"]', 'a.eml', hostileMessage);
        await screen.waitFor('[data-step="done"]', 30_000);
        await openAll();
        await clean('report');
        const [hostile] = await inspections(driver);
        const popup = await show('popup', NO_TAB, '[data-failure]');
        if (hostile) await store({ ...hostile, subject: { tab: NO_TAB } });
        await popup.waitFor('[data-step="done"]');
        await openAll();
        await clean('popup');
      });
    });

    async function clean(page: Page): Promise<void> {
      expect(await count('script:not([src]), img, iframe, object, a[href^="javascript"], [onerror]'), page).toBe(0);
      expect(await driver.inPage<boolean>("'hacked' in globalThis"), page).toBe(false);
      const text = await driver.inPage<string>('document.body.innerText');
      for (const mark of hostileMarks.hidden) expect(text, page).not.toContain(mark);
      for (const mark of hostileMarks.shown) if (page === 'report') expect(text).toContain(mark);
      const { scrollWidth, clientWidth } = await driver.inPage<{ scrollWidth: number; clientWidth: number }>(
        '(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }))(document.documentElement)',
      );
      expect(scrollWidth, page).toBeLessThanOrEqual(clientWidth);
      expect(await driver.inPage(axeExpression), page).toEqual([]);
    }
  });

  test('saved without names and opened again, the verdict is the same, and nothing differs', async () => {
    const tab = tabOf((await inspected(SAMPLE)).subject);
    await driver.inOtherTab(async () => {
      const screen = await show('report', tab);
      await screen.click('[data-do="pseudonymise"]');
      const file = await hands.take('[data-do="download"]');
      expect(file.toString()).not.toMatch(/news@|198\.51\.100\.44|dmarc\.shop|sendgrid\.net\.?bounces/);
      const fresh = await driver.ownPage('report/index.html');
      await fresh.waitFor('.open');
      await hands.give('.open input[type="file"]', 'waybill.json', file);
      await fresh.waitFor(`[data-step="done"][data-verdict="${VERDICT}"]`);
      await hands.give('[data-do="compare"]', 'b.json', file);
      await fresh.waitFor('.differences');
      expect(await count('.differences tr[data-same="no"]')).toBe(0);
    });
  });
}

const twoMessages = [
  { id: 'msg-f:1', sender: 'shop.example', at: 1_790_848_800_000 },
  { id: 'msg-f:2', sender: null, at: null },
];

/** What each state shows, and what is stored of it. */
function statesOf(done: Inspection): readonly (readonly [string, Inspection])[] {
  if (done.step !== 'done') throw new Error('it is not done');
  const { subject, serial, pointed, consent, located, report } = done;
  const begun = { subject, serial, pointed, consent, located };
  const recorded = { ...done, report: { ...report, verified: null } } as const;
  const failures = Object.keys(messages)
    .flatMap((key) => /^page_failed_(.*)$/.exec(key)?.[1]?.replaceAll('_', '-') ?? [])
    // Said of an alteration, or by the page itself.
    .filter((name) => !['octets-gone', 'body-missing', 'stalled'].includes(name)) as ReadFailure[];
  return [
    ['[data-step="reading"] h1', { ...begun, step: 'reading' }],
    [
      '[data-step="reading"] progress',
      { ...begun, step: 'reading', progress: { received: 9_000_000, total: 20_000_000 } },
    ],
    ['[data-step="recorded"] [data-consent="once"]', { ...recorded, step: 'recorded', consent: 'unasked' }],
    ['[data-step="recorded"]', { ...recorded, step: 'recorded', consent: 'refused' }],
    ['[data-step="checking"]', { ...recorded, step: 'checking' }],
    ['[data-step="done"]', { ...done, elsewhere: true }],
    ['[data-step="done"] .picker', { ...done, located: located && { ...located, candidates: twoMessages } }],
    ...failures.map((failure): [string, Inspection] => [
      `[data-failure="${failure}"] h1`,
      { ...begun, step: 'failed', failure, detail: 'HTTP 500' },
    ]),
  ];
}

const deadLinks = `[...document.querySelectorAll('a[href^="#"]')]
  .map((link) => link.hash).filter((hash) => !document.getElementById(hash.slice(1)))`;

type Focus = { readonly name: string; readonly control: number | null; readonly outline: boolean };

/** In the page: numbers what a key can reach, in the order of the document, and gives their number. */
const markControls = `() => {
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
  const controls = all.filter((one) => !one.disabled && one.checkVisibility({ visibilityProperty: true }));
  controls.forEach((one, index) => { one.dataset.control = String(index); });
  return controls.length;
}`;

/** In the page: what has the focus; null once it has left the page. */
const focus = `() => {
  const { activeElement: at } = document;
  if (!at || at === document.body || !document.hasFocus()) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  return {
    name: (at.getAttribute('aria-label') ?? at.textContent ?? '').trim().slice(0, 40) || at.tagName,
    control: at.dataset.control === undefined ? null : Number(at.dataset.control),
    outline: outlineStyle !== 'none' && parseFloat(outlineWidth) > 0,
  };
}`;
