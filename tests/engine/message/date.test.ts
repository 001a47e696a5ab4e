import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastDateIn, parseDate } from '../../../src/engine/message/date.ts';

const iso = (time: number | null) => (time === null ? null : new Date(time * 1000).toISOString().replace('.000Z', 'Z'));

describe('date-time (RFC 5322 §3.3)', () => {
  test.each([
    ['Wed, 11 Mar 2026 11:07:32 -0700 (PDT)', '2026-03-11T18:07:32Z'],
    ['Tue, 15 Mar 2025 10:30:00 +0900 (JST)', '2025-03-15T01:30:00Z'],
    ['15 Mar 2025 10:30 +0000', '2025-03-15T10:30:00Z'],
    ['24 Aug 2021 16:13:38 -0000', '2021-08-24T16:13:38Z'],
    ['Sat, 1 Jan 2000 00:00:00 +0530', '1999-12-31T18:30:00Z'],
    ['Fri, 30 Jun 2015 23:59:60 +0000', '2015-07-01T00:00:00Z'],
    ['Fri, 13 Mar 2026 00:00:00 +2400', '2026-03-12T00:00:00Z'],
    ['Thu, 29 Feb 2024 00:00:00 +0000', '2024-02-29T00:00:00Z'],
  ])('%s', (text, expected) => {
    expect(iso(parseDate(text).time)).toBe(expected);
  });
});

describe('obsolete forms (RFC 5322 §4.3)', () => {
  test.each([
    ['Wed, 14 Dec 2022 18:50:12 GMT', '2022-12-14T18:50:12Z'],
    ['Wed, 14 Dec 2022 18:50:12 UT', '2022-12-14T18:50:12Z'],
    ['Wed, 14 Dec 2022 18:50:12 EST', '2022-12-14T23:50:12Z'],
    ['Wed, 14 Dec 2022 18:50:12 PDT', '2022-12-15T01:50:12Z'],
    ['Wed, 14 Dec 2022 18:50:12 MET', '2022-12-14T17:50:12Z'],
    ['Wed, 14 Dec 2022 18:50:12 A', '2022-12-14T18:50:12Z'],
    ['Wed, 14 Dec 2022 18:50:12 XYZ', '2022-12-14T18:50:12Z'],
    ['Wed, 14 Dec 22 18:50:12 GMT', '2022-12-14T18:50:12Z'],
    ['Wed, 14 Dec 49 18:50:12 GMT', '2049-12-14T18:50:12Z'],
    ['Wed, 14 Dec 50 18:50:12 GMT', '1950-12-14T18:50:12Z'],
    ['Wed, 14 Dec 122 18:50:12 GMT', '2022-12-14T18:50:12Z'],
    ['Wed (x), 14 (a long comment) Dec 2022 18 : 50 : 12 +0000', '2022-12-14T18:50:12Z'],
    ['Wed,\r\n\t14 Dec 2022\r\n 18:50:12 +0000', '2022-12-14T18:50:12Z'],
  ])('%s', (text, expected) => {
    expect(iso(parseDate(text).time)).toBe(expected);
  });
});

describe('met besides', () => {
  test.each([
    ['Thu, 13 Mar 2025 07:53:55.516 +0000 (UTC)', '2025-03-13T07:53:55.516Z'],
    ['2024-03-13 12:00:03.123456789 +0000 UTC m=+12345.678901234', '2024-03-13T12:00:03.123Z'],
    ['2024-03-13T12:00:03Z', '2024-03-13T12:00:03Z'],
    ['2024-03-13T12:00:03+09:00', '2024-03-13T03:00:03Z'],
    ['Fri, 20 Apr 2018 17:51:19 -0400 (envelope-from <b@example.org>)', '2018-04-20T21:51:19Z'],
    ['Tue Mar 15 10:30:00 2025', '2025-03-15T10:30:00Z'],
    ['Tue Mar 15 10:30:00 JST 2025', '2025-03-15T01:30:00Z'],
    ['Tue Mar 15 10:30:00 2025 +0900', '2025-03-15T01:30:00Z'],
    ['Tue Mar 15 2025 10:30:00 GMT+0900 (JST)', '2025-03-15T01:30:00Z'],
    ['15-Mar-2025 10:30:00 +0900', '2025-03-15T01:30:00Z'],
    ['Tue, 15 March 2025 10:30:00 +0900', '2025-03-15T01:30:00Z'],
    ['Tue, 15 Mar 2025 10:30:00', '2025-03-15T10:30:00Z'],
  ])('%s', (text, expected) => {
    expect(iso(parseDate(text).time)).toBe(expected);
  });
});

describe('no date', () => {
  test.each([
    [''],
    ['yesterday'],
    ['Mon'],
    ['Wed, 31 Feb 2022 18:50:12 GMT'],
    ['Wed, 0 Dec 2022 18:50:12 GMT'],
    ['Wed, 14 Dec 2022 24:00:00 GMT'],
    ['Wed, 14 Dec 2022 18:60:00 GMT'],
    ['Wed, 14 Dec 2022 18:50:61 GMT'],
    ['Wed, 14 Dec 2022 18:50:12 +0060'],
    ['Wed, 14 Dec 2022'],
    ['2022-13-14T18:50:12Z'],
  ])('%s', (text) => {
    expect(parseDate(text)).toEqual({ time: null, text });
  });
});

test('the text is kept as written, on one line', () => {
  expect(parseDate(' Wed, 14 Dec 2022\r\n 18:50:12 GMT (x) ').text).toBe('Wed, 14 Dec 2022 18:50:12 GMT (x)');
});

describe('the last date in a text', () => {
  test.each([
    ['of two', 'a 1 Mar 2025 07:53:55 +0000 b 2 Mar 2025 07:53:55 +0000 c', '2025-03-02T07:53:55Z'],
    ['RFC 5322 before ISO', 'a 1 Mar 2025 07:53:55 +0000 b 2025-03-03 07:53:55 +0000', '2025-03-01T07:53:55Z'],
    ['not within an id', 'id x1 Mar 2025 07:53:55', undefined],
  ])('%s', (_, text, expected) => {
    const found = lastDateIn(text);
    expect(found ? iso(found.time) : undefined).toBe(expected);
    if (found) expect(text.slice(found.start, found.end)).toBe(found.text);
  });
});

test('any text: never throws, and a time is finite', () => {
  const piece = fc.constantFrom(
    '1',
    '12',
    '2025',
    'Mar',
    'May',
    ':',
    '-',
    '+0900',
    ' ',
    'GMT',
    '.',
    ',',
    '(',
    ')',
    'T',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const { time } = parseDate(pieces.join(''));
      expect(time === null || Number.isFinite(time)).toBe(true);
    }),
  );
});

test.each(['1', '1 ', '1 Mar ', '1 Mar 2025 ', '1:', '2025-', ' ', 'Mar '])('300,000 octets of "%s"', (piece) => {
  expect(parseDate(piece.repeat(300_000 / piece.length)).time).toBeNull();
});
