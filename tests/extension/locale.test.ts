import { expect, it } from 'vitest';
import { localeOf } from '../../src/extension/locale.ts';

it.each([
  ['auto', 'ja', 'ja'],
  ['auto', 'ja-JP', 'ja'],
  ['auto', 'en-GB', 'en'],
  ['auto', 'de', 'en'],
  ['auto', 'jam', 'en'],
  ['ja', 'en-US', 'ja'],
  ['en', 'ja', 'en'],
] as const)('chosen %s, browser %s: %s', (chosen, browser, locale) => {
  expect(localeOf(chosen, browser)).toBe(locale);
});
