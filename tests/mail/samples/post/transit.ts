/** Mail that something happened to on its way: changed, forwarded, sent on by a list, or whose key is gone since. */

import { keyRecordOf } from '../keys.ts';
import type { Sample } from '../sample.ts';
import { sealed, signed } from '../sign.ts';
import { host, txt } from '../zone.ts';
import { at, fromOwnServer, japanese, ownServer, submitted } from './shared.ts';

const failed = { result: 'fail', policy: 'QUARANTINE', disposition: 'QUARANTINE' } as const;
const bodyDiffers = { result: 'neutral', words: 'body hash did not verify' } as const;

const listFields = [
  'List-Id: Bird watchers <birds.lists.example>',
  'List-Post: <mailto:birds@lists.example>',
  'List-Unsubscribe: <https://lists.example/birds/leave>',
  'Precedence: list',
  'Sender: birds-bounces@lists.example',
];
const footer = '_______________________________________________\r\nBirds mailing list: https://lists.example/birds\r\n';

/** What a list does: puts its name before the subject, its fields above, its footer below. */
const throughList = (message: string) =>
  `${listFields.join('\r\n')}\r\n${message.replace(/^Subject: /m, 'Subject: [birds] ')}${footer}`;

const listHost = { helo: 'mx.lists.example', rdns: 'mx.lists.example', ip: '203.0.113.50' };
const listZone = [
  ...host('mx.lists.example', '203.0.113.50'),
  txt('_dmarc.lists.example', 'v=DMARC1; p=none'),
  txt('l1._domainkey.lists.example', keyRecordOf('list')),
];

const listPath = (domain: string) => (t: (seconds: number) => string) => [
  ...submitted(domain)(t),
  `Received: from mail.${domain} (mail.${domain} [192.0.2.120])\r\n` +
    '\tby mx.lists.example (Postfix) with ESMTPS id 6B77BF38AF\r\n' +
    `\tfor <birds@lists.example>; ${t(4)}`,
];

