/** tag-list, RFC 6376 §3.2. */

import { describe, expect, it } from 'vitest';
import { parseTagList } from '../../../src/engine/syntax/tag-list.ts';

const pairs = (text: string) => {
  const list = parseTagList(text);
  return list.ok ? list.value.map(({ name, value }) => `${name}=${value}`) : `${list.fault} at ${list.at}`;
};

describe('tag-list', () => {
  it.each<[string, string, string[]]>([
    ['one tag', 'a=1', ['a=1']],
    ['a final ";"', 'a=1;', ['a=1']],
    ['white space behind the final ";"', 'a=1; \r\n\t', ['a=1']],
    ['FWS on all four sides', ' a\r\n = \t1 2\r\n ; b =\r\n\t3', ['a=1 2', 'b=3']],
    ['folding by lone LFs', ' a=1;\n\tb=2', ['a=1', 'b=2']],
    ['folded more than once', 'a=1\r\n \r\n 2', ['a=1\r\n \r\n 2']],
    ['empty values', 'a=;b= ;c=', ['a=', 'b=', 'c=']],
    ['"=" in a value', 'b=AA==;z=x=20y', ['b=AA==', 'z=x=20y']],
    ['digits and "_" in a name, from the second place', 'a_1=x', ['a_1=x']],
    ['case of names', 'A=1;a=2', ['A=1', 'a=2']],
    ['octets above 127 (RFC 8616)', 'd=\xe4\xbe\x8b.example', ['d=\xe4\xbe\x8b.example']],
  ])('%s', (_, text, expected) => {
    expect(pairs(text)).toEqual(expected);
  });

  it.each([
    ['nothing', '', 'syntax at 0'],
    ['white space alone', ' \r\n ', 'syntax at 0'],
    ['";" alone', ';', 'syntax at 0'],
    ['an empty tag between', 'a=1;;b=2', 'syntax at 4'],
    ['no "="', 'a=1; b', 'syntax at 4'],
    ['a digit first in a name', '1a=x', 'syntax at 0'],
    ['a hyphen in a name', 'a-b=x', 'syntax at 0'],
    ['a name twice', 'a=1; b=2; a=1', 'duplicate at 10'],
    ['NUL in a value', 'a=1\x002', 'syntax at 3'],
    ['DEL in a value', 'a=1\x7f', 'syntax at 3'],
    ['a lone CR in a value', 'a=1\r2', 'syntax at 3'],
    ['CRLF that folds nothing', 'a=1\r\n2', 'syntax at 4'],
    ['VT as white space', 'a=1\x0b', 'syntax at 3'],
  ])('refuses %s', (_, text, expected) => {
    expect(pairs(text)).toBe(expected);
  });

  it('says where each tag stands', () => {
    const list = parseTagList(' a = 1 ;b=\r\n 2');
    expect(list.ok && list.value).toEqual([
      { name: 'a', value: '1', at: 1, span: { from: 4, to: 7 } },
      { name: 'b', value: '2', at: 8, span: { from: 10, to: 14 } },
    ]);
  });

  it.each([
    ['a million blanks', `a=${' '.repeat(1e6)}x`],
    ['a million blanks that end nothing', `a=1;${' '.repeat(1e6)}!`],
    ['a name of a million letters', `${'a'.repeat(1e6)}!`],
    ['a name before a million blanks', `${'a'.repeat(5e5)}${' '.repeat(5e5)}!`],
    ['200,000 tags', Array.from({ length: 2e5 }, (_, n) => `t${n}=`).join(';')],
  ])('takes linear time over %s', (_, text) => {
    const start = performance.now();
    parseTagList(text);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
