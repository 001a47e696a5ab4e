import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_HOPS, pathOf } from '../../../src/engine/trace/hops.ts';
import { sameOrganization } from '../../../src/engine/trace/organization.ts';
import { gmail } from '../../../src/engine/trace/receivers.ts';
import { header } from '../../mail/header.ts';

const DATE = '; Fri, 20 Apr 2018 17:51:19 +0000';
const hopsOf = (...lines: readonly string[]) => pathOf(header(...lines), gmail).hops;

describe('the path', () => {
  test('is oldest first, and X-Received is no hop', () => {
    expect(
      hopsOf('Received: by c', 'X-Received: by x', 'received: by b', 'Received : by a').map(({ by }) => by),
    ).toEqual(['a', 'b', 'c']);
  });
  test('an unreadable line is a hop', () => {
    expect(hopsOf('Received: ???', 'Received:')).toMatchObject([
      { field: 1, by: null, time: null },
      { field: 0, by: null, time: null },
    ]);
  });
  test('more hops than are read: the newest are kept, and it is said', () => {
    const path = pathOf(header(...Array.from({ length: MAX_HOPS + 5 }, (_, i) => `Received: by h${i}.example`)), gmail);
    expect(path.hops).toHaveLength(MAX_HOPS);
    expect(path.hops.at(-1)?.by).toBe('h0.example');
    expect(path.cut).toBe(true);
  });
  test('200 hops are not too many', () => {
    expect(pathOf(header(...Array.from({ length: MAX_HOPS }, () => 'Received: by h')), gmail).cut).toBe(false);
  });
  test('any fields: never throws, never loses a hop', () => {
    const line = fc.tuple(
      fc.constantFrom('Received', 'X-Received', 'Return-Path', 'List-Id', 'Delivered-To', 'x'),
      fc.array(
        fc.constantFrom(
          'from',
          'by',
          'mx.google.com',
          '(',
          '[192.0.2.1]',
          ')',
          ';',
          ' ',
          'with',
          'ESMTPSA',
          '<a@b>',
          '\xff',
        ),
      ),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const hops = hopsOf(...lines.map(([name, value]) => `${name}:${value.join(' ')}`));
        expect(hops).toHaveLength(lines.filter(([name]) => name === 'Received').length);
      }),
    );
  });
});

describe('a step within one machine or one provider is internal: no TLS to be expected', () => {
  test.each([
    ['loopback', 'from a (localhost [127.0.0.1]) by b.example with ESMTP', true],
    ['a private network', 'from a (a [10.1.2.3]) by b.example with ESMTP', true],
    ['link-local', 'from a ([fe80::1%2]) by b.example with mapi', true],
    ['LMTP', 'from a (a.example [192.0.2.1]) by b.example with LMTP', true],
    ['a hand-off', 'by 2002:a05::1 with SMTP', true],
    ['a pickup', 'by b.example (Postfix, from userid 48)', true],
    ['a local program', 'from www-data by b.example with local', true],
    ['a local program that speaks SMTP', 'from root (helo=a.example) by b.example with local-smtp', true],
    ['a folder', 'from mail pickup service by WEB01 with Microsoft SMTPSVC', true],
    ['one provider', 'from a.mail.example.com (a.mail.example.com [192.0.2.1]) by b.example.com with ESMTP', true],
    [
      'one provider under a second level',
      'from a.example.co.jp (a.example.co.jp [192.0.2.1]) by b.example.co.jp with ESMTP',
      true,
    ],
    [
      'two under one second level',
      'from a.example.co.jp (a.example.co.jp [192.0.2.1]) by b.sample.co.jp with ESMTP',
      false,
    ],
    ['Exchange', 'from A.outlook.com (2603:10b6::1) by B.prod.outlook.com with Microsoft SMTP Server id 15', true],
    ['only HELO says so', 'from a.example.com (unknown [192.0.2.1]) by b.example.com with ESMTP', false],
    [
      'the name does not lead back',
      'from x (a.example.com [192.0.2.1] (may be forged)) by b.example.com with ESMTP',
      false,
    ],
    ['HTTP', 'by b.example with HTTP', false],
    ['the API', 'from 123 named unknown by gmailapi.google.com with HTTPREST', false],
    ['others', 'from a.example (a.example [192.0.2.1]) by b.example with ESMTP', false],
  ])('%s', (_, line, internal) => {
    expect(hopsOf(`Received: ${line}${DATE}`)[0]?.internal).toBe(internal);
  });
});

