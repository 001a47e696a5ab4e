import { expect, it } from 'vitest';
import { visible } from '../../src/extension/visible.ts';

it.each([
  ['plain text', 'shop.example', 'shop.example'],
  ['other scripts', '日本語 العربية é', '日本語 العربية é'],
  ['a family of people, joined by U+200D', '👩\u200d👧', '👩\u200d👧'],
  ['C0', 'a\x07b\x00', 'a␇b␀'],
  ['DEL', '\x7f', '␡'],
  ['C1', '\x85', '‹U+0085›'],
  ['a direction override', 'exe\u202egnp', 'exe‹U+202E›gnp'],
  ['isolates', '\u2066x\u2069', '‹U+2066›x‹U+2069›'],
  ['a zero-width space in a name', 'pay\u200bpal', 'pay‹U+200B›pal'],
  ['a soft hyphen', 'pay\u00adpal', 'pay‹U+00AD›pal'],
  ['a tag character', '\u{e0041}', '‹U+E0041›'],
  ['folding', 'a\r\n  b\n\tc', 'a b c'],
  ['a line end that is no folding', 'a\r\nb', 'a b'],
  ['a lone CR', 'a\rb', 'a␍b'],
  ['markup stays text', '<b>&amp;</b>', '<b>&amp;</b>'],
])('%s', (_, given, shown) => {
  expect(visible(given)).toBe(shown);
});

it('takes linear time for folding without end', () => {
  const started = performance.now();
  visible('\r\n'.padEnd(1_000_000, '\t '));
  expect(performance.now() - started).toBeLessThan(1000);
});
