/** The words: in both languages, with the same placeholders, all of them used, and none of those that say too much. */

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogues, locales, wordsIn } from '../words.ts';

const root = resolve(import.meta.dirname, '../..');
const keys = Object.keys(catalogues.en) as (keyof typeof catalogues.en)[];

function placeholders(text: string): readonly string[] {
  return text.match(/\{[^}]*\}/g) ?? [];
}

describe('every message', () => {
  it('is there in both languages, in the same order', () => {
    expect(Object.keys(catalogues.ja)).toEqual(keys);
  });

  it('has a key that browsers accept', () => {
    expect(keys.filter((key) => !/^[a-z0-9_]+$/.test(key))).toEqual([]);
  });

  it('has the same placeholders in both languages', () => {
    const named = (locale: 'en' | 'ja', key: (typeof keys)[number]) =>
      [...new Set(placeholders(catalogues[locale][key].message).map((one) => one.replace(/:.*/, '}')))].sort().join();
    const differing = keys.filter((key) => named('en', key) !== named('ja', key));
    expect(differing).toEqual([]);
  });

  it('has placeholders that wordsOf fills', () => {
    const odd = locales.flatMap((locale) =>
      keys.filter((key) =>
        placeholders(catalogues[locale][key].message).some((one) => !/^\{[a-zA-Z]+(?::[^|]+\|[^|]+)?\}$/.test(one)),
      ),
    );
    expect(odd).toEqual([]);
  });

  it('takes the word that goes with a number', () => {
    const said = (count: number | string) => wordsIn('en').text('path_steps', { count });
    expect([said(0), said(1), said('1'), said(2), said(11)]).toEqual([
      '0 steps',
      '1 step',
      '1 step',
      '2 steps',
      '11 steps',
    ]);
  });

  it.each(locales)('has no dollar sign, which browsers take for a placeholder (%s)', (locale) => {
    expect(keys.filter((key) => catalogues[locale][key].message.includes('$'))).toEqual([]);
  });
});

/** A pass is not "safe", a failure is not "forged": phrases, not words, since "forged" may be one of two possibilities. */
const forbidden: Readonly<Record<(typeof locales)[number], readonly RegExp[]>> = {
  en: [
    /\b(?:is|was|are) (?:safe|genuine|legitimate|authentic|trustworthy|harmless)\b/i,
    /\bverified sender\b/i,
    /\b(?:is|was) (?:forged|fake|spoofed|fraudulent|phishing|a scam)\b/i,
    /\bwas modified\b/i,
    /\bplaintext\b/i,
    /\bblack-?listed\b/i,
    /\bwe\b/i,
    /\bour\b/i,
  ],
  ja: [
    /安全です/,
    /安心です/,
    /本物です/,
    /正規のメールです/,
    /偽物です/,
    /偽装です/,
    /なりすましです/,
    /改ざんされ(?:ました|ています)/,
    /平文/,
    /ブラックリスト/,
    /私たち/,
    /当社/,
  ],
};

describe.each(locales)('the words of %s', (locale) => {
  it.each(forbidden[locale])('never say %s', (phrase) => {
    expect(keys.filter((key) => phrase.test(catalogues[locale][key].message))).toEqual([]);
  });
});

describe('the Japanese', () => {
  const texts = keys.map((key) => [key, catalogues.ja[key].message] as const);
  const japanese = /[\p{scx=Hira}\p{scx=Kana}\p{scx=Han}]/u;

  it('has full-width punctuation beside Japanese letters', () => {
    const half = /[\p{scx=Hira}\p{scx=Kana}\p{scx=Han}][,.!?:;()]|[,!?;()][\p{scx=Hira}\p{scx=Kana}\p{scx=Han}]/u;
    expect(texts.filter(([, text]) => half.test(text)).map(([key]) => key)).toEqual([]);
  });

  it('has half-width digits', () => {
    expect(texts.filter(([, text]) => /[０-９]/.test(text)).map(([key]) => key)).toEqual([]);
  });

  it('ends a sentence with a full stop where it is one', () => {
    const open = texts.filter(
      ([key, text]) => /(?:です|ます|ません|でした|ました|ください)$/.test(text) && !isTitle(key),
    );
    expect(open.map(([key]) => key)).toEqual([]);
  });

  it('is not left in English', () => {
    const same = texts.filter(
      ([key, text]) => text === catalogues.en[key].message && /[a-z]{4,} [a-z]/.test(text) && !japanese.test(text),
    );
    expect(same.map(([key]) => key)).toEqual([]);
  });

  /** Titles and labels of the pages stand by themselves. */
  function isTitle(key: string): boolean {
    return key.endsWith('_title') || key.startsWith('page_');
  }
});

describe('every key', () => {
  const sources = filesBelow(join(root, 'src')).map((path) => readFileSync(path, 'utf8'));
  const text = [...sources, readFileSync(join(root, 'manifest.json'), 'utf8')].join('\n');
  const literals = new Set(text.match(/(?<=['"`])[a-z0-9_]+(?=['"`])|(?<=__MSG_)[a-z0-9_]+(?=__)/g));
  const patterns = [...new Set(text.match(/`[a-z0-9_]*(?:\$\{[^`{}]*\}[a-z0-9_]*)+`/g))].map(patternOf);
  /** Whatever the code can put into a template: strings, and the keys of its tables and types, written as in a key. */
  const values = new Set(
    [...text.matchAll(/(['"])([a-z0-9][a-zA-Z0-9_-]*)\1|(?<=[\s{(,])([a-z0-9][a-zA-Z0-9_]*)\??:/g)].map(
      ([, , quoted, named]) => (quoted ?? named ?? '').replaceAll('-', '_'),
    ),
  );
  const isUsed = (key: string) =>
    literals.has(key) ||
    patterns.some((pattern) =>
      pattern
        .exec(key)
        ?.slice(1)
        .every((value) => values.has(value)),
    );

  it('is used', () => {
    expect(keys.filter((key) => !isUsed(key))).toEqual([]);
  });

  it.each([
    ['a key of a prefix that is in use, with a value that no code has', 'spf_never_heard_of', false],
    ['a key that no template begins', 'neverheard_pass', false],
    ['a reason of a table', 'spf_too_many_terms', true],
    ['a key that is written out', 'page_consent', true],
  ])('%s: %s', (_, key, used) => expect(isUsed(key)).toBe(used));

  /**
   * `spf_${snake(reason)}`: what stands for the reason is captured, and must be a value of its own. What begins with `page_` and
   * nothing else would match half of the catalogue, so it proves nothing: such a key is written out.
   */
  function patternOf(template: string): RegExp {
    const fixed = template.slice(1, -1).split(/\$\{[^}]*\}/);
    return fixed.join('').length < 3 || fixed.join('') === 'page_'
      ? /(?!)/
      : new RegExp(`^${fixed.join('([a-z0-9_]+)')}$`);
  }
});

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:tsx?|html)$/.test(name))
    .map((name) => join(folder, name));
}
