/** `npm start -- --gmail`: a browser with the extension on the real site, for whoever has an account there. */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromeFolder, chromiumPath } from '../tests/browsers/chromium.ts';

/** Why it may not be done here; null where it may. Root gets no sandbox from Chromium, and mail is not read without one. */
export function refusal(user: number | undefined, environment: NodeJS.ProcessEnv): string | null {
  if (user === 0)
    return 'Not as root: Chromium would run without its sandbox. Run "npm start -- --gmail" as an ordinary user.';
  if (process.platform === 'linux' && !environment['DISPLAY'] && !environment['WAYLAND_DISPLAY'])
    return 'There is no display: "npm start -- --gmail" opens a window.';
  return null;
}

/**
 * Started as a user would, with no remote control: sites refuse to sign in a browser that is driven. Its profile, and with it
 * the session, is deleted when it is closed.
 */
export async function openGmail(say: (text: string) => void): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'waybill-gmail-'));
  const args = ['--no-first-run', `--user-data-dir=${profile}`, `--load-extension=${chromeFolder}`];
  const browser = spawn(chromiumPath(), [...args, 'https://mail.google.com/'], { stdio: 'ignore' });
  say(
    'A browser has opened on Gmail, with Waybill in it and a new profile. Sign in, open a message, click the button.',
  );
  say(
    'Google Chrome itself ignores --load-extension: use Chromium, or load dist/chrome by hand in chrome://extensions.',
  );
  say('What to look at is in CONTRIBUTING.md. Close the browser to end; its profile is deleted then.');
  await new Promise((closed) => browser.once('exit', closed));
  rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
}
