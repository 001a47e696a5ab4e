/**
 * `npm run package`: dist/package/ with what is handed in to the stores: a zip for each browser, the sources as AMO's reviewers
 * build them, a bill of materials, and the sums of all. The same sources give the same octets: entries are sorted, and have one time.
 */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Zippable, zipSync } from 'fflate';

const root = join(import.meta.dirname, '..');

/** The first day that a zip can name: times of files say nothing about their content. */
const TIME = new Date(1980, 0, 1);

type Files = ReadonlyMap<string, Uint8Array>;

export function zipOf(files: Files): Uint8Array {
  const entries: Zippable = {};
  for (const name of [...files.keys()].sort()) {
    const octets = files.get(name);
    if (octets) entries[name] = [octets, { level: 9, mtime: TIME, os: 0 }];
  }
  return zipSync(entries);
}

/** All files of a folder, by their paths below it. */
export function filesIn(folder: string): Map<string, Uint8Array> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return new Map(files.map((path) => [path, readFileSync(join(folder, path))]));
}

/** What is bundled, each with its licence as its authors ship it: MIT and MPL-2.0 ask for it. */
const bundled = ['ipaddr.js', 'postal-mime', 'preact', 'punycode.js', 'tldts', 'tldts-core', 'webextension-polyfill'];

export function licences(): string {
  const texts = bundled.map((name) => {
    const folder = join(root, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      version: string;
      license: string;
    };
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `Licence: ${license}`;
    return `${name} ${version} (${license})\nhttps://www.npmjs.com/package/${name}\n\n${text}\n`;
  });
  return [readFileSync(join(root, 'LICENSE'), 'utf8'), ...texts].join(`\n${'='.repeat(72)}\n\n`);
}

/** Files under version control, as they lie here. */
function sources(): Files {
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
  return new Map(listed.map((path) => [path, readFileSync(join(root, path))]));
}

/** CycloneDX, by npm itself; without the serial number and the time, which differ from run to run. */
function billOfMaterials(): string {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const made = JSON.parse(execFileSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 })) as {
    serialNumber?: string;
    metadata: { timestamp?: string };
  };
  delete made.serialNumber;
  delete made.metadata.timestamp;
  return `${JSON.stringify(made, null, 2)}\n`;
}

/** NAME to octets of all that is handed in. `dist` holds the two builds. */
export function packages(dist: string): Files {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const text = (words: string) => new TextEncoder().encode(words);
  const extension = (browser: string) => zipOf(filesIn(join(dist, browser)).set('LICENSES.txt', text(licences())));
  const made = new Map<string, Uint8Array>([
    [`waybill-chrome-${version}.zip`, extension('chrome')],
    [`waybill-firefox-${version}.zip`, extension('firefox')],
    [`waybill-source-${version}.zip`, zipOf(sources())],
    [`waybill-${version}.cdx.json`, text(billOfMaterials())],
  ]);
  const sums = [...made].map(([name, octets]) => `${createHash('sha256').update(octets).digest('hex')}  ${name}\n`);
  return made.set('SHA256SUMS', text(sums.join('')));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const dist = process.env['WAYBILL_DIST'] ?? join(root, 'dist');
  const folder = join(dist, 'package');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, octets] of packages(dist)) {
    writeFileSync(join(folder, name), octets);
    process.stdout.write(`${join(folder, name)}  ${octets.length} octets\n`);
  }
  process.stdout.write(readFileSync(join(folder, 'SHA256SUMS'), 'utf8'));
}
