import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { octetsOf, sampleOf, samplesFolder } from '../mail/samples/samples.ts';

const root = join(import.meta.dirname, '../..');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waybill-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function waybill(argv: readonly string[], input?: Buffer) {
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  const child = spawnSync(process.execPath, [tsx, join(root, 'src/cli/waybill.ts'), ...argv], {
    cwd: folder, // it finds its words wherever it is started
    input,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  return { code: child.status, stdout: child.stdout, stderr: child.stderr };
}

test('a file and its zone, as JSON', () => {
  const file = join(samplesFolder, sampleOf('service-signed').file);
  const { code, stdout, stderr } = waybill([file, '--json', '--zone', join(samplesFolder, 'world.zone')]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout).verdict.id).toBe('service-signature-only');
}, 30_000);

test('standard input, in Japanese', () => {
  const { code, stdout } = waybill(['-', '--lang', 'ja'], octetsOf('service-signed'));
  expect(code).toBe(0);
  expect(stdout).toContain('shop.example');
  expect(stdout).toMatch(/\p{Script=Hiragana}/u);
}, 30_000);

test('an empty folder: nothing to show', () => {
  expect(waybill([folder])).toEqual({ code: 0, stdout: '', stderr: '' });
}, 30_000);

test('200 MB', () => {
  const file = join(folder, 'large.eml');
  writeFileSync(file, octetsOf('all-pass'));
  truncateSync(file, 200 << 20);
  const { code, stdout, stderr } = waybill([file, '--zone', join(samplesFolder, 'world.zone')]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.length).toBeGreaterThan(200);
}, 60_000);
