/** Mail that passed for somebody else than its visible sender: through services, tenants, hosts and "send as". */

import { keyRecordOf } from '../keys.ts';
import type { Sample } from '../sample.ts';
import { host, mx, txt } from '../zone.ts';
import { at, japanese } from './shared.ts';

const shop = [
  mx('shop.example', 'mail.shop.example'),
  ...host('mail.shop.example', '203.0.113.20'),
  txt('shop.example', 'v=spf1 mx -all'),
  txt('_dmarc.shop.example', 'v=DMARC1; p=quarantine; rua=mailto:dmarc@shop.example'),
];

const sendgrid = [
  txt('sendgrid.net', 'v=spf1 ip4:198.51.100.0/25 ~all'),
  txt('em.sendgrid.net', 'v=spf1 include:sendgrid.net ~all'),
  txt('smtpapi._domainkey.sendgrid.net', keyRecordOf('service')),
  ...host('wrqvtbkv.outbound-mail.sendgrid.net', '198.51.100.44'),
];

const throughSendGrid = {
  mailFrom: 'bounces+1234567-ab12-hana=office.example@em.sendgrid.net',
  helo: 'wrqvtbkv.outbound-mail.sendgrid.net',
  rdns: 'wrqvtbkv.outbound-mail.sendgrid.net',
  ip: '198.51.100.44',
};

/** The two trace fields that SendGrid writes: both end with a date that no semicolon stands before. */
const sendGridPath = (seconds: number) => {
  const stamp = new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
  return [
    'Received: from MTIzNDU2Nw (unknown)\r\n\tby geopod-ismtpd-3 (SG) with HTTP\r\n\tid aqHKNX2kSp-HiqspAa-uvw\r\n' +
      `\t${new Date((seconds + 2) * 1000).toUTCString().replace(' GMT', '.516')} +0000 (UTC)`,
    'Received: by recvd-5c6b5f7d9c-abcde with SMTP id recvd-5c6b5f7d9c-abcde-1-69127A03-4\r\n' +
      `\t${stamp.slice(0, -2)}${String(Number(stamp.slice(-2)) + 4).padStart(2, '0')}.123456789 +0000 UTC m=+12345.678901234`,
  ];
};

const campaign = `${japanese.greeting}

冬のセールを開催しています。会員の皆さまは、全品が最大 40% 引きです。
The winter sale has begun: up to 40 % off for members until Sunday.

https://www.shop.example/winter

SHOP 本店 / SHOP Main Store`;

const campaignFields = [
  'X-SG-EID: u001.Zm9yLXRlc3RzLW9ubHk',
  'X-Entity-ID: u001.7b4f',
  'List-Unsubscribe: <https://u1234567.ct.sendgrid.net/wf/unsubscribe?upn=test>',
];

