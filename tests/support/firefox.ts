/** Firefox with the extension as it is built, driven by its own remote protocol (Marionette): no driver is downloaded. */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawPopup, openPopup, runInPopup } from './firefox-popup.ts';
import { execute, Marionette } from './marionette.ts';
import type { World } from './world.ts';

const dist = process.env['WAYBILL_DIST'] ?? join(import.meta.dirname, '../../dist');
export const firefoxFolder = join(dist, 'firefox');

/** Where Firefox is: FIREFOX says, else where the distributions put it. */
export function firefoxPath(): string {
  const places = [process.env['FIREFOX'], '/usr/bin/firefox-esr', '/usr/bin/firefox'];
  const found = places.find((place) => place && existsSync(place));
  if (!found) throw new Error('no Firefox: install the package firefox-esr, or say where it is in FIREFOX');
  return found;
}

export type Firefox = {
  readonly extensionId: string;
  readonly goto: (url: string) => Promise<void>;
  /** Runs a function in the page; its arguments and its value are JSON. */
  readonly run: <T>(body: (...args: never[]) => T | Promise<T>, ...args: unknown[]) => Promise<T>;
  /** Runs a function with the browser's own rights. */
  readonly chrome: <T>(body: (...args: never[]) => T | Promise<T>, ...args: unknown[]) => Promise<T>;
  readonly waitFor: (selector: string) => Promise<void>;
  /** Clicks the extension's entry behind the toolbar's extensions button, which opens its popup. */
  readonly clickToolbar: () => Promise<FirefoxPopup>;
  readonly close: () => Promise<void>;
};

export type FirefoxPopup = {
  readonly text: () => Promise<string>;
  readonly waitFor: (selector: string, timeout?: number) => Promise<string>;
  readonly click: (selector: string) => Promise<void>;
  readonly screenshot: (file: string) => Promise<void>;
};

const START = 60_000; // ms, for a cold start on a small and busy machine
const POLL = 100;
const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function until<T>(what: string, timeout: number, look: () => Promise<T | null | undefined | false>): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    const found = await look().catch(() => null);
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited ${timeout} ms for ${what}`);
    await sleep(POLL);
  }
}

/** Firefox's own set for automation, and everything off that would ask the network for something of its own. */
const preferences = (world: World, more: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
  'marionette.port': 0,
  'remote.prefs.recommended': true,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.enabled': false,
  'app.normandy.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'extensions.getAddons.cache.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'app.update.disabledForTesting': true,
  'media.gmp-manager.updateEnabled': false,
  'media.gmp-manager.url': 'data:,',
  'network.trr.mode': 5,
  'network.proxy.type': 1,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': world.proxy.port,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': world.proxy.port,
  ...more,
});

async function startProcess(profile: string): Promise<{ child: ChildProcess; port: number }> {
  const args = ['--marionette', '--remote-allow-system-access', '--no-remote', '--profile', profile, '--headless'];
  const child = spawn(firefoxPath(), [...args, 'about:blank'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Without the second, a release of Firefox does not let services.settings.server be changed.
    env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: '1', MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      said = (said + String(chunk)).slice(-2000);
    });
  }
  const file = join(profile, 'MarionetteActivePort'); // where Firefox writes the port that it chose
  const port = await until('Firefox', START, async () => existsSync(file) && readFileSync(file, 'utf8').trim()).catch(
    (error: Error) => {
      child.kill('SIGKILL');
      throw new Error(`${error.message}: ${said}`);
    },
  );
  return { child, port: Number(port) };
}

/** True trust in the test authority, in the profile's own store. */
function trust(profile: string, authorityFile: string): void {
  const store = ['-d', `sql:${profile}`];
  execFileSync('certutil', ['-N', ...store, '--empty-password']);
  execFileSync('certutil', ['-A', ...store, '-n', 'waybill-test', '-t', 'C,,', '-i', authorityFile]);
}

export async function startFirefox(
  world: World,
  { extension = firefoxFolder, preferences: more = {} as Readonly<Record<string, unknown>> } = {},
): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), 'waybill-firefox-'));
  const lines = Object.entries(preferences(world, more)).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  trust(profile, world.certificate.authorityFile);
  const { child, port } = await startProcess(profile);
  const client = new Marionette(port);
  await client.hello;
  await client.send('WebDriver:NewSession', { acceptInsecureCerts: false, pageLoadStrategy: 'normal' });
  await client.send('WebDriver:SetTimeouts', { script: 60_000, pageLoad: 30_000, implicit: 0 });
  const { value: extensionId } = await client.send<{ value: string }>('Addon:Install', {
    path: extension,
    temporary: true,
  });

  const run: Firefox['run'] = async <T>(body: unknown, ...args: unknown[]) =>
    (await execute(client, body, args, null)) as T;
  const chrome: Firefox['chrome'] = async <T>(body: unknown, ...args: unknown[]) => {
    await client.send('Marionette:SetContext', { value: 'chrome' });
    try {
      return (await execute(client, body, args, 'system')) as T;
    } finally {
      await client.send('Marionette:SetContext', { value: 'content' });
    }
  };
  const inPopup = (body: string) => chrome(runInPopup, body);
  const text = async () => String(await inPopup('return document.body.innerText'));
  const popup: FirefoxPopup = {
    text,
    // The popup's browser element is exchanged once while it opens: it is looked for anew each time.
    waitFor: async (selector, timeout = 20_000) =>
      until(selector, timeout, async () => {
        const one = JSON.stringify(selector);
        return (await inPopup(`const found = document.querySelector(${one}); return found && 'x' + found.innerText`)) as
          | string
          | null;
      }).then(
        (found) => found.slice(1),
        async (error: Error) => {
          throw new Error(`${error.message}; the popup says: ${await text().catch(() => '(it is gone)')}`);
        },
      ),
    click: async (selector) => {
      const one = JSON.stringify(selector);
      const hit = await inPopup(`const found = document.querySelector(${one}); found?.click(); return !!found`);
      if (!hit) throw new Error(`nothing to click: ${selector}`);
    },
    screenshot: async (file) => writeFileSync(file, Buffer.from(await chrome(drawPopup), 'base64')),
  };

  return {
    extensionId,
    run,
    chrome,
    goto: async (url) => {
      await client.send('WebDriver:Navigate', { url });
    },
    waitFor: async (selector) => {
      await until(selector, 10_000, () => run((one: string) => !!document.querySelector(one), selector));
    },
    clickToolbar: async () => {
      await chrome(openPopup, extensionId);
      return popup;
    },
    close: async () => {
      const gone = new Promise<void>((done) => child.once('exit', () => done()));
      await client.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => null);
      client.end();
      await Promise.race([gone, sleep(8000).then(() => child.kill('SIGKILL'))]);
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
