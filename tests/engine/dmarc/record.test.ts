import { describe, expect, test } from 'vitest';
import { MAX_IGNORED, parseDmarcRecord } from '../../../src/engine/dmarc/record.ts';

const parse = (text: string) => {
  const record = parseDmarcRecord(text);
  if (!record) throw new Error(`not a record: ${text}`);
  return record;
};

describe('RFC 9989 §4.7 "v": present, first, and precise, or the record is ignored', () => {
  test.each([
    ['v=DMARC1', true],
    ['v=DMARC1;', true],
    ['v=DMARC1; p=none', true],
    ['v = DMARC1 ; p=none', true],
    ['V=DMARC1; p=none', true],
    [' v=DMARC1; p=none ', true],
    ['v=dmarc1; p=none', false],
    ['v=DMARC11; p=none', false],
    ['v=DMARC1 p=none', false],
    ['v=DMARC2; p=none', false],
    ['p=none; v=DMARC1', false],
    ['"v=DMARC1; p=none"', false],
    ['DMARC1; p=none', false],
    ['v=spf1 -all', false],
    ['', false],
  ])('%s', (text, is) => expect(parseDmarcRecord(text) !== null).toBe(is));
});

describe('RFC 9989 §4.7, §4.8: tags and their defaults', () => {
  const defaults = {
    p: 'none',
    sp: null,
    np: null,
    adkim: 'r',
    aspf: 'r',
    psd: 'u',
    t: 'n',
    rua: [],
    ruf: [],
    fo: '0',
  };
  test.each([
    ['v=DMARC1;p=none', {}],
    ['v=DMARC1; p=quarantine', { p: 'quarantine' }],
    ['v=DMARC1; p = Reject', { p: 'reject' }],
    ['v=DMARC1\t;\tp\t=\treject\t', { p: 'reject' }],
    ['v=DMARC1; adkim=s; p=reject; aspf=S', { p: 'reject', adkim: 's', aspf: 's' }],
    ['v=DMARC1; p=none; adkim=x; aspf=', {}],
    ['v=DMARC1; p=none; psd=y', { psd: 'y' }],
    ['v=DMARC1; p=none; psd=n', { psd: 'n' }],
    ['v=DMARC1; p=none; psd=maybe', {}],
    ['v=DMARC1; p=none; t=y', { t: 'y' }],
    ['v=DMARC1; p=none; t=1', {}],
    ['v=DMARC1; p=none; sp=quarantine; np=reject', { sp: 'quarantine', np: 'reject' }],
    ['v=DMARC1; p=none; rua=mailto:a@example.com', { rua: ['mailto:a@example.com'] }],
    [
      'v=DMARC1; p=none; rua=mailto:a@example.com , https://example.com/r?x=1',
      { rua: ['mailto:a@example.com', 'https://example.com/r?x=1'] },
    ],
    ['v=DMARC1; p=none; rua=mailto:a@example.com!10m', { rua: ['mailto:a@example.com'] }],
    ['v=DMARC1; p=none; rua=a@example.com', {}],
    ['v=DMARC1; p=none; rua=mailto:a!b@example.com', {}],
    ['v=DMARC1; p=none; rua=mailto:a b@example.com', {}],
    ['v=DMARC1; p=none; rua=mailto:a%21b@example.com,mailto:%zz', { rua: ['mailto:a%21b@example.com'] }],
    ['v=DMARC1; p=none; rua=https://[2001:db8::1]/r', { rua: ['https://[2001:db8::1]/r'] }],
    ['v=DMARC1; p=none; ruf=mailto:f@example.com; fo=1', { ruf: ['mailto:f@example.com'], fo: '1' }],
    ['v=DMARC1; p=none; ruf=mailto:f@example.com; fo=0:d', { ruf: ['mailto:f@example.com'], fo: '0:d' }],
    ['v=DMARC1; p=none; ruf=mailto:f@example.com; fo=x', { ruf: ['mailto:f@example.com'] }],
    ['v=DMARC1; p=none; fo=1', {}],
    ['v=DMARC1; p=none;;; ;', {}],
    ['v=DMARC1; p=reject; p=none', { p: 'reject' }],
    ['v=DMARC1; p=none; future=1; x-y=2', {}],
  ])('%s', (text, expected) => expect(parse(text)).toMatchObject({ ...defaults, ...expected }));
});

describe('RFC 9989 §4.7: what is ignored is listed with why', () => {
  test.each([
    ['v=DMARC1; p=none; pct=0', 'pct', 'historic'],
    ['v=DMARC1; p=none; rf=afrf', 'rf', 'historic'],
    ['v=DMARC1; p=none; ri=86400', 'ri', 'historic'],
    ['v=DMARC1; p=none; future=1', 'future', 'unknown'],
    ['v=DMARC1; p=none; P=reject', 'P', 'unknown'],
    ['v=DMARC1; p=none; adkim=q', 'adkim', 'invalid'],
    ['v=DMARC1; p=none; adkim', 'adkim', 'invalid'],
    ['v=DMARC1; p=none; x_y=1', 'x_y=1', 'invalid'],
    ['v=DMARC1; p=none; rua=nobody', 'rua', 'invalid'],
    ['v=DMARC1; p=none; p=reject', 'p', 'duplicate'],
    ['v=DMARC1; p=none; fo=1', 'fo', 'unused'],
  ])('%s', (text, tag, why) => expect(parse(text).ignored).toMatchObject([{ tag, why }]));

  test('no more of them than can be shown', () => {
    expect(parse(`v=DMARC1; p=none${'; x=1'.repeat(10_000)}`).ignored).toHaveLength(MAX_IGNORED);
  });
});

describe('RFC 9989 §4.10.1: what a record without a sound policy is good for', () => {
  const rua = 'rua=mailto:a@example.com';
  test.each([
    ['v=DMARC1; p=reject', 'published'],
    ['v=DMARC1; sp=none; p=reject', 'published'],
    ['v=DMARC1', 'nothing'],
    ['v=DMARC1; p=rejekt', 'nothing'],
    ['v=DMARC1; p=', 'nothing'],
    ['v=DMARC1; sp=reject', 'nothing'],
    ['v=DMARC1; p=reject; sp=all', 'nothing'],
    ['v=DMARC1; p=reject; np=', 'nothing'],
    [`v=DMARC1; ${rua}`, 'p-none'],
    [`v=DMARC1; p=rejekt; ${rua}`, 'p-none'],
    [`v=DMARC1; p=reject; sp=all; ${rua}`, 'p-none'],
    [`v=DMARC1; p=reject; np=all; ${rua}`, 'p-none'],
    ['v=DMARC1; p=rejekt; rua=a@example.com', 'nothing'],
    ['v=DMARC1; p=rejekt; rua=a@example.com,mailto:b@example.com', 'p-none'],
    ['v=DMARC1; p=rejekt; ruf=mailto:b@example.com', 'nothing'],
  ])('%s', (text, usedAs) => expect(parse(text).usedAs).toBe(usedAs));
});

test('linear time: white space, digits and semicolons by the 64 KB', () => {
  const started = performance.now();
  for (const filler of [' ', '\t;', '!1', '%2', 'a=', '=']) parse(`v=DMARC1; rua=mailto:x${filler.repeat(32_000)}y`);
  expect(performance.now() - started).toBeLessThan(1000);
});
