/** How soon the popup paints: its time from navigation to the first paint of facts, beside a page with preact and nothing else. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { chromeFolder, startChromium } from '../support/chromium.ts';
import { tabOf } from '../support/screen-states.ts';
import { startWorld } from '../support/world.ts';

export const title = 'first paint of the popup in Chromium, beside an empty preact page; sizes';

const RUNS = 20;
const median = (times: readonly number[]) =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

/** The extension as built, with one page more: a heading, rendered by preact. */
async function withEmptyPage(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-bench-'));
  const extension = join(folder, 'extension');
  cpSync(chromeFolder, extension, { recursive: true });
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
    build: { outDir: join(extension, 'empty'), lib: { entry, formats: ['es'], fileName: () => 'empty.js' } },
  });
  writeFileSync(
    join(extension, 'empty/index.html'),
    '<!doctype html><div id="page"></div><script type="module" src="./empty.js"></script>',
  );
  return folder;
}

/** Run in the page before anything of it: when the first frame with an h1 in it is painted. */
const watch = `
  globalThis.painted = new Promise((done) => {
    const look = () => document.querySelector('h1, .verdict') ? requestAnimationFrame(() => setTimeout(() => done(performance.now()))) : requestAnimationFrame(look);
    look();
  });`;

export async function run(): Promise<void> {
  const folder = await withEmptyPage();
  const world = await startWorld();
  const browser = await startChromium(world, { extension: join(folder, 'extension') });
  try {
    await browser.set({ dns: 'always', language: 'en', resolver: 'google' });
    await browser.open('service-signed');
    const popup = await browser.clickToolbar(browser.page);
    await popup.waitFor('[data-step="done"]', 25_000);
    const page = await browser.context.newPage();
    await page.addInitScript(watch);
    const base = `chrome-extension://${browser.extensionId}`;
    const paths = { popup: `popup/index.html?tab=${await tabOf(browser)}`, empty: 'empty/index.html' } as const;
    const times = { popup: [] as number[], empty: [] as number[] };
    for (let i = 0; i < RUNS; i++) {
      for (const name of ['popup', 'empty'] as const) {
        await page.goto(`${base}/${paths[name]}`);
        times[name].push(await page.evaluate(() => (globalThis as unknown as { painted: Promise<number> }).painted));
      }
    }
    for (const name of ['popup', 'empty'] as const) {
      const [low, high] = [Math.min(...times[name]), Math.max(...times[name])];
      process.stdout.write(
        `${name.padEnd(8)} median ${median(times[name]).toFixed(0)} ms   (${low.toFixed(0)} to ${high.toFixed(0)}, ${RUNS} runs)\n`,
      );
    }
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

function loadedSize(file: string, seen = new Set<string>()): number {
  if (seen.has(file)) return 0;
  seen.add(file);
  const text = readFileSync(join(chromeFolder, 'assets', file));
  const imports = [...text.toString().matchAll(/["']\.\/([\w.-]+\.js)["']/g)].map(([, name = '']) => name);
  return imports.reduce((sum, name) => sum + loadedSize(name, seen), gzipSync(text).length);
}
