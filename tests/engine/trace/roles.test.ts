import { describe, expect, test } from 'vitest';
import { pathOf } from '../../../src/engine/trace/hops.ts';
import { gmail } from '../../../src/engine/trace/receivers.ts';
import { header } from '../../mail/header.ts';

const DATE = '; Fri, 20 Apr 2018 17:51:19 +0000';
const mx = 'from m.example (m.example. [192.0.2.1]) by mx.google.com with ESMTPS id 1';
/** A line that is not a field of its own kind is a Received. */
const rolesOf = (...lines: readonly string[]) =>
  pathOf(header(...lines.map((line) => (/^[\w-]+:/.test(line) ? line : `Received: ${line}${DATE}`))), gmail).hops.map(
    ({ role, roleEvidence }) => `${role} ${roleEvidence}`,
  );

describe('submission: the first hop (RFC 5598 MSA)', () => {
  test.each([
    [
      'SMTP AUTH by protocol',
      'from pc (h.example [198.51.100.7]) by smtp.example.jp with ESMTPSA id 1',
      'msa smtp-auth',
    ],
    [
      'SMTP AUTH by comment',
      'from pc (h.example [198.51.100.7]) (Authenticated sender: a) by smtp.example.jp with ESMTP id 1',
      'msa smtp-auth',
    ],
    [
      'POP before SMTP',
      'from pc (h.example [198.51.100.7]) (POP before SMTP) by smtp.example.jp with ESMTP id 1',
      'msa pop-before-smtp',
    ],
    [
      'port 587',
      'from pc (h.example [198.51.100.7]) by smtp.example.jp (MTA, port 587) with ESMTP id 1',
      'msa submission-port',
    ],
    ['Gmail API', 'from 123 named unknown by gmailapi.google.com with HTTPREST', 'msa http-submission'],
    ['HTTP ingress', 'by 3f1c2d4b5a69 with HTTP id 1', 'msa http-submission'],
    ['a page, by its link', 'from [198.51.100.7] by web12345.mail.yahoo.com via HTTP', 'msa http-submission'],
    ['mapi', 'from X.outlook.com ([fe80::1]) by X.outlook.com ([fe80::1%6]) with mapi id 15.20', 'msa mapi-submission'],
    ['Postfix pickup by a web program', 'by www.example.jp (Postfix, from userid 48) id 1', 'msa local-web-user'],
    ['Postfix pickup on Alpine', 'by www.example.jp (Postfix, from userid 82) id 1', 'msa local-web-user'],
    ['Postfix pickup', 'by www.example.jp (Postfix, from userid 1000) id 1', 'msa local-submission'],
    ['Exim by a web program', 'from www-data by web.example with local (Exim 4.96) id 1', 'msa local-web-user'],
    [
      'sendmail by a web program',
      '(from apache@localhost) by web.example (8.14.4/8.14.4/Submit) id 1',
      'msa local-web-user',
    ],
    ['qmail', '(qmail 28480 invoked by uid 498)', 'msa local-submission'],
    ['Courier', 'from localhost (localhost [127.0.0.1]) (uid 33) by web.example with local', 'msa local-web-user'],
    [
      'Exim by SMTP',
      'from root (helo=localhost) by web.example with local-smtp (Exim 4.96) id 1',
      'msa local-submission',
    ],
    ['IIS', 'from mail pickup service by WEB01 with Microsoft SMTPSVC', 'msa local-submission'],
    [
      'a page that asks for a name',
      'from 198.51.100.7 (SquirrelMail authenticated user a) by web.example with HTTP',
      'msa http-submission',
    ],
    [
      'GMX, its page',
      'from [198.51.100.7] by web-mail.gmx.net (x.server.lan [10.0.0.1]) (via HTTP)',
      'msa http-submission',
    ],
    [
      'port 587 behind the address',
      'from a (a.example [192.0.2.1]) by 0.0.0.0:587 (trex/5.7.12)',
      'msa submission-port',
    ],
    ['nothing that tells', 'from a (a.example [192.0.2.1]) by b.example with ESMTP id 1', 'mta in-between'],
  ])('%s', (_, line, expected) => {
    expect(rolesOf(mx, line)[0]).toBe(expected);
  });
});

test.each(['X-PHP-Originating-Script: 10123:mail.php', 'X-Mailer: PHP/8.3'])(
  'a local program that says it is PHP: %s',
  (line) => {
    expect(rolesOf(mx, 'by www.example.jp (Postfix, from userid 10123) id 1', line)[0]).toBe('msa local-web-user');
  },
);

