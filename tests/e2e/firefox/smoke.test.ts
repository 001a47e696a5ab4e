/** The built extension in Firefox: installed, clicked, the seed case's verdict read. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Firefox, startFirefox } from '../../browsers/firefox.ts';
import { startWorld, type World } from '../../world/world.ts';

let world: World;
let browser: Firefox;
beforeAll(async () => {
  world = await startWorld();
  browser = await startFirefox(world);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

test('the seed case', async () => {
  await browser.goto(world.addressOf('service-signed'));
  await browser.waitFor('[data-legacy-message-id]');
  const popup = await browser.clickToolbar();
  await popup.waitFor('[data-step="recorded"]');
  expect(world.doh.log).toEqual([]);
  await popup.click('[data-consent="always"]');
  const text = await popup.waitFor('[data-step="done"][data-verdict="service-signature-only"]');
  expect(text).toContain('Not confirmed as coming from shop.example');
  expect(world.doh.log.length).toBeGreaterThan(0);
  expect(world.webmail.state.cspReports).toEqual([]);
  const own = /\.mozilla\.(?:com|org|net):443$|\.googleapis\.com:443$/; // what Firefox asks for by itself, and does not get
  expect(world.refused().filter((host) => !own.test(host))).toEqual([]);
});
