/**
 * `node tools/setup.mjs start|test`: brings a fresh clone to where `npm start` or `npm test` can run. Plain
 * JavaScript on Node alone, since it runs before node_modules is there. Everything it says goes to stderr.
 */

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const say = (text) => process.stderr.write(`${text}\n`);

/** Debian packages, by what they are for. A command that the environment names makes its package needless. */
const packages = {
  start: ['chromium', 'fonts-noto-core', 'fonts-noto-cjk', 'openssl'],
  test: [
    ...['firefox-esr', 'libnss3-tools', 'xvfb', 'xdotool'],
    ...['unbound', 'python3-spf', 'python3-dkim', 'python3-nacl', 'python3-authres'],
  ],
};
const given = { chromium: process.env['CHROMIUM'], 'firefox-esr': process.env['FIREFOX'] };
const commands = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome'],
  'firefox-esr': ['firefox'],
  openssl: ['openssl'],
  xvfb: ['Xvfb'],
  xdotool: ['xdotool'],
};

const onPath = (name) =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => folder && existsSync(join(folder, name)));

/** npm ci, unless npm noted in node_modules that it has done so since package-lock.json was last changed. */
function installModules() {
  const changed = (file) => statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (changed('node_modules/.package-lock.json') >= changed('package-lock.json')) return;
  say('Installing the packages of package-lock.json (npm ci) …');
  // npm's own output goes to stderr too: stdout is for what the command itself has to say.
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    ...{ cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' },
  });
  if (status !== 0) process.exit(status ?? 1);
}

function installed(name) {
  const { status, stdout } = spawnSync('dpkg-query', ['-s', name], { encoding: 'utf8' });
  return status === 0 && /^Status: .* installed$/m.test(stdout);
}

function missingPackages(names) {
  const isDebian = onPath('dpkg-query');
  return names.filter((name) => {
    if (given[name]) return !existsSync(given[name]);
    if (commands[name]?.some(onPath)) return false;
    return !(isDebian && installed(name));
  });
}

function aptGet(...args) {
  execFileSync('apt-get', ['-qq', '-o', 'Dpkg::Use-Pty=0', ...args], {
    stdio: ['ignore', 'ignore', 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

function installPackages(what) {
  const names = what === 'test' ? [...packages.start, ...packages.test] : packages.start;
  const missing = missingPackages(names);
  if (missing.length === 0) return;
  if (onPath('apt-get') && process.getuid?.() === 0) {
    say(`Installing with apt-get: ${missing.join(' ')} …`);
    aptGet('update');
    aptGet('install', '-y', '--no-install-recommends', ...missing);
    return;
  }
  const apt = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  say(`Missing for "npm ${what}": ${missing.join(', ')}.`);
  say(onPath('apt-get') ? `Install them with: sudo sh -c '${apt}'` : `On Debian these would be: ${apt}`);
  say('A browser that lies elsewhere can be named in CHROMIUM or FIREFOX.');
  // The demo needs a browser and openssl; without the fonts it only looks poorer.
  const needed = what === 'start' ? ['chromium', 'openssl'] : names;
  if (missing.some((name) => needed.includes(name))) process.exit(1);
}

const what = process.argv[2];
if (what !== 'start' && what !== 'test') {
  say('usage: node tools/setup.mjs start|test');
  process.exit(2);
}
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  say(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
  process.exit(1);
}
installModules();
installPackages(what);