describe('a gap: who it came from is not related to who took it before', () => {
  test.each([
    ['none: HELO', 'from a.example.com (unknown [192.0.2.1]) by b.test', 'by c.example.com', undefined],
    ['none: the name', 'from x (a.example.com [192.0.2.1]) by b.test', 'by c.example.com', undefined],
    [
      'none: two names of one provider',
      'from mail-sor-f41.google.com (mail-sor-f41.google.com. [209.85.220.41]) by b.test',
      'by smtp.gmail.com',
      undefined,
    ],
    ['others', 'from a.example.net (a.example.net [192.0.2.1]) by b.test', 'by c.example.com', true],
    ['others, one beyond ASCII', 'from a.example.net by b.test', 'by c.m\xc3\xbcnchen.example', true],
    [
      'none: two names of Microsoft',
      'from x-obe.outbound.protection.outlook.com (m.outbound.protection.outlook.com [192.0.2.1]) by b.test',
      'by y.namprd12.prod.exchangelabs.com',
      undefined,
    ],
    [
      'not to be told: a name of the inside',
      'from a.example.net (a.example.net [192.0.2.1]) by b.test',
      'by ex01.example.local',
      undefined,
    ],
    [
      'not to be told: an address of the inside',
      'from pps.filterd (x.ppops.net [127.0.0.1]) by b.test',
      'by c.example.com',
      undefined,
    ],
    ['not to be told: no host name', 'from localhost by b.test', 'by c.example.com', undefined],
    ['not to be told: no host name before', 'from a.example.net by b.test', 'by recvd-1', undefined],
  ])('%s', (_, newer, older, gap) => {
    expect(hopsOf(`Received: ${newer}${DATE}`, `Received: ${older}${DATE}`)[1]?.gap).toBe(gap);
  });
});

describe('the address of a server is the one that the next saw', () => {
  test.each([
    ['from b.example (b.example [192.0.2.7]) by c.test', 'by b.example', '192.0.2.7'],
    ['from b.example (b.example [10.0.0.7]) by c.test', 'by b.example', null],
    ['from z.example.net (z.example.net [192.0.2.7]) by c.test', 'by b.example', null],
    ['from out.b.example (out.b.example [192.0.2.7]) by c.test', 'by recvd-1', null],
    ['from x (y [192.0.2.7]) by c.test', '(qmail 1 invoked by uid 2)', null],
    ['from RECVD-1 (unknown [192.0.2.7]) by c.test', 'by recvd-1', '192.0.2.7'],
    ['by c.test', 'by b.example', null],
  ])('%s', (newer, older, address) => {
    const hops = hopsOf(`Received: ${newer}${DATE}`, `Received: ${older}${DATE}`);
    expect(hops.map((hop) => hop.address)).toEqual([address, null]);
  });
});

test.each([
  ['a.example.com', 'b.example.com', true],
  ['A.example.com.', 'example.com', true],
  ['example.com', 'example.net', false],
  ['a.m\xc3\xbcnchen.example', 'm\xc3\xbcnchen.example', true],
  ['a.co.jp', 'b.co.jp', false],
  ['co.jp', 'co.jp', false],
  ['localhost', 'localhost', false],
  ['a.example.local', 'b.example.local', false],
  ['gmr-mx.google.com', 'x.googlegroups.com', true],
  ['192.0.2.1', '192.0.2.1', false],
  ['a..com', 'a..com', false],
])('one organization: %s and %s: %s', (a, b, same) => {
  expect(sameOrganization(a, b)).toBe(same);
});
