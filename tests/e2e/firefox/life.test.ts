/** The life of the extension in Firefox. */

import { expect, test } from 'vitest';
import type { Seen } from '../../world/webmail/state.ts';
import { firefoxDriver, until } from '../driver.ts';
import { runLife } from '../life.ts';

const isDownload = ({ query }: Seen) => query.includes('view=att') && !query.includes('saddbat');

runLife(firefoxDriver, (given) => {
  test('the worker is stopped while it fetches what the page may not', async () => {
    const { driver, done, open, world } = given();
    world.webmail.state.switches = { ...world.webmail.state.switches, connectSrc: 'none', download: 'direct' };
    world.mode({ endpoint: 'att', mode: 'slow:2000' });
    await open('all-pass');
    const screen = await driver.toolbar();
    await until('its request', async () => world.webmail.state.log.some(isDownload));
    await driver.stopWorker();
    await done(screen, 'all-pass');
    expect(world.webmail.state.log.filter(isDownload)).toHaveLength(2);
  });

  test('the browser does not open the popup: the report opens in a tab', async () => {
    const { driver, open } = given();
    await open('all-pass');
    await driver.inWorker("(browser.action.openPopup = () => Promise.reject(new Error('no')), null)");
    await driver.menu('.a3s');
    const [tab] = await driver.inWorker<readonly { id: number; url: string }[]>(
      'await browser.tabs.query({ active: true, currentWindow: true })',
    );
    expect(tab?.url).toContain('/report/index.html?tab=');
    await until('the report', () =>
      driver.inWorker<boolean>(
        `browser.extension.getViews({ type: 'tab' }).some(({ document }) => !!document.querySelector('[data-step="done"]'))`,
      ),
    );
    await driver.inWorker(`(await browser.tabs.remove(${tab?.id}), null)`);
    await driver.stopWorker(); // and with it, what was put in the place of openPopup
  });

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
