/** The signed messages in the appendices of RFC 6376 and RFC 8463, and what becomes of them when one thing is changed. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digest } from '../../../src/engine/digest.ts';
import { verifyDkim } from '../../../src/engine/dkim/verify.ts';
import { fieldsOf } from '../../../src/engine/message/fields.ts';
import { zoneResolver } from '../../../src/resolver/zone.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/dkim');
const textOf = (file: string) => readFileSync(join(fixtures, file), 'latin1');
const resolve = zoneResolver([textOf('keys.zone')]);
const a2 = textOf('rfc6376-a.2.eml');
const a3 = textOf('rfc8463-a.3.eml');

async function check(text: string) {
  const octets = await digest(Buffer.from(text, 'latin1'));
  return verifyDkim(fieldsOf(octets.header), octets, { resolve, now: 1_700_000_000, arrivedAt: null });
}
const verdicts = async (text: string) =>
  (await check(text)).map(({ reason, bodyHash, headerSignature }) => [reason, bodyHash, headerSignature].join(' '));

const changed = (text: string, from: string | RegExp, to: string) => {
  const other = text.replace(from, to);
  if (other === text) throw new Error(`nothing to change: ${from}`);
  return other;
};

describe('RFC 6376 A.2', () => {
  it('verifies', async () => {
    const [only, ...more] = await check(a2);
    expect(more).toEqual([]);
    expect(only).toMatchObject({
      result: 'pass',
      reason: 'verified',
      domain: 'example.com',
      selector: 'brisbane',
      key: { name: 'brisbane._domainkey.example.com', type: 'rsa', bits: 1024, testing: false },
      notes: ['key-under-2048', 'from-not-oversigned'],
      signature: { i: 'joe@football.example.com', c: { header: 'simple', body: 'simple' }, l: null },
    });
  });

  const pass = 'verified pass pass';
  it.each([
    ['as saved with lone LFs', a2.replaceAll('\r\n', '\n'), pass],
    ['one octet of the body changed', changed(a2, 'lost', 'won!'), 'body-hash-mismatch fail pass'],
    ['white space in the body: simple', changed(a2, 'game. ', 'game.  '), 'body-hash-mismatch fail pass'],
    ['empty lines behind the body', `${a2}\r\n\r\n`, pass],
    ['no CRLF at the end', a2.slice(0, -2), pass],
    ['text behind the body', `${a2}-- \r\nlist\r\n`, 'body-hash-mismatch fail pass'],
    ['one octet of Subject changed', changed(a2, 'dinner', 'supper'), 'header-hash-mismatch pass fail'],
    [
      'Subject folded otherwise: simple',
      changed(a2, 'Is dinner ready?', 'Is dinner\r\n ready?'),
      'header-hash-mismatch pass fail',
    ],
    ['case of a field name: simple', changed(a2, 'Subject: Is', 'SUBJECT: Is'), 'header-hash-mismatch pass fail'],
    ['a field on top that h= does not name', `X-New: 1\r\n${a2}`, pass],
    ['another Received on top', `Received: from here by there; Fri, 11 Jul 2003 22:00:00 -0700\r\n${a2}`, pass],
    [
      'another Received at the bottom',
      changed(a2, '\r\n\r\n', '\r\nReceived: x\r\n\r\n'),
      'header-hash-mismatch pass fail',
    ],
    ['another From on top', `From: Mallory <m@example.org>\r\n${a2}`, pass],
    ['another signature', changed(a2, 'b=AuUo', 'b=AuUp'), 'signed-with-other-key pass fail'],
    ['b= that is no base64', changed(a2, 'b=AuUo', 'b=*uUo'), 'tag-invalid  '],
    ['another selector', changed(a2, 's=brisbane', 's=perth'), 'key-missing pass '],
  ])('%s', async (_, text, expected) => {
    expect(await verdicts(text)).toEqual([expected]);
  });
});

describe('RFC 8463 A.3', () => {
  it('verifies, Ed25519 and RSA', async () => {
    expect(await check(a3)).toMatchObject([
      { result: 'pass', reason: 'verified', key: { type: 'ed25519', bits: null }, notes: [] },
      { result: 'pass', reason: 'verified', key: { type: 'rsa', bits: 1024 }, notes: ['key-under-2048'] },
    ]);
  });

  const both = (verdict: string) => [verdict, verdict];
  it.each([
    ['as saved with lone LFs', a3.replaceAll('\r\n', '\n'), both('verified pass pass')],
    [
      'white space runs: relaxed',
      changed(a3, 'Suzie Q', 'Suzie \t Q').replace('Hi.', 'Hi. \t'),
      both('verified pass pass'),
    ],
    [
      'Subject folded otherwise: relaxed',
      changed(a3, 'Is dinner ready?', 'Is\r\n\tdinner ready? '),
      both('verified pass pass'),
    ],
    ['case of field names: relaxed', changed(a3, 'Subject: Is', 'SUBJECT : Is'), both('verified pass pass')],
    ['white space where there was none', changed(a3, 'Hi.', 'H i.'), both('body-hash-mismatch fail pass')],
    [
      'another From on top: signed twice',
      `From: Mallory <m@example.org>\r\n${a3}`,
      ['signature-mismatch pass fail', 'header-hash-mismatch pass fail'],
    ],
    ['another To on top: signed once', `To: Trent <t@example.org>\r\n${a3}`, both('verified pass pass')],
    [
      'a signature of Ed25519 changed',
      changed(a3, '/gCrin', '/gCrim'),
      ['signature-mismatch pass fail', 'verified pass pass'],
    ],
    [
      'a signature of Ed25519 cut',
      changed(a3, 'Dw==\r\n', '\r\n'),
      ['signed-with-other-key pass fail', 'verified pass pass'],
    ],
    ['the key of the other', changed(a3, 's=test', 's=brisbane'), ['verified pass pass', 'key-type-mismatch pass ']],
  ])('%s', async (_, text, expected) => {
    expect(await verdicts(text)).toEqual(expected);
  });
});
