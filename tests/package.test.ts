/** What is handed on: zips that are the same twice and hold what was built, and an npm package that needs nothing else. */

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesIn, licences, packages } from '../tools/package.ts';
import { samplesFolder } from './mail/samples/samples.ts';

const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'waybill package-')); // a path with a space
const dist = join(folder, 'dist');
const empty = join(folder, 'empty');
const world = ['--zone', join(samplesFolder, 'world.zone')];

const { VITEST, NODE_ENV, ...env } = process.env; // the build must not know that a test asked for it
const node = (file: string, ...args: readonly string[]) =>
  execFileSync(process.execPath, [join(root, 'node_modules', file), ...args], {
    cwd: root,
    env: { ...env, WAYBILL_DIST: dist },
    stdio: 'pipe',
  });

beforeAll(() => {
  node('vite/bin/vite.js', 'build', '--logLevel', 'error');
  node('typescript/bin/tsc', '-p', 'tsconfig.library.json', '--outDir', join(dist, 'npm/types'));
  const staged = join(folder, 'staged');
  for (const file of ['package.json', 'README.md', 'LICENSE', 'docs/waybill.1', 'docs/library.md'])
    cpSync(join(root, file), join(staged, file), { recursive: true });
  cpSync(join(dist, 'npm'), join(staged, 'dist/npm'), { recursive: true });
  mkdirSync(empty);
  const npm = (...args: readonly string[]) =>
    execFileSync('npm', args, { cwd: empty, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  const tarball = npm('pack', '--ignore-scripts', '--silent', staged);
  npm('install', '--offline', '--no-audit', '--no-fund', '--silent', `./${tarball}`);
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the zips', () => {
  it('are the same octets twice, with their sums', () => {
    const [one, other] = [packages(dist), packages(dist)];
    expect([...one.keys()]).toEqual([...other.keys()]);
    for (const [name, octets] of one) expect(Buffer.compare(octets, other.get(name) ?? Buffer.alloc(0)), name).toBe(0);
    expect(Buffer.from(one.get('SHA256SUMS') ?? []).toString()).toMatch(/^(?:[0-9a-f]{64} {2}\S+\n){4}$/);
  }, 60_000);

  it.each(['chrome', 'firefox'])(
    '%s: what was built and the licences, nothing else',
    (browser) => {
      const name = [...packages(dist).keys()].find((file) => file.includes(browser)) ?? '';
      const unpacked = unzipSync(packages(dist).get(name) ?? new Uint8Array());
      const built = filesIn(join(dist, browser));
      expect(Object.keys(unpacked).sort()).toEqual([...built.keys(), 'LICENSES.txt'].sort());
      for (const [file, octets] of built)
        expect(Buffer.compare(unpacked[file] ?? Buffer.alloc(0), octets), file).toBe(0);
    },
    60_000,
  );

  it('hold the licence of each package that is bundled', () => {
    const text = licences();
    for (const name of ['preact', 'webextension-polyfill', 'tldts', 'ipaddr.js']) expect(text).toContain(`\n${name} `);
    expect(text).toContain('Mozilla Public License');
  });
});

describe('the npm package, installed in an empty folder', () => {
  const waybill = (...argv: readonly string[]) =>
    spawnSync('npx', ['--no-install', 'waybill', ...argv], { cwd: empty, env, encoding: 'utf8', maxBuffer: 1 << 28 });

  it('brings nothing with it', () => {
    expect(JSON.parse(readFileSync(join(empty, 'package-lock.json'), 'utf8')).packages).toEqual({
      '': expect.anything(),
      'node_modules/waybill': expect.objectContaining({ version: expect.any(String) }),
    });
    expect(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies).toBeUndefined();
  });

  it('runs', () => {
    expect(waybill('--version')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^waybill \d/) });
    const { status, stdout } = waybill(join(samplesFolder, 'service-signed.eml'), '--json', ...world);
    expect({ status, id: JSON.parse(stdout).verdict.id }).toEqual({ status: 0, id: 'service-signature-only' });
  }, 60_000);

  it('says the same with threads as without, in the same order', () => {
    const many = Array<string>(4).fill(samplesFolder);
    const [one, three] = ['1', '3'].map((jobs) =>
      waybill(...many, '--table', '-j', jobs, '--now', '1794300000', ...world),
    );
    expect(one?.status).toBe(0);
    expect(one?.stdout.split('\n').length).toBeGreaterThan(140);
    expect(three).toMatchObject({ status: 0, stdout: one?.stdout, stderr: '' });
  }, 120_000);

  it('is a library: the example of docs/library.md runs as it stands', () => {
    const [, example = ''] = /```js\n([\s\S]*?)```/.exec(readFileSync(join(root, 'docs/library.md'), 'utf8')) ?? [];
    writeFileSync(join(empty, 'example.mjs'), example);
    for (const [from, to] of [
      ['all-pass.eml', 'mail.eml'],
      ['world.zone', 'world.zone'],
    ] as const)
      cpSync(join(samplesFolder, from), join(empty, to));
    const said = execFileSync(process.execPath, ['example.mjs'], { cwd: empty, env, encoding: 'utf8' });
    expect(said).toBe('pass pass pass\n');
  }, 60_000);

  it('has types that another project compiles with', () => {
    writeFileSync(
      join(empty, 'use.ts'),
      `import { digest, gmail, read, verify, type Verified } from 'waybill/engine';
import { dohResolver, providers } from 'waybill/resolver';
export async function check(octets: Uint8Array): Promise<Verified> {
  const digested = await digest(octets);
  const resolve = dohResolver({ url: providers[0]?.url ?? '' });
  return verify(read(digested, gmail, { kind: 'file' }), digested, { resolve, now: 0 });
}
// @ts-expect-error octets are no text
export const wrong = digest('text');
`,
    );
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const flags = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--types',
      '',
      '--ignoreConfig',
    ];
    const { stdout, status } = spawnSync(process.execPath, [tsc, ...flags, 'use.ts'], { cwd: empty, encoding: 'utf8' });
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  }, 60_000);
});
