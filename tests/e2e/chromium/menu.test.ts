/** The context menu itself, on a screen: a right click of the mouse, and the extension's item chosen by keys. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Chromium, startChromium } from '../../browsers/chromium.ts';
import { type Display, startDisplay } from '../../browsers/display.ts';
import { startWorld, type World } from '../../world/world.ts';

let world: World;
let display: Display;
let browser: Chromium;
beforeAll(async () => {
  [world, display] = await Promise.all([startWorld(), startDisplay()]);
  browser = await startChromium(world, { display });
  await browser.set({ dns: 'never', language: 'en', resolver: 'google' });
});
afterAll(async () => {
  await browser?.close();
  await display?.close();
  await world?.close();
});

test('the right-clicked message of a conversation is the one that is shown', async () => {
  await browser.open('conversation-1');
  const popup = await browser.chooseByHand('[role="listitem"]:nth-of-type(2) .a3s');
  await popup.waitFor('[data-step="recorded"]');
  expect(await browser.stored()).toContain('"chosen":"pointed"');
  expect(await popup.text()).toContain(world.subjectOf('conversation-2'));
  expect(world.doh.log).toEqual([]);
  expect(world.webmail.state.cspReports).toEqual([]);
});
