/** A mailbox file, of which the first message is read. */

import { describe, expect, it } from 'vitest';
import { endOfFirst, isMbox } from '../../../src/extension/pages/report/mbox.ts';

const octets = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const from = 'From b@example.org Thu Nov 19 09:00:00 2026\n';

describe('a mailbox', () => {
  it.each([
    ['a sender and a date', from, true],
    ['as Gmail exports it', 'From 1850712345678901234@xxx Thu Nov 19 09:00:00 +0000 2026\r\n', true],
    ['as Thunderbird writes it', 'From - Thu Nov 19 09:00:00 2026\n', true],
    ['the field From', 'From : b@example.org, 09:00 2026\n', false],
    ['the field From, first', 'From: b@example.org, 09:00 2026\n', false],
    ['a date on the next line', 'From me\n09:00 2026', false],
    ['nothing', '', false],
  ])('%s', (_, text, expected) => expect(isMbox(octets(text))).toBe(expected));
});

describe('the first message of a mailbox ends', () => {
  it.each([
    ['with the file', `${from}A: 1\n\nbody\n`, null],
    ['before the empty line and the next', `${from}A: 1\n\nbody\n\n${from}A: 2\n\n`, `${from}A: 1\n\nbody\n`],
    ['the same of CRLF', `${from}A: 1\r\n\r\nbody\r\n\r\n${from}`, `${from}A: 1\r\n\r\nbody\r\n`],
    ['not where no empty line is', `${from}A: 1\n\nbody\n${from}`, null],
    ['not at a quoted line', `${from}A: 1\n\n\n>${from}`, null],
    ['not at a sentence', `${from}A: 1\n\nbody\n\nFrom now on it is different.\n`, null],
    ['where there is no body', `${from}A: 1\n\n${from}`, `${from}A: 1\n`],
  ])('%s', (_, text, first) => {
    const end = endOfFirst(octets(text));
    expect(end === null ? null : text.slice(0, end)).toBe(first);
  });
});
