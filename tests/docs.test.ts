/** What docs/ says of the code is what the code says of itself. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { documents } from '../tools/docs.ts';

it.each(Object.entries(documents()))('docs/%s: npm run docs would write the same', (name, text) => {
  expect(readFileSync(join(import.meta.dirname, '../docs', name), 'utf8')).toBe(text);
});
