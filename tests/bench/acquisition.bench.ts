/** A large message from the request to its digest, beside what the page itself needs to fetch and hash it; and a page without the extension. */

import { chromiumDriver, type Driver, firefoxDriver } from '../e2e/driver.ts';
import { startWorld, type World } from '../support/world.ts';

const RUNS = 7;
export const title = `26 MB from request to digest in the page, against its own fetch and SHA-256; median of ${RUNS} runs after two`;

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** The longest time (milliseconds) in which the page's thread does nothing else, while `work` goes on. */
const watched = (work: string) => `(async () => {
  let last = performance.now(), longest = 0, over = false;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!over) setTimeout(() => port2.postMessage(0));
  };
  port2.postMessage(0);
  const begun = performance.now();
  await (${work});
  const took = performance.now() - begun;
  over = true;
  return { took, longest };
})()`;

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
    const own = await driver.inPage<Measured>(
      watched(
        `fetch(${JSON.stringify(url)}, { cache: 'no-store' }).then((one) => one.arrayBuffer()).then((one) => crypto.subtle.digest('SHA-256', one))`,
      ),
    );
    const serial = Date.now();
    const request = JSON.stringify({ to: 'reader', serial, meant: { by: 'view' }, want: 'octets' });
    const reading = driver.inWorker<number>(`await new Promise((done) => {
      const begun = performance.now();
      const heard = (said) => {
        if (said.serial !== ${serial} || !said.result) return;
        browser.runtime.onMessage.removeListener(heard);
        done(performance.now() - begun);
      };
      browser.runtime.onMessage.addListener(heard);
      browser.tabs.sendMessage(${tab}, ${request});
    })`);
    const blocks = driver.inPage<Measured>(watched('new Promise((done) => setTimeout(done, 1500))'));
    const mine = { took: await reading, longest: (await blocks).longest };
    if (run < 2) continue;
    theirs.push(own);
    ours.push(mine);
  }
  const show = (all: readonly Measured[]) =>
    `${median(all.map(({ took }) => took)).toFixed(0)} ms, longest block ${median(all.map(({ longest }) => longest)).toFixed(0)} ms`;
  const ratio = median(ours.map(({ took }) => took)) / median(theirs.map(({ took }) => took));
  process.stdout.write(
    `${driver.name}: ours ${show(ours)}; the page's own ${show(theirs)}; ratio ${ratio.toFixed(2)}\n`,
  );
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
