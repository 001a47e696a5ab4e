import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldsNamed, fieldsOf, MAX_FIELDS, textOf, unfold } from '../../../src/engine/message/fields.ts';

const brief = (header: string) => fieldsOf(header).map(({ name, value }) => [name, value]);

describe('fields of a header section (RFC 5322 §2.2, §4.5)', () => {
  test.each([
    [
      'two fields',
      'A: 1\r\nB: 2\r\n',
      [
        ['A', ' 1'],
        ['B', ' 2'],
      ],
    ],
    [
      'lone LF',
      'A: 1\nB: 2',
      [
        ['A', ' 1'],
        ['B', ' 2'],
      ],
    ],
    [
      'folding stays in the value',
      'A: 1\r\n 2\r\n\t3\r\nB:',
      [
        ['A', ' 1\r\n 2\r\n\t3'],
        ['B', ''],
      ],
    ],
    ['white space before the colon', 'Subject \t: x\r\n', [['Subject', ' x']]],
    [
      'a line of white space continues the field',
      'A: 1\n \nB: 2',
      [
        ['A', ' 1\n '],
        ['B', ' 2'],
      ],
    ],
    [
      'no colon',
      'A: 1\nno field here\nB: 2',
      [
        ['A', ' 1'],
        ['', 'no field here'],
        ['B', ' 2'],
      ],
    ],
    [
      'a bad name',
      'A b: 1\n\xe3\x81: 2\n: 3',
      [
        ['', 'A b: 1'],
        ['', '\xe3\x81: 2'],
        ['', ': 3'],
      ],
    ],
    [
      'a continuation of nothing',
      ' x\nA: 1',
      [
        ['', ' x'],
        ['A', ' 1'],
      ],
    ],
    [
      'a lone CR is text',
      'A: 1\r2\nB: 3',
      [
        ['A', ' 1\r2'],
        ['B', ' 3'],
      ],
    ],
    ['no octets', '', []],
  ])('%s', (_, header, expected) => {
    expect(brief(header)).toEqual(expected);
  });

  test('index, key and raw', () => {
    expect(fieldsOf('X-A : 1\r\n 2\r\n')).toEqual([
      { index: 0, name: 'X-A', key: 'x-a', raw: 'X-A : 1\r\n 2', value: ' 1\r\n 2' },
    ]);
  });

  test('what follows the last field that is told apart is kept whole', () => {
    const fields = fieldsOf('A:\n'.repeat(MAX_FIELDS + 3));
    expect(fields).toHaveLength(MAX_FIELDS + 1);
    expect(fields.at(-1)).toMatchObject({ name: '', raw: 'A:\nA:\nA:' });
  });

  test('nothing is lost: the raw texts and line endings are the header section', () => {
    const piece = fc.constantFrom('\r', '\r\n', '\n', ' ', '\t', 'A', 'B: 1', ':', '\x00', '\xff');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const header = pieces.join('');
        let at = 0;
        for (const { raw } of fieldsOf(header)) {
          expect(header.startsWith(raw, at)).toBe(true);
          at += raw.length;
          at += header.startsWith('\r\n', at) ? 2 : header.startsWith('\n', at) ? 1 : 0;
        }
        expect(at).toBe(header.length);
      }),
    );
  });
});

describe('unfold (RFC 5322 §2.2.3)', () => {
  test.each([
    ['CRLF and LF', 'a\r\n b\n\tc', 'a b\tc'],
    ['white space stays', 'a \r\n  b', 'a   b'],
    ['a line ending without white space stays', 'a\nb', 'a\nb'],
  ])('%s', (_, folded, unfolded) => {
    expect(unfold(folded)).toBe(unfolded);
  });
});

test('fields by name, top first, and their text', () => {
  const fields = fieldsOf('Received: 1\nX: y\nRECEIVED: 2\n 3\n');
  expect(fieldsNamed(fields, 'received').map(textOf)).toEqual(['1', '2 3']);
});
