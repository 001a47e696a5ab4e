/** How far the search for alterations goes: what is found at each limit, and not one step beyond it. */

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digest } from '../../../../src/engine/digest.ts';
import { checksToInfer, inferAlterations, MAX_ALTERATIONS } from '../../../../src/engine/dkim/alteration/infer.ts';
import { verifyDkim } from '../../../../src/engine/dkim/verify.ts';
import { fieldsOf } from '../../../../src/engine/message/fields.ts';
import { keysAt, type Message, octetsOf, recordOf, rsaKey, sign } from '../../../mail/signer.ts';

const key = rsaKey(1024);
const resolve = keysAt({ 's1._domainkey.example.com': recordOf(key) });
const checked = async (octets: Buffer<ArrayBuffer>) => {
  const read = await digest(octets);
  return verifyDkim(fieldsOf(read.header), read, { resolve, now: 0, arrivedAt: null });
};

/** What is proved of a signed message that has been changed, as a list of reasons. */
async function found(message: Message, tags: Readonly<Record<string, string>>, change: (whole: string) => string) {
  const whole = octetsOf(sign(message, { key, tags })).toString('latin1');
  const after = change(whole);
  expect(after).not.toBe(whole);
  const octets = Buffer.from(after, 'latin1') as Buffer<ArrayBuffer>;
  const [inferred] = await inferAlterations(octets, await checked(octets));
  return inferred?.changes.flatMap(({ proved, reason }) => (proved ? [reason] : []));
}

const fields = [
  'From: Ann <ann@example.com>',
  'To: b@example.net',
  'Subject: tea',
  'Date: Tue, 24 Nov 2026 12:00:00 +0900',
];
const text: Message = { fields, body: 'Hello,\r\n\r\nshall we have tea?\r\n' };
const lines = (count: number) => Array.from({ length: count }, (_, n) => `line ${n}\r\n`).join('');
const behind = (what: string) => (whole: string) => whole + what;
const above = (place: string, what: string) => (whole: string) => whole.replace(place, () => what + place);
const multipart = (parts: readonly string[]): Message => ({
  fields: [...fields, 'Content-Type: multipart/mixed; boundary=b'],
  body: `${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`,
});
const plain = 'Content-Type: text/plain\r\n\r\nHello,\r\nshall we have tea?\r\n';
const numbered = (count: number) => Array.from({ length: count }, (_, n) => `${plain}${n}`);
const html = (body: string): Message => ({ fields: [...fields, 'Content-Type: text/html'], body });
const banner = '<p>EXTERNAL EMAIL</p>';
const dense = (count: number) => Array.from({ length: count }, (_, n) => `<p>${n}</p>`).join('');
/** One inside the other. */
const nested = (depth: number): string =>
  depth === 0
    ? plain
    : `Content-Type: multipart/mixed; boundary=x${depth}\r\n\r\n--x${depth}\r\n${nested(depth - 1)}\r\n--x${depth}--\r\n`;
const marks = (count: number) => (whole: string) => {
  const kept = ['To', 'Cc', 'Reply-To', 'Sender'].slice(0, count);
  return kept.reduce((all, name) => all.replace(`\r\n${name}: x <`, `\r\n${name}: "x" <`), whole);
};
const four: Message = {
  ...text,
  fields: ['From: a@example.com', ...['To', 'Cc', 'Reply-To', 'Sender'].map((name) => `${name}: x <a@b.example>`)],
};
const copies = (nth: number) => `${'X:1|'.repeat(nth - 1)}Date:Mon,=2023=20Nov=202026`;
const copied = { ...text, fields: [...fields.slice(0, 3), 'Date: Mon, 23 Nov 2026'] };
const recipients = (count: number) => ({
  ...text,
  fields: [...fields.slice(0, 1), `To: ${Array<string>(count).fill('x <a@b.example>').join(',')}`],
});
const quoteAll = (whole: string) => whole.replaceAll('x <', '"x" <');
/** Broken at 600 octets, and more often, so many other lengths. */
const brokenAmong = (others: number): Message => ({
  ...text,
  body: `${'x'.repeat(1000)}\r\n${Array.from({ length: others }, (_, n) => `${'y'.repeat(700 + n)}\r\n z\r\n`.repeat(2)).join('')}`,
});
const breakIt = (whole: string) => whole.replace('x'.repeat(600), `${'x'.repeat(600)}\r\n `);

type Row = readonly [
  limit: string,
  reason: string,
  make: (size: number) => readonly [Message, Readonly<Record<string, string>>, (whole: string) => string],
  most: number,
];

