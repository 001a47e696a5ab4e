/**
 * One set of words for all doors: for each sample the popup says what the explanation says that the command line prints, and
 * answers five questions of its reader without a scroll.
 */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digest } from '../../../src/engine/digest.ts';
import { read } from '../../../src/engine/read.ts';
import { gmail } from '../../../src/engine/trace/receivers.ts';
import { verify } from '../../../src/engine/verify.ts';
import { explain } from '../../../src/explain/explain.ts';
import type { Explanation, VerdictLine } from '../../../src/explain/explanation.ts';
import type { Locale } from '../../../src/explain/words.ts';
import { judge } from '../../../src/judgement/judgement.ts';
import { zoneResolver } from '../../../src/resolver/zone.ts';
import { type Chromium, type Popup, startChromium } from '../../browsers/chromium.ts';
import { octetsOf, type SampleEntry, samples, worldZone } from '../../mail/samples/samples.ts';
import { locales, wordsIn } from '../../words.ts';
import { startWorld, type World } from '../../world/world.ts';

let world: World;
let browser: Chromium;
beforeAll(async () => {
  world = await startWorld();
  browser = await startChromium(world);
  await browser.set({ dns: 'ask', resolver: 'google' });
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

async function expected({ id, folder }: SampleEntry, locale: Locale): Promise<Explanation> {
  const digested = await digest(octetsOf(id));
  const recorded = read(digested, gmail, { kind: 'mailbox' });
  const world = { resolve: zoneResolver([worldZone()]), now: Math.floor(Date.now() / 1000) };
  const verified = await verify(recorded, digested, world);
  return explain(judge({ recorded, verified, place: folder }), wordsIn(locale));
}

/** The popup's own words, once it has ended with this subject; it may begin with an earlier message of the tab. */
async function told(
  popup: Popup,
  { subject }: SampleEntry,
): Promise<Pick<VerdictLine, 'title' | 'sentence' | 'added'>> {
  for (let i = 0; i < 200; i++) {
    const found = await popup.evaluate<Pick<VerdictLine, 'title' | 'sentence' | 'added'> | 'consent' | null>(`(() => {
      const main = document.querySelector('main');
      if (!main?.innerText.includes(${JSON.stringify(subject)})) return null;
      if (document.querySelector('[data-consent="always"]')) return 'consent';
      if (main.dataset.step !== 'done') return null;
      const text = (selector) => [...main.querySelectorAll('.verdict ' + selector)].map((one) => one.textContent.trim());
      return { title: text('h1')[0], sentence: text('.why')[0], added: text('.added') };
    })()`);
    if (found === 'consent') await popup.click('[data-consent="always"]');
    else if (found) return found;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`not shown: ${subject}; the popup says: ${await popup.text()}`);
}

/** Where each question is answered, and what has to be read there; nothing where this message raises no such question. */
/** Where they differ both columns stand first; what to do may need a scroll. */
const differs = ({ checks }: Explanation) => checks.some(({ recorded, now }) => recorded.keyword !== now.keyword);

const answersOf = (explanation: Explanation, { folder }: SampleEntry) => {
  const { verdict, path, advice } = explanation;
  return {
    'who really sent this?': {
      '.verdict h1': [verdict.title],
      '.verdict .why': [verdict.sentence],
      '.names table': [],
    },
    'why is it in spam?': folder === 'spam' ? { '.verdict .added': verdict.added.slice(0, 1) } : {},
    'how do I know?': { '.names .same': [] },
    'by which way did it come?': path.hops.length === 0 ? {} : { '.path-line': handOver(path) },
    'should I worry?': differs(explanation) ? {} : said('.for-you', advice.recipient.slice(0, 1)),
    'what must the sender do?': differs(explanation)
      ? {}
      : said(
          '.for-sender',
          advice.administrator.slice(0, 1).map(({ text }) => text),
        ),
  };
};

/** The server that the receiver saw: by name and address. */
function handOver({ hops, firstRecorded }: Explanation['path']): readonly string[] {
  const { name, address } = hops[firstRecorded ?? -1]?.peer ?? { name: null, address: null };
  return [name, address].flatMap((one) => one ?? []);
}

const said = (selector: string, lines: readonly string[]): Readonly<Record<string, readonly string[]>> =>
  lines.join('') === '' ? {} : { [selector]: lines };

/** What is read at these places as the popup opens, above its buttons; null where nothing is, or only after a scroll. */
const readAt = (popup: Popup, selectors: readonly string[]) =>
  popup.evaluate<Readonly<Record<string, string | null>>>(`(() => {
    const floor = Math.min(600, innerHeight, document.querySelector('footer').getBoundingClientRect().top);
    return Object.fromEntries(${JSON.stringify(selectors)}.map((selector) => {
      const place = document.querySelector(selector);
      const { top, bottom, height } = place?.getBoundingClientRect() ?? { height: 0 };
      return [selector, height > 0 && scrollY === 0 && top >= 0 && bottom <= floor ? place.innerText : null];
    }));
  })()`);

/** Of a conversation the newest message is the one that a click on the toolbar means. */
const alone = samples.filter(
  (one, i) => !samples.slice(i + 1).some((later) => later.conversation === one.conversation && one.conversation),
);
/** Every sample in English; one of each verdict in Japanese. */
const passes: Readonly<Record<Locale, readonly SampleEntry[]>> = {
  en: alone,
  ja: alone.filter((one, i) => alone.findIndex(({ verdict }) => verdict === one.verdict) === i),
};

describe.each(locales)('in %s', (locale) => {
  beforeAll(async () => {
    await browser.forget();
    await browser.set({ language: locale });
  });

  test.each(passes[locale].map((sample) => [sample.id, sample] as const))('%s', async (_id, sample) => {
    await browser.open(sample.id);
    const popup = await browser.clickToolbar(browser.page);
    const explanation = await expected(sample, locale);
    const { title, sentence, added } = explanation.verdict;
    const shown = await told(popup, sample);
    expect(shown).toMatchObject({ title, sentence });
    // In the popup there is room for the first of them; all stand in the report.
    expect(shown.added).toEqual(added.slice(0, shown.added.length));
    expect(shown.added.length > 0).toBe(added.length > 0);
    for (const [question, places] of Object.entries(answersOf(explanation, sample))) {
      const read = await readAt(popup, Object.keys(places));
      for (const [selector, lines] of Object.entries(places)) {
        expect(read[selector], `${question} at ${selector}`).not.toBeNull();
        for (const line of lines) expect(read[selector], question).toContain(line);
      }
    }
    await browser.page.goto('about:blank'); // closes the popup
  });
});

test('agreed once, and not asked again', async () => {
  expect(await browser.stored()).toContain('"dns":"always"');
});
