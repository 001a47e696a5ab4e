/** Firefox with the extension as it is built, driven by its own remote protocol (Marionette): no driver is downloaded. */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { World } from '../world/world.ts';
import {
  chooseItem,
  clickInPopup,
  closePopup,
  drawPopup,
  grantData,
  hasOpened,
  inBackground,
  openPopup,
  runInPopup,
  stopBackground,
} from './firefox-popup.ts';
import { execute, Marionette } from './marionette.ts';

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
  /** The value of an expression in the page. */
  readonly evaluate: <T>(expression: string) => Promise<T>;
  /** Runs a function with the browser's own rights. */
  readonly chrome: <T>(body: (...args: never[]) => T | Promise<T>, ...args: unknown[]) => Promise<T>;
  readonly waitFor: (selector: string) => Promise<void>;
  /** Clicks the extension's entry behind the toolbar's extensions button, which opens its popup. */
  readonly clickToolbar: () => Promise<FirefoxPopup>;
  /** Chooses the extension's item in the context menu at that element of the page. */
  readonly chooseMenuItem: (selector: string, held?: Held) => Promise<FirefoxPopup>;
  readonly closePopup: () => Promise<void>;
  /** The value of an expression in the extension's background page. */
  readonly background: <T>(expression: string) => Promise<T>;
  readonly stopBackground: () => Promise<void>;
  /** Puts the extension in over itself. */
  readonly update: () => Promise<void>;
  /** The same, with leave for private windows. */
  readonly allowPrivate: () => Promise<void>;
  /** Takes the extension out, and puts it in again after `meanwhile`. */
  readonly reinstall: (meanwhile: () => Promise<void>) => Promise<void>;
  /** Opens a tab or a window, and goes there. */
  readonly open: (kind: 'tab' | 'window' | 'private window') => Promise<void>;
  readonly switchTo: (handle: string) => Promise<void>;
  readonly handle: () => Promise<string>;
  /** Unless it has closed itself. */
  readonly closeTab: () => Promise<void>;
  /** The text of an element of the page, waited for. */
  readonly waitForText: (selector: string, timeout?: number) => Promise<string>;
  /** A click of the mouse on an element of the page. */
  readonly clickElement: (selector: string) => Promise<void>;
  /** A key of the keyboard, by its name in WebDriver. */
  readonly press: (key: string) => Promise<void>;
  /** Text into an element of the page; into an input for files, a path. */
  readonly type: (selector: string, text: string) => Promise<void>;
  /** The file that is saved next. */
  readonly saved: () => Promise<Buffer>;
  readonly setOffline: (state: 'on' | 'off') => Promise<void>;
  /** As if the user had agreed to what the extension says it sends. */
  readonly grantData: (kinds: readonly string[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

declare const Services: unknown; // where a function runs with the browser's own rights

/** A key that is held down during a click: with Shift Firefox shows its own menu, whatever the page wants. */
export type Held = 'Shift';

export type FirefoxPopup = {
  readonly text: () => Promise<string>;
  readonly waitFor: (selector: string, timeout?: number) => Promise<string>;
  readonly click: (selector: string) => Promise<void>;
  /** The value of an expression in the popup; JSON. */
  readonly evaluate: <T>(expression: string) => Promise<T>;
  readonly screenshot: (file: string) => Promise<void>;
};

/** What Firefox asks for by itself, and does not get. */
export const firefoxOwnHosts = ['.mozilla.com', '.mozilla.org', '.mozilla.net', '.googleapis.com'];

const START = 60_000; // ms, for a cold start on a small and busy machine
const POLL = 50;
const SHIFT = '\uE008'; // WebDriver, keyboard actions
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
  // What the user would be asked for is given: a prompt cannot be answered without a screen.
  'extensions.webextOptionalPermissionPrompts': false,
  'network.disable-localhost-when-offline': true,
  'network.trr.mode': 5,
  'network.proxy.type': 1,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': world.proxy.port,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': world.proxy.port,
  ...more,
});