describe.each<Row>([
  ['lines at the end', 'text-appended', (size) => [text, {}, behind(lines(size))], 60],
  ['lines at the beginning', 'text-prepended', (size) => [text, {}, above('Hello', lines(size))], 24],
  [
    'lines at the end of a part',
    'text-inserted',
    (size) => [multipart([plain]), {}, above('\r\n--b--', lines(size))],
    24,
  ],
  [
    'the parts with text',
    'text-inserted',
    (size) => [multipart(Array<string>(size).fill(plain)), {}, above('\r\n--b--', 'footer\r\n')],
    3,
  ],
  ['parts', 'part-added', (size) => [multipart(numbered(size - 1)), {}, above('--b--', `--b\r\n${plain}last\r\n`)], 64],
  [
    'parts in each other',
    'text-inserted',
    (size) => [{ ...multipart([nested(size - 1)]) }, {}, (whole) => whole.replace('tea?\r\n', 'tea?\r\nfooter\r\n')],
    5,
  ],
  [
    'octets of HTML at its beginning',
    'banner-added',
    (size) => [
      html(`<body>${'x'.repeat(20)}</body>\r\n`),
      {},
      (whole) => whole.replace('<body>', `<body>${'y'.repeat(size - 6 - 21)}${banner}`),
    ],
    8192,
  ],
  [
    'blocks of HTML at its end',
    'text-inserted',
    (size) => [html('<html><body>tea</body></html>'), {}, above('</body>', dense(size))],
    16,
  ],
  [
    'a body that is written anew',
    'white-space-changed',
    (size) => [
      { ...text, body: `${'x'.repeat(size - 5)}\r\n` },
      { c: 'relaxed/simple' },
      (whole) => whole.replace(/x\r\n$/, 'x \r\n\r\n'),
    ],
    0x10_0000,
  ],
  ['broken lines of a length', 'lines-broken', (size) => [brokenAmong(size - 1), {}, breakIt], 4],
  [
    'octets of a field',
    'subject-tagged',
    (size) => [
      { ...text, fields: [...fields.slice(0, 2), `Subject: ${'x'.repeat(size - 8)}`] },
      {},
      (whole) => whole.replace('Subject: ', 'Subject: [list] '),
    ],
    4000,
  ],
  [
    'copies in z=',
    'field-changed',
    (size) => [copied, { z: copies(size) }, (whole) => whole.replace('Mon, 23 Nov 2026', 'Tue, 24 Nov 2026')],
    64,
  ],
  ['mailboxes of a field', 'address-rewritten', (size) => [recipients(size), {}, quoteAll], 100],
])('%s', (_, reason, make, most) => {
  it(`${most}`, async () => expect(await found(...make(most))).toEqual([reason]));
  it(`not ${most + 1}`, async () => expect(await found(...make(most + 1))).toEqual([]));
});

it('three fields at once, and not four', async () => {
  const tags = { h: 'from:to:cc:reply-to:sender' };
  expect(await found(four, tags, marks(3))).toEqual(Array(3).fill('address-rewritten'));
  expect(await found(four, tags, marks(4))).toEqual([]);
});

it('500 octets of a value are shown', async () => {
  const long = { ...text, fields: [...fields.slice(0, 2), `Subject: ${'x'.repeat(1000)}`] };
  const whole = octetsOf(sign(long, { key })).toString('latin1');
  const octets = Buffer.from(whole.replace('Subject: ', 'Subject: [list] '), 'latin1') as Buffer<ArrayBuffer>;
  const [inferred] = await inferAlterations(octets, await checked(octets));
  expect(inferred?.changes[0]?.signed).toHaveLength(500);
});

it('four signatures', async () => {
  let message = text;
  for (let nth = 0; nth <= MAX_ALTERATIONS; nth++) message = sign(message, { key });
  const octets = octetsOf({ ...message, body: `${message.body}footer\r\n` });
  expect(await checked(octets)).toHaveLength(MAX_ALTERATIONS + 1);
  expect(checksToInfer(await checked(octets))).toHaveLength(4);
});

/** While nothing fits: how many hashes of a body were made, and of how many octets. */
async function hashed(body: string, type: string) {
  const bh = createHash('sha256').update('another').digest('base64');
  const octets = octetsOf(sign({ fields: [...fields, `Content-Type: ${type}`], body }, { key, tags: { bh } }));
  const checks = await checked(octets);
  const { digest: hash } = crypto.subtle;
  const made = { hashes: 0, octets: 0 };
  crypto.subtle.digest = (...given) => {
    made.hashes++;
    made.octets += given[1].byteLength;
    return hash.apply(crypto.subtle, given);
  };
  try {
    await inferAlterations(octets, checks);
  } finally {
    crypto.subtle.digest = hash;
  }
  return made;
}

describe('of one body', () => {
  it('600 hashes', async () => {
    const page = `Content-Type: text/html\r\n\r\n<body>${dense(30)}\r\n${lines(100)}</body>\r\n`;
    const many = [...Array<string>(3).fill(`${plain}${lines(100)}-- \r\n`), page, ...Array<string>(60).fill(plain)];
    const made = await hashed(multipart(many).body, 'multipart/mixed; boundary=b');
    expect(made.hashes).toBeGreaterThan(200);
    expect(made.hashes).toBeLessThanOrEqual(600);
  });

  it('256 MB', async () => {
    const made = await hashed(lines(500_000), 'text/plain');
    expect(made.octets).toBeGreaterThan(0xe00_0000);
    expect(made.octets).toBeLessThanOrEqual(0x1000_0000);
  }, 60_000);
});
