/**
 * `npm run screens`: every state of the pages, in both languages and both themes, from the built extension in a real
 * browser. dist/screens holds them all; docs/ the contact sheet and the three pictures of the README; public/icons the
 * icons, from their drawings. With a word as its argument only states whose name holds it are taken, and the rest stays as
 * it is. A busy machine may lose a browser or a click: each state is tried again, each time with a new browser, and what could
 * not be taken in the end is named.
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

/** How often a state is tried, and for how many milliseconds each time. */
const ATTEMPTS = 3;
const PATIENCE = 90_000;

async function take(studio: Studio, screen: Screen, language: (typeof languages)[number]): Promise<readonly Shot[]> {
  const shots: Shot[] = [];
  await studio.begin(language);
  const subject = await screen.show(studio);
  for (const scheme of schemes) {
    const file = fileOf(screen, language, scheme);
    await subject.picture(file, scheme);
    shots.push({ screen, file, name: `${screen.name} ${language} ${scheme}` });
  }
  await subject.close();
  return shots;
}

/** Null where no attempt came to an end. */
async function taken(screen: Screen, language: (typeof languages)[number]): Promise<readonly Shot[] | null> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      return await within(PATIENCE, take(await studioNow(), screen, language));
    } catch (error) {
      process.stderr.write(`${screen.name} ${language}, attempt ${attempt}: ${String(error).split('\n', 1)[0]}\n`);
      await leaveStudio();
    }
  }
  return null;
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`not there after ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
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
let studio: Studio | null = null;

async function studioNow(): Promise<Studio> {
  if (studio) return studio;
  const starting = startChromium(world);
  const browser = await within(PATIENCE, starting).catch((error: unknown) => {
    starting.then(
      (late) => late.close(),
      () => {},
    );
    throw error;
  });
  studio = {
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
  return studio;
}

/** Also where the browser does not answer any more. */
async function leaveStudio(): Promise<void> {
  const left = studio;
  studio = null;
  if (left) await within(PATIENCE, left.browser.close()).catch(() => {});
}

try {
  if (!wanted) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  mkdirSync(docs, { recursive: true });
  const shots: Shot[] = [];
  const missing: string[] = [];
  for (const screen of screens.filter(({ name }) => name.includes(wanted))) {
    for (const language of languages) {
      const some = await taken(screen, language);
      if (some) shots.push(...some);
      else missing.push(`${screen.name} ${language}`);
    }
    process.stdout.write(`${screen.name}\n`);
  }
  if (missing.length > 0) {
    process.exitCode = 1;
    process.stderr.write(`could not be taken, so the pictures of docs stay as they are: ${missing.join(', ')}\n`);
  } else if (!wanted) {
    await pictures(await studioNow(), shots);
  }
} finally {
  await leaveStudio();
  await world.close();
}

/** What is made of them: icons, the contact sheet, and those of the README. */
async function pictures(own: Studio, shots: readonly Shot[]): Promise<void> {
  await icons(own);
  await contactSheet(own, shots);
  for (const { readme, name, page } of screens) {
    for (const language of readme ?? []) {
      const from = join(folder, `${name}-${language}-light.png`);
      await readmePicture(own, from, join(docs, `${page}-${language}.png`));
    }
  }
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
