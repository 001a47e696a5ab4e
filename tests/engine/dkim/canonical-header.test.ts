/** Header fields as they are hashed. RFC 6376 §3.4.1, §3.4.2, §3.5 (b=), §5.4.2. */

import { describe, expect, it } from 'vitest';
import { canonicalField, headerReader, withoutSignature } from '../../../src/engine/dkim/canonical-header.ts';
import { fieldsOf } from '../../../src/engine/message/fields.ts';
import type { Field } from '../../../src/engine/message/message.ts';

const fieldOf = (raw: string) => fieldsOf(`${raw}\r\n`)[0] as Field;

describe('RFC 6376 §3.4.2', () => {
  it.each([
    ['the example of §3.4.5', 'B \t: Y\t\r\n\tZ  ', 'b:Y Z'],
    ['case of the name alone', 'SUBJect: AbC', 'subject:AbC'],
    ['no white space', 'a:X', 'a:X'],
    ['an empty value', 'a:', 'a:'],
    ['a value of white space', 'a: \t ', 'a:'],
    ['a value of one space', 'a: ', 'a:'],
    ['a value that folds to nothing', 'a:\r\n \r\n\t', 'a:'],
    ['folded by a tab', 'a: x\r\n\ty', 'a:x y'],
    ['folded by a lone LF, where the splitter took it so', 'a: x\n y', 'a:x y'],
    ['folded with more white space', 'a: x \r\n   y', 'a:x y'],
    ['VT, FF, 0xA0 and NUL are octets', 'a:\x0b\x0c \xa0\x00x\xa0', 'a:\x0b\x0c \xa0\x00x\xa0'],
    ['a lone CR is an octet', 'a: x \r y\r', 'a:x \r y\r'],
    ['colons in the value', 'a: b : c:', 'a:b : c:'],
    ['8-bit octets', 'a: \xe4\xbe\x8b', 'a:\xe4\xbe\x8b'],
  ])('%s', (_, raw, relaxed) => {
    expect(canonicalField(fieldOf(raw), 'relaxed')).toBe(relaxed);
    expect(canonicalField(fieldOf(raw), 'simple')).toBe(raw);
  });

  it('takes linear time over 20,000 folds and a million blanks', () => {
    const start = performance.now();
    canonicalField(fieldOf(`a:${' x\r\n'.repeat(20_000)} y`), 'relaxed');
    canonicalField(fieldOf(`a:${' '.repeat(1_000_000)}x${' '.repeat(1_000_000)}y`), 'relaxed');
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe('RFC 6376 §3.5, b=', () => {
  it.each([
    ['last', 'D: a=1; b=AA==', 'D: a=1; b='],
    ['with a final ";"', 'D: b=AA==;', 'D: b=;'],
    ['with white space around: all of it goes', 'D: b =\r\n\tAA\r\n\t== ; c=2', 'D: b =; c=2'],
    ['before bh=', 'D: b=AA; bh=BB', 'D: b=; bh=BB'],
    ['not in bh=', 'D: bh=BB; b=AA', 'D: bh=BB; b='],
    ['not in z=', 'D: z=x:b=AA|y; b=AA', 'D: z=x:b=AA|y; b='],
    ['not in the name', 'b=1: b=AA', 'b=1: b='],
    ['not in a tag that ends in b', 'D: ab=1; b=AA; Bb=2', 'D: ab=1; b=; Bb=2'],
    ['empty already', 'D: b=', 'D: b='],
    ['none', 'D: a=1', 'D: a=1'],
  ])('%s', (_, raw, expected) => {
    expect(withoutSignature(fieldOf(raw)).raw).toBe(expected);
  });
});

describe('RFC 6376 §5.4.2', () => {
  const fields = fieldsOf('S: own\r\nA: 3\r\nB: 1\r\nS: other\r\na: 2\r\nA : 1\r\n');
  const select = (names: string, own = 0) =>
    headerReader(fields)
      .select(names.split(':'), fields[own] as Field)
      .map(({ index }) => index);

  it.each([
    ['from the bottom up', 'a:a:a', [5, 4, 1]],
    ['more often than there are', 'A:a:A:a:b', [5, 4, 1, 2]],
    ['in the order of h=', 'b:a', [2, 5]],
    ['names that are not there', 'x:b:y', [2]],
    ['its own field is none of them', 's:s', [3]],
  ])('%s', (_, names, expected) => {
    expect(select(names)).toEqual(expected);
  });

  it('the signature below picks the one above', () => {
    expect(select('s:s', 3)).toEqual([0]);
  });

  it('ends with its own field, which has no CRLF', () => {
    const own = fieldsOf('S: h=b; b=AA\r\nB: 1\r\n')[0] as Field;
    expect(headerReader(fieldsOf('S: h=b; b=AA\r\nB: 1\r\n')).signed(['B'], own, 'relaxed')).toBe('b:1\r\ns:h=b; b=');
  });
});
