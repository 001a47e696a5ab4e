/** A large message from the request to its digest, beside what the page itself needs to fetch and hash it; and a page without the extension. */

import { chromiumDriver, type Driver, firefoxDriver } from '../../tests/e2e/driver.ts';
import { startWorld, type World } from '../../tests/world/world.ts';

const RUNS = 7;
export const title = `26 MB from request to digest in the page, against its own fetch and SHA-256; median of ${RUNS} runs after two`;

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** What a reader may add to the longest block of the page's thread (milliseconds). */
const ADDED = 30;

/** From now on the longest time (milliseconds) in which the page's thread does nothing else, until `WATCHED`. */
const WATCH = `(() => {
  let last = performance.now(), longest = 0, over = false;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!over) setTimeout(() => port2.postMessage(0));
  };
  port2.postMessage(0);
  addEventListener('watched', () => {
    over = true;
    document.documentElement.dataset.longest = String(longest);
  }, { once: true });
  return true;
})()`;
const WATCHED = `(dispatchEvent(new Event('watched')), Number(document.documentElement.dataset.longest))`;

type Measured = { readonly took: number; readonly longest: number };

async function measure(driver: Driver, world: World): Promise<void> {
  const hex = world.webmail.accounts[0]?.threads
    .flatMap(({ messages }) => messages)
    .find(({ name }) => name === 'large')?.legacyHex;
  const url = `/mail/u/0/?view=att&th=${hex}&attid=0&disp=comp&safe=1&zw`;
  const theirs: Measured[] = [];
  const ours: Measured[] = [];
  await driver.visit(world.addressOf('large'));
  await driver.inPage('new Promise((done) => setTimeout(done, 500))');
  await driver.toolbar(); // puts the reader there
  await driver.inPage('new Promise((done) => setTimeout(done, 3000))');
  await driver.closePopup();
  const tab = await driver.inWorker<number>("(await browser.tabs.query({ url: 'https://mail.google.com/*' }))[0].id");
  for (let run = 0; run < RUNS + 2; run++) {
    const own = await watched(driver, () =>
      driver.inPage<number>(`(async () => {
        const begun = performance.now();
        const response = await fetch(${JSON.stringify(url)}, { cache: 'no-store' });
        await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
        return performance.now() - begun;
      })()`),
    );
    const mine = await watched(driver, () => read(driver, tab));
    if (run < 2) continue;
    theirs.push(own);
    ours.push(mine);
  }
  const took = (all: readonly Measured[]) => median(all.map((one) => one.took));
  const block = (all: readonly Measured[]) => median(all.map(({ longest }) => longest));
  const added = ours.map(({ longest }, run) => longest - (theirs[run]?.longest ?? 0));
  const ms = (time: number) => `${time.toFixed(0)} ms`;
  process.stdout.write(
    `${driver.name}: ours ${ms(took(ours))}, the page's own ${ms(took(theirs))}; ratio ${(took(ours) / took(theirs)).toFixed(2)}
${driver.name}: longest block ours ${ms(block(ours))}, the page's own ${ms(block(theirs))}; added ${ms(median(added))} (${ms(Math.min(...added))} to ${ms(Math.max(...added))}), target <= ${ADDED} ms
`,
  );
}

async function watched(driver: Driver, work: () => Promise<number>): Promise<Measured> {
  await driver.inPage(WATCH);
  const took = await work();
  return { took, longest: await driver.inPage<number>(WATCHED) };
}

/** From the request to the reader until its digest is in the worker (milliseconds). */
function read(driver: Driver, tab: number): Promise<number> {
  const serial = Date.now();
  const request = JSON.stringify({ kind: 'octets', serial, meant: { by: 'view' } });
  return driver.inWorker<number>(`await new Promise((done, refuse) => {
    const begun = performance.now();
    const heard = (said) => {
      if (said.serial !== ${serial} || !said.result) return;
      browser.runtime.onMessage.removeListener(heard);
      if (said.result.digest?.bodies.length > 0) done(performance.now() - begun);
      else refuse(new Error('no hash of the body was made'));
    };
    browser.runtime.onMessage.addListener(heard);
    browser.tabs.sendMessage(${tab}, ${request});
  })`);
}

async function load(driver: Driver, world: World): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS + 2; run++) {
    await driver.visit('about:blank');
    await driver.visit(world.addressOf('all-pass'));
    const took = await driver.inPage<number>('performance.getEntriesByType("navigation")[0].domComplete');
    if (run >= 2) times.push(took);
  }
  return median(times);
}

export async function run(): Promise<void> {
  for (const start of [chromiumDriver, firefoxDriver]) {
    const world = await startWorld();
    const driver: Driver = await start(world);
    try {
      await measure(driver, world);
      const withIt = await load(driver, world);
      let without = 0;
      await driver.reinstall(async () => {
        without = await load(driver, world);
      });
      process.stdout.write(
        `${driver.name}: a page is there after ${withIt.toFixed(0)} ms with the extension, ${without.toFixed(0)} ms without\n`,
      );
    } finally {
      await driver.close();
      await world.close();
    }
  }
}
