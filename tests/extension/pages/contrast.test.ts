/** The palette, computed: text on every ground that it stands on, light and dark. WCAG 2.2 §1.4.3, §1.4.11. */

import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { contrast } from './contrast.ts';

const style = await readFile(new URL('../../../src/extension/pages/style.css', import.meta.url), 'utf8');

/** Each custom property of the form light-dark(#rrggbb, #rrggbb). */
const palette = new Map(
  [...style.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [
    name ?? '',
    { light: light ?? '', dark: dark ?? '' },
  ]),
);

function colour(name: string, scheme: 'light' | 'dark'): string {
  const found = palette.get(name);
  if (!found) throw new Error(`no such colour: ${name}`);
  return found[scheme];
}

const tones = ['pass', 'fail', 'caution', 'none', 'info'];
const text: readonly (readonly [string, string])[] = [
  ...tones.flatMap((tone) => [[tone, 'page'] as const, [tone, `${tone}-tint`] as const]),
  ...['page', 'sheet', ...tones.map((tone) => `${tone}-tint`)].flatMap((ground) => [
    ['ink', ground] as const,
    ['quiet', ground] as const,
  ]),
  ['fail', 'sheet'],
  ['pass', 'sheet'],
  ['info', 'sheet'],
  ['caution', 'sheet'],
];
/** What only has to be told from its ground: borders of controls, lines of the drawing. */
const lines: readonly (readonly [string, string])[] = [
  ['edge', 'page'],
  ['edge', 'sheet'],
];

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  it.each(text)('text: %s on %s', (one, ground) => {
    expect(contrast(colour(one, scheme), colour(ground, scheme))).toBeGreaterThanOrEqual(4.5);
  });
  it.each(lines)('line: %s on %s', (one, ground) => {
    expect(contrast(colour(one, scheme), colour(ground, scheme))).toBeGreaterThanOrEqual(3);
  });
});

it('knows the contrast of black on white', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
});
