/** The toolbar button: to be seen on a light toolbar and on a dark one, its badge told by shape. */

import { readFile } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { contrast } from './pages/contrast.ts';

vi.stubGlobal('chrome', { runtime: { id: 'waybill' } });
const { signs } = await import('../../src/extension/worker/badge.ts');
const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url));
const manifest = JSON.parse((await read('manifest.json')).toString()) as { icons: Record<string, string> };

/** Of Chromium and of Firefox, in their own themes. */
const toolbars = ['#ffffff', '#dee1e6', '#202124', '#35363a', '#f9f9fb', '#2b2a33', '#1c1b22'];

describe('the icon', () => {
  it.each(['waybill.svg', 'waybill-16.svg'])(
    '%s stands out by 3:1 from every toolbar, and its way from its ground',
    async (file) => {
      const svg = (await read(`public/icons/${file}`)).toString();
      const [ground = '', ...rest] = [...svg.matchAll(/(?:fill|stroke)="(#[0-9a-f]{3,6})"/g)].map(([, colour = '']) =>
        colour.length === 4 ? colour.replace(/[0-9a-f]/g, '$&$&') : colour,
      );
      for (const toolbar of toolbars) expect(contrast(ground, toolbar), toolbar).toBeGreaterThanOrEqual(3);
      expect(rest.length).toBeGreaterThan(2);
      for (const colour of rest) expect(contrast(colour, ground), colour).toBeGreaterThanOrEqual(3);
    },
  );

  it.each(Object.entries(manifest.icons))('%s px is that large', async (size, path) => {
    const png = await read(`public/${path}`);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([Number(size), Number(size)]); // IHDR
  });
});

describe('the badge', () => {
  it('has another shape for each tone', () => {
    expect(new Set(Object.values(signs).map(({ sign }) => sign)).size).toBe(Object.keys(signs).length);
  });

  it.each(Object.entries(signs))('%s is read in white: 4.5:1', (_, { ground }) => {
    expect(contrast('#ffffff', ground)).toBeGreaterThanOrEqual(4.5);
  });
});
