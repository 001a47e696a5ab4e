/** The path in Chromium, and what no sample has, in pages of their own. Pictures in dist/screens. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { digest } from '../../../src/engine/digest.ts';
import { read } from '../../../src/engine/read.ts';
import { gmail } from '../../../src/engine/trace/receivers.ts';
import { type Chromium, startChromium } from '../../browsers/chromium.ts';
import { startWorld, type World } from '../../world/world.ts';
import { chromiumDriver } from '../driver.ts';
import { drawn, runPaths } from '../path.ts';

const pictures = join(import.meta.dirname, '../../../dist/screens');
/** The tab that messages without a webmail are put under. */
const TAB = 987_654;

runPaths(chromiumDriver);

let browser: Chromium;

const at = (seconds: number) => `${new Date(1_790_848_800_000 + seconds * 1000).toUTCString().replace('GMT', '+0000')}`;
const through = (from: string, by: string, seconds: number, more = 'with ESMTPS id 1') =>
  `Received: from ${from} (${from} [192.0.2.${1 + (Math.abs(seconds) % 250)}]) by ${by} ${more}; ${at(seconds)}`;

/** Newest first. Clocks that differ, a gap, hours of waiting, a server without a name, one that is written from right to left. */
const odd = [
  `Received: by 2002:a05:6a20:3d1b:b0:1a2:b3c4:d5e6 with SMTP id 1; ${at(9002)}`,
  through(
    'out.service.example',
    'mx.google.com',
    9001,
    'with ESMTPS id 1 (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384)',
  ),
  through('elsewhere.test', 'out.service.example', 7800),
  through('\u0645\u062b\u0627\u0644.example', 'relay.\u0645\u062b\u0627\u0644.example', 600),
  `Received: (qmail 28480 invoked by uid 498); ${at(560)}`,
  through('a.shop.example', 'b.shop.example', 480),
  through('pc.shop.example', 'a.shop.example', 500, 'with ESMTPSA id 1'),
];
const sixty = [
  through('h58.example', 'mx.google.com', 61),
  ...Array.from({ length: 59 }, (_, i) =>
    through(`h${57 - i}.example`, `h${58 - i}.example`, 60 - i + (i % 7 === 0 ? 90 : 0)),
  ),
];

/** As many servers in a row, a second from each to the next. */
const row = (count: number) => [
  through(`h${count - 1}.example`, 'mx.google.com', count),
  ...Array.from({ length: count - 1 }, (_, i) =>
    through(`h${count - 2 - i}.example`, `h${count - 1 - i}.example`, count - 1 - i),
  ),
];

/** A page that shows a message of that path, put where the extension keeps its reports. */
async function shown(lines: readonly string[], page: 'popup' | 'report', width: number): Promise<Page> {
  const octets = new TextEncoder().encode(
    [...lines, `Date: ${at(0)}`, 'From: a@shop.example', '', 'text', ''].join('\r\n'),
  );
  const digested = await digest(octets);
  const report = { recorded: read(digested, gmail, { kind: 'mailbox' }), verified: null, place: 'inbox' };
  const located = { id: 'x', subject: null, sender: null, place: 'inbox', chosen: 'only', candidates: [] };
  const inspection = {
    ...{ subject: { tab: TAB }, serial: Date.now(), pointed: true, consent: 'refused', located, step: 'done' },
    ...{ digest: digested, report, elsewhere: false },
  };
  const worker = await browser.worker();
  await worker.evaluate(
    async ([key, value]) => {
      type Area = { set(values: object): Promise<void> };
      const { session } = (globalThis as unknown as { chrome: { storage: { session: Area } } }).chrome.storage;
      await session.set({ [key]: JSON.parse(value) });
    },
    [`inspection:${TAB}`, JSON.stringify(inspection)] as const,
  );
  const opened = await browser.context.newPage();
  await opened.setViewportSize({ width, height: 700 });
  await opened.goto(`chrome-extension://${browser.extensionId}/${page}/index.html?tab=${TAB}`);
  await opened.locator('main[data-verdict] .path').waitFor();
  await opened.evaluate(() => {
    for (const one of document.querySelectorAll<HTMLDetailsElement>('.path > details')) one.open = true;
  });
  await opened.locator('.drawing').waitFor();
  return opened;
}

