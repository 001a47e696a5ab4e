/** The life of the extension in Firefox. */

import { expect, test } from 'vitest';
import { firefoxDriver } from '../driver.ts';
import { runLife } from '../life.ts';

runLife(firefoxDriver, (given) => {
  test('leave for the site is taken back: asked for again, by a click', async () => {
    const { driver, open } = given();
    await open('all-pass');
    const tab = await driver.inWorker<number>('(await browser.tabs.query({ active: true }))[0].id');
    await driver.inWorker("(await browser.permissions.remove({ origins: ['https://mail.google.com/*'] }), null)");
    await driver.inOtherTab(async () => {
      const screen = await driver.ownPage(`report/index.html?tab=${tab}`);
      await screen.waitFor('[data-failure="no-access"]');
      await screen.click('[data-do="allow"]');
      expect(await screen.waitFor('[data-step="done"]')).not.toBe('');
    });
  });

  test('leave for what is sent is taken back: the DNS is not asked', async () => {
    const { driver, open, world } = given();
    await driver.inWorker("(await browser.permissions.remove({ data_collection: ['personalCommunications'] }), null)");
    await open('all-pass');
    const screen = await driver.toolbar();
    await screen.waitFor('[data-step="recorded"] [data-consent="always"]');
    expect(world.doh.log).toEqual([]);
    await screen.click('[data-consent="always"]');
    await screen.waitFor('[data-step="done"]');
  });
});