describe('on the way', () => {
  const first = 'from pc (h.example [198.51.100.7]) by smtp.example.jp with ESMTPSA id 1';
  test.each<readonly [string, readonly string[], string]>([
    [
      'a second server of the first organization',
      ['from smtp.example.jp (smtp.example.jp [192.0.2.2]) by out.example.jp with ESMTP id 1'],
      'mta in-between',
    ],
    [
      'another organization',
      ['from smtp.example.jp (smtp.example.jp [192.0.2.2]) by out.service.example with ESMTP id 1'],
      'relay other-organization',
    ],
    [
      'a filter',
      [
        'from smtp.example.jp ([127.0.0.1]) by localhost (smtp.example.jp [127.0.0.1]) (amavisd-new, port 10024) with ESMTP id 1',
      ],
      'filter filter-software',
    ],
    [
      'a filter by its HELO',
      ['from pps.filterd (x.ppops.net [127.0.0.1]) by mx0a.pphosted.example with ESMTP id 1'],
      'filter filter-software',
    ],
    [
      'a filter by its comment',
      ['from www.example.jp (192.0.2.2) by fsav4.example.jp (F-Secure/fsigk_smtp/550/fsav4.example.jp)'],
      'filter filter-software',
    ],
    [
      'a list by List-Id',
      [
        'from smtp.example.jp (smtp.example.jp [192.0.2.2]) by mail.lists.example with ESMTP id 1',
        'List-Id: Talk <talk.lists.example>',
      ],
      'list list-id',
    ],
    [
      'a list of the author’s own organization',
      [
        'from smtp.example.jp (smtp.example.jp [192.0.2.2]) by lists.example.jp with ESMTP id 1',
        'List-Id: Talk <talk.lists.example.jp>',
      ],
      'list list-id',
    ],
    [
      'a list by its software',
      ['from localhost ([127.0.0.1]) by mail.lists.example (Mailman) with ESMTP id 1'],
      'list list-software',
    ],
    [
      'forwarded by Gmail',
      [
        'X-Forwarded-To: u@gmail.com',
        'X-Forwarded-For: v@f.example u@gmail.com',
        'from smtp.example.jp (smtp.example.jp [192.0.2.2]) by mx.f.example with ESMTP id 1',
      ],
      'forwarder forwarding-field',
    ],
    [
      'delivered and sent on',
      [
        'Delivered-To: v@f.example',
        'from smtp.example.jp (smtp.example.jp [192.0.2.2]) by mx.f.example with ESMTP id 1',
      ],
      'forwarder delivered-to',
    ],
  ])('%s', (_, lines, expected) => {
    expect(rolesOf(mx, ...lines, first).at(-2)).toBe(expected);
  });
  test('forwarded, and said among the author’s fields', () => {
    const lines = [
      mx,
      'from smtp.example.jp (smtp.example.jp [192.0.2.2]) by mx.f.example with ESMTP id 1',
      first,
      'X-Forwarded-To: u@gmail.com',
    ];
    expect(rolesOf(...lines)).toEqual(['msa smtp-auth', 'forwarder forwarding-field', 'mx boundary']);
  });
  test('handed in again by a program on the way: no submission', () => {
    expect(rolesOf(mx, '(qmail 28480 invoked by uid 498)', first).at(-2)).toBe('mta in-between');
  });
  test.each(['SRS0=ab=cd=example.jp=a@f.example', 'bounces+SRS=44ldt=IX@f.example', 'v+caf_=u=gmail.com@f.example'])(
    'a reverse-path that was rewritten: %s',
    (reversePath) => {
      const lines = [
        `Return-Path: <${reversePath}>`,
        mx,
        'from smtp.example.jp (smtp.example.jp [192.0.2.2]) by mx.f.example with ESMTP id 1',
        first,
      ];
      expect(rolesOf(...lines)).toEqual(['msa smtp-auth', 'forwarder srs', 'mx boundary']);
    },
  );
  test('a list whose List-Id is at the receiver is not the receiver', () => {
    expect(rolesOf(mx, first, 'List-Id: <x.google.com>')).toEqual(['msa smtp-auth', 'mx boundary']);
  });
});

