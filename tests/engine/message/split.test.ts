import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_HEADER, splitMessage } from '../../../src/engine/message/split.ts';
import { fromOctetString, toOctetString } from '../../../src/engine/octets.ts';

const split = (text: string) => {
  const octets = fromOctetString(text);
  const result = splitMessage(octets);
  return { ...result, body: toOctetString(octets.subarray(result.bodyStart)) };
};

describe('the empty line between header and body (RFC 5322 §2.1)', () => {
  test.each([
    ['CRLF', 'A: 1\r\nB: 2\r\n\r\nbody', 'A: 1\r\nB: 2\r\n', 'body', 'empty-line'],
    ['LF', 'A: 1\nB: 2\n\nbody', 'A: 1\nB: 2\n', 'body', 'empty-line'],
    ['CRLF then LF', 'A: 1\r\n\nbody', 'A: 1\r\n', 'body', 'empty-line'],
    ['LF then CRLF', 'A: 1\n\r\nbody', 'A: 1\n', 'body', 'empty-line'],
    ['empty body', 'A: 1\r\n\r\n', 'A: 1\r\n', '', 'empty-line'],
    ['the body keeps its own empty lines', 'A: 1\n\n\n\nx', 'A: 1\n', '\n\nx', 'empty-line'],
    ['a line of white space is not empty', 'A: 1\r\n \r\nB: 2\r\n\r\nx', 'A: 1\r\n \r\nB: 2\r\n', 'x', 'empty-line'],
    ['a lone CR ends no line', 'A: 1\r\rB: 2\n\nx', 'A: 1\r\rB: 2\n', 'x', 'empty-line'],
    ['header only', 'A: 1\r\nB: 2\r\n', 'A: 1\r\nB: 2\r\n', '', 'end-of-message'],
    ['header only, last line not ended', 'A: 1\r\nB: 2', 'A: 1\r\nB: 2', '', 'end-of-message'],
    ['nothing at all', '', '', '', 'end-of-message'],
    ['octets above 127 are kept', 'A: \xe3\x81\x82\xff\n\n\x80', 'A: \xe3\x81\x82\xff\n', '\x80', 'empty-line'],
  ])('%s', (_, message, header, body, end) => {
    expect(split(message)).toMatchObject({ header, body, end, cut: false });
  });
});

describe('what stands before the header', () => {
  test.each([
    ['leading empty lines', '\r\n\n\r\nA: 1\r\n\r\nx', 'A: 1\r\n', { mboxLine: false, emptyLines: 3 }],
    ['an mbox line', 'From a@b Thu Jan  1 00:00:00 2026\nA: 1\n\nx', 'A: 1\n', { mboxLine: true, emptyLines: 0 }],
    ['both', '\nFrom a@b Thu Jan  1\nA: 1\n\nx', 'A: 1\n', { mboxLine: true, emptyLines: 1 }],
    [
      'From with a space before the colon',
      'From : a@b\nA: 1\n\nx',
      'From : a@b\nA: 1\n',
      { mboxLine: false, emptyLines: 0 },
    ],
    ['only one mbox line', 'From a\nFrom b\n\nx', 'From b\n', { mboxLine: true, emptyLines: 0 }],
  ])('%s', (_, message, header, skipped) => {
    expect(split(message)).toMatchObject({ header, skipped, body: 'x' });
  });
});

describe('a header section over the limit', () => {
  test('ends with the last whole line, and the body is still found', () => {
    const line = `A: ${'x'.repeat(997)}\n`;
    const result = split(`${line.repeat(2000)}\nbody`);
    expect(result.cut).toBe(true);
    expect(result.header.length).toBe(Math.floor(MAX_HEADER / line.length) * line.length);
    expect(result.body).toBe('body');
  });
  test('a single line is cut within', () => {
    const result = split(`A: ${'x'.repeat(2 * MAX_HEADER)}\n\nbody`);
    expect(result).toMatchObject({ cut: true, body: 'body' });
    expect(result.header.length).toBe(MAX_HEADER);
  });
  test('a header section of just the limit is whole', () => {
    const result = split(`A: ${'x'.repeat(MAX_HEADER - 4)}\n\nbody`);
    expect(result).toMatchObject({ cut: false, body: 'body' });
    expect(result.header.length).toBe(MAX_HEADER);
  });
});

test('any octets: never throws, and header and body are slices of the message', () => {
  const piece = fc.constantFrom('\r', '\n', '\r\n', ' ', 'A: 1', ':', 'From ', '\x00', '\xff');
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('');
      const { header, headerStart, bodyStart, body, end } = split(text);
      expect(text.slice(headerStart, headerStart + header.length)).toBe(header);
      const between = text.slice(headerStart + header.length, bodyStart);
      expect(between).toMatch(end === 'empty-line' ? /^\r?\n$/ : /^$/);
      expect(text.endsWith(body)).toBe(true);
      expect(header).not.toMatch(/(^|\n)\r?\n/);
    }),
  );
});
