/** `npm run release -- X.Y.Z`: checks, writes the version, packages, commits and tags; and says what a person does next. Pushes nothing. */

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const [version = ''] = process.argv.slice(2);

function stop(why: string): never {
  process.stderr.write(`release: ${why}\n`);
  process.exit(1);
}

const run = (command: string, ...args: readonly string[]) =>
  execFileSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
const told = (command: string, ...args: readonly string[]) =>
  execFileSync(command, args, { cwd: root, encoding: 'utf8' }).trim();

if (!/^(?:0|[1-9]\d{0,4})(?:\.(?:0|[1-9]\d{0,4})){2}$/.test(version)) stop('usage: npm run release -- X.Y.Z');
if (told('git', 'status', '--porcelain') !== '') stop('commit or remove what is not committed first');
if (told('git', 'tag', '--list', `v${version}`) !== '') stop(`v${version} is tagged already`);
const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
const entry = changelog.match(new RegExp(`^## \\[${version.replaceAll('.', '\\.')}\\] - \\d{4}-\\d{2}-\\d{2}$`, 'm'));
if (!entry) stop(`CHANGELOG.md has no "## [${version}] - YYYY-MM-DD"`);

const manifest = join(root, 'package.json');
const { version: before } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
if (before !== version) run('npm', 'version', version, '--no-git-tag-version', '--allow-same-version');
run('npm', 'run', '-s', 'docs');
run('npm', 'test');
run('npm', 'run', '-s', 'package');
if (told('git', 'status', '--porcelain') !== '')
  run('git', 'commit', '--all', '--message', `chore(release): ${version}`);
run('git', 'tag', '--annotate', `v${version}`, '--message', `Waybill ${version}`);
writeFileSync(
  1,
  `
Waybill ${version} is tagged here, and in dist/package. What is left for a person:

1. git push --follow-tags          the release workflow builds it once more, compares the sums, and drafts the release
2. Chrome Web Store, Edge          waybill-chrome-${version}.zip, texts in store/
3. addons.mozilla.org              waybill-firefox-${version}.zip, sources waybill-source-${version}.zip, store/amo-reviewers.md
4. npm pack                        the command line and the library; publishing them needs a name that is yours, and no "private"
`,
);
