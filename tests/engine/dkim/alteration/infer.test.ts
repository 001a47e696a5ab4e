/** Why a signature does not fit: one signed message for each change that is looked for, changed so; and one that nothing explains. */

import { createHash, createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digest } from '../../../../src/engine/digest.ts';
import { type Change, type ChangeReason, changeReasons } from '../../../../src/engine/dkim/alteration/alteration.ts';
import { inferAlterations } from '../../../../src/engine/dkim/alteration/infer.ts';
import { verifyDkim } from '../../../../src/engine/dkim/verify.ts';
import { fieldsOf } from '../../../../src/engine/message/fields.ts';
import {
  canonBody,
  ed25519Key,
  keysAt,
  type Message,
  octetsOf,
  recordOf,
  rsaKey,
  sign,
  type TestKey,
} from '../../../mail/signer.ts';

const key = rsaKey(1024);
const resolve = keysAt({ 's1._domainkey.example.com': recordOf(key) });

async function changesOf(octets: Buffer<ArrayBuffer>): Promise<readonly Change[]> {
  const read = await digest(octets);
  const checks = await verifyDkim(fieldsOf(read.header), read, { resolve, now: 0, arrivedAt: null });
  expect(checks.map(({ result }) => result)).toEqual(['fail']);
  const [found, ...others] = await inferAlterations(octets, checks);
  expect(others).toEqual([]);
  expect(found?.field).toBe(checks[0]?.field);
  return found?.changes ?? [];
}

const fields = [
  'From: Ann <ann@example.com>',
  'To: list@example.org,\r\n bob@example.net',
  'Subject: Re: tea',
  'Date: Tue, 24 Nov 2026 12:00:00 +0900',
  'Message-ID: <1@example.com>',
  'MIME-Version: 1.0',
];
const h = 'from:to:subject:date:message-id:mime-version:content-type:content-transfer-encoding:reply-to';
const text: Message = { fields, body: 'Hello,\r\n\r\nshall we have tea?\r\n' };
const multipart = (parts: readonly string[], type = 'alternative'): Message => ({
  fields: [...fields, `Content-Type: multipart/${type}; boundary="=_b"`],
  body: `This is MIME.\r\n${parts.map((part) => `--=_b\r\n${part}\r\n`).join('')}--=_b--\r\n`,
});
const plainPart = 'Content-Type: text/plain; charset=utf-8\r\n\r\nHello,\r\nshall we have tea?\r\n';
const htmlPart = 'Content-Type: text/html; charset=utf-8\r\n\r\n<p>Hello,</p>\r\n<p>shall we have tea?</p>\r\n';
const both = multipart([plainPart, htmlPart]);

type Case = {
  readonly of: ChangeReason;
  readonly what: string;
  readonly message?: Message;
  readonly tags?: Readonly<Record<string, string>>;
  /** On the message as text, octet for octet. */
  readonly change: (whole: string) => string;
  readonly found?: Partial<Change>;
};

const footer = '_______________\r\nlist mailing list\r\nhttps://list.example.org/\r\n';
const put = (before: string, what: string) => (whole: string) => whole.replace(before, () => what + before);
const swap = (before: string | RegExp, after: string) => (whole: string) => whole.replace(before, () => after);

const long = (octets: number) => 'a word '.repeat(octets / 7 + 1).slice(0, octets);
/** Each piece that long, the space before it counted: smtp_line_length_limit of Postfix; and sendmail's L= with a mark behind it. */
const broken = (limit: number, mark: string) => (whole: string) => {
  const [header = '', ...body] = whole.split('\r\n\r\n');
  const pieces = (line: string) => {
    const made = [line.slice(0, limit)];
    for (let at = limit; at < line.length; at += limit - 1) made.push(` ${line.slice(at, at + limit - 1)}`);
    return made.join(`${mark}\r\n`);
  };
  return [header, body.join('\r\n\r\n').split('\r\n').map(pieces).join('\r\n')].join('\r\n\r\n');
};

