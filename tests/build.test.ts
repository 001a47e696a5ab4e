/** What the build must give: the same octets twice, content scripts that are small and stand alone, one manifest in two shapes. */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesIn, zipOf } from '../tools/package.ts';

const root = resolve(import.meta.dirname, '..');
const out = [mkdtempSync(join(tmpdir(), 'waybill-build-')), mkdtempSync(join(tmpdir(), 'waybill-build-'))] as const;

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(folder, file)).isFile())
    .sort();
const hashesOf = (folder: string) =>
  filesOf(folder).map(
    (file) =>
      `${file} ${createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex')}`,
  );
const textOf = (file: string) => readFileSync(join(out[0], file), 'utf8');

beforeAll(() => {
  const { VITEST, NODE_ENV, ...env } = process.env; // the build must not know that a test asked for it
  for (const dist of out) {
    execFileSync(process.execPath, [resolve(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], {
      cwd: root,
      env: { ...env, WAYBILL_DIST: dist },
      stdio: 'pipe',
    });
  }
}, 120_000);

afterAll(() => {
  for (const dist of out) rmSync(dist, { recursive: true });
});

describe('the build', () => {
  it('gives the same octets twice', () => expect(hashesOf(out[0])).toEqual(hashesOf(out[1])));

  it('differs between the browsers in the manifest alone', () => {
    const differs = (name: string) => hashesOf(join(out[0], name)).filter((line) => !line.startsWith('manifest.json '));
    expect(differs('chrome')).toEqual(differs('firefox'));
  });

  it.each(['pointer.js', 'reader.js', 'background.js'])('%s stands alone: no import', (file) => {
    expect(textOf(`chrome/${file}`)).not.toMatch(/\bimport\s*[({*"']|\bimport\s+\w|\brequire\(/);
  });

  it('keeps what is always in Gmail under 2 KB, and what is injected under 66 KB', () => {
    expect(textOf('chrome/pointer.js').length).toBeLessThan(2048);
    expect(textOf('chrome/reader.js').length).toBeLessThan(66 * 1024);
  });

  it('keeps the worker under 436 KB, with one table of public suffixes', () => {
    expect(textOf('chrome/background.js').length).toBeLessThan(436 * 1024);
    // A name that stands once in the Public Suffix List.
    expect(textOf('chrome/background.js').split('githubpreview').length - 1).toBe(1);
  });

  it('keeps the zip under 468 KB', () => {
    expect(zipOf(filesIn(join(out[0], 'chrome'))).length).toBeLessThan(468 * 1024);
  });

  it('keeps the popup under 72 KB gzip in all', () => {
    const loaded = (file: string, seen = new Set<string>()): Set<string> => {
      if (seen.has(file)) return seen;
      seen.add(file);
      for (const [, name = ''] of textOf(`chrome/assets/${file}`).matchAll(/["']\.\/([\w.-]+\.js)["']/g))
        loaded(name, seen);
      return seen;
    };
    const total = [...loaded('popup.js')].reduce(
      (sum, file) => sum + gzipSync(textOf(`chrome/assets/${file}`)).length,
      0,
    );
    expect(total).toBeGreaterThan(1000);
    expect(total).toBeLessThan(72 * 1024);
  });

  it('writes no source map, no inline script and no place of this machine into what is shipped', () => {
    for (const file of filesOf(out[0])) {
      const text = textOf(file);
      expect(text.includes(root), file).toBe(false);
      if (file.endsWith('.html')) expect(text, file).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
      expect(file.endsWith('.map'), file).toBe(false);
    }
  });

  it('gives each browser its own background, Firefox its menus, and both the version of package.json', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    const chrome = JSON.parse(textOf('chrome/manifest.json')) as Record<string, unknown>;
    const firefox = JSON.parse(textOf('firefox/manifest.json')) as Record<string, unknown>;
    expect([chrome['version'], firefox['version']]).toEqual([version, version]);
    expect(chrome['background']).toEqual({ service_worker: 'background.js', type: 'module' });
    expect(firefox['background']).toEqual({ scripts: ['background.js'], type: 'module' });
    expect(chrome['browser_specific_settings']).toBeUndefined();
    expect(firefox['minimum_chrome_version']).toBeUndefined();
    // Only Firefox can say which element was right-clicked.
    expect(firefox['permissions']).toEqual([...(chrome['permissions'] as readonly string[]), 'menus']);
  });
});
