/** How soon the popup paints: a real one, opened from the toolbar, beside one that holds an empty page of preact. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { type Chromium, chromeFolder, type Popup, startChromium } from '../../tests/browsers/chromium.ts';
import { startWorld, type World } from '../../tests/world/world.ts';

export const title = 'paints of the popup in Chromium, beside an empty preact page; sizes';

const RUNS = 20;

/** What is waited for, by what shows it. Each is drawn when the task after the next frame begins. */
const marks = { words: 'h1', facts: '[data-recorded]', checked: '[data-step="done"] [data-recorded]' } as const;
type Mark = keyof typeof marks;
type Painted = Readonly<Record<Mark | 'first', number | undefined>> & { readonly origin: number };

const watch = `
  globalThis.painted = {};
  const marks = Object.entries(${JSON.stringify(marks)});
  const look = () => {
    for (const [mark, selector] of marks) {
      if (mark in painted || !document.querySelector(selector)) continue;
      painted[mark] = undefined;
      requestAnimationFrame(() => setTimeout(() => { painted[mark] = performance.now(); }));
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });`;

const read = `({
  ...painted,
  first: performance.getEntriesByName('first-paint')[0]?.startTime,
  origin: performance.timeOrigin,
})`;

/** The extension as built; its popup is watched, and there is another, with a heading rendered by preact. */
async function watchedExtension(folder: string): Promise<string> {
  const extension = join(folder, 'extension');
  cpSync(chromeFolder, extension, { recursive: true });
  writeFileSync(join(extension, 'watch.js'), watch);
  const page = join(extension, 'popup/index.html');
  const script = '<script src="../watch.js"></script>';
  writeFileSync(page, readFileSync(page, 'utf8').replace('<head>', `<head>${script}`));
  const entry = join(folder, 'empty.js');
  const preact = join(import.meta.dirname, '../../node_modules/preact/dist/preact.mjs');
  writeFileSync(
    entry,
    `import { h, render } from ${JSON.stringify(preact)};
     render(h('h1', null, 'Empty'), document.getElementById('page'));`,
  );
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      outDir: join(extension, 'popup'),
      emptyOutDir: false,
      lib: { entry, formats: ['es'], fileName: () => 'empty.js' },
    },
  });
  writeFileSync(
    join(extension, 'popup/empty.html'),
    `<!doctype html>${script}<div id="page"></div><script type="module" src="./empty.js"></script>`,
  );
  return extension;
}

/** In the worker, as text: an arrow function would be compiled with names that are not there. */
async function inWorker<T>(browser: Chromium, expression: string): Promise<T> {
  return (await browser.worker()).evaluate(`(async () => (${expression}))()`) as Promise<T>;
}

async function paintsOf(popup: Popup, wanted: Mark): Promise<Painted> {
  for (;;) {
    const painted = await popup.evaluate<Painted>(read).catch(() => null); // the page may not be there yet
    if (painted?.[wanted] !== undefined && painted.first !== undefined) return painted;
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** From the opening of the popup, over a message that was inspected before. */
async function opening(browser: Chromium): Promise<void> {
  const pages = { popup: { file: 'index', wanted: 'checked' }, empty: { file: 'empty', wanted: 'words' } } as const;
  const all = { popup: [] as Painted[], empty: [] as Painted[] };
  for (let run = 0; run <= RUNS; run++) {
    for (const name of ['popup', 'empty'] as const) {
      const { file, wanted } = pages[name];
      await inWorker(browser, `chrome.action.setPopup({ popup: 'popup/${file}.html' })`);
      const painted = await paintsOf(await browser.clickToolbar(browser.page), wanted);
      if (run > 0) all[name].push(painted); // the first warms up
    }
  }
  await inWorker(browser, `chrome.action.setPopup({ popup: 'popup/index.html' })`);
  const rows = [
    ['empty page, first paint', all.empty, 'first'],
    ['empty page, its heading', all.empty, 'words'],
    ['popup, first paint (at most 100 ms)', all.popup, 'first'],
    ['popup, its first words', all.popup, 'words'],
    ['popup, what is known of the message', all.popup, 'facts'],
  ] as const;
  for (const [what, paints, mark] of rows)
    row(
      what,
      paints.map((painted) => painted[mark] ?? Number.NaN),
    );
}

/** From the arrival of the digest at the worker to the paint of what it says, of a message that was never inspected. */
async function recording(browser: Chromium, world: World): Promise<void> {
  const times: number[] = [];
  await inWorker(
    browser,
    `chrome.runtime.onMessage.addListener((said) => { if (said.result?.ok) globalThis.arrived = Date.now(); })`,
  );
  for (let run = 0; run <= RUNS; run++) {
    await browser.page.goto('about:blank');
    await browser.forget();
    await browser.open('service-signed');
    world.mode({ endpoint: 'any', mode: 'slow:500', times: 1 }); // the popup is there, and waits
    const painted = await paintsOf(await browser.clickToolbar(browser.page), 'facts');
    const arrived = await inWorker<number>(browser, 'globalThis.arrived');
    if (run > 0) times.push(painted.origin + (painted.facts ?? Number.NaN) - arrived);
  }
  row('from the digest to what is recorded (at most 150 ms)', times);
}

function row(what: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const [low, middle, high] = [0, Math.floor(sorted.length / 2), sorted.length - 1].map((at) =>
    (sorted[at] ?? Number.NaN).toFixed(0),
  );
  process.stdout.write(`${what.padEnd(54)} median ${middle} ms (${low} to ${high}, ${RUNS} runs)\n`);
}

export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-bench-'));
  const world = await startWorld();
  const browser = await startChromium(world, { extension: await watchedExtension(folder) });
  try {
    await browser.set({ dns: 'always', language: 'en', resolver: 'google' });
    await browser.open('service-signed');
    await (await browser.clickToolbar(browser.page)).waitFor('[data-step="done"]', 25_000);
    await opening(browser);
    await recording(browser, world);
    process.stdout.write('\n');
    for (const name of ['popup', 'report', 'options']) {
      process.stdout.write(
        `${name.padEnd(8)} ${(loadedSize(`${name}.js`) / 1024).toFixed(1)} KB gzip with all that it imports\n`,
      );
    }
  } finally {
    await browser.close();
    await world.close();
    rmSync(folder, { recursive: true });
  }
}

/** Of a file and of what it imports, at once and not on demand: octets. */
function loadedSize(file: string, seen = new Set<string>()): number {
  if (seen.has(file)) return 0;
  seen.add(file);
  const text = readFileSync(join(chromeFolder, 'assets', file));
  const imports = [...text.toString().matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([\w.-]+\.js)["']/g)].map(
    ([, name = '']) => name,
  );
  return imports.reduce((sum, name) => sum + loadedSize(name, seen), gzipSync(text).length);
}
