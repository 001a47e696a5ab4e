/**
 * What is read as the popup opens, without a scroll: the answer, the checks and the path of every sample, in few words, and the seed
 * case whole. Words of sentences and labels are counted, without names, addresses, results, numbers and buttons.
 */

import { describe, expect, test } from 'vitest';
import { type SampleEntry, samples } from '../mail/samples/samples.ts';
import { locales } from '../words.ts';
import type { World } from '../world/world.ts';
import { choose, type Driver, shows } from './driver.ts';
import { inOneBrowser } from './suite.ts';

const MOST = { en: 120, ja: 330 } as const;

/** Of a conversation the newest message is the one that a click on the toolbar means. */
const alone = samples.filter(
  (one, i) => !samples.slice(i + 1).some((later) => later.conversation === one.conversation && one.conversation),
);

type Seen = {
  readonly missing: readonly string[];
  readonly text: string;
  readonly headings: readonly string[];
  readonly scrolls: boolean;
};

const firstScreen = `(() => {
  const floor = Math.min(600, innerHeight, document.querySelector('footer').getBoundingClientRect().top + 1);
  const isSeen = (box) => box.height > 0 && box.top >= 0 && box.bottom <= floor;
  const places = ['.verdict h1', '.verdict .why', '.names table', '.names .same summary', '.path-line, .path > h2'];
  const left = 'button, .name, .result, .unseen, code, .subject, .sender, script, svg, [popover]';
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const read = [];
  while (walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    if (walker.currentNode.parentElement.closest(left) || !walker.currentNode.parentElement.checkVisibility()) continue;
    if (isSeen(range.getBoundingClientRect())) read.push(walker.currentNode.data);
  }
  return {
    missing: places.filter((one) => !isSeen(document.querySelector(one)?.getBoundingClientRect() ?? { height: 0 })),
    text: read.join(' '),
    headings: [...document.querySelectorAll('main :is(h1, h2)')].filter((one) => !one.closest('dialog')).map((one) => one.tagName + ' ' + one.id),
    scrolls: document.documentElement.scrollHeight > Math.max(600, innerHeight),
  };
})()`;

/** Domains, addresses and numbers in a sentence are no words of it. */
const plain = (text: string) => text.replace(/[^\s、。（）「」：]*[.@:=][A-Za-z0-9][^\s、。（）「」：]*|[\d:.]+/g, ' ');
const size = {
  en: (text: string) => plain(text).match(/[A-Za-z’'-]{2,}|\b[aAI]\b/g)?.length ?? 0,
  ja: (text: string) => plain(text).match(/[\p{scx=Hira}\p{scx=Kana}\p{scx=Han}]/gu)?.length ?? 0,
};

export function runFirstScreens(start: (world: World) => Promise<Driver>): void {
  describe.each(locales)('the first screen, %s', (language) => {
    let world: World;
    let driver: Driver;
    inOneBrowser(start, 'always', (suite) => {
      ({ world, driver } = suite);
    });
    const look = async (sample: SampleEntry): Promise<Seen> => {
      await choose(driver, { dns: 'always', language });
      await driver.visit(world.addressOf(sample.id));
      const popup = await driver.toolbar();
      await shows(popup, sample);
      return popup.evaluate<Seen>(firstScreen);
    };

    test.each(alone.map((sample) => [sample.id, sample] as const))('%s', async (_, sample) => {
      const { missing, text, headings } = await look(sample);
      expect(missing).toEqual([]);
      expect(size[language](text), text).toBeLessThanOrEqual(MOST[language]);
      expect(headings.slice(0, 3)).toEqual(['H1 ', 'H2 checks', 'H2 path']);
    });

    test('the seed case whole, with nothing to scroll', async () => {
      const seed = alone.find(({ id }) => id === 'service-signed') as SampleEntry;
      expect((await look(seed)).scrolls).toBe(false);
    });
  });
}
