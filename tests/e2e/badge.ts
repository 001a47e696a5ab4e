/** What the toolbar button says of the message on the screen: by shape and in words, and no longer than it is there. */

import { describe, expect, test } from 'vitest';
import type { World } from '../world/world.ts';
import { choose, type Driver } from './driver.ts';
import { inOneBrowser } from './suite.ts';

type Badge = { readonly text: string; readonly title: string };

const NONE: Badge = { text: '', title: 'Who sent this email?' };
const shown: readonly { sample: string; language: 'en' | 'ja'; badge: Badge }[] = [
  {
    sample: 'service-signed',
    language: 'en',
    badge: {
      text: '!',
      title:
        'Not confirmed as coming from shop.example\n' +
        'Sent through SendGrid with SendGrid’s own return address and signature. Either shop.example has not finished setting up SendGrid, or someone else is using its name.',
    },
  },
  {
    sample: 'service-signed',
    language: 'ja',
    badge: { text: '!', title: 'shop.example が送ったメールとは確認できません\n' },
  },
  { sample: 'all-pass', language: 'en', badge: { text: '✓', title: '' } },
  { sample: 'all-pass', language: 'ja', badge: { text: '✓', title: '内容が信用できるとは限りません' } },
  { sample: 'just-sent', language: 'en', badge: { text: '–', title: 'Your own message' } },
];

export function runBadges(start: (world: World) => Promise<Driver>): void {
  let world: World;
  let driver: Driver;
  inOneBrowser(start, 'always', (suite) => {
    ({ world, driver } = suite);
  });

  const badge = () =>
    driver.inWorker<Badge>(`await (async () => {
      const [{ id: tabId }] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
      return { text: await browser.action.getBadgeText({ tabId }), title: await browser.action.getTitle({ tabId }) };
    })()`);
  const inspect = async (sample: string) => {
    await driver.visit(world.addressOf(sample));
    const popup = await driver.toolbar();
    await popup.waitFor('[data-step="done"]', 30_000);
    await driver.closePopup();
  };

  describe('the badge', () => {
    test.each(shown)('of $sample, in $language', async ({ sample, language, badge: { text, title } }) => {
      await choose(driver, { language });
      await inspect(sample);
      await expect.poll(badge, { timeout: 5000 }).toEqual({ text, title: expect.stringContaining(title) });
    });

    test('goes when another view is on the screen, and comes back when the popup shows the message again', async () => {
      await inspect('service-signed');
      await expect.poll(async () => (await badge()).text, { timeout: 5000 }).toBe('!');
      const { hash } = new URL(world.addressOf('service-signed'));
      await driver.inPage("(location.hash = '#inbox', null)");
      await expect.poll(badge, { timeout: 5000 }).toEqual(NONE);
      await driver.inPage(`(location.hash = ${JSON.stringify(hash)}, null)`);
      expect((await badge()).text).toBe('');
      await (await driver.toolbar()).waitFor('[data-step="done"]', 30_000);
      await expect.poll(async () => (await badge()).text, { timeout: 5000 }).toBe('!');
    });

    test('is not shown where the user moved on before the checks were done', async () => {
      await driver.visit(world.addressOf('service-signed'));
      world.doh.setFault({ fault: 'slow', ms: 1500 });
      const popup = await driver.toolbar();
      await popup.waitFor('[data-step="checking"]', 30_000);
      await driver.inPage("(location.hash = '#inbox', null)");
      await popup.waitFor('[data-step="done"]', 30_000);
      await new Promise((later) => setTimeout(later, 1000));
      expect(await badge()).toEqual(NONE);
    });

    test('goes when another message is inspected in the tab', async () => {
      await inspect('all-pass');
      await expect.poll(async () => (await badge()).text, { timeout: 5000 }).toBe('✓');
      await inspect('service-signed');
      await expect.poll(async () => (await badge()).text, { timeout: 5000 }).toBe('!');
    });
  });
}
