/** Signs of a message that was sent again. RFC 6376 §8.6. */

import { describe, expect, it } from 'vitest';
import { digest } from '../../../src/engine/digest.ts';
import { replaySigns } from '../../../src/engine/dkim/replay.ts';
import { read } from '../../../src/engine/read.ts';
import { gmail } from '../../../src/engine/trace/receivers.ts';
import { type Message, octetsOf, rsaKey, sign } from '../../mail/signer.ts';

const key = rsaKey(1024);
const monday = 1_793_642_400; // 2 November 2026, 18:00 UTC
const above = (mailbox: string, peer = mailbox) => [
  `Delivered-To: ${mailbox}`,
  'Received: by 2002:a05:6a20:3d1b:b0:1a2:b3c4:d5e6 with SMTP id a1; Mon, 02 Nov 2026 10:01:01 -0800 (PST)',
  `Received: from mx.example (mx.example. [192.0.2.1]) by mx.google.com with ESMTPS id b1 for <${peer}>; Mon, 02 Nov 2026 10:01:00 -0800 (PST)`,
];
const letter = (to: string, date = 'Mon, 02 Nov 2026 10:00:00 -0800'): Message => ({
  fields: ['From: a@example.com', `To: ${to}`, 'Subject: x', `Date: ${date}`],
  body: 'x\r\n',
});

async function signs(given: Message, fields: readonly string[], tags: Readonly<Record<string, string>> = {}) {
  const signed = sign(given, { key, tags });
  const read_ = await digest(octetsOf({ ...signed, fields: [...fields, ...signed.fields] }));
  const recorded = read(read_, gmail, { kind: 'file' });
  const [signature] = recorded.signatures;
  if (!signature) throw new Error('no signature');
  return replaySigns(signature, recorded);
}

describe('how old the signature was when the message came', () => {
  it.each<[string, Record<string, string>, string | undefined, number | null]>([
    ['by t=', { t: `${monday - 600}` }, undefined, 660],
    ['t= before Date', { t: `${monday - 604_800}` }, undefined, 604_860],
    ['by a signed Date', {}, undefined, 60],
    ['by a signed Date of a week before', {}, 'Mon, 26 Oct 2026 11:00:00 -0700', 604_860],
    ['not by a Date that is not signed', { h: 'from:to' }, undefined, null],
    ['not by a Date that is none', {}, 'yesterday', null],
    ['signed after it came', { t: `${monday + 100}` }, undefined, -40],
  ])('%s', async (_, tags, date, age) => {
    expect(await signs(letter('me@gmail.com', date), above('me@gmail.com'), tags)).toMatchObject({ age });
  });

  it('is not known without a record of the receiver', async () => {
    expect(await signs(letter('me@gmail.com'), [])).toEqual({ age: null, addressed: null });
  });
});

describe('whether it was addressed to the mailbox', () => {
  const tags = { t: `${monday}` };
  it.each<[string, string, readonly string[], Record<string, string>, string | null]>([
    ['To', 'me@gmail.com', above('me@gmail.com'), {}, 'to-mailbox'],
    ['in other letters', 'A <Me@GMail.com>, b@example.org', above('me@gmail.com'), {}, 'to-mailbox'],
    ['with a detail', 'me+shop@office.example', above('me@office.example'), {}, 'to-mailbox'],
    ['with the dots of Gmail', 'm.e@gmail.com', above('me@gmail.com'), {}, 'to-mailbox'],
    ['with dots elsewhere', 'm.e@office.example', above('me@office.example'), {}, 'to-others'],
    ['as the envelope has it', 'me@office.example', above('me@gmail.com', 'me@office.example'), {}, 'to-mailbox'],
    ['another', 'b@example.org', above('me@gmail.com'), {}, 'to-others'],
    ['one whose name ends so', 'notme@gmail.com', above('me@gmail.com'), {}, 'to-others'],
    ['nobody by name', 'undisclosed-recipients:;', above('me@gmail.com'), {}, null],
    ['To that is not signed', 'me@gmail.com', above('me@gmail.com'), { h: 'from:date' }, null],
  ])('%s', async (_, to, fields, more, addressed) => {
    expect(await signs(letter(to), fields, { ...tags, ...more })).toMatchObject({ addressed });
  });

  it('Cc counts', async () => {
    const both = letter('b@example.org');
    const copied = { ...both, fields: [...both.fields, 'Cc: me@gmail.com'] };
    expect(await signs(copied, above('me@gmail.com'), { h: 'from:to:cc' })).toMatchObject({ addressed: 'to-mailbox' });
  });

  it('a Delivered-To below the receiver’s line is anybody’s', async () => {
    const fields = [...above('me@gmail.com'), 'Delivered-To: b@example.org'];
    expect(await signs(letter('b@example.org'), fields)).toMatchObject({ addressed: 'to-others' });
  });
});
