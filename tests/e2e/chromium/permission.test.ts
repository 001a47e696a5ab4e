/** Gmail's other host, allowed: a prompt cannot be answered without a screen, so this extension was given leave at its installation. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tabOf } from '../../../tools/screen-states.ts';
import { type Chromium, chromeFolder, startChromium } from '../../browsers/chromium.ts';
import { octetsOf } from '../../mail/samples/samples.ts';
import { startWorld, type World } from '../../world/world.ts';

let world: World;
let browser: Chromium;
const folder = mkdtempSync(join(tmpdir(), 'waybill-allowed-'));
beforeAll(async () => {
  cpSync(chromeFolder, folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
    host_permissions: string[];
    optional_host_permissions: string[];
  };
  const [other = ''] = manifest.optional_host_permissions.splice(0, 1);
  manifest.host_permissions.push(other);
  writeFileSync(file, JSON.stringify(manifest));
  world = await startWorld();
  browser = await startChromium(world, { extension: folder });
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
  rmSync(folder, { recursive: true });
});

test('the whole message comes from there, with its cookies, and nothing more is asked', async () => {
  world.mode({ endpoint: 'att', mode: 'redirect-nocors' });
  await browser.open('all-pass');
  const popup = await browser.clickToolbar(browser.page);
  await popup.waitFor('[data-step="recorded"]');
  expect(await popup.evaluate('!!document.querySelector("[data-card=elsewhere]")')).toBe(false);
  const stored = await browser.stored();
  expect(stored).toContain('"fidelity":"complete"');
  expect(stored).toContain(`"size":${octetsOf('all-pass').length}`);
  const { log } = world.webmail.state;
  expect(log.some(({ query }) => query.includes('view=om'))).toBe(false);
  const last = log.findLast(({ query }) => query.includes('view=att') && !query.includes('saddbat'));
  expect(last?.cookies).toEqual(['SIDSTRICT', 'SID', 'SIDNONE']);
});

test('what was changed on the way: the worker fetches the message, and looks into it', async () => {
  world.mode({ endpoint: 'att', mode: 'redirect-nocors' });
  await browser.open('list-footer');
  await browser.set({ dns: 'always', language: 'en', resolver: 'google' });
  const popup = await browser.clickToolbar(browser.page);
  await popup.waitFor('[data-step="done"]', 25_000);
  const before = world.webmail.state.log.length;
  const report = await browser.context.newPage();
  await report.goto(`chrome-extension://${browser.extensionId}/report/index.html?tab=${await tabOf(browser)}`);
  const card = report.locator('#dkim .card[data-result="fail"]');
  await card.locator('[data-do="why"]').click();
  expect(await card.locator('[data-alteration="done"]').innerText()).toMatch(
    /^Inferred: The text fits without its end/,
  );
  expect(world.webmail.state.log.slice(before).some(({ query }) => query.includes('saddbat'))).toBe(true);
  expect(await browser.stored()).not.toContain('CANARY-list-footer');
});

test('the worker is stopped while it fetches it: fetched once more', async () => {
  world.reset();
  await browser.forget();
  world.mode({ endpoint: 'att', mode: 'slow:2000' });
  world.mode({ endpoint: 'att', mode: 'redirect-nocors', times: 3 }); // for the page, for its look at why, and once more
  await browser.open('no-policy');
  const popup = await browser.clickToolbar(browser.page);
  const asked = () =>
    world.webmail.state.log.filter(({ query }) => query.includes('view=att') && !query.includes('saddbat'));
  for (let i = 0; i < 200 && asked().length < 4; i++) await new Promise((later) => setTimeout(later, 25));
  expect(asked()).toHaveLength(4);
  await browser.stopWorker();
  await popup.waitFor('[data-step="done"]', 25_000);
  expect(await browser.stored()).toContain(`"size":${octetsOf('no-policy').length}`);
  expect(asked()).toHaveLength(5);
});
