/** The house rules that a machine can keep: who may import whom, how long a file may be, what the engine may not know. */

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { providers } from '../src/resolver/providers.ts';
import { doors } from './doors.ts';

const root = resolve(import.meta.dirname, '..');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
  .map((file) => file.replaceAll('\\', '/'))
  .sort();
const textOf = (file: string) => readFileSync(join(root, 'src', file), 'utf8');

/** What a file imports: a path below src, or the name of a package. `typeOnly` where nothing of it is left after compiling. */
function importsOf(file: string): { target: string; typeOnly: boolean }[] {
  const statements = textOf(file).matchAll(
    /^\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gms,
  );
  const dynamic = textOf(file).matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g);
  const found = [
    ...[...statements].map(([, type, path = '']) => ({ path, typeOnly: type !== undefined })),
    ...[...dynamic].map(([, path = '']) => ({ path, typeOnly: false })),
  ];
  return found.map(({ path, typeOnly }) => ({
    typeOnly,
    target: path.startsWith('.')
      ? relative(join(root, 'src'), resolve(root, 'src', dirname(file), path)).replaceAll('\\', '/')
      : path,
  }));
}

/** Inside the engine: a room may import rooms of its own step and of the steps before it. */
const steps: readonly (readonly RegExp[])[] = [
  [/^engine\/(octets|outcome)\.ts$/],
  [/^engine\/(syntax|dns|message)\//],
  [/^engine\/(trace|authres|iprev)\//],
  [/^engine\/(spf|dkim)\//],
  [/^engine\/(arc|dmarc|bimi|services)\//],
  [/^engine\/(digest|read|verify|report)\.ts$/],
];
const stepOf = (file: string) => steps.findIndex((rooms) => rooms.some((room) => room.test(file)));

describe('doors', () => {
  it.each(sources)('%s imports only what its room may', (file) => {
    const row = doors.find(({ room }) => room.test(file));
    const refused = importsOf(file).filter(
      ({ target, typeOnly }) =>
        !row?.may.some((allowed) => allowed.test(target)) &&
        !(typeOnly && row?.types?.some((allowed) => allowed.test(target))),
    );
    expect(refused.map(({ target }) => target)).toEqual([]);
  });

  it.each(sources.filter((file) => file.startsWith('engine/')))('%s imports upward only', (file) => {
    const below = importsOf(file).filter(({ target }) => target.startsWith('engine/') && stepOf(target) > stepOf(file));
    expect(stepOf(file)).toBeGreaterThanOrEqual(0);
    expect(below.map(({ target }) => target)).toEqual([]);
  });
});

/** Files that import each other round a circle, types included: the first circle that is found, as its files. */
function circle(): readonly string[] {
  const ways = new Map(sources.map((file) => [file, importsOf(file).map(({ target }) => target)]));
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): readonly string[] => {
    if (path.includes(file)) return path.slice(path.indexOf(file));
    if (done.has(file)) return [];
    for (const target of ways.get(file) ?? []) {
      const found = walk(target, [...path, file]);
      if (found.length > 0) return found;
    }
    done.add(file);
    return [];
  };
  return sources.map((file) => walk(file, [])).find((found) => found.length > 0) ?? [];
}

it('has no circle of imports', () => expect(circle()).toEqual([]));

describe('files', () => {
  it.each(sources)('%s has one subject, said in its first line, and fits within the wall', (file) => {
    const text = textOf(file);
    // The wall stands for code, not for tables of data.
    if (!/(?:^|[-/])table(?:\/[a-z-]+)?\.ts$/.test(file))
      expect(text.split('\n').length, 'lines').toBeLessThanOrEqual(300);
    if (!file.endsWith('.tsx') || !/^import/.test(text)) expect(text).toMatch(/^\/\*\*/);
    expect(text).not.toMatch(/^export default/m);
    expect(file).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)*[a-z0-9]+(?:-[a-z0-9]+)*\.tsx?$/);
    expect(file).not.toMatch(/(?:^|[/-])(?:utils?|helpers?|common|managers?|data|info|misc|index)\.tsx?$/);
  });

  it.each(sources.filter((file) => /^(?:engine|judgement|explain|pseudonym)\//.test(file)))(
    '%s has no clock, no chance, no network, no browser',
    (file) => {
      expect(textOf(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')).not.toMatch(
        /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bfetch\(|\bset(?:Timeout|Interval)\b|\bperformance\b|\bbrowser\.|\bchrome\.|\bprocess\.|\bconsole\./,
      );
    },
  );
});

describe('pages render text', () => {
  it.each(sources)('%s makes no HTML and no code of a text', (file) => {
    expect(textOf(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')).not.toMatch(
      /\b(?:inner|outer)HTML\b|dangerouslySetInnerHTML|insertAdjacentHTML|\bdocument\.write|\beval\(|\bnew Function\b/,
    );
  });
});

describe('promises of the manifest', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8')) as Record<string, unknown> & {
    content_security_policy: { extension_pages: string };
  };

  it('is offered where it works: Firefox for Android has no menus', () => {
    expect(Object.keys(manifest['browser_specific_settings'] as object)).toEqual(['gecko']);
  });

  it('asks for the least', () => {
    expect(manifest['permissions']).toEqual(['activeTab', 'scripting', 'contextMenus', 'storage']);
    expect(manifest['host_permissions']).toEqual(['https://mail.google.com/*']);
    expect(manifest['web_accessible_resources']).toBeUndefined();
    expect(manifest['externally_connectable']).toBeUndefined();
  });

  it('asks only as an option: for the host that Gmail may send a download from, and for resolvers without CORS headers', () => {
    const needed = providers.filter(({ cors }) => !cors).map(({ url }) => `${new URL(url).origin}/*`);
    const download = 'https://mail-attachment.googleusercontent.com/*';
    expect(manifest['optional_host_permissions']).toEqual([download, ...needed]);
  });

  it('can reach the mail and the resolvers that can be chosen, and nothing else', () => {
    const policy = Object.fromEntries(
      manifest.content_security_policy.extension_pages.split(';').map((directive) => {
        const [name = '', ...values] = directive.trim().split(/\s+/);
        return [name, values];
      }),
    );
    const hosts = [
      'https://mail.google.com',
      'https://mail-attachment.googleusercontent.com',
      ...providers.map(({ url }) => new URL(url).origin),
    ];
    expect(policy).toEqual({
      'default-src': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'img-src': ["'self'", 'data:'],
      'connect-src': ["'self'", ...hosts],
    });
  });
});
