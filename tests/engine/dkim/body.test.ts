/** Bodies as they are hashed. RFC 6376 §3.4.3, §3.4.4, §3.4.5. */

import { describe, expect, it } from 'vitest';
import { canonicalBody, lineEndingOf, withCrlf } from '../../../src/engine/dkim/body.ts';
import { canonBody } from '../../support/signer.ts';

const octets = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const text = (array: Uint8Array) => Buffer.from(array).toString('latin1');
const both = (body: string) => ({
  simple: text(canonicalBody(octets(body), 'simple')),
  relaxed: text(canonicalBody(octets(body), 'relaxed')),
});

describe('RFC 6376 §3.4', () => {
  it.each<[string, string, string, string]>([
    // what, body, simple, relaxed
    ['the example of §3.4.5', ' C \r\nD \t E\r\n\r\n\r\n', ' C \r\nD \t E\r\n', ' C\r\nD E\r\n'],
    ['no body', '', '\r\n', ''],
    ['a body of one CRLF', '\r\n', '\r\n', ''],
    ['a body of empty lines', '\r\n\r\n\r\n', '\r\n', ''],
    ['no CRLF at the end', 'a', 'a\r\n', 'a\r\n'],
    ['one CRLF at the end', 'a\r\n', 'a\r\n', 'a\r\n'],
    ['empty lines at the end', 'a\r\n\r\n\r\n', 'a\r\n', 'a\r\n'],
    [
      'empty lines at the beginning and within',
      '\r\n\r\na\r\n\r\nb\r\n',
      '\r\n\r\na\r\n\r\nb\r\n',
      '\r\n\r\na\r\n\r\nb\r\n',
    ],
    ['a last line of white space', 'a\r\n \t\r\n', 'a\r\n \t\r\n', 'a\r\n'],
    ['a last line of white space without an end', 'a\r\n \t', 'a\r\n \t\r\n', 'a\r\n'],
    ['nothing but white space', ' \t ', ' \t \r\n', ''],
    ['lines of white space at the end', 'a\r\n \r\n\t\r\n\r\n', 'a\r\n \r\n\t\r\n', 'a\r\n'],
    ['white space at the end of lines', 'a \r\nb\t\r\nc', 'a \r\nb\t\r\nc\r\n', 'a\r\nb\r\nc\r\n'],
    ['runs of white space', 'a  b\t\tc \t d', 'a  b\t\tc \t d\r\n', 'a b c d\r\n'],
    ['a single tab', 'a\tb\r\n', 'a\tb\r\n', 'a b\r\n'],
    ['a single space first in a line: stays', ' a\r\n', ' a\r\n', ' a\r\n'],
    ['lone CRs are octets', 'a\rb\r\r\n', 'a\rb\r\r\n', 'a\rb\r\r\n'],
    ['white space before a lone CR stays', 'a \rb\r\n', 'a \rb\r\n', 'a \rb\r\n'],
    ['a CR at the very end', 'a\r\n\r', 'a\r\n\r\r\n', 'a\r\n\r\r\n'],
    ['lone LFs are octets', 'a \n\n\nb\n\n', 'a \n\n\nb\n\n\r\n', 'a \n\n\nb\n\n\r\n'],
    [
      'NUL, VT, FF and 0xA0 are octets',
      'a \x00\x0b \x0c\xa0 \r\n',
      'a \x00\x0b \x0c\xa0 \r\n',
      'a \x00\x0b \x0c\xa0\r\n',
    ],
    ['"=20" at the end of a line is no white space', 'a=20\r\n', 'a=20\r\n', 'a=20\r\n'],
  ])('%s', (_, body, simple, relaxed) => {
    expect(both(body)).toEqual({ simple, relaxed });
  });

  it('is what the line by line reading of the RFC gives, for every body of up to 6 octets of " ", HTAB, CR, LF, "a"', () => {
    const letters = [' ', '\t', '\r', '\n', 'a'];
    let bodies = [''];
    for (let length = 0; length <= 6; length++) {
      const wrong = bodies.filter((body) => {
        const ours = both(body);
        return ours.simple !== canonBody(body, 'simple') || ours.relaxed !== canonBody(body, 'relaxed');
      });
      expect(wrong).toEqual([]);
      bodies = bodies.flatMap((body) => letters.map((letter) => body + letter));
    }
  });

  it('finds the first change wherever it is, at whatever offset the body lies', () => {
    const message = octets(`${'abcd~\x80\xff!'.repeat(3)}\r\n`.repeat(2));
    for (const blank of ['', '  ', '\t', ' \r\n', ' \xff', '\r\n\r\n', '\0']) {
      for (let from = 0; from < 8; from++) {
        for (let at = from; at <= message.length; at++) {
          const whole = Buffer.concat([message.subarray(0, at), Buffer.from(blank, 'latin1'), message.subarray(at)]);
          const body = new Uint8Array(whole).subarray(from);
          expect(text(canonicalBody(body, 'relaxed'))).toBe(canonBody(text(body), 'relaxed'));
        }
      }
    }
  });

  it.each(['simple', 'relaxed'] as const)('copies nothing where nothing changes: %s', (canonicalization) => {
    const body = octets('a b\r\nc d\r\n\r\n\r\n');
    expect(canonicalBody(body, canonicalization).buffer).toBe(body.buffer);
  });

  it.each(['simple', 'relaxed'] as const)('leaves the message as it is: %s', (canonicalization) => {
    const message = octets('H: x\r\n\r\na  b \r\n\r\nrest');
    canonicalBody(message.subarray(8, 16), canonicalization);
    canonicalBody(message.subarray(8, 11), canonicalization);
    canonicalBody(message.subarray(0, 4), canonicalization);
    expect(text(message)).toBe('H: x\r\n\r\na  b \r\n\r\nrest');
  });
});

describe('line endings', () => {
  it.each([
    ['', 'none'],
    ['a\rb', 'none'],
    ['a\r\n\r\nb', 'crlf'],
    ['a\n\nb', 'lf'],
    ['\n', 'lf'],
    ['a\r\n\nb', 'mixed'],
    ['a\nb\r\n', 'mixed'],
    ['a\r\r\n', 'crlf'],
  ])('%j: %s', (body, kind) => {
    expect(lineEndingOf(octets(body))).toBe(kind);
  });

  it('lone LFs become CRLFs', () => {
    expect(text(withCrlf(octets('\na\n\nb\rc')))).toBe('\r\na\r\n\r\nb\rc');
  });
});
