/** The pages in Firefox: nothing that axe finds, in both languages, light and dark. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeExpression } from '../../support/axe.ts';
import { startWorld, type World } from '../../support/world.ts';
import { firefoxDriver, forget } from '../driver.ts';

let world: World;
let driver: Awaited<ReturnType<typeof firefoxDriver>>;
beforeAll(async () => {
  world = await startWorld();
  driver = await firefoxDriver(world);
});
afterAll(async () => {
  await driver?.close();
  await world?.close();
});

/** What the browser's own setting of the colour scheme is. */
const schemes = { light: 1, dark: 0 } as const;

// What this function uses exists only where it runs.
declare const Services: { prefs: { setIntPref(name: string, value: number): void } };

const setScheme = (value: number) =>
  driver.browser.chrome((set: number) => {
    Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', set);
  }, value);

describe.each(['en', 'ja'] as const)('axe finds nothing, in %s', (language) => {
  test('popup, report, options, and a report of nothing yet', async () => {
    await forget(driver, world, 'always');
    await driver.inWorker(
      `(await browser.storage.local.set({ settings: { dns: 'always', resolver: 'google', language: '${language}' } }), null)`,
    );
    await driver.visit(world.addressOf('service-signed'));
    const popup = await driver.toolbar();
    await popup.waitFor('[data-step="done"]', 30_000);
    const tab = await driver.inWorker<number>('(await browser.tabs.query({ active: true }))[0].id');
    await driver.closePopup();
    await driver.inOtherTab(async () => {
      for (const [path, shown] of [
        [`popup/index.html?tab=${tab}`, '[data-step="done"]'],
        [`report/index.html?tab=${tab}`, '[data-step="done"]'],
        ['report/index.html', '.open'],
        ['options/index.html', 'main h1'],
      ] as const) {
        const screen = await driver.ownPage(path);
        await screen.waitFor(shown);
        for (const [scheme, value] of Object.entries(schemes)) {
          await setScheme(value);
          expect(await driver.inPage(axeExpression), `${path} ${scheme}`).toEqual([]);
        }
      }
    });
  });
});
