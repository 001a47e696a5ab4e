/** What the stores are told fits into what they take, and says no more than the manifest does. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

describe.each(['en', 'ja'])('the listing in %s', (locale) => {
  const sections = new Map(
    textOf(`store/listing.${locale}.md`)
      .split(/^## /m)
      .slice(1)
      .map((section): [string, string] => {
        const end = section.indexOf('\n');
        return [section.slice(0, end).trim(), section.slice(end).trim()];
      }),
  );

  it.each([
    ['Name', 3, 45],
    ['Short description', 20, 132],
    ['Description', 250, 10_000],
  ])('%s has %i to %i characters', (title, least, most) => {
    const length = [...(sections.get(title) ?? '')].length;
    expect(length).toBeGreaterThanOrEqual(least);
    expect(length).toBeLessThanOrEqual(most);
  });
});

it('each permission of the manifest has its reason', () => {
  const manifest = JSON.parse(textOf('manifest.json')) as Readonly<Record<string, readonly string[]>>;
  const asked = ['permissions', 'host_permissions', 'optional_host_permissions'].flatMap(
    (name) => manifest[name] ?? [],
  );
  expect(asked.filter((permission) => !textOf('store/permissions.md').includes(`\`${permission}\``))).toEqual([]);
});