export const transit: readonly Sample[] = [
  {
    id: 'altered-body',
    folder: 'spam',
    about: 'The body was changed after signing; no sign of a list or a forwarder',
    at: at(9, 3, 0),
    from: 'Treasurer <treasurer@museum.example>',
    subject: 'Invoice 2026-118',
    body: 'Please pay invoice 2026-118 to account 1234567 by the end of the month.\n\nTreasurer',
    signatures: [{ domain: 'museum.example', selector: 'm1', key: 'author' }],
    path: (t) => submitted('museum.example')(t),
    altered: (message) => message.replace('1234567', '7654321'),
    envelope: { mailFrom: 'treasurer@museum.example', helo: 'gate.museum.example', rdns: null, ip: '203.0.113.60' },
    recorded: {
      spf: 'neutral',
      dkim: [{ ...bodyDiffers, domain: 'museum.example', selector: 'm1' }],
      dmarc: failed,
    },
    now: { spf: 'neutral', dkim: ['fail'], dmarc: 'fail' },
    verdict: 'signature-broken',
    zone: [
      ...ownServer('museum.example', '192.0.2.110', 'v=DMARC1; p=quarantine', 'm1').filter(
        ({ name, type }) => !(name === 'museum.example' && type === 'TXT'),
      ),
      txt('museum.example', 'v=spf1 mx ?all'),
    ],
  },
  {
    id: 'list-footer',
    folder: 'spam',
    about: 'A mailing list put its footer below a signed message, and did not sign it itself',
    at: at(8, 11, 0),
    from: 'Sora Ito <sora@nest.example>',
    to: '<birds@lists.example>',
    subject: 'A kingfisher at the canal',
    body: 'I saw one this morning, by the second bridge.\n\nSora',
    signatures: [{ domain: 'nest.example', selector: 'n1', key: 'author' }],
    path: listPath('nest.example'),
    altered: throughList,
    envelope: { mailFrom: 'birds-bounces@unlisted.lists.example', ...listHost },
    recorded: {
      spf: 'none',
      dkim: [{ ...bodyDiffers, domain: 'nest.example', selector: 'n1' }],
      dmarc: failed,
    },
    now: { spf: 'none', dkim: ['fail'], dmarc: 'fail' },
    verdict: 'signature-broken',
    zone: [...ownServer('nest.example', '192.0.2.120', 'v=DMARC1; p=quarantine', 'n1'), ...listZone],
  },
  {
    id: 'list-sealed',
    folder: 'inbox',
    about: 'A list that signs with its own domain, and sealed with ARC what it found before it changed the message',
    at: at(8, 12, 0),
    from: 'Sora Ito <sora@nest.example>',
    to: '<birds@lists.example>',
    subject: 'Re: A kingfisher at the canal',
    body: 'It was there again today.\n\nSora',
    signatures: [{ domain: 'nest.example', selector: 'n1', key: 'author' }],
    path: (t) => listPath('nest.example')(t),
    altered: async (message, seconds) => {
      const changed = await signed(
        throughList(message),
        { domain: 'lists.example', selector: 'l1', key: 'list' },
        seconds + 4,
      );
      const results =
        'lists.example;\r\n dkim=pass header.d=nest.example header.s=n1;\r\n' +
        ' spf=pass smtp.mailfrom=sora@nest.example;\r\n dmarc=pass header.from=nest.example';
      const seal = {
        domain: 'lists.example',
        selector: 'l1',
        key: 'list',
        instance: 1,
        results,
        at: seconds + 4,
      } as const;
      return sealed(changed, seal);
    },
    envelope: { mailFrom: 'birds-bounces@lists.example', ...listHost },
    recorded: {
      spf: 'pass',
      dkim: [
        { result: 'pass', domain: 'lists.example', selector: 'l1' },
        { ...bodyDiffers, domain: 'nest.example', selector: 'n1' },
      ],
      dmarc: { ...failed, disposition: 'NONE' },
    },
    now: { spf: 'pass', dkim: ['pass', 'fail'], dmarc: 'fail', arc: 'pass' },
    verdict: 'list',
    zone: [
      ...ownServer('nest.example', '192.0.2.120', 'v=DMARC1; p=quarantine', 'n1'),
      ...listZone,
      txt('lists.example', 'v=spf1 ip4:203.0.113.50 -all'),
    ],
  },
  {
    id: 'forwarded',
    folder: 'spam',
    about: 'Sent on by another provider with a return address of its own (SRS); the author domain did not sign',
    at: at(7, 8, 0),
    from: '井上 健 <ken@unsigned.example>',
    to: '<hana@oldpost.example>',
    subject: '同窓会のお知らせ',
    fields: ['X-Forwarded-To: hana@office.example', 'X-Forwarded-For: hana@oldpost.example hana@office.example'],
    body: `${japanese.greeting}\n\n十二月の同窓会の場所が決まりました。`,
    signatures: [],
    path: (t) => [
      ...submitted('unsigned.example')(t),
      'Received: from mail.unsigned.example (mail.unsigned.example [192.0.2.130])\r\n' +
        '\tby mx.oldpost.example (Postfix) with ESMTPS id 7C77BF38AF\r\n' +
        `\tfor <hana@oldpost.example>; ${t(4)}`,
    ],
    envelope: {
      mailFrom: 'SRS0=Ab1c=DE=unsigned.example=ken@oldpost.example',
      helo: 'mx.oldpost.example',
      rdns: 'mx.oldpost.example',
      ip: '203.0.113.55',
    },
    recorded: { spf: 'pass', dkim: [], dmarc: failed },
    now: { spf: 'pass', dkim: [], dmarc: 'fail' },
    verdict: 'forwarded',
    zone: [
      ...ownServer('unsigned.example', '192.0.2.130', 'v=DMARC1; p=quarantine', 'unused'),
      ...host('mx.oldpost.example', '203.0.113.55'),
      txt('oldpost.example', 'v=spf1 a:mx.oldpost.example -all'),
    ],
  },
  {
    id: 'key-rotated-away',
    folder: 'inbox',
    about: 'Passed when it arrived; the key of its signature has been taken out of the DNS since',
    at: at(3, 5, 0),
    from: 'Airline <booking@wings.example>',
    subject: 'Your booking WX4711',
    body: 'Your booking WX4711 is confirmed.',
    signatures: [{ domain: 'wings.example', selector: 'w2025', key: 'author' }],
    path: submitted('wings.example'),
    envelope: {
      mailFrom: 'b-4711@relay.post-office.example',
      helo: 'relay.post-office.example',
      rdns: 'relay.post-office.example',
      ip: '203.0.113.70',
    },
    recorded: {
      spf: 'pass',
      dkim: [{ result: 'pass', domain: 'wings.example', selector: 'w2025' }],
      dmarc: { result: 'pass', policy: 'REJECT', disposition: 'NONE' },
    },
    now: { spf: 'pass', dkim: ['permerror'], dmarc: 'fail' },
    verdict: 'key-changed-since',
    zone: [
      ...ownServer('wings.example', '192.0.2.140', 'v=DMARC1; p=reject', 'w2026'),
      ...host('relay.post-office.example', '203.0.113.70'),
      txt('relay.post-office.example', 'v=spf1 a -all'),
    ],
  },
  {
    id: 'expired-since',
    folder: 'inbox',
    about: 'The signature was to hold for two days (x=): it did when the message arrived',
    at: at(2, 5, 0),
    from: 'Bank <notice@treasury.example>',
    subject: 'Your statement for October',
    body: 'Your statement is ready.',
    signatures: [{ domain: 'treasury.example', selector: 't1', key: 'author', expiresAfter: 172800 }],
    path: submitted('treasury.example'),
    envelope: fromOwnServer('treasury.example', '192.0.2.150'),
    recorded: {
      spf: 'pass',
      dkim: [{ result: 'pass', domain: 'treasury.example', selector: 't1' }],
      dmarc: { result: 'pass', policy: 'REJECT', disposition: 'NONE' },
    },
    now: { spf: 'pass', dkim: ['pass'], dmarc: 'pass' },
    verdict: 'signed-by-author',
    zone: ownServer('treasury.example', '192.0.2.150', 'v=DMARC1; p=reject', 't1'),
  },
];