async function pictured(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator('.path').screenshot({ path: join(pictures, `path-${name}-${colorScheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Text at 200 %. */
async function enlarge(page: Page): Promise<void> {
  await page.evaluate(() => {
    const root = document.documentElement;
    root.style.fontSize = `${2 * Number.parseFloat(getComputedStyle(root).fontSize)}px`;
  });
}

/** Addresses in brackets that have a place to break within. */
const torn = `[...document.querySelectorAll('.path .name')]
  .flatMap((name) => [...name.childNodes].map((part) => part.textContent))
  .filter((part) => /\\[[^\\]]*$/.test(part))`;

describe('what no sample has', () => {
  let world: World;
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    world = await startWorld();
    browser = await startChromium(world);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });
  beforeEach(() => browser.set({ dns: 'never', language: 'en' }));

  test('clocks that differ, a gap, a wait, names that are missing or written from right to left', async () => {
    const page = await shown(odd, 'report', 980);
    expect(await page.evaluate(drawn)).toEqual([
      'none | told pc.shop.example [192.0.2.1] MUA',
      'unknown | claimed a.shop.example MSA TLS',
      'skewed | claimed b.shop.example MTA TLS',
      '+1 min 20 s slow | unknown not recorded MTA internal',
      '+40 s plain | claimed relay.\u0645\u062b\u0627\u0644.example Relay service TLS',
      'unknown | missing not recorded',
      '▲ +2 h very-slow | claimed out.service.example Relay service TLS',
      '--- recorded by Gmail',
      '▲ +20 min 1 s very-slow | recorded mx.google.com MX TLS 1.3',
      '+1 s plain | recorded 2002:a05:6a20:3d1b:b0:1a2:b3c4:d5e6 MDA internal',
    ]);
    expect(await page.locator('.skew').allInnerTexts()).toEqual(['clocks differ by 20 s']);
    expect(await page.locator('.steps tbody tr[data-field]').count()).toBe(7);
    await pictured(page, 'odd');
    await page.emulateMedia({ forcedColors: 'active' });
    await page.locator('.path').screenshot({ path: join(pictures, 'path-odd-forced.png') });
    await page.emulateMedia({ forcedColors: 'none' });
    await enlarge(page);
    await page.locator('.path').screenshot({ path: join(pictures, 'path-odd-large.png') });
    await page.close();
    const popup = await shown(odd, 'popup', 460);
    await pictured(popup, 'odd-popup');
    await popup.close();
  });

  const widths = { popup: 460, report: 980 } as const;
  const rows = ([1, 5, 20] as const).flatMap((count) =>
    (['popup', 'report'] as const).map((on) => [count, on] as const),
  );
  test.each(rows)('a path of %i, in the %s', async (count, on) => {
    for (const language of ['en', 'ja'] as const) {
      await browser.set({ language });
      const page = await shown(row(count), on, widths[on]);
      expect(await page.evaluate(torn), 'addresses that break where a line has room').toEqual([]);
      await pictured(page, `${count}-${on}-${language}`);
      await enlarge(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await pictured(page, `${count}-${on}-${language}-large`);
      await page.close();
    }
  });

  test('the raw field of a server, by keyboard and by a click on the rail', async () => {
    const page = await shown(odd, 'popup', 460);
    const host = page.locator('button.host', { hasText: 'mx.google.com' });
    await host.focus();
    await page.keyboard.press('Enter');
    expect(await host.getAttribute('aria-expanded')).toBe('true');
    const raw = page.locator(`#${asSelector(await host.getAttribute('aria-controls'))}`);
    expect(await raw.innerText()).toContain('Received: from out.service.example (out.service.example [192.0.2.2])');
    await pictured(page, 'odd-raw');
    const node = await page.locator('.node[data-kind="recorded"]').first().boundingBox();
    await page.mouse.click((node?.x ?? 0) + 4, (node?.y ?? 0) + 4);
    expect(await host.getAttribute('aria-expanded')).toBe('false');
    expect(await page.locator('.raw-field').count()).toBe(0);
    await page.close();
  });

  test('a picture with a title and a description', async () => {
    const page = await shown(odd, 'popup', 460);
    const image = page.getByRole('img', { name: 'Path of the message: 7 steps' });
    expect(await image.count()).toBe(1);
    const description = await image.evaluate((one) => {
      return document.getElementById(one.getAttribute('aria-describedby') ?? '')?.textContent;
    });
    expect(description).toContain('MX, mx.google.com');
    await page.close();
  });

  test('60 steps: folded in the popup, all in the report, and nothing runs over', async () => {
    const popup = await shown(sixty, 'popup', 460);
    expect(await popup.locator('.node').count()).toBe(9);
    await pictured(popup, 'sixty-popup');
    await popup.locator('[data-do="unfold"]').click();
    expect(await popup.locator('.node').count()).toBe(61);
    await popup.close();
    const report = await shown(sixty, 'report', 980);
    expect(await report.locator('.node').count()).toBe(61);
    for (const width of [980, 400]) {
      await report.setViewportSize({ width, height: 700 });
      expect(await report.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
    await report.setViewportSize({ width: 980, height: 700 });
    await pictured(report, 'sixty');
    await report.close();
  });
});

/** An id as a selector needs it. */
function asSelector(id: string | null): string {
  return (id ?? '').replace(/[^A-Za-z0-9_-]/g, (one) => `\\${one}`);
}