/** Files are saved there, and nobody is asked. */
const savingTo = (folder: string) => ({
  'browser.download.folderList': 2,
  'browser.download.dir': folder,
  'browser.download.useDownloadDir': true,
  'browser.download.always_ask_before_handling_new_types': false,
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
  const downloads = join(profile, 'downloads');
  mkdirSync(downloads);
  const lines = Object.entries({ ...preferences(world, more), ...savingTo(downloads) }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  trust(profile, world.certificate.authorityFile);
  const { child, port } = await startProcess(profile);
  const client = new Marionette(port);
  await client.hello;
  await client.send('WebDriver:NewSession', { acceptInsecureCerts: false, pageLoadStrategy: 'normal' });
  await client.send('WebDriver:SetTimeouts', { script: 60_000, pageLoad: 30_000, implicit: 0 });
  const install = (leave: { readonly allowPrivateBrowsing?: true } = {}) =>
    client.send<{ value: string }>('Addon:Install', { path: extension, temporary: true, ...leave });
  const { value: extensionId } = await install();

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
  const element = async (selector: string) => {
    const found = { using: 'css selector', value: selector };
    return (await client.send<{ value: Record<string, string> }>('WebDriver:FindElement', found)).value;
  };
  const background: Firefox['background'] = async <T>(expression: string) => {
    const text = await chrome<string>(inBackground as never, extensionId, expression);
    const { value, error } = JSON.parse(text) as { value: T; error?: string };
    if (error !== undefined) throw new Error(error);
    return value;
  };
  const label = await background<string>("browser.i18n.getMessage('menu_analyze')");
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
      if (!(await chrome(clickInPopup, selector))) throw new Error(`nothing to click: ${selector}`);
    },
    evaluate: async <T>(expression: string) =>
      JSON.parse(String(await inPopup(`return JSON.stringify(${expression})`))) as T,
    screenshot: async (file) => writeFileSync(file, Buffer.from(await chrome(drawPopup), 'base64')),
  };

  return {
    extensionId,
    run,
    evaluate: async <T>(expression: string) => (await execute(client, `() => (${expression})`, [], null)) as T,
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
    chooseMenuItem: async (selector, held) => {
      await chrome(closePopup);
      const origin = await element(selector);
      const pointer = { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' } };
      const actions = [
        { type: 'pointerMove', duration: 0, x: 0, y: 0, origin },
        { type: 'pointerDown', button: 2 },
        { type: 'pointerUp', button: 2 },
      ];
      const key = (type: 'keyDown' | 'keyUp') => ({ type, value: SHIFT });
      const tick = { type: 'pause', duration: 0 };
      const keys = { type: 'key', id: 'keys', actions: [key('keyDown'), tick, tick, key('keyUp')] };
      const mouse = { ...pointer, actions: held ? [tick, ...actions] : actions };
      await client.send('WebDriver:PerformActions', { actions: held ? [keys, mouse] : [mouse] });
      await chrome(chooseItem, label);
      await until('the popup, or a page in its place', 10_000, () => chrome(hasOpened));
      return popup;
    },
    closePopup: () => chrome(closePopup),
    background,
    stopBackground: () => chrome(stopBackground, extensionId),
    update: async () => {
      await install();
    },
    allowPrivate: async () => {
      await install({ allowPrivateBrowsing: true });
    },
    reinstall: async (meanwhile) => {
      await client.send('Addon:Uninstall', { id: extensionId });
      await meanwhile();
      await install();
    },
    open: async (kind) => {
      const how = kind === 'private window' ? { type: 'window', private: true } : { type: kind };
      const { handle } = await client.send<{ handle: string }>('WebDriver:NewWindow', { ...how, focus: true });
      await client.send('WebDriver:SwitchToWindow', { handle, focus: true });
    },
    switchTo: async (handle) => {
      await client.send('WebDriver:SwitchToWindow', { handle, focus: true });
    },
    closeTab: async () => {
      await client.send('WebDriver:CloseWindow').catch((error: Error) => {
        if (!error.message.startsWith('no such window')) throw error;
      });
    },
    waitForText: (selector, timeout = 15_000) =>
      until(selector, timeout, () =>
        run((one: string) => {
          const found = document.querySelector<HTMLElement>(one);
          return found && `x${found.innerText}`;
        }, selector),
      ).then((found) => found.slice(1)),
    clickElement: async (selector) => {
      await client.send('WebDriver:ElementClick', { id: Object.values(await element(selector))[0] });
    },
    press: async (value) => {
      const actions = [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ];
      await client.send('WebDriver:PerformActions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
    },
    type: async (selector, text) => {
      await client.send('WebDriver:ElementSendKeys', { id: Object.values(await element(selector))[0], text });
    },
    saved: async () => {
      const before = new Set(readdirSync(downloads));
      // While it is written, its name, empty, and another ending in .part stand beside each other.
      const file = await until('a file to be saved', 10_000, async () => {
        const names = readdirSync(downloads).filter((name) => !before.has(name));
        return names.length === 1 && statSync(join(downloads, names[0] ?? '')).size > 0 && names[0];
      });
      return readFileSync(join(downloads, file));
    },
    setOffline: (state) =>
      chrome((offline: boolean) => {
        (Services as unknown as { io: { offline: boolean } }).io.offline = offline;
      }, state === 'on'),
    handle: async () => (await client.send<{ value: string }>('WebDriver:GetWindowHandle')).value,
    grantData: (kinds) => chrome(grantData, extensionId, kinds),
    close: async () => {
      const gone = new Promise<void>((done) => child.once('exit', () => done()));
      await client.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => null);
      client.end();
      await Promise.race([gone, sleep(8000).then(() => child.kill('SIGKILL'))]);
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
