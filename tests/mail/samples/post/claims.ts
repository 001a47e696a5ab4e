/** Mail that claims, mail whose rule is strict, mail that never travelled, and a conversation. */

import type { Sample } from '../sample.ts';
import { host, txt } from '../zone.ts';
import { at, fromOwnServer, japanese, ownServer, submitted } from './shared.ts';

const failed = { result: 'fail', policy: 'QUARANTINE', disposition: 'QUARANTINE' } as const;

const team = ownServer(
  'letters.example',
  '192.0.2.10',
  'v=DMARC1; p=reject; rua=mailto:dmarc@letters.example',
  's2026',
);

/** Three messages of one conversation, all from colleagues of one domain. */
const conversation = (
  [
    ['conversation-1', 9, '見積もりの件', 'Could you send me the figures for the new hall?'],
    ['conversation-2', 10, 'Re: 見積もりの件', 'They are in the folder. The second sheet is the one that counts.'],
    ['conversation-3', 11, 'Re: 見積もりの件', 'Thank you, found it.'],
  ] as const
).map(
  ([id, hour, subject, body]): Sample => ({
    id,
    folder: 'inbox',
    about: 'One of three messages of a conversation; all pass',
    conversation: 'estimate',
    at: at(9, hour, 0),
    from: '青木 美咲 <misaki@letters.example>',
    subject,
    body: `${japanese.greeting}\n\n${body}`,
    signatures: [{ domain: 'letters.example', selector: 's2026', key: 'author' }],
    path: submitted('letters.example'),
    envelope: fromOwnServer('letters.example', '192.0.2.10', 'misaki@letters.example'),
    recorded: {
      spf: 'pass',
      dkim: [{ result: 'pass', domain: 'letters.example', selector: 's2026' }],
      dmarc: { result: 'pass', policy: 'REJECT', disposition: 'NONE' },
    },
    now: { spf: 'pass', dkim: ['pass'], dmarc: 'pass' },
    verdict: 'signed-by-author',
    zone: team,
  }),
);

export const claims: readonly Sample[] = [
  {
    id: 'forged-results',
    folder: 'spam',
    about: 'Among the sender’s fields stands a forged "Authentication-Results: mx.google.com; dmarc=pass"',
    at: at(9, 18, 0),
    from: 'Security Team <security@bank.example>',
    subject: 'Please confirm your account',
    fields: [
      'Authentication-Results: mx.google.com;\r\n       dkim=pass header.i=@bank.example header.s=b1 header.b=AAAAAAAA;\r\n' +
        '       spf=pass (google.com: domain of security@bank.example designates 192.0.2.160 as permitted sender)' +
        ' smtp.mailfrom=security@bank.example;\r\n       dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=bank.example',
      'Received-SPF: pass (google.com: domain of security@bank.example designates 192.0.2.160 as permitted sender)' +
        ' client-ip=192.0.2.160;',
    ],
    body: 'Please confirm your account within 24 hours.',
    signatures: [],
    path: (t) => [
      'Received: from mail.bank.example (mail.bank.example [192.0.2.160])\r\n' +
        `\tby mx.bank.example with ESMTPS id AB12CD34; ${t(1)}`,
    ],
    envelope: { mailFrom: 'security@bank.example', helo: 'mail.bank.example', rdns: null, ip: '203.0.113.99' },
    recorded: { spf: 'softfail', dkim: [], dmarc: failed },
    now: { spf: 'softfail', dkim: [], dmarc: 'fail' },
    verdict: 'server-not-listed',
    zone: [
      ...host('mail.bank.example', '192.0.2.160'),
      txt('bank.example', 'v=spf1 a:mail.bank.example ~all'),
      txt('_dmarc.bank.example', 'v=DMARC1; p=quarantine'),
    ],
  },
  {
    id: 'strict-subdomain',
    folder: 'spam',
    about: 'Signed and sent as a subdomain, where the domain asks for an exact match',
    at: at(6, 2, 0),
    from: 'Ministry of Forms <forms@ministry.example>',
    subject: 'Form 27b',
    body: 'Enclosed you find form 27b.',
    signatures: [{ domain: 'out.ministry.example', selector: 'o1', key: 'author' }],
    path: submitted('out.ministry.example'),
    envelope: fromOwnServer('out.ministry.example', '192.0.2.170'),
    recorded: {
      spf: 'pass',
      dkim: [{ result: 'pass', domain: 'out.ministry.example', selector: 'o1' }],
      dmarc: failed,
    },
    now: { spf: 'pass', dkim: ['pass'], dmarc: 'fail' },
    verdict: 'strict-subdomain',
    zone: [
      ...ownServer('out.ministry.example', '192.0.2.170', '', 'o1').filter(({ name }) => !name.startsWith('_dmarc.')),
      txt('_dmarc.ministry.example', 'v=DMARC1; p=quarantine; adkim=s; aspf=s'),
    ],
  },
  {
    id: 'just-sent',
    folder: 'sent',
    about: 'Sent by the reader a moment ago: no mail server has seen it',
    at: at(10, 2, 0),
    from: 'Hana Mori <hana@office.example>',
    to: '<misaki@letters.example>',
    subject: 'Re: 展示会のご案内 / Invitation to our exhibition',
    body: 'ぜひ伺います。I will gladly come.',
    signatures: [],
    path: () => [],
    envelope: null,
    recorded: null,
    now: { spf: null, dkim: [], dmarc: 'none' },
    verdict: 'not-delivered',
    zone: [],
  },
  ...conversation,
];
