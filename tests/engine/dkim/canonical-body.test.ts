/** Bodies as they are hashed. RFC 6376 §3.4.3, §3.4.4, §3.4.5. */

import { describe, expect, it } from 'vitest';
import { relaxedAsSimple, relaxedBody, restoredBody, simpleBody } from '../../../src/engine/dkim/canonical-body.ts';
import { firstChange, lineEndingOf, PIECE, type Seen, seeLineEndings } from '../../../src/engine/dkim/octet-scan.ts';
import { canonBody } from '../../mail/signer.ts';

const octets = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const text = (array: Uint8Array) => Buffer.from(array).toString('latin1');
const nothing = (): Seen => ({ crlf: false, lf: false });
const relaxed = async (body: Uint8Array<ArrayBuffer>) => {
  const change = firstChange(body, 0, body.length, nothing());
  return change < 0 ? relaxedAsSimple(simpleBody(body)) : relaxedBody(body, change, nothing());
};
const both = async (body: string) => ({
  simple: text(simpleBody(octets(body))),
  relaxed: text(await relaxed(octets(body))),
});

/** Every body of up to 6 octets of " ", HTAB, CR, LF, "a". */
function* everyBody(): Generator<string> {
  let bodies = [''];
  for (let length = 0; length <= 6; length++) {
    yield* bodies;
    bodies = bodies.flatMap((body) => [' ', '\t', '\r', '\n', 'a'].map((letter) => body + letter));
  }
}

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
  ])('%s', async (_, body, simple, relaxed) => {
    expect(await both(body)).toEqual({ simple, relaxed });
  });

  it('is what the line by line reading of the RFC gives, for every body', async () => {
    const wrong: string[] = [];
    for (const body of everyBody()) {
      const ours = await both(body);
      if (ours.simple !== canonBody(body, 'simple') || ours.relaxed !== canonBody(body, 'relaxed')) wrong.push(body);
    }
    expect(wrong).toEqual([]);
  });

  it('finds the first change wherever it is, at whatever offset the body lies', async () => {
    const message = octets(`${'abcd~\x80\xff!'.repeat(3)}\r\n`.repeat(2));
    for (const blank of ['', '  ', '\t', ' \r\n', ' \xff', '\r\n\r\n', '\0']) {
      for (let from = 0; from < 8; from++) {
        for (let at = from; at <= message.length; at++) {
          const whole = Buffer.concat([message.subarray(0, at), Buffer.from(blank, 'latin1'), message.subarray(at)]);
          const body = new Uint8Array(whole).subarray(from);
          expect(text(await relaxed(body))).toBe(canonBody(text(body), 'relaxed'));
        }
      }
    }
  });

  it('copies nothing where nothing changes', async () => {
    const body = octets('a b\r\nc d\r\n\r\n\r\n');
    expect(simpleBody(body).buffer).toBe(body.buffer);
    expect((await relaxed(body)).buffer).toBe(body.buffer);
  });

  it('leaves the message as it is', async () => {
    const message = octets('H: x\r\n\r\na  b \r\n\r\nrest');
    for (const [from, to] of [
      [8, 16],
      [8, 11],
      [0, 4],
    ]) {
      simpleBody(message.subarray(from, to));
      await relaxed(message.subarray(from, to));
    }
    expect(text(message)).toBe('H: x\r\n\r\na  b \r\n\r\nrest');
  });

  it('pauses between pieces, and goes on where it was, whatever stands at the seam', async () => {
    for (const seam of [' \r\n', '  \t', '\r\n \r\n', ' a \r\n', '\t', ' \r', '\n']) {
      for (let cut = 0; cut <= seam.length; cut++) {
        const body = octets(`\t${'x'.repeat(PIECE - cut)}${seam}${'y'.repeat(20)} `);
        let pauses = 0;
        const made = await relaxedBody(body, 0, nothing(), async () => {
          pauses++;
        });
        expect(text(made.subarray(PIECE - cut))).toBe(canonBody(`x${seam}${'y'.repeat(20)} `, 'relaxed'));
        expect(pauses).toBe(1);
      }
    }
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
    // At each offset, behind enough of a line to be seen in whole words as well.
    for (let before = 0; before < 12; before++) {
      const seen = nothing();
      const all = octets(`${'-'.repeat(before)}${body}${'-'.repeat(9)}`);
      seeLineEndings(all, 0, all.length, seen);
      expect(lineEndingOf(seen)).toBe(kind);
    }
  });

  it('are seen whichever way the octets are gone through', async () => {
    for (const body of ['a\r\nb', 'a\nb', 'a \r\nb\n', '\tx\n', ' \r\n', '\t\r\n\n']) {
      const [plainly, seen] = [nothing(), nothing()];
      seeLineEndings(octets(body), 0, body.length, plainly);
      const change = firstChange(octets(body), 0, body.length, seen);
      if (change >= 0) await relaxedBody(octets(body), change, seen);
      expect(seen).toEqual(plainly);
    }
  });

  it.each(['simple', 'relaxed'] as const)('lone LFs become CRLFs, and CRLFs stay: %s', async (canonicalization) => {
    const wrong: string[] = [];
    for (const body of everyBody()) {
      const made = text(await restoredBody(octets(body), canonicalization));
      if (made !== canonBody(body.replace(/\r?\n/g, '\r\n'), canonicalization)) wrong.push(body);
    }
    expect(wrong).toEqual([]);
  });
});
