/** The life of the extension in Chromium. */

import { expect, test } from 'vitest';
import { chromiumDriver } from '../driver.ts';
import { runLife } from '../life.ts';

runLife(chromiumDriver, (given) => {
  /** The tab that opens when the browser refuses to open the popup. */
  const reportTab = async () => {
    const { driver, open } = given();
    await open('all-pass');
    await driver.inWorker("(chrome.action.openPopup = () => Promise.reject(new Error('no')), null)");
    const opened = driver.browser.context.waitForEvent('page');
    await Promise.race([driver.menu('.a3s').catch(() => null), opened]);
    const page = await opened;
    expect(page.url()).toContain('/report/index.html?tab=');
    await page.locator('[data-step="done"]').waitFor();
    await page.close();
    await driver.stopWorker(); // and with it, what was put in the place of openPopup
  };
  test('the browser does not open the popup: the report opens in a tab', reportTab);

  test('the same in a private window: in a tab of an ordinary one', async () => {
    const { driver, settle } = given();
    await driver.allowPrivate();
    await settle('always');
    await driver.inPrivateWindow(reportTab);
  });

  test('leave for the site is withheld: said, and asked for', async () => {
    const { driver, open } = given();
    const withhold = (hostAccess: 'ON_CLICK' | 'ON_ALL_SITES') =>
      driver.inOtherTab(async () => {
        await driver.visit('chrome://extensions/');
        const change = JSON.stringify({ extensionId: driver.browser.extensionId, hostAccess });
        await driver.inPage(
          `new Promise((done) => chrome.developerPrivate.updateExtensionConfiguration(${change}, done))`,
        );
      });
    await withhold('ON_CLICK');
    try {
      await open('all-pass');
      const tab = await driver.inWorker<number>('(await browser.tabs.query({ active: true }))[0].id');
      await driver.inOtherTab(async () => {
        const screen = await driver.ownPage(`report/index.html?tab=${tab}`);
        expect(await screen.waitFor('[data-failure="no-access"] [data-do="allow"]')).not.toBe('');
      });
    } finally {
      await withhold('ON_ALL_SITES');
    }
  });
});
