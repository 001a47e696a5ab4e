/** What was changed on the way, asked for in the report: of the Gmail tab, of the worker, of the page that a file was opened in. */

import { describe, expect, test } from 'vitest';
import { octetsOf } from '../mail/samples/samples.ts';
import type { World } from '../world/world.ts';
import { type Driver, inspections, type Screen } from './driver.ts';
import { inOneBrowser } from './suite.ts';

const sleep = (ms: number) => new Promise((later) => setTimeout(later, ms));
const card = '#dkim .card[data-result="fail"]';
/** Of the text that was signed, and of what came behind it. */
const ofTheBody = ['CANARY-list-footer', 'Birds mailing list'];

/** After which the worker is stopped (milliseconds), while the message is fetched once more and looked into. */
const moments = [0, 60, 200, 500, 900, 1400] as const;

export function runAlterations(start: (world: World) => Promise<Driver>, more: (given: () => Given) => void): void {
  let world: World;
  let driver: Driver;
  inOneBrowser(start, 'always', (suite) => {
    ({ world, driver } = suite);
  });

  /** Reads the sample in Gmail, and runs the rest in its report in another tab. */
  const inReport = async (sample: string, run: (screen: Screen) => Promise<void>, before = async () => {}) => {
    await driver.visit(world.addressOf(sample, { standin: 'none' }));
    const popup = await driver.toolbar();
    await popup.waitFor('[data-step="done"]', 30_000);
    const tab = await driver.inWorker<number>('(await browser.tabs.query({ active: true }))[0].id');
    await driver.closePopup();
    await before();
    await driver.inOtherTab(async () => {
      const screen = await driver.ownPage(`report/index.html?tab=${tab}`);
      await screen.waitFor(`${card} [data-do="why"]`);
      await run(screen);
    });
  };
  const downloads = () =>
    world.webmail.state.log.filter(({ query }) => query.includes('view=att') && !query.includes('saddbat')).length;
  /** The octets are no longer at hand in the tab. */
  const reload = async () => {
    await driver.visit('about:blank');
    await driver.visit(world.addressOf('list-footer', { standin: 'none' }));
  };

  const footerIsFound = async (screen: Screen) => {
    await screen.click(`${card} [data-do="why"]`);
    await footerIsShown(screen);
  };
  const footerIsShown = async (screen: Screen) => {
    const said = await screen.waitFor(`${card} [data-alteration="done"]`, 30_000);
    expect(said).toMatch(/^Inferred: The text fits without its end: \d+ octets were added from line \d+ on\./);
    expect(said).toContain('The signature stays failed.');
    expect(await screen.text()).not.toContain('What was changed on the way?');
    const stored = await inspections(driver);
    const [one] = stored;
    expect(one?.step === 'done' && one.report.verified?.dkim?.map(({ result }) => result)).toEqual(['fail']);
    for (const text of ofTheBody) expect(JSON.stringify(stored)).not.toContain(text);
  };

  describe('a message in Gmail', () => {
    test('the octets are held: nothing is fetched once more', () =>
      inReport('list-footer', async (screen) => {
        const before = downloads();
        await footerIsFound(screen);
        expect(downloads()).toBe(before);
      }));

    test('the page was reloaded: fetched once more', () =>
      inReport(
        'list-footer',
        async (screen) => {
          const before = downloads();
          await footerIsFound(screen);
          expect(downloads()).toBe(before + 1);
        },
        reload,
      ));

    test.each(moments)('the worker is stopped %i ms after the question', (ms) =>
      inReport(
        'list-footer',
        async (screen) => {
          world.mode({ endpoint: 'att', mode: 'slow:1000' });
          await screen.click(`${card} [data-do="why"]`);
          await sleep(ms);
          await driver.stopWorker();
          await footerIsShown(screen);
        },
        reload,
      ),
    );

    test('the tab shows something else by now: said', async () => {
      await inReport(
        'list-footer',
        async (screen) => {
          await screen.click(`${card} [data-do="why"]`);
          expect(await screen.waitFor(`${card} [data-alteration="not-gmail"]`)).toContain('This is not a Gmail page');
        },
        () => driver.visit('about:blank'),
      );
    });

    test('Gmail no longer gives it: said', () =>
      inReport(
        'list-footer',
        async (screen) => {
          world.mode({ endpoint: 'att', mode: 'html' });
          await screen.click(`${card} [data-do="why"]`);
          expect(await screen.waitFor(`${card} [data-alteration="body-missing"]`)).toContain('only a part');
        },
        reload,
      ));
  });

  describe('a message from a file', () => {
    const opened = async () => {
      const screen = await driver.ownPage('report/index.html');
      await screen.waitFor('.open');
      const text = octetsOf('list-footer').toString('base64');
      await driver.inPage(`(() => {
        const file = new File([Uint8Array.from(atob('${text}'), (one) => one.charCodeAt(0))], 'a.eml');
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(file);
        return document.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      })()`);
      await screen.waitFor(`${card} [data-do="why"]`);
      return screen;
    };

    test('dropped on the report: the page has its octets', async () => {
      await footerIsFound(await opened());
    });

    test('the worker is stopped meanwhile', async () => {
      const screen = await opened();
      await screen.click(`${card} [data-do="why"]`);
      await driver.stopWorker();
      await footerIsShown(screen);
    });

    test('the page is loaded anew: its octets are gone, and that is said', async () => {
      await opened();
      await driver.inPage('(setTimeout(() => location.reload()), true)');
      await sleep(500);
      const tab = await driver.inWorker<number>('(await browser.tabs.query({ active: true }))[0].id');
      const screen = await driver.ownPage(`report/index.html?tab=${tab}`);
      await screen.waitFor(`${card} [data-do="why"]`);
      await screen.click(`${card} [data-do="why"]`);
      expect(await screen.waitFor(`${card} [data-alteration="octets-gone"]`)).toContain('Open the file once more');
    });
  });

  more(() => ({ world, driver, inReport, footerIsShown, reload }));
}

type Given = {
  readonly world: World;
  readonly driver: Driver;
  readonly inReport: (
    sample: string,
    run: (screen: Screen) => Promise<void>,
    before?: () => Promise<void>,
  ) => Promise<void>;
  readonly footerIsShown: (screen: Screen) => Promise<void>;
  readonly reload: () => Promise<void>;
};
