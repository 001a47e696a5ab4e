/** What was changed on the way, in Firefox. */

import { test } from 'vitest';
import { runAlterations } from '../alteration.ts';
import { firefoxDriver } from '../driver.ts';

runAlterations(firefoxDriver, (given) => {
  test('on the other host: the worker fetches it, and looks into it', async () => {
    const { driver, world, inReport, footerIsShown, reload } = given();
    const hosts = "{ origins: ['https://mail-attachment.googleusercontent.com/*'] }";
    await inReport(
      'list-footer',
      async (screen) => {
        world.mode({ endpoint: 'att', mode: 'redirect-nocors' });
        await screen.click('#dkim .card[data-result="fail"] [data-do="why"]');
        await screen.waitFor('[data-alteration="elsewhere"] [data-do="allow"]', 30_000);
        await screen.click('[data-alteration="elsewhere"] [data-do="allow"]');
        await footerIsShown(screen);
      },
      reload,
    );
    await driver.inWorker(`(await browser.permissions.remove(${hosts}), null)`);
  });
});
