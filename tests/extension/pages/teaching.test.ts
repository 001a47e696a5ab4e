/** The welcome page and the words of the pages: short, plain, and of something that is there. */

import { describe, expect, it } from 'vitest';
import { examples } from '../../../src/extension/pages/example-list.ts';
import { judge } from '../../../src/judgement/judgement.ts';
import { inspectedSample } from '../../mail/inspected.ts';
import { catalogues, type locales } from '../../words.ts';

const keys = Object.keys(catalogues.en) as (keyof typeof catalogues.en)[];
const textsOf = (locale: (typeof locales)[number], begins: string) =>
  keys.filter((key) => key.startsWith(begins)).map((key) => [key, catalogues[locale][key].message] as const);

describe('the welcome page', () => {
  it('has at most 800 English words', () => {
    const words = textsOf('en', 'welcome_').flatMap(([, text]) => text.split(/\s+/));
    expect(words.length).toBeLessThanOrEqual(800);
  });
  it('has at most 1,800 Japanese characters', () => {
    const characters = textsOf('ja', 'welcome_').reduce((sum, [, text]) => sum + [...text].length, 0);
    expect(characters).toBeLessThanOrEqual(1800);
  });
  it('has sentences of at most 20 words', () => {
    const long = textsOf('en', 'welcome_').filter(([, text]) =>
      text.split(/(?<=[.!?])\s/).some((sentence) => sentence.split(/\s+/).length > 20),
    );
    expect(long).toEqual([]);
  });
  it('has Japanese sentences of at most 45 characters', () => {
    const long = textsOf('ja', 'welcome_').filter(([, text]) =>
      text.split('。').some((sentence) => [...sentence].length > 45),
    );
    expect(long).toEqual([]);
  });
});

describe('an example', () => {
  it.each([
    ['service-signed', 'fail'],
    ['all-pass', 'pass'],
    ['forged-results', 'fail'],
  ] as const)('shows what its card says: %s', async (id, dmarc) => {
    expect(examples.map((one) => one.id)).toContain(id);
    expect(judge(await inspectedSample(id)).dmarc.result).toBe(dmarc);
  });
  it('is the same after it was written as JSON', async () => {
    const report = await inspectedSample('service-signed');
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});