const cases: readonly Case[] = [
  {
    of: 'text-appended',
    what: 'a footer',
    change: (whole) => whole + footer,
    found: { octets: footer.length, line: 4 },
  },
  { of: 'text-appended', what: 'a footer behind an empty line', change: (whole) => `${whole}\r\n${footer}` },
  {
    of: 'text-prepended',
    what: 'a line above',
    change: put('Hello', 'Sent to all.\r\n'),
    found: { octets: 14, line: 1 },
  },
  {
    of: 'banner-added',
    what: 'a warning above the text',
    change: put('Hello', 'CAUTION: This email originated from outside of the organization.\r\n\r\n'),
  },
  {
    of: 'banner-added',
    what: 'a warning in the part with the text',
    message: both,
    change: put('Hello,\r\n', Buffer.from('【注意】社外からのメールです\r\n').toString('latin1')),
  },
  {
    of: 'banner-added',
    what: 'a warning in the text, and in a line of its HTML',
    message: both,
    change: (whole) =>
      put(
        'Hello,\r\n',
        'CAUTION: do not click.\r\n\r\n',
      )(put('<p>Hello', '<table><tr><td>CAUTION: do not click.</td></tr></table>')(whole)),
    found: { octets: 81, line: 5 },
  },
  {
    of: 'banner-added',
    what: 'a warning below <body>, in a message that is all HTML',
    message: {
      fields: [...fields, 'Content-Type: text/html'],
      body: '<html><body class="x"><p>Tea?</p>\r\n</body>\r\n',
    },
    change: put('<p>', '\r\n<div>EXTERNAL EMAIL</div>\r\n'),
    found: { octets: 29, line: 2 },
  },
  {
    of: 'text-inserted',
    what: 'a footer above </body>',
    message: { fields: [...fields, 'Content-Type: text/html'], body: '<html><body><p>Tea?</p></body></html>\r\n' },
    change: put('</body>', '<hr><p>The list.</p>\r\n'),
  },
  { of: 'text-inserted', what: 'a footer within a part', message: both, change: put('\r\n--=_b--', `${footer}`) },
  {
    of: 'text-inserted',
    what: 'a footer in the text and in its HTML',
    message: both,
    change: (whole) =>
      put(
        '\r\n--=_b--',
        '\r\n-- <br />\r\nTo leave the group, write to ...<br />',
      )(put('\r\n--=_b\r\nContent-Type: text/html', '\r\n-- \r\nTo leave the group, write to ...')(whole)),
  },
  {
    of: 'part-added',
    what: 'a part with a footer',
    message: multipart([plainPart], 'mixed'),
    change: put('--=_b--', `--=_b\r\nContent-Type: text/plain\r\n\r\n${footer}\r\n`),
  },
  {
    of: 'message-wrapped',
    what: 'a multipart around the text',
    tags: { h: 'from:to:subject' },
    change: (whole) =>
      swap(
        /\r\n\r\n([\s\S]*)$/,
        `\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n${text.body}\r\n--x\r\n\r\n${footer}\r\n--x--\r\n`,
      )(whole),
  },
  {
    of: 'line-endings-changed',
    what: 'lone CRs',
    change: (whole) => whole.slice(0, -text.body.length) + text.body.replace('\r\n\r\n', '\r\r'),
  },
  {
    of: 'line-endings-changed',
    what: 'signed with lone LFs',
    tags: { bh: createHash('sha256').update(text.body.replaceAll('\r\n', '\n')).digest('base64') },
    change: (whole) => whole,
  },
  {
    of: 'white-space-changed',
    what: 'white space at the end of lines, under simple',
    tags: { c: 'relaxed/simple' },
    change: swap('Hello,', 'Hello,  '),
  },
  {
    of: 'white-space-changed',
    what: 'the space behind "--" gone, under simple',
    message: { ...text, body: 'Hello\r\n-- \r\nAnn\r\n' },
    tags: { c: 'relaxed/simple' },
    change: swap('-- \r\n', '--\r\n'),
  },
  { of: 'white-space-changed', what: 'an empty line first', change: put('Hello', '\r\n') },
  {
    of: 'lines-quoted',
    what: '">From "',
    message: { ...text, body: 'From here\r\nto there\r\n' },
    change: swap('From here', '>From here'),
  },
  { of: 'lines-quoted', what: 'a dot lost', message: { ...text, body: '..a\r\n' }, change: swap('..a', '.a') },
  {
    of: 'lines-broken',
    what: 'a line over 998 octets, by Postfix',
    message: { ...text, body: `Hello\r\n${long(1500)}\r\nAnn\r\n` },
    change: broken(998, ''),
    found: { octets: 3, line: 3 },
  },
  {
    of: 'lines-broken',
    what: 'several, one of them more than twice',
    message: { ...text, body: `${long(3500)}\r\nx\r\n${long(1100)}\r\n${long(990)}\r\n ${long(20)}\r\n` },
    change: broken(998, ''),
    found: { octets: 12, line: 2 },
  },
  {
    of: 'lines-broken',
    what: 'of an older Postfix, under simple',
    message: { ...text, body: `${long(2000)}\r\n` },
    tags: { c: 'simple/simple' },
    change: broken(990, ''),
  },
  {
    of: 'lines-broken',
    what: 'by sendmail',
    message: { ...text, body: `${long(1500)}\r\n${long(3000)}\r\n` },
    change: broken(989, '!'),
    found: { octets: 16, line: 2 },
  },
  {
    of: 're-encoded',
    what: '8bit as quoted-printable',
    message: { fields: [...fields, 'Content-Transfer-Encoding: 8bit'], body: 'Gr\xc3\xbc\xc3\x9fe = x\r\n' },
    tags: { h: 'from' },
    change: (whole) =>
      swap('8bit', 'quoted-printable')(whole).replace('Gr\xc3\xbc\xc3\x9fe = x', 'Gr=C3=BC=C3=9Fe =3D x'),
  },
  {
    of: 're-encoded',
    what: 'quoted-printable as 8bit, in a part',
    message: multipart([
      'Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=BC=C3=9Fe\r\n',
    ]),
    change: (whole) => swap('quoted-printable', '8bit')(whole).replace('=C3=BC=C3=9F', '\xc3\xbc\xc3\x9f'),
  },
  {
    of: 're-encoded',
    what: '8bit as base64',
    message: { fields: [...fields, 'Content-Transfer-Encoding: 8bit'], body: 'Gr\xc3\xbc\xc3\x9fe\r\n' },
    tags: { h: 'from' },
    change: (whole) => swap('8bit', 'base64')(whole).replace('Gr\xc3\xbc\xc3\x9fe\r\n', 'R3LDvMOfZQ0K\r\n'),
  },
  {
    of: 'part-emptied',
    what: 'an attachment without content',
    message: multipart([plainPart, 'Content-Type: application/pdf\r\n\r\nJVBERi0xLjQ='], 'mixed'),
    change: swap('JVBERi0xLjQ=', ''),
    found: { proved: false },
  },
  {
    of: 'part-removed',
    what: 'an attachment',
    message: multipart([plainPart, 'Content-Type: application/pdf\r\n\r\nJVBERi0xLjQ='], 'mixed'),
    change: swap('--=_b\r\nContent-Type: application/pdf\r\n\r\nJVBERi0xLjQ=\r\n', ''),
    found: { proved: false },
  },
  {
    of: 'body-shortened',
    what: 'less than l= says',
    tags: { l: `${canonBody(text.body, 'relaxed').length}` },
    change: swap('Hello', 'Hell'),
    found: { proved: false, octets: 1 },
  },
  {
    of: 'subject-tagged',
    what: 'the name of a list',
    change: swap('Subject: Re: tea', 'Subject: [list] Re: tea'),
    found: { name: 'Subject', signed: ' Re: tea' },
  },
  { of: 'subject-tagged', what: 'a mark behind "Re:"', change: swap('Re: tea', 'Re: [list 12] tea') },
  { of: 'subject-tagged', what: 'a spam mark', change: swap('Re: tea', '***SPAM*** Re: tea') },
  {
    of: 'from-rewritten',
    what: 'the list as author',
    change: swap(
      'From: Ann <ann@example.com>',
      'X-Original-From: Ann <ann@example.com>\r\nFrom: Ann via list <list@example.org>',
    ),
    found: { name: 'From', signed: ' Ann <ann@example.com>' },
  },
  {
    of: 'message-id-replaced',
    what: 'by Gmail',
    change: swap(
      'Message-ID: <1@example.com>',
      'X-Google-Original-Message-ID: <1@example.com>\r\nMessage-ID: <2@mx.google.com>',
    ),
  },
  {
    of: 'field-added',
    what: 'Reply-To',
    change: put('Subject:', 'Reply-To: list@example.org\r\n'),
    found: { signed: null },
  },
  {
    of: 'field-refolded',
    what: 'under simple',
    tags: { c: 'simple/relaxed' },
    change: swap('example.org,\r\n\tbob', 'example.org,\r\n bob'),
    message: {
      ...text,
      fields: [...fields.slice(0, 1), 'To: list@example.org,\r\n\tbob@example.net', ...fields.slice(2)],
    },
  },
  {
    of: 'field-refolded',
    what: 'the signature itself, under simple',
    tags: { c: 'simple/relaxed' },
    change: swap('; d=', ';\r\n d='),
    found: { name: 'DKIM-Signature' },
  },
  {
    of: 'field-refolded',
    what: 'a space more behind the colon, under simple',
    tags: { c: 'simple/relaxed' },
    change: swap('Subject: ', 'Subject:  '),
    found: { name: 'Subject' },
  },
  {
    of: 'words-re-encoded',
    what: 'raw UTF-8 as Q',
    message: { ...text, fields: [...fields.slice(0, 2), 'Subject: Gr\xc3\xbc\xc3\x9fe', ...fields.slice(3)] },
    change: swap('Gr\xc3\xbc\xc3\x9fe', '=?utf-8?q?Gr=C3=BC=C3=9Fe?='),
  },
  {
    of: 'words-re-encoded',
    what: 'B as raw UTF-8',
    message: { ...text, fields: [...fields.slice(0, 2), 'Subject: =?UTF-8?B?R3LDvMOfZQ==?=', ...fields.slice(3)] },
    change: swap('=?UTF-8?B?R3LDvMOfZQ==?=', 'Gr\xc3\xbc\xc3\x9fe'),
  },
  {
    of: 'address-rewritten',
    what: 'quotes around a name with a dot, by sendmail',
    message: { ...text, fields: ['From: Dr. Ann <ann@example.com>', ...fields.slice(1)] },
    change: swap('Dr. Ann', '"Dr. Ann"'),
    found: { name: 'From', signed: ' Dr. Ann <ann@example.com>' },
  },
  { of: 'address-rewritten', what: 'quotes around any name', change: swap('Ann <', '"Ann" <') },
  {
    of: 'address-rewritten',
    what: 'quotes taken away',
    message: { ...text, fields: ['From: "Ann" <ann@example.com>', ...fields.slice(1)] },
    change: swap('"Ann"', 'Ann'),
  },
  {
    of: 'address-rewritten',
    what: 'quotes where they must be, and not where they need not',
    message: { ...text, fields: [...fields.slice(0, 1), 'To: "A, B" <a@b.example>, Dr. C <c@d.example>'] },
    tags: { h: 'from:to' },
    change: swap('Dr. C', '"Dr. C"'),
    found: { name: 'To' },
  },
  {
    of: 'address-rewritten',
    what: 'a comment for a name',
    message: { ...text, fields: ['From: ann@example.com (Ann)', ...fields.slice(1)] },
    change: swap('ann@example.com (Ann)', 'Ann <ann@example.com>'),
  },
  {
    of: 'address-rewritten',
    what: 'angle brackets, under simple',
    message: { ...text, fields: ['From: ann@example.com', ...fields.slice(1)] },
    tags: { c: 'simple/simple' },
    change: swap('From: ann@example.com', 'From: <ann@example.com>'),
  },
  {
    of: 'address-rewritten',
    what: 'a space before the bracket',
    message: { ...text, fields: ['From: "Ann"<ann@example.com>', ...fields.slice(1)] },
    change: swap('"Ann"<', '"Ann" <'),
  },
  {
    of: 'transfer-encoding-changed',
    what: '8bit named base64',
    message: { fields: [...fields, 'Content-Transfer-Encoding: 8bit'], body: 'R3LDvMOfZQ0K\r\n' },
    change: swap('8bit', 'base64'),
  },
  {
    of: 'field-changed',
    what: 'as z= has it',
    tags: { z: 'From:Ann=20<ann@example.com>|Date:Tue,=2024=20Nov=202026=2012=3A00=3A00=20+0900' },
    change: swap('12:00:00 +0900', '03:00:00 +0000'),
    found: { name: 'Date', signed: 'Tue, 24 Nov 2026 12:00:00 +0900' },
  },
  {
    of: 'field-removed',
    what: 'but for its copy in z=',
    message: { ...text, fields: [...fields, 'X-Mailer-Info: 10.abc'] },
    tags: { h: `${h}:x-mailer-info`, z: 'X-Mailer-Info:=2010.abc|X-Other:1', c: 'simple/simple' },
    change: swap('X-Mailer-Info: 10.abc\r\n', ''),
    found: { name: 'X-Mailer-Info', signed: ' 10.abc' },
  },
];

