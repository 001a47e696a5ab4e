/**
 * `npm run screens`: every state of the pages, in both languages and both themes, from the built extension in a real
 * browser. dist/screens holds them all; docs/ the contact sheet and the three pictures of the README; public/icons the
 * icons, from their drawings. With a word as its argument only states whose name holds it are taken, and the rest stays as
 * it is.
 */

import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startChromium } from '../tests/browsers/chromium.ts';
import { startWorld } from '../tests/world/world.ts';
import { type Screen, type Studio, screens } from './screen-states.ts';

const root = join(import.meta.dirname, '..');
const folder = join(process.env['WAYBILL_DIST'] ?? join(root, 'dist'), 'screens');
const docs = join(root, 'docs');
const iconFolder = join(root, 'public/icons');
const languages = ['en', 'ja'] as const;
const schemes = ['light', 'dark'] as const;

type Shot = { readonly screen: Screen; readonly file: string; readonly name: string };

const fileOf = (screen: Screen, language: string, scheme: string) =>
  join(folder, `${screen.name}-${language}-${scheme}.png`);

async function take(studio: Studio, screen: Screen): Promise<readonly Shot[]> {
  const shots: Shot[] = [];
  for (const language of languages) {
    await studio.begin(language);
    const subject = await screen.show(studio);
    for (const scheme of schemes) {
      const file = fileOf(screen, language, scheme);
      await subject.picture(file, scheme);
      shots.push({ screen, file, name: `${screen.name} ${language} ${scheme}` });
    }
    await subject.close();
  }
  process.stdout.write(`${screen.name}\n`);
  return shots;
}

/** All popups on one page, small: to see at a glance what has changed. */
async function contactSheet(studio: Studio, shots: readonly Shot[]): Promise<void> {
  const data = (file: string) => `data:image/png;base64,${readFileSync(file).toString('base64')}`;
  const figures = shots
    .filter(({ screen }) => screen.page === 'popup')
    .map(({ file, name }) => `<figure><img src="${data(file)}"><figcaption>${name}</figcaption></figure>`);
  const page = await studio.browser.context.newPage();
  await page.setViewportSize({ width: 1340, height: 800 });
  await page.setContent(`<!doctype html><style>
    body { margin: 0; padding: 12px; background: #dfe2e5; font: 11px sans-serif; display: grid;
      grid-template-columns: repeat(8, 1fr); gap: 12px; align-items: start; }
    figure { margin: 0 } img { width: 100%; display: block } figcaption { padding-top: 3px; color: #1d1f22 }
    </style>${figures.join('')}`);
  await page.screenshot({ path: join(docs, 'screens.jpg'), type: 'jpeg', quality: 62, fullPage: true });
  await page.close();
}

/** The icons in the sizes of the manifest. The smallest has a drawing of its own. */
async function icons({ browser }: Studio): Promise<void> {
  const page = await browser.context.newPage();
  for (const size of [16, 32, 48, 128]) {
    const svg = readFileSync(join(iconFolder, size === 16 ? 'waybill-16.svg' : 'waybill.svg'), 'utf8');
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<!doctype html><style>body { margin: 0 } svg { display: block }</style>${svg}`);
    await page.screenshot({ path: join(iconFolder, `${size}.png`), omitBackground: true });
  }
  await page.close();
}

const wanted = process.argv[2] ?? '';
const world = await startWorld();
const browser = await startChromium(world);
try {
  if (!wanted) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  mkdirSync(docs, { recursive: true });
  const studio: Studio = {
    world,
    browser,
    begin: async (language) => {
      await browser.page.goto('about:blank');
      await browser.forget();
      world.reset();
      await browser.forgetAnswers(); // a failure that was asked for in the picture before is remembered for a while
      await browser.set({ dns: 'always', language, resolver: 'google' });
    },
  };
  const shots: Shot[] = [];
  for (const screen of screens.filter(({ name }) => name.includes(wanted))) shots.push(...(await take(studio, screen)));
  if (!wanted) {
    await icons(studio);
    await contactSheet(studio, shots);
    for (const { readme, name, page } of screens) {
      if (!readme) continue;
      for (const language of readme) {
        await readmePicture(
          studio,
          join(folder, `${name}-${language}-light.png`),
          join(docs, `${page}-${language}.png`),
        );
      }
    }
  }
} finally {
  await browser.close();
  await world.close();
}

/** The top of a picture, on a ground of its own, no larger than it must be. */
async function readmePicture(studio: Studio, from: string, to: string): Promise<void> {
  const page = await studio.browser.context.newPage();
  await page.setContent(
    `<!doctype html><style>body { margin: 0 } div { display: inline-block; max-height: 1000px; overflow: hidden } img { display: block }</style>
    <div><img src="data:image/png;base64,${readFileSync(from).toString('base64')}"></div>`,
  );
  await page.locator('div').screenshot({ path: to });
  await page.close();
}
