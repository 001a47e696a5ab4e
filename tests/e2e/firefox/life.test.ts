/** The life of the extension in Firefox. */

import { expect, test } from 'vitest';
import { sampleOf } from '../../support/samples/samples.ts';
import type { Seen } from '../../support/webmail/state.ts';
import { firefoxDriver } from '../driver.ts';
import { runLife, until } from '../life.ts';

const isDownload = ({ query }: Seen) => query.includes('view=att');

runLife(firefoxDriver, (given) => {
  test('the worker is stopped while it fetches what the page may not', async () => {
    const { driver, done, open, world } = given();
    world.webmail.state.switches = { ...world.webmail.state.switches, connectSrc: 'none' };
    world.mode({ endpoint: 'att', mode: 'slow:2000' });
    await open('all-pass');
    const screen = await driver.toolbar();
    await until('its request', async () => world.webmail.state.log.some(isDownload));
    await driver.stopWorker();
    await done(screen, 'all-pass');
    expect(world.webmail.state.log.filter(isDownload)).toHaveLength(2);
  });

  test('a private window and an ordinary one: each report its own, and what is private goes with its window', async () => {
    const { driver, done, open, storedOf } = given();
    await open('all-pass');
    await done(await driver.toolbar(), 'all-pass');
    await driver.closePopup();
    await driver.inPrivateWindow(async () => {
      await open('no-policy');
      expect(await driver.inWorker('(await browser.tabs.query({})).filter((one) => one.incognito).length')).toBe(1);
      await done(await driver.toolbar(), 'no-policy');
      await storedOf('no-policy');
    });
    const kept = await driver.inWorker<string>('JSON.stringify(await browser.storage.session.get(null))');
    expect(kept).toContain(sampleOf('all-pass').subject);
    expect(kept).not.toContain(sampleOf('no-policy').subject);
    await done(await driver.toolbar(), 'all-pass');
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