describe('what was changed', () => {
  it.each(cases)('$of: $what', async ({ of, message = text, tags = {}, change, found = {} }) => {
    const whole = octetsOf(sign(message, { key, tags: { h, ...tags } })).toString('latin1');
    const after = Buffer.from(change(whole), 'latin1') as Buffer<ArrayBuffer>;
    if (!tags['bh']) expect(after.toString('latin1')).not.toBe(whole);
    const [first, ...others] = await changesOf(after);
    expect(first).toMatchObject({ reason: of, proved: true, ...found });
    // Of the body where and how much, and nothing of what stands there.
    const said = [
      'reason',
      'proved',
      'octets',
      'line',
      ...(changeReasons[of].in === 'header' ? ['name', 'signed'] : []),
    ];
    expect(Object.keys(first ?? {}).filter((one) => !said.includes(one))).toEqual([]);
    expect(others).toEqual([]);
  });

  it('names every change that there is a case for', () => {
    expect(new Set(cases.map((one) => one.of))).toEqual(new Set(Object.keys(changeReasons)));
  });

  it('finds what a mailing list does all at once', async () => {
    const whole = octetsOf(sign(text, { key, tags: { h } })).toString('latin1');
    const after = `${whole}${footer}`
      .replace('Subject: Re', 'Subject: [list] Re')
      .replace('From: Ann <ann@example.com>', 'Reply-To: Ann <ann@example.com>\r\nFrom: Ann via list <l@example.org>');
    const changes = await changesOf(Buffer.from(after, 'latin1') as Buffer<ArrayBuffer>);
    expect(changes.map(({ reason }) => reason).sort()).toEqual([
      'field-added',
      'from-rewritten',
      'subject-tagged',
      'text-appended',
    ]);
  });

  it('says nothing where nothing fits', async () => {
    const whole = octetsOf(sign(text, { key, tags: { h } })).toString('latin1');
    const after = whole.replace('tea?', 'cake?').replace('Re: tea', 'Re: cake');
    expect(await changesOf(Buffer.from(after, 'latin1') as Buffer<ArrayBuffer>)).toEqual([]);
  });

  it('looks at no signature that fits, or that cannot be judged', async () => {
    const octets = octetsOf(sign(text, { key }));
    const read = await digest(octets);
    const checks = await verifyDkim(fieldsOf(read.header), read, { resolve, now: 0, arrivedAt: null });
    expect(await inferAlterations(octets, checks)).toEqual([]);
    const unasked = await verifyDkim(fieldsOf(read.header), read, { resolve: keysAt({}), now: 0, arrivedAt: null });
    expect(await inferAlterations(octets, unasked)).toEqual([]);
  });

  it('of a message whose lines end in lone LFs', async () => {
    const whole = octetsOf(sign(text, { key, tags: { h } })).toString('latin1');
    const after = `${whole}${footer}`.replace('Re: tea', '[list] Re: tea').replaceAll('\r\n', '\n');
    const changes = await changesOf(Buffer.from(after, 'latin1') as Buffer<ArrayBuffer>);
    expect(changes.map(({ reason }) => reason)).toEqual(['text-appended', 'subject-tagged']);
  });
});

