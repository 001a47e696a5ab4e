/**
 * `npm start`: builds the extension and shows it at work on the stand-in's mail. With a display a browser opens and stays;
 * without one the seed case is inspected, and its report printed as text. With --gmail: the real site instead.
 */

import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createBuilder } from 'vite';
import { type Chromium, startChromium } from '../tests/browsers/chromium.ts';
import { startWorld } from '../tests/world/world.ts';
import { openGmail, refusal } from './real-gmail.ts';

const SAMPLE = 'service-signed';
const say = (text: string) => process.stderr.write(`${text}\n`);

async function build(): Promise<void> {
  say('Building …');
  const builder = await createBuilder({ logLevel: 'warn' }, null);
  await builder.buildApp();
}

async function show(browser: Chromium): Promise<void> {
  await browser.page.goto('https://mail.google.com/mail/u/0/#inbox');
  say('A browser has opened on a mailbox of samples. Nothing in it leaves this machine.');
  say('Open a message, then click the Waybill button in the toolbar (behind the puzzle piece), or press Alt+Shift+H.');
  say('Close the browser to end.');
  await browser.closed;
}

async function print(browser: Chromium): Promise<void> {
  await browser.open(SAMPLE);
  say('No display: opened the sample in spam; clicking the button of the extension …');
  const popup = await browser.clickToolbar(browser.page);
  await popup.waitFor('[data-consent="always"]');
  await popup.click('[data-consent="always"]');
  await popup.waitFor('[data-step="done"]', 30_000);
  const folder = join(import.meta.dirname, '../dist/demo');
  mkdirSync(folder, { recursive: true });
  const picture = join(folder, 'popup.png');
  await popup.screenshot(picture);
  process.stdout.write(`${(await popup.text()).trim()}\n\n`);
  process.stdout.write(`Picture of the popup: ${relative(process.cwd(), picture)}\n`);
}

async function demo(): Promise<void> {
  const world = await startWorld();
  const headless = !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
  const browser = await startChromium(world, { headless });
  try {
    await (headless ? print : show)(browser);
  } finally {
    await browser.close();
    await world.close();
  }
}

const real = process.argv.includes('--gmail');
const refused = real ? refusal(process.getuid?.(), process.env) : null;
if (refused !== null) {
  say(refused);
  process.exit(1);
}
await build();
await (real ? openGmail(say) : demo());
