/** Advice: the exact records for this message, what is known filled in and what is not marked. */

import { describe, expect, it } from 'vitest';
import { adviceOf } from '../../src/explain/advice.ts';
import { judge } from '../../src/judgement/judgement.ts';
import { boundaryHop, reportOf, type Sketch, sendGrid, shop } from '../mail/reports.ts';
import { locales, wordsIn } from '../words.ts';

function recordsFor(sketch: Sketch): readonly string[] {
  const report = reportOf(sketch);
  const { administrator } = adviceOf(judge(report), wordsIn('en'));
  return administrator.flatMap((line) => line.records.map(({ name, type, value }) => `${name} ${type} ${value}`));
}

const arara = { ...sendGrid, id: 'arara', name: { en: 'arara message', ja: 'アララ メッセージ' } };
const xserver = {
  ...sendGrid,
  id: 'xserver',
  name: { en: 'Xserver', ja: 'エックスサーバー' },
  kind: 'web-host',
} as const;

const failing = { spf: 'matched-softfail', spfRecorded: 'softfail', dmarc: 'no-identifier' } as const;

it('strict, before the record is known: whose it is, and no record', () => {
  const report = reportOf({ mailFrom: `b@mail.${shop}`, spfRelation: 'organizational', spfMode: 's', asked: false });
  const [first] = adviceOf(judge(report), wordsIn('en')).administrator;
  expect(first).toMatchObject({ text: `Change the DMARC record of ${shop} to relaxed alignment.`, records: [] });
});

describe('records', () => {
  it.each<[string, Sketch, readonly string[]]>([
    [
      'SendGrid: signature and return address of the author',
      { services: [sendGrid] },
      [
        's1._domainkey.shop.example CNAME s1.domainkey.‹account›.sendgrid.net',
        's2._domainkey.shop.example CNAME s2.domainkey.‹account›.sendgrid.net',
        'em‹number›.shop.example CNAME ‹account›.sendgrid.net',
      ],
    ],
    [
      'a service that is not in the table',
      { mailFrom: 'b@esp.example' },
      [
        '‹selector›._domainkey.shop.example TXT v=DKIM1; k=rsa; p=‹public key›',
        '‹bounce›.shop.example MX 10 ‹value given by the service›',
        '‹bounce›.shop.example TXT v=spf1 include:‹value given by the service› ~all',
      ],
    ],
    [
      'Google Workspace',
      { signed: [{ d: 'shop-example.20230601.gappssmtp.com' }] },
      ['google._domainkey.shop.example TXT v=DKIM1; k=rsa; p=‹key›'],
    ],
    [
      'a term for the record of the domain itself joins what is there',
      { services: [arara] },
      [
        '‹selector›._domainkey.shop.example TXT v=DKIM1; k=rsa; p=‹value given by the service›',
        'shop.example TXT v=spf1 include:spf.am.arara.com ‹what the record holds now›',
      ],
    ],
    ['a web host: its panel, and no record', { mailFrom: 'shop@sv1234.xserver.jp', services: [xserver] }, []],
    [
      'a signature without its key: its exact name',
      { ...failing, signed: [{ d: shop, now: 'key-missing', recorded: 'permerror' }] },
      ['s1._domainkey.shop.example TXT v=DKIM1; k=rsa; p=‹public key›'],
    ],
    [
      'strict: the record as it is, made relaxed',
      { mailFrom: `b@mail.${shop}`, spfRelation: 'organizational', spfMode: 's' },
      ['_dmarc.shop.example TXT v=DMARC1; p=quarantine; aspf=r'],
    ],
    [
      'no policy, signed: a DMARC record alone',
      { dmarc: 'no-record', dmarcRecorded: null, signed: [{ d: shop }] },
      ['_dmarc.shop.example TXT v=DMARC1; p=none; rua=mailto:‹dmarc-reports›@shop.example'],
    ],
    [
      'a server that is not listed',
      { ...failing, mailFrom: `b@${shop}` },
      [
        'shop.example TXT v=spf1 include:sendgrid.net ‹what the record holds now›',
        '‹selector›._domainkey.shop.example TXT v=DKIM1; k=rsa; p=‹public key›',
      ],
    ],
    [
      'an internet line: its address is not to be listed',
      { ...failing, mailFrom: `b@${shop}`, hops: [{ ...boundaryHop, roleEvidence: 'boundary-direct-dynamic' }] },
      ['‹selector›._domainkey.shop.example TXT v=DKIM1; k=rsa; p=‹public key›'],
    ],
    [
      'no record yet',
      { ...failing, spf: 'no-record', mailFrom: `b@${shop}` },
      [
        '‹selector›._domainkey.shop.example TXT v=DKIM1; k=rsa; p=‹public key›',
        'shop.example TXT v=spf1 include:sendgrid.net ~all',
      ],
    ],
    [
      'a return address of somebody else: what the author publishes is not known',
      { ...failing, spf: 'no-record' },
      [
        '‹selector›._domainkey.shop.example TXT v=DKIM1; k=rsa; p=‹public key›',
        'shop.example TXT v=spf1 include:sendgrid.net ‹what the record holds now›',
      ],
    ],
  ])('%s', (_title, sketch, expected) => {
    expect(recordsFor(sketch)).toEqual(expected);
  });
});

it.each([
  ['en', 'Xserver'],
  ['ja', 'エックスサーバー'],
] as const)('names a service in letters that the reader has: %s', (locale, name) => {
  const report = reportOf({ mailFrom: 'shop@sv1234.xserver.jp', services: [xserver] });
  const { administrator } = adviceOf(judge(report), wordsIn(locale));
  expect(administrator.map(({ text }) => text).join()).toContain(name);
});

it('says which algorithm to sign with, to a domain that signs with a withdrawn one', () => {
  const report = reportOf({
    mailFrom: `b@${shop}`,
    dmarc: 'aligned-spf',
    signed: [{ d: shop, now: 'algorithm-historic' }],
  });
  const { administrator } = adviceOf(judge(report), wordsIn('en'));
  expect(administrator.map(({ text }) => text)).toEqual([
    'Fix the program that signs with s=s1; d=shop.example: The signature uses rsa-sha1, which must not be accepted any more.',
  ]);
});

describe.each(locales)('the letter (%s)', (locale) => {
  it('says what was found, for which message, and what mends it', () => {
    const report = reportOf({ services: [sendGrid], signed: [{ d: 'sendgrid.net' }] });
    const { letter } = adviceOf(judge(report), wordsIn(locale));
    for (const part of [
      shop,
      'sendgrid.net',
      'd=sendgrid.net',
      '192.0.2.10',
      '<1@shop.example>',
      '‹account›',
      '1. ',
      '2. ',
    ]) {
      expect(letter).toContain(part);
    }
    expect(letter).toContain(wordsIn(locale).text('letter_unknown'));
  });

  it('says what its angle quotes are only where it has some', () => {
    const report = reportOf({ ...failing, signed: [{ d: shop, now: 'body-hash-mismatch' }] });
    const { letter } = adviceOf(judge(report), wordsIn(locale));
    expect(letter).not.toBeNull();
    expect(letter).not.toContain('‹');
  });
});
