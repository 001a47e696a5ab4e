/** mbox, RFC 4155: what is one message and what is the next, wherever the pieces of the file end. */

import { describe, expect, test } from 'vitest';
import { partsOf, unquoted } from '../../src/cli/mailbox-stream.ts';

const octets = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const text = (of: Uint8Array) => Buffer.from(of).toString('latin1');

async function* inPieces(whole: string, size: number) {
  for (let at = 0; at < whole.length; at += size) yield octets(whole.slice(at, at + size));
}

async function parts(whole: string, size: number, most?: number) {
  const found: (string | null)[] = [];
  for await (const part of partsOf(inPieces(whole, size), most)) {
    found.push(
      part.kind === 'message' ? `${part.number ?? '-'} ${text(part.octets)}` : `${part.number ?? '-'} too large`,
    );
  }
  return found;
}

const line = 'From a@b.example Tue Nov 24 12:00:00 2026\n';

describe.each([1, 2, 7, 50, 100_000])('in pieces of %i octets', (size) => {
  test.each<[string, string, readonly string[]]>([
    ['a file that is one message', 'From: a\n\nFrom here\n\nFrom now\n', ['- From: a\n\nFrom here\n\nFrom now\n']],
    ['nothing', '', ['- ']],
    ['an mbox of one', `${line}From: a\n\nx\n`, ['1 From: a\n\nx\n']],
    ['its last empty line is its writer’s', `${line}From: a\n\nx\n\n`, ['1 From: a\n\nx\n']],
    ['two', `${line}From: a\n\nx\n\n${line}From: b\n\ny\n\n`, ['1 From: a\n\nx\n', '2 From: b\n\ny\n']],
    [
      'two with CRLF',
      `${line}From: a\n\nx\n\n${line}From: b\n\ny\n`.replaceAll('\n', '\r\n'),
      ['1 From: a\r\n\r\nx\r\n', '2 From: b\r\n\r\ny\r\n'],
    ],
    [
      'a line with a date in the text needs an empty line before it',
      `${line}a: b\n\nx\n${line}`,
      [`1 a: b\n\nx\n${line}`],
    ],
    ['a sentence has no date', `${line}a: b\n\n\nFrom now on\n`, ['1 a: b\n\n\nFrom now on\n']],
    ['a header field is no separator', `${line}a: b\n\nFrom : x 12:00 2026\n`, ['1 a: b\n\nFrom : x 12:00 2026\n']],
    ['a message without a body', `${line}a: b\n\n${line}c: d\n`, ['1 a: b\n', '2 c: d\n']],
    ['a separator without an end', `${line}a: b\n\n${line.trimEnd()}`, ['1 a: b\n', '2 ']],
    ['only a separator', line, ['1 ']],
  ])('%s', async (_, whole, wanted) => {
    expect(await parts(whole, size)).toEqual(wanted);
  });

  test('a message beyond the limit is said to be one, and the next is read', async () => {
    const whole = `${line}a: b\n\n${'x'.repeat(5000)}\n\n${line}c: d\n\ny\n`;
    const most = 2000;
    const found = await parts(whole, Math.min(size, 900), most);
    expect(found).toEqual(['1 too large', '2 c: d\n\ny\n']);
    expect(await parts('x'.repeat(5000), Math.min(size, 900), most)).toEqual(['- too large']);
  });
});

test('many messages cost no more than their octets', async () => {
  const whole = `${line}a: b\n\nx\n\n`.repeat(50_000);
  const begun = performance.now();
  let count = 0;
  for await (const { kind } of partsOf(inPieces(whole, 1 << 20))) if (kind === 'message') count++;
  expect(count).toBe(50_000);
  expect(performance.now() - begun).toBeLessThan(5000);
});

describe('lines that the writer of an mbox has quoted', () => {
  test.each<[string, string | null]>([
    ['a: b\n\n>From x\n', 'a: b\n\nFrom x\n'],
    ['a: b\n\n>>From x\n> From y\n>From', 'a: b\n\n>From x\n> From y\n>From'],
    ['>From x\n\n\n>From \n', 'From x\n\n\nFrom \n'],
    ['a: b\n\n> From x\n>from y\n', null],
    ['', null],
  ])('%j', (quoted, wanted) => {
    const plain = unquoted(octets(quoted));
    expect(plain && text(plain)).toBe(wanted);
  });
});
