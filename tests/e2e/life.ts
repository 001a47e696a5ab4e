/** What a browser does to an extension: it stops its worker, closes its popup, reloads it, takes its permissions back. */

import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/engine/report.ts';
import { type Inspection, tabOf } from '../../src/extension/protocol.ts';
import { numbers } from '../mail/bodies.ts';
import { octetsOf, sampleOf } from '../mail/samples/samples.ts';
import { locales, wordsIn } from '../words.ts';
import type { World } from '../world/world.ts';
import { strangers } from './acquisition.ts';
import { choose, type Dns, type Driver, forget, inspections, type Screen, until } from './driver.ts';
import { inOneBrowser } from './suite.ts';

const sleep = (ms: number) => new Promise((later) => setTimeout(later, ms));
/** Other moments in each run; the same again with WAYBILL_SEED. */
const seed = Number(process.env['WAYBILL_SEED'] ?? Date.now() % 1_000_000);
const random = numbers(seed);
const moments = Array.from({ length: 10 }, random).sort();

export function runLife<D extends Driver>(
  start: (world: World) => Promise<D>,
  more: (given: () => Given<D>) => void,
): void {
  let world: World;
  let driver: D;
  inOneBrowser(start, 'always', (suite) => {
    ({ world, driver } = suite);
  });
  afterEach(() => {
    const { cspReports, switches } = world.webmail.state;
    // In Firefox the page's policy holds for the reader too, and the page hears of it.
    expect(switches.connectSrc === 'none' ? [] : cspReports).toEqual([]);
  });

  const open = async (message: string) => {
    await driver.visit(world.addressOf(message, { standin: 'none' }));
    await until('the message', () => driver.inPage<boolean>("!!document.querySelector('[data-message-id]')"));
  };
  /** After the extension was put in once more. */
  const settle = async (dns: Dns) => {
    await until('the worker', () => driver.inWorker<boolean>('true'));
    await choose(driver, { dns });
  };
  const done = async (screen: Screen, id: string) => {
    const { verdict, subject } = sampleOf(id);
    await screen.waitFor(`[data-step="done"][data-verdict="${verdict}"]`, 30_000);
    expect(await screen.text()).toContain(subject);
  };
  const storedOf = async (id: string) =>
    until(`a report of ${id}`, async () => {
      const header = sampleOf(id).subject;
      const found = (await inspections(driver)).find((one) => one.step === 'done' && one.located?.subject === header);
      return found;
    });

  describe(`the worker is stopped at a moment of an inspection (WAYBILL_SEED=${seed})`, () => {
    /** What is found of a message, without when and how long. */
    const found = async () => {
      const { report } = (await storedOf('all-pass')) as Inspection & { report: Report };
      const { dkim, dmarc, spf, arc, iprev } = report.verified ?? {};
      const results = [spf, dmarc, arc, iprev, ...(dkim ?? [])].map((one) => one?.reason);
      return { recorded: report.recorded, results };
    };
    const begin = async () => {
      world.mode({ endpoint: 'att', mode: 'slow:150' });
      world.doh.setFault({ fault: 'slow', ms: 60 });
      await open('all-pass');
      return driver.toolbar();
    };
    let undisturbed: Awaited<ReturnType<typeof found>>;
    /** Milliseconds. */
    let takes: number;
    beforeAll(async () => {
      await forget(driver, world, 'always');
      const screen = await begin();
      const begun = Date.now();
      await done(screen, 'all-pass');
      takes = Date.now() - begun;
      undisturbed = await found();
    });

    test.each(moments)('when %d of it is over', async (moment) => {
      const screen = await begin();
      await sleep(moment * takes);
      await driver.stopWorker();
      await done(screen, 'all-pass');
      expect(await found()).toEqual(undisturbed);
    });
  });

  test('the popup is closed in the middle and opened again: the report is there', async () => {
    world.mode({ endpoint: 'att', mode: 'slow:700', times: 1 });
    await open('all-pass');
    const screen = await driver.toolbar();
    await screen.waitFor('[data-step="reading"]');
    await driver.closePopup();
    await done(await driver.toolbar(), 'all-pass');
    const pulled = world.webmail.state.log.filter(
      ({ query }) => query.includes('view=att') && !query.includes('saddbat'),
    );
    expect(pulled).toHaveLength(1);
  });

  test('another message is opened in the tab: the report of the first is not shown again', async () => {
    await open('all-pass');
    await done(await driver.toolbar(), 'all-pass');
    await driver.closePopup();
    await open('no-policy');
    const screen = await driver.toolbar();
    const { subject } = sampleOf('all-pass');
    for (let i = 0; i < 40; i++) {
      expect(await screen.text().catch(() => '')).not.toContain(subject);
      await sleep(10);
    }
    await done(screen, 'no-policy');
  });

  test('two tabs at once', async () => {
    world.mode({ endpoint: 'att', mode: 'slow:600' });
    await open('all-pass');
    const first = await driver.toolbar();
    await first.waitFor('[data-step="reading"] .subject');
    await driver.inOtherTab(async () => {
      await open('no-policy');
      await done(await driver.toolbar(), 'no-policy');
      await storedOf('all-pass');
    });
  });

  test('two windows at once, and each report its own', async () => {
    world.mode({ endpoint: 'att', mode: 'slow:600' });
    await open('all-pass');
    const first = await driver.toolbar();
    await first.waitFor('[data-step="reading"] .subject');
    await driver.inOtherWindow(async () => {
      await open('no-policy');
      await done(await driver.toolbar(), 'no-policy');
    });
    await storedOf('all-pass');
    await done(await driver.toolbar(), 'all-pass');
    expect(new Set((await inspections(driver)).map(({ subject }) => tabOf(subject))).size).toBe(1);
    const pulled = world.webmail.state.log.filter(
      ({ query }) => query.includes('view=att') && !query.includes('saddbat'),
    );
    expect(pulled).toHaveLength(2);
  });

  test('no room in the store: older reports go, and that is said', async () => {
    const old = {
      subject: { tab: 999 },
      serial: 1,
      pointed: false,
      consent: 'refused',
      located: null,
      step: 'done',
      report: {},
    };
    await driver.inWorker(
      `(await browser.storage.session.set({ 'inspection:999': { ...${JSON.stringify(old)}, much: 'x'.repeat(10_470_000) } }), null)`,
    );
    await open('all-pass');
    await done(await driver.toolbar(), 'all-pass');
    const screen = await driver.ownPage('report/index.html?tab=999');
    expect(await screen.waitFor('[data-failure="dropped"] h1')).not.toBe('');
  });

  test('the clock was set back by a day', async () => {
    await open('all-pass');
    await done(await driver.toolbar(), 'all-pass');
    await driver.closePopup();
    const [one] = await inspections(driver);
    if (!one) throw new Error('no inspection');
    const key = `inspection:${tabOf(one.subject)}`;
    await driver.inWorker(
      `(await browser.storage.session.set({ '${key}': { ...(await browser.storage.session.get('${key}'))['${key}'], serial: ${one.serial + 86_400_000} } }), null)`,
    );
    await open('no-policy');
    await done(await driver.toolbar(), 'no-policy');
  });

  test.each(locales)('mixed line endings: the card says with which the signature fits, in %s', async (language) => {
    await choose(driver, { language });
    await open('mixed-line-endings');
    const popup = await driver.toolbar();
    await popup.waitFor('[data-step="done"]', 30_000);
    const [one] = await inspections(driver);
    const report = await driver.ownPage(`report/index.html?tab=${one && tabOf(one.subject)}`);
    const notes = await report.waitFor('#dkim [data-result="pass"] .notes');
    expect(notes).toContain(wordsIn(language).text('dkim_note_line_endings_restored'));
  });

  test('scripts are forbidden on the site, by a policy: said, and a saved message can be opened', async () => {
    await open('all-pass');
    // As Chrome refuses where an administrator has listed the host in runtime_blocked_hosts.
    await driver.inWorker(`(() => {
      const refuse = () => Promise.reject(new Error('This page cannot be scripted due to an ExtensionsSettings policy.'));
      browser.scripting.executeScript = refuse;
      browser.tabs.sendMessage = refuse;
      return null;
    })()`);
    const screen = await driver.toolbar();
    const said = await screen.waitFor('[data-failure="no-access"] .failure');
    for (const key of ['page_next_no_access', 'page_open_saved'] as const) {
      expect(said).toContain(wordsIn('en').text(key));
    }
    await driver.closePopup();
    await driver.stopWorker(); // and with it, what was put in their place
    await done(await driver.toolbar(), 'all-pass');
  });

  describe('by hand', () => {
    const given = () => driver.ownPage('report/index.html');

    test('a mailbox file, dropped: its first message', async () => {
      const from = Buffer.from('From a@b.example Thu Nov 19 09:00:00 2026\r\n');
      const [first, second] = [octetsOf('all-pass'), octetsOf('no-policy')];
      const mailbox = Buffer.concat([from, first, Buffer.from('\r\n'), from, second]).toString('base64');
      await driver.inOtherTab(async () => {
        const screen = await given();
        await screen.waitFor('.open');
        await driver.inPage(`(() => {
          const dataTransfer = new DataTransfer();
          const octets = Uint8Array.from(atob('${mailbox}'), (one) => one.charCodeAt(0));
          dataTransfer.items.add(new File([octets], 'a.mbox'));
          return document.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
        })()`);
        await done(screen, 'all-pass');
        expect(sampleOf('all-pass').from).toContain(await screen.waitFor('.about-message .sender'));
      });
    });

    test('a whole message, pasted', async () => {
      const text = JSON.stringify(octetsOf('all-pass').toString('utf8'));
      await driver.inOtherTab(async () => {
        const screen = await given();
        await screen.waitFor('.open textarea');
        await driver.inPage(`(() => {
          const area = document.querySelector('.open textarea');
          area.value = ${text};
          return area.dispatchEvent(new InputEvent('input', { bubbles: true }));
        })()`);
        await screen.waitFor('[data-do="open"]:enabled');
        await screen.click('[data-do="open"]');
        await done(screen, 'all-pass');
      });
    });
  });

  test('an answer that never comes, or stops coming, ends after 30 seconds', { timeout: 60_000 }, async () => {
    world.mode({ endpoint: 'att', mode: 'stall', message: 'all-pass' });
    world.mode({ endpoint: 'att', mode: 'hang', message: 'no-policy' });
    const begun = Date.now();
    await open('all-pass');
    await driver.toolbar();
    await until('its request', async () => (await inspections(driver)).some(({ step }) => step === 'reading'));
    await driver.inOtherTab(async () => {
      await open('no-policy');
      const screen = await driver.toolbar();
      const said = await screen.waitFor('[data-failure="timed-out"] h1', 45_000);
      expect(said).toBe(wordsIn('en').text('page_failed_timed_out'));
      expect(Date.now() - begun).toBeGreaterThan(25_000);
    });
    // Of the tab that is closed nothing is left.
    const { subject } = sampleOf('all-pass');
    expect(await inspections(driver)).toMatchObject([{ step: 'failed', failure: 'timed-out', located: { subject } }]);
  });

  test('a diagnosis says what each step saw, and nothing of the message', async () => {
    await open('all-pass');
    const { subject, from } = sampleOf('all-pass');
    const { legacyHex } = world.webmail.accounts[0]?.threads
      .flatMap(({ messages }) => messages)
      .find(({ name }) => name === 'all-pass') ?? { legacyHex: '' };
    await driver.inOtherTab(async () => {
      const screen = await driver.ownPage('options/index.html');
      await screen.waitFor('[data-do="diagnose"]');
      await screen.click('[data-do="diagnose"]');
      const text = await screen.waitFor('.survey');
      expect(text).toMatch(
        /^download: HTTP 200, (?:redirected to mail-attachment\.googleusercontent\.com, )?text\/plain; charset=UTF-8, \d+ octets, disposition (?:attachment|none), a message/m,
      );
      expect(text).toMatch(/^show original without ik: HTTP 200, .* no message, text of one absent/m);
      for (const secret of [subject, from.replace(/^.*<|>$/g, ''), legacyHex, 'ab12cd34ef']) {
        expect(text).not.toContain(secret);
      }
    });
  });

  more(() => ({ world, driver, open, done, settle, storedOf }));

  test('the extension is updated while the message is open', async () => {
    await open('all-pass');
    await driver.update();
    await settle('always');
    await done(await driver.toolbar(), 'all-pass');
  });

  test('the extension is installed after the message was opened', async () => {
    await driver.reinstall(() => open('conversation-1'));
    await settle('never');
    const screen = await driver.menu('[role="listitem"]:nth-of-type(2) .a3s');
    await screen.waitFor('[data-step="recorded"]');
    expect((await inspections(driver))[0]?.located?.chosen).toBe('pointed');
    expect(await screen.text()).toContain(sampleOf('conversation-2').subject);
  });

  test('a private window beside an ordinary one: each report its own, and the private one goes with its window', async () => {
    await driver.allowPrivate();
    await settle('always');
    await open('all-pass');
    await done(await driver.toolbar(), 'all-pass');
    await driver.closePopup();
    await driver.inPrivateWindow(async () => {
      await open('no-policy');
      const tabs = await driver.inWorker<readonly { incognito: boolean }[]>('await browser.tabs.query({})');
      expect(tabs.filter(({ incognito }) => incognito)).toHaveLength(1);
      await done(await driver.toolbar(), 'no-policy');
      await storedOf('no-policy');
    });
    const kept = () => driver.inWorker<string>('JSON.stringify(await browser.storage.session.get(null))');
    await until('the report to go', async () => !(await kept()).includes(sampleOf('no-policy').subject));
    expect(await kept()).toContain(sampleOf('all-pass').subject);
    await done(await driver.toolbar(), 'all-pass');
  });

  test('nobody was asked who should not be', () => expect(strangers(world)).toEqual([]));
}

export type Given<D extends Driver = Driver> = {
  readonly world: World;
  readonly driver: D;
  readonly open: (message: string) => Promise<void>;
  readonly done: (screen: Screen, id: string) => Promise<void>;
  readonly settle: (dns: Dns) => Promise<void>;
  readonly storedOf: (id: string) => Promise<Inspection>;
};
