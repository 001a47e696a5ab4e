/** A display that nobody looks at (Xvfb), with a hand on its mouse and keys (xdotool): native menus can be reached no other way. */

import { execFileSync, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

export type Display = {
  /** For whatever is to open its windows there. */
  readonly environment: NodeJS.ProcessEnv;
  /** Presses a button of the mouse at that place of the screen. */
  readonly click: (x: number, y: number, button: 1 | 3) => void;
  /** Presses keys one after the other, by their X names: "Up", "Return". */
  readonly press: (...keys: readonly string[]) => void;
  readonly close: () => Promise<void>;
};

const START = 20_000; // ms

/** A screen of 1400 x 1000; its number is one that is free. No window manager: the window that was clicked has the keys. */
export async function startDisplay(): Promise<Display> {
  const args = ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'];
  const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise<string>((found, failed) => {
    child.once('error', () => failed(new Error('no Xvfb: install the packages xvfb and xdotool')));
    child.once('exit', (code) => failed(new Error(`Xvfb ended with ${code}`)));
    (child.stdio[3] as Readable).once('data', (said) => found(String(said).trim()));
    setTimeout(() => failed(new Error(`no display after ${START} ms`)), START).unref();
  });
  const environment = { ...process.env, DISPLAY: `:${number}`, WAYLAND_DISPLAY: '' };
  const hand = (...what: readonly string[]) => execFileSync('xdotool', what, { env: environment });
  return {
    environment,
    click: (x, y, button) => hand('mousemove', String(Math.round(x)), String(Math.round(y)), 'click', String(button)),
    press: (...keys) => hand('key', '--delay', '100', ...keys),
    close: () =>
      new Promise((closed) => {
        child.once('exit', () => closed());
        child.kill();
      }),
  };
}
