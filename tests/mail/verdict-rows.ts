/** Messages that reach every row of the verdict table, as sketches. */

import type { VerdictId } from '../../src/judgement/verdicts/table.ts';
import { type Sketch, sendGrid, shop } from './reports.ts';

const own = `bounce@${shop}`;
const failing = { spf: 'matched-softfail', spfRecorded: 'softfail', dmarc: 'no-identifier' } as const;

export const verdictRows: readonly (readonly [VerdictId, string, Sketch])[] = [
  [
    'not-a-message',
    'no field of an email',
    { limits: ['not-a-message'], author: { domain: null, fault: 'no-from' }, dmarc: 'no-author-domain' },
  ],
  [
    'malformed-author',
    'two From fields',
    { author: { domain: null, fault: 'several-from' }, dmarc: 'no-author-domain' },
  ],
  ['not-delivered', 'a draft', { delivered: false, spf: null, dmarc: null }],
  ['not-delivered', 'no trusted hop, and nothing that needs none', { delivered: false, dmarc: 'no-identifier' }],
  [
    'signed-by-author',
    'no trusted hop, and a signature',
    { delivered: false, signed: [{ d: shop }], dmarc: 'aligned-dkim', spf: null },
  ],
  ['signed-by-author', 'aligned DKIM', { signed: [{ d: shop }], dmarc: 'aligned-dkim' }],
  [
    'signed-by-author',
    'of two signatures one is aligned',
    { signed: [{ d: 'sendgrid.net' }, { d: shop }], dmarc: 'aligned-dkim' },
  ],
  [
    'signed-by-author',
    'as recorded, nothing asked',
    { asked: false, signed: [{ d: shop, recorded: 'pass' }], dmarcRecorded: 'pass' },
  ],
  [
    'signed-by-author',
    'as recorded, no answer now',
    {
      signed: [{ d: shop, now: 'key-unavailable', recorded: 'pass' }],
      dmarc: 'authentication-temperror',
      dmarcRecorded: 'pass',
    },
  ],
  [
    'signed-by-author',
    'by another name of the organisation',
    { signed: [{ d: `mail.${shop}`, relation: 'organizational' }], dmarc: 'aligned-dkim' },
  ],
  ['allowed-by-author', 'aligned SPF alone', { mailFrom: own, dmarc: 'aligned-spf' }],
  [
    'allowed-by-author',
    'aligned SPF, the signature is broken',
    { mailFrom: own, dmarc: 'aligned-spf', signed: [{ d: shop, now: 'body-hash-mismatch' }] },
  ],
  ['signed-partly', 'l=0', { signed: [{ d: shop, covers: 'nothing' }], dmarc: 'aligned-dkim' }],
  [
    'allowed-by-author',
    'l=0, and a server that the author allows',
    { signed: [{ d: shop, covers: 'nothing' }], mailFrom: own, dmarc: 'aligned-both' },
  ],
  ['allowed-to-anyone', '+all', { mailFrom: own, dmarc: 'aligned-spf', breadth: 'anyone' }],
  ['shared-suffix', 'aligned by a public suffix', { signed: [{ d: shop }], dmarc: 'aligned-dkim', shared: true }],
  [
    'passed-in-file',
    'a server, by the address that a file says',
    { mailFrom: own, dmarc: 'aligned-spf', source: { kind: 'file' } },
  ],
  [
    'passed-in-file',
    'a pass that a file says was recorded',
    { asked: false, signed: [{ d: shop, recorded: 'pass' }], dmarcRecorded: 'pass', source: { kind: 'file' } },
  ],
  [
    'signed-by-author',
    'a file, and a signature',
    { signed: [{ d: shop }], dmarc: 'aligned-dkim', source: { kind: 'file' } },
  ],
  [
    'confirmed-by-record',
    'a pass, and no word for whom',
    { asked: false, mailFrom: null, spfRecorded: null, dmarcRecorded: 'pass' },
  ],
  [
    'key-changed-since',
    'the key is gone',
    { signed: [{ d: shop, now: 'key-missing', recorded: 'pass' }], dmarcRecorded: 'pass' },
  ],
  [
    'key-changed-since',
    'the key is another one',
    { signed: [{ d: shop, now: 'signature-mismatch', recorded: 'pass' }], dmarcRecorded: 'pass' },
  ],
  [
    'passed-on-arrival',
    'the SPF record has changed',
    { mailFrom: own, spf: 'matched-fail', dmarc: 'no-identifier', dmarcRecorded: 'pass' },
  ],
  [
    'passed-on-arrival',
    'by an older rule alone',
    {
      mailFrom: `b@other.${shop}`,
      spfRelation: 'none',
      dmarcRecorded: 'pass',
      rfc7489: { result: 'pass', organizationalDomain: shop, policyDomain: shop, aligned: [`other.${shop}`] },
    },
  ],
  ['passed-on-arrival', 'the policy is gone', { mailFrom: own, dmarc: 'no-record', dmarcRecorded: 'pass' }],
  ['could-not-check', 'no answer, nothing recorded', { dmarc: 'policy-lookup-failed', dmarcRecorded: null }],
  ['could-not-check', 'nothing asked, nothing recorded', { asked: false, dmarcRecorded: null }],
  ['could-not-check', 'still under way', { dmarc: null, dmarcRecorded: null, complete: false }],
  ['no-policy', 'no record', { dmarc: 'no-record', dmarcRecorded: null }],
  ['no-policy', 'a record without a policy', { dmarc: 'no-valid-policy', dmarcRecorded: null }],
  ['gmail-send-as', 'MAIL FROM at gmail.com', { mailFrom: 'someone@gmail.com' }],
  ['default-tenant-signature', 'Workspace', { signed: [{ d: 'shop-example.20230601.gappssmtp.com' }] }],
  [
    'default-tenant-signature',
    'Microsoft 365',
    { ...failing, signed: [{ d: 'shop.onmicrosoft.com' }], dmarc: 'not-aligned' },
  ],
  ['web-host-sender', 'Xserver', { mailFrom: 'shop@sv1234.xserver.jp' }],
  [
    'web-host-sender',
    'Sakura, which has no SPF',
    { ...failing, spf: 'no-record', mailFrom: 'shop@www1234.sakura.ne.jp' },
  ],
  ['web-host-sender', 'an account of a web server', { mailFrom: 'www-data@host.example' }],
  ['strict-subdomain', 'aspf=s', { mailFrom: `b@mail.${shop}`, spfRelation: 'organizational', spfMode: 's' }],
  [
    'list',
    'a mailing list with its own return address',
    {
      mailFrom: 'list-bounces@lists.example',
      signed: [{ d: shop, now: 'body-hash-mismatch' }],
      headers: ['List-Id: <talk.lists.example>', 'List-Post: <mailto:talk@lists.example>'],
    },
  ],
  [
    'key-never-published',
    'no key then, no key now',
    { ...failing, signed: [{ d: shop, now: 'key-missing', recorded: 'permerror' }] },
  ],
  [
    'key-never-published',
    'through a service',
    { services: [sendGrid], signed: [{ d: shop, now: 'key-missing', recorded: 'permerror' }] },
  ],
  ['signature-at-fault', 'expired', { ...failing, signed: [{ d: shop, now: 'expired', recorded: 'fail' }] }],
  [
    'signature-broken',
    'no sign of a list',
    { ...failing, signed: [{ d: shop, now: 'body-hash-mismatch', recorded: 'fail' }] },
  ],
  [
    'signature-broken',
    'a service writes List-Id as well',
    { services: [sendGrid], signed: [{ d: shop, now: 'body-hash-mismatch' }], headers: ['List-Id: <1.sendgrid.net>'] },
  ],
  [
    'service-signature-only',
    'return address and signature of the service',
    { services: [sendGrid], signed: [{ d: 'sendgrid.net' }] },
  ],
  ['service-return-path', 'the seed', { services: [sendGrid] }],
  ['service-return-path', 'the seed, nothing asked', { asked: false }],
  ['signed-by-other', 'SPF does not pass', { ...failing, signed: [{ d: 'esp.example' }], dmarc: 'not-aligned' }],
  [
    'nothing-vouches',
    'X-Forwarded-To, which anybody can write',
    { ...failing, headers: ['X-Forwarded-To: a@gmail.com'] },
  ],
  [
    'forwarded',
    'the same, and the forwarder’s own return address passes',
    { mailFrom: 'b@forwarder.example', headers: ['X-Forwarded-To: a@gmail.com'] },
  ],
  ['forwarded', 'SRS: SPF passes for the forwarder', { mailFrom: 'SRS0=ab=cd=shop.example=info@forwarder.example' }],
  [
    'nothing-vouches',
    'sealed by somebody else, which nobody verified',
    { ...failing, headers: ['ARC-Seal: i=1; a=rsa-sha256; d=forwarder.example; s=a; cv=none; b=x'] },
  ],
  ['spf-record-broken', 'eleven lookups', { ...failing, spf: 'too-many-lookups', spfRecorded: 'permerror' }],
  ['server-not-listed', 'softfail for the author', { ...failing, mailFrom: own }],
  [
    'server-not-listed',
    'Microsoft seals what it sends: no forwarding',
    { ...failing, mailFrom: own, headers: ['ARC-Seal: i=1; d=microsoft.com; cv=none; b=x'] },
  ],
  ['nothing-vouches', 'no SPF, no DKIM', { ...failing, spf: 'no-record', spfRecorded: 'none' }],
  ['other', 'permerror, as older receivers record it', { asked: false, dmarcRecorded: 'permerror' }],
];
