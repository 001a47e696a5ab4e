/** Runs the table of cases in one browser. */

import { describe, expect, test } from 'vitest';
import { digest } from '../../src/engine/digest.ts';
import { read } from '../../src/engine/read.ts';
import { gmail } from '../../src/engine/trace/receivers.ts';
import { LIMIT } from '../../src/extension/webmail/pull.ts';
import { chromiumOwnHosts } from '../browsers/chromium.ts';
import { firefoxOwnHosts } from '../browsers/firefox.ts';
import { wordsIn } from '../words.ts';
import type { World } from '../world/world.ts';
import { addressOf, type Case, cases, lookUp, requestsOf } from './cases.ts';
import { type Driver, inspections, setNetwork } from './driver.ts';
import { inOneBrowser } from './suite.ts';

const POLL = 50; // ms
/** As where the extension was switched off and on: nothing in the page sees a right click. */
const FORGET_POINTER = `(await browser.scripting.executeScript({
  target: { tabId: (await browser.tabs.query({ url: 'https://mail.google.com/*' }))[0].id },
  func: () => globalThis.waybillForgetsPointer?.(),
}), null)`;
const UNREGISTER =
  'navigator.serviceWorker.getRegistrations().then((all) => Promise.all(all.map((one) => one.unregister())))';
const sleep = (ms: number) => new Promise((later) => setTimeout(later, ms));

export function runCases(start: (world: World) => Promise<Driver>, name: Driver['name']): void {
  let world: World;
  let driver: Driver;
  inOneBrowser(start, 'never', (suite) => {
    ({ world, driver } = suite);
  });

  describe('acquisition', () => {
    const mine = cases.filter(({ only }) => only === undefined || only.browser === name);
    // By a name of its own: of a property, vitest shows no more than 40 characters.
    test.each(mine.map((one) => [one.title, one] as const))('%s', async (_, one) => {
      try {
        await play(one, driver, world);
      } finally {
        if (one.switches?.serviceWorker) await driver.inPage(UNREGISTER);
      }
      const own = one.reports ? /"(?:violated|effective)-directive":"connect-src"/ : /(?!)/;
      expect(world.webmail.state.cspReports.filter((report) => !own.test(report))).toEqual([]);
      // Consent was refused: nobody is asked of the DNS.
      expect(world.doh.log).toEqual([]);
      expect(strangers(world)).toEqual([]);
    });
  });
}

/** Hosts that neither the page nor the browser by itself asks for. */
export function strangers(world: World): readonly string[] {
  const own = [...chromiumOwnHosts, ...firefoxOwnHosts];
  return world.refused().filter((host) => !own.some((one) => host.includes(one)));
}

async function play(one: Case, driver: Driver, world: World): Promise<void> {
  world.webmail.state.switches = { ...world.webmail.state.switches, ...one.switches };
  await driver.visit(addressOf(world, one));
  await ready(one, driver);
  for (const fault of one.faults ?? []) world.mode(fault);
  if (one.before === 'OFFLINE') await setNetwork(driver, world, 'off');
  else if (one.before === 'FORGET') await driver.inWorker(FORGET_POINTER);
  else if (one.before) await driver.inPage(one.before);
  const { thread, find, message } = lookUp(world, one);
  const menu = one.menu?.replace('{LAST}', thread.messages.at(-1)?.legacyHex ?? '');
  const logged = world.webmail.state.log.length;
  const screen = await (menu ? driver.menu(menu, one.held) : driver.toolbar());
  await one.meanwhile?.(driver, screen, world);

  const shown = await stateOf(driver);
  const expected = one.shows ? find(one.shows) : message;
  if (one.failure) {
    expect(shown).toMatchObject({ step: 'failed', failure: one.failure });
    const failed = `[data-step="failed"][data-failure="${one.failure}"]`;
    const key = one.failure.replaceAll('-', '_') as 'not_found';
    const { text } = wordsIn('en');
    expect(await screen.waitFor(`${failed} h1`)).toBe(text(`page_failed_${key}`));
    expect(await screen.waitFor(`${failed} h1 + p`), 'what to do next').toBe(text(`page_next_${key}`));
  } else {
    if (!('digest' in shown)) throw new Error(`nothing was read: ${JSON.stringify(shown)}`);
    await screen.waitFor('[data-step="recorded"]');
    const whole = await digest(new Uint8Array(expected.octets()).subarray(0, LIMIT), one.fidelity ?? 'complete');
    // The same octets: their number, the header, and the hashes of the body.
    const { size, bodySize, ...sums } = shown.digest;
    const { size: itsSize, bodySize: itsBodySize, ...itsSums } = whole;
    if (one.fidelity === 'approximate') {
      expect(sums.header, 'header').toBe(itsSums.header);
      expect(sums.fidelity).toBe('approximate');
      const all = await screen.evaluate<string>('document.body.textContent');
      expect(all, 'marked').toContain(wordsIn('en').text('limit_body_approximate'));
    } else {
      expect({ size, bodySize }).toEqual({ size: itsSize, bodySize: itsBodySize });
      expect(sums).toEqual(itsSums);
    }
    if (one.chosen) expect(shown.located?.chosen).toBe(one.chosen);
    if (one.candidates !== undefined) expect(shown.located?.candidates).toHaveLength(one.candidates);
    if (one.place) expect(shown.report.place).toBe(one.place);
    const sender = shown.located?.sender;
    if (sender && !one.differs) expect(sender).toBe(expected.from.email);
    expect('another' in shown && shown.another ? shown.another.by : undefined).toBe(one.differs);
    // It names what was fetched, by its own fields.
    const { subject, author } = read(whole, gmail, { kind: 'mailbox' });
    expect(await screen.waitFor('.about-message .subject')).toBe(subject);
    expect(await screen.waitFor('.about-message .sender')).toBe(author.mailboxes[0]?.address);
  }
  if (one.asked) expect(requestsOf(world.webmail.state.log.slice(logged))).toEqual(one.asked);
  await one.next?.(driver, screen, world);
}

/** Until the page shows what the case is about. */
async function ready({ page = '', menu }: Case, driver: Driver): Promise<void> {
  const isList = page.startsWith('#') && !page.includes('{URL}');
  const selector = page.includes('view=om') ? 'pre' : isList ? 'tr[role="row"]' : '[data-message-id]';
  for (let i = 0; i < 200; i++) {
    const found = `!!document.querySelector('${isList && !menu ? 'table' : selector}')`;
    if (await driver.inPage<boolean>(found).catch(() => false)) return;
    await sleep(POLL);
  }
  throw new Error(`the page does not show ${selector}`);
}

/** The newest inspection, once it has come to an end. */
async function stateOf(driver: Driver) {
  for (let i = 0; i < 600; i++) {
    const [newest] = await inspections(driver);
    if (newest && newest.step !== 'reading' && newest.step !== 'checking') return newest;
    await sleep(POLL);
  }
  throw new Error('no inspection came to an end');
}
