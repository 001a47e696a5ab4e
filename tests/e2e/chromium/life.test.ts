/** The life of the extension in Chromium. */

import { expect, test } from 'vitest';
import { chromiumDriver } from '../driver.ts';
import { runLife } from '../life.ts';

runLife(chromiumDriver, (given) => {
  test('the browser does not open the popup: the report opens in a tab', async () => {
    const { driver, open } = given();
    await open('all-pass');
    await driver.inWorker("(chrome.action.openPopup = () => Promise.reject(new Error('no')), null)");
    const { browser } = driver;
    const opened = browser.context.waitForEvent('page');
    await Promise.race([driver.menu('.a3s').catch(() => null), opened]);
    const page = await opened;
    expect(page.url()).toContain('/report/index.html?tab=');
    await page.locator('[data-step="done"]').waitFor();
    await page.close();
    await driver.stopWorker(); // and with it, what was put in the place of openPopup
  });
});