test('a name of the inside is no third party', () => {
  const inside = 'from pc (h [10.0.0.7]) by ex01.example.local with mapi';
  expect(rolesOf(mx, 'from ex01.example.local (h [192.0.2.2]) by mail.example.com with ESMTP', inside)[1]).toBe(
    'mta in-between',
  );
});

test('a second name of one provider is no third party', () => {
  const gmailUser = 'from [10.0.0.2] (h.example. [198.51.100.7]) by smtp.gmail.com with ESMTPSA id 1';
  const relay = 'from x.google.com (x.google.com [192.0.2.2]) by y.google.com with SMTP id 2';
  expect(rolesOf(mx, relay, gmailUser)[1]).toBe('mta in-between');
});

test('but who took it from there is', () => {
  const inside = 'from pc (h [10.0.0.7]) by ex01.example.local with mapi';
  const filter = 'from ex01.example.local (mail.example.com [192.0.2.2]) by relay.service.example with ESMTP';
  expect(rolesOf(mx, filter, inside)[1]).toBe('relay other-organization');
});

test('without a boundary the newest organization is no third party', () => {
  expect(
    rolesOf(
      'from a (a [192.0.2.2]) by mx.last.test with SMTP',
      'from a (a [192.0.2.2]) by out.relay.example with SMTP',
      'from pc (h [198.51.100.7]) by smtp.example.jp with ESMTPA',
    ),
  ).toEqual(['msa smtp-auth', 'relay other-organization', 'mta in-between']);
});

describe('the receiver', () => {
  test('MX, and MDA above it', () => {
    expect(rolesOf('by 2002:a05::1 with SMTP id 1', mx, 'by x with HTTP id 1')).toEqual([
      'msa http-submission',
      'mx boundary',
      'mda internal-delivery',
    ]);
  });
  test('LMTP', () => {
    expect(rolesOf('from mx.google.com by store with LMTP', mx)[1]).toBe('mda lmtp');
  });
  test.each([
    ['m.example', 'mx boundary-direct'],
    ['p192-0-2-1.dip.example', 'mx boundary-direct-dynamic'],
    ['1.2.0.192.dsl.example', 'mx boundary-direct-dynamic'],
    ['c-192-0-2-1.hsd1.example', 'mx boundary-direct-dynamic'],
    ['cpe-192-0-2-1.example', 'mx boundary-direct-dynamic'],
    ['mail-192.example', 'mx boundary-direct'],
    ['p1234567-ipngn12345marunouchi.tokyo.isp.example', 'mx boundary-direct-dynamic'],
    ['fl1-192.osk.flets.isp.example', 'mx boundary-direct-dynamic'],
    ['softbank192000002001.bbtec.example', 'mx boundary-direct-dynamic'],
    ['ppp-7.access.isp.example', 'mx boundary-direct-dynamic'],
    ['cpe.dyn.isp.example', 'mx boundary-direct-dynamic'],
    ['dynamo.example', 'mx boundary-direct'],
    ['carpool.example', 'mx boundary-direct'],
    ['static.192.0.2.1.clients.host.example', 'mx boundary-direct'],
    ['ec2-192-0-2-1.compute-1.amazonaws.com', 'mx boundary-direct'],
    ['mail-192-0-2-1.example', 'mx boundary-direct'],
    ['192-0-2-1.smtp-out.example', 'mx boundary-direct'],
    // Rented servers whose name the hoster made of the address.
    ['ip-192-0-2-1.ip.secureserver.net', 'mx boundary-direct'],
    ['192-0-2-1.ip.hoster.example', 'mx boundary-direct'],
    ['192000002001.hoster.example', 'mx boundary-direct'],
    ['1.2.0.192.rev.hoster.example', 'mx boundary-direct'],
    ['vmi1234567.contaboserver.example', 'mx boundary-direct'],
    // The words of a server go before those of a line.
    ['vps-192-0-2-1.pool.hoster.example', 'mx boundary-direct'],
  ])('straight from %s: %s', (name, expected) => {
    expect(rolesOf(mx.replace('m.example.', `${name}.`))).toEqual([expected]);
  });
  test('from a line, with a Received field below that need not be true', () => {
    const line = mx.replace('m.example.', 'p192-0-2-1.dip.example.');
    expect(rolesOf(line, 'from bank.example by out.bank.example with ESMTPA')).toEqual([
      'msa smtp-auth',
      'mx boundary-dynamic',
    ]);
  });
});