const withDate = (signed: Message): Message => ({
  ...signed,
  fields: signed.fields.map((field) => field.replace('Date: Tue, 24', 'Date: Wed, 25')),
});

describe('within bounds', () => {
  /** How often the platform was asked for a signature, or for a hash, while nothing was found. */
  async function computedFor(octets: Buffer<ArrayBuffer>, records: readonly string[]) {
    const read = await digest(octets);
    const keys = keysAt({ 's1._domainkey.example.com': records });
    const checks = await verifyDkim(fieldsOf(read.header), read, { resolve: keys, now: 0, arrivedAt: null });
    const { verify, digest: hash } = crypto.subtle;
    const computed = { signatures: 0, hashes: 0, octets: 0 };
    crypto.subtle.verify = (...given) => {
      computed.signatures++;
      return verify.apply(crypto.subtle, given);
    };
    crypto.subtle.digest = (...given) => {
      computed.hashes++;
      computed.octets += given[1].byteLength;
      return hash.apply(crypto.subtle, given);
    };
    try {
      expect(await inferAlterations(octets, checks)).toMatchObject([{ changes: [] }]);
    } finally {
      crypto.subtle.verify = verify;
      crypto.subtle.digest = hash;
    }
    return computed;
  }

  it('signatures that tell no hash: ten keys of Ed25519', async () => {
    const made = Array.from({ length: 10 }, ed25519Key);
    const signed = sign(text, { key: made[0] as TestKey, tags: { h, b: Buffer.alloc(64, 1).toString('base64') } });
    expect(await computedFor(octetsOf(signed), made.map(recordOf))).toMatchObject({ signatures: 240 });
  });

  it('signatures that tell no hash: ten keys of RSA, as large as can be', async () => {
    const modulus = Buffer.alloc(2047, 0xff);
    const jwk = { kty: 'RSA', n: modulus.toString('base64url'), e: '/////w' };
    const p = createPublicKey({ format: 'jwk', key: jwk }).export({ type: 'spki', format: 'der' }).toString('base64');
    const records = Array.from({ length: 10 }, (_, n) => `n=${n}; p=${p}`);
    const signed = sign(text, { key, tags: { h, b: modulus.fill(1).toString('base64') } });
    expect(await computedFor(octetsOf(signed), records)).toMatchObject({ signatures: 10 });
  });

  it('header sections that are hashed', async () => {
    const tagged = Array.from({ length: 96 }, (_, n) => `[${n}]`).join(' ');
    const many = ['To', 'Cc', 'Reply-To', 'Sender', 'Date', 'Message-ID'].map((name) => `${name}: a,\r\n b,\r\n c`);
    const given = { ...text, fields: [...fields, ...many, `Subject: ${tagged} =?utf-8?q?=e4?=`] };
    const signed = sign(given, { key, tags: { c: 'simple', h: 'from:to:cc:reply-to:sender:date:message-id:subject' } });
    const changed = {
      ...signed,
      fields: signed.fields.map((field) => field.replace('Tea', 'Milk').replace('[1]', '')),
    };
    expect(await computedFor(octetsOf(changed), [recordOf(key)])).toMatchObject({ signatures: 0, hashes: 2000 });
  });

  it.each<[string, Message]>([
    ['a large text', { ...text, body: 'word  word \r\n'.repeat(300_000) }],
    ['many parts', multipart(Array<string>(5000).fill(plainPart))],
    [
      'many fields',
      { ...text, fields: [...fields, ...Array<string>(2000).fill('Subject: [a] [b] [c] [d] =?utf-8?q?=20?=')] },
    ],
    ['a long subject', { ...text, fields: [...fields, `Subject: ${'[a] '.repeat(900)}`] }],
    ['raw letters', { ...text, fields: [...fields, `Subject: ${'a'.repeat(200_000)} \xc3\xbc`] }],
    ['bare CRs', { ...text, body: `${'\r'.repeat(1_000_000)}x` }],
    ['white space without end', { ...text, body: `${' \t'.repeat(500_000)}x` }],
    ['broken lines', { ...text, body: `${'a'.repeat(998)}\r\n `.repeat(1000) }],
    [
      'long words with a raw letter',
      { ...text, fields: [...fields, ...Array<string>(60).fill(`Subject: ${'a'.repeat(3900)} \xc3\xbc`)] },
    ],
    ['addresses', { ...text, fields: [...fields, ...Array<string>(60).fill(`Cc: ${'"a" <a@b>,'.repeat(390)}a@b`)] }],
    [
      'delimiters in each other',
      { ...multipart([]), body: '--=_b\r\nContent-Type: multipart/mixed; boundary="=_b"\r\n\r\n'.repeat(3000) },
    ],
  ])(
    '%s',
    async (_, message) => {
      const names = `${h}${':subject:cc'.repeat(60)}`;
      // Another body, and another Date: nothing that is tried fits.
      const bh = createHash('sha256').update('another').digest('base64');
      const octets = octetsOf(withDate(sign(message, { key, tags: { h: names, bh } })));
      let hashes = 0;
      const { digest: hash } = crypto.subtle;
      crypto.subtle.digest = (...given) => {
        hashes++;
        return hash.apply(crypto.subtle, given);
      };
      try {
        expect((await changesOf(octets)).filter(({ proved }) => proved)).toEqual([]);
      } finally {
        crypto.subtle.digest = hash;
      }
      expect(hashes).toBeLessThan(2610);
    },
    30_000,
  );
});