export const services: readonly Sample[] = [
  {
    id: 'service-signed',
    folder: 'spam',
    about:
      'The seed: campaign mail through SendGrid with its return address and its signature; shop.example asks for quarantine',
    at: at(10, 0, 12),
    from: 'SHOP 本店 <news@shop.example>',
    subject: '【会員限定】冬のセール開催中 / Winter sale for members',
    fields: campaignFields,
    body: campaign,
    signatures: [{ domain: 'sendgrid.net', selector: 'smtpapi', key: 'service' }],
    signedBy: 'relay',
    path: () => sendGridPath(at(10, 0, 12)),
    envelope: throughSendGrid,
    recorded: {
      spf: 'pass',
      dkim: [{ result: 'pass', domain: 'sendgrid.net', selector: 'smtpapi' }],
      dmarc: { result: 'fail', policy: 'QUARANTINE', disposition: 'QUARANTINE' },
    },
    now: { spf: 'pass', dkim: ['pass'], dmarc: 'fail' },
    verdict: 'service-signature-only',
    zone: [...shop, ...sendgrid],
  },
  {
    id: 'service-unsigned',
    folder: 'spam',
    about: 'The same without any signature: "SPF passed, DMARC failed"',
    at: at(9, 22, 40),
    from: 'SHOP 本店 <news@shop.example>',
    subject: 'ご注文の確認 / Your order',
    fields: campaignFields.slice(0, 2),
    body: campaign,
    signatures: [],
    path: () => sendGridPath(at(9, 22, 40)),
    envelope: throughSendGrid,
    recorded: { spf: 'pass', dkim: [], dmarc: { result: 'fail', policy: 'QUARANTINE', disposition: 'QUARANTINE' } },
    now: { spf: 'pass', dkim: [], dmarc: 'fail' },
    verdict: 'service-return-path',
    zone: [...shop, ...sendgrid],
  },
  {
    id: 'gmail-send-as',
    folder: 'spam',
    about: 'Written in Gmail with "send mail as": return address and signature are gmail.com’s',
    at: at(8, 3, 5),
    from: 'Jun Hara <jun@atelier.example>',
    subject: '打ち合わせの日程 / Our meeting',
    body: `${japanese.greeting}\n\n水曜日の 14 時はいかがでしょうか。\nWould Wednesday at two suit you?`,
    signatures: [{ domain: 'gmail.com', selector: '20251104', key: 'service' }],
    path: (t) => [
      `Received: from [192.168.1.20] (pl1234.nas81x.p-tokyo.nttpc.example. [203.0.113.77])\r\n` +
        '        by smtp.gmail.com with ESMTPSA id d2e1a72fcca58-test.1.2026.11.07.19.05.02\r\n' +
        '        (version=TLS1_3 cipher=TLS_AES_128_GCM_SHA256 bits=128/128);\r\n' +
        `        ${t(2)}`,
    ],
    envelope: {
      mailFrom: 'atelier.jun.test@gmail.com',
      helo: 'mail-sor-f41.google.com',
      rdns: 'mail-sor-f41.google.com',
      ip: '198.51.100.141',
    },
    recorded: {
      spf: 'pass',
      dkim: [{ result: 'pass', domain: 'gmail.com', selector: '20251104' }],
      dmarc: { result: 'fail', policy: 'QUARANTINE', disposition: 'QUARANTINE' },
    },
    now: { spf: 'pass', dkim: ['pass'], dmarc: 'fail' },
    verdict: 'gmail-send-as',
    zone: [
      txt('gmail.com', 'v=spf1 redirect=_spf.google.com'),
      txt('_spf.google.com', 'v=spf1 ip4:198.51.100.128/25 ~all'),
      txt('20251104._domainkey.gmail.com', keyRecordOf('service')),
      txt('_dmarc.gmail.com', 'v=DMARC1; p=none; sp=quarantine'),
      ...host('mail-sor-f41.google.com', '198.51.100.141'),
      txt('atelier.example', 'v=spf1 -all'),
      txt('_dmarc.atelier.example', 'v=DMARC1; p=quarantine'),
    ],
  },
  {
    id: 'default-tenant-signature',
    folder: 'spam',
    about: 'Signed with the default signature of Google Workspace only, and a visible sender of another domain',
    at: at(7, 5, 30),
    from: 'Brand Support <support@brand.example>',
    subject: 'Your enquiry no. 20481',
    body: 'Thank you for writing to us.\n\nWe will answer within two working days.\n\nBrand Support',
    signatures: [{ domain: 'firm-example.20251104.gappssmtp.com', selector: '20251104', key: 'service' }],
    path: (t) => [`Received: from 442788153210 named unknown by gmailapi.google.com with HTTPREST;\r\n        ${t(1)}`],
    envelope: {
      mailFrom: 'support@firm.example',
      helo: 'mail-pl1-f180.google.com',
      rdns: 'mail-pl1-f180.google.com',
      ip: '198.51.100.180',
    },
    recorded: {
      spf: 'neutral',
      dkim: [{ result: 'pass', domain: 'firm-example.20251104.gappssmtp.com', selector: '20251104' }],
      dmarc: { result: 'fail', policy: 'QUARANTINE', disposition: 'QUARANTINE' },
    },
    now: { spf: 'neutral', dkim: ['pass'], dmarc: 'fail' },
    verdict: 'default-tenant-signature',
    zone: [
      txt('firm.example', 'v=spf1 ip4:203.0.113.9 ?all'),
      txt('20251104._domainkey.firm-example.20251104.gappssmtp.com', keyRecordOf('service')),
      ...host('mail-pl1-f180.google.com', '198.51.100.180'),
      txt('brand.example', 'v=spf1 include:_spf.google.com -all'),
      txt('_spf.google.com', 'v=spf1 ip4:198.51.100.128/25 ~all'),
      txt('_dmarc.brand.example', 'v=DMARC1; p=quarantine'),
    ],
  },
  {
    id: 'web-host-sender',
    folder: 'spam',
    about: 'A web form on a rented server: the return address is the server’s own, which has SPF',
    at: at(6, 9, 15),
    from: 'カフェ・ソラ <info@cafe.example>',
    subject: 'お問い合わせありがとうございます',
    fields: ['X-Mailer: PHP/8.3.27', 'X-PHP-Originating-Script: 10123:class-phpmailer.php'],
    body: `${japanese.greeting}\n\nお問い合わせを受け付けました。担当者より二営業日以内にご連絡します。\n\nカフェ・ソラ`,
    signatures: [],
    path: (t) => [`Received: by sv1234.xserver.jp (Postfix, from userid 10123)\r\n\tid 4F3D21234AB; ${t(1)}`],
    envelope: {
      mailFrom: 'xs123456@sv1234.xserver.jp',
      helo: 'sv1234.xserver.jp',
      rdns: 'sv1234.xserver.jp',
      ip: '203.0.113.34',
    },
    recorded: { spf: 'pass', dkim: [], dmarc: { result: 'fail', policy: 'QUARANTINE', disposition: 'QUARANTINE' } },
    now: { spf: 'pass', dkim: [], dmarc: 'fail' },
    verdict: 'web-host-sender',
    zone: [
      ...host('sv1234.xserver.jp', '203.0.113.34'),
      txt('sv1234.xserver.jp', 'v=spf1 a ~all'),
      txt('cafe.example', 'v=spf1 include:spf.sender.xserver.jp ~all'),
      txt('spf.sender.xserver.jp', 'v=spf1 ip4:203.0.113.32/29 ~all'),
      txt('_dmarc.cafe.example', 'v=DMARC1; p=quarantine'),
    ],
  },
];
