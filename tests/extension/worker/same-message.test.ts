/** What came, held against what the page showed: the right message is never called another, nor another the right one. */

import { describe, expect, it } from 'vitest';
import { digest } from '../../../src/engine/digest.ts';
import { read } from '../../../src/engine/read.ts';
import { gmail } from '../../../src/engine/trace/receivers.ts';
import type { Located } from '../../../src/extension/protocol.ts';
import { anotherThan } from '../../../src/extension/worker/same-message.ts';

const recordedOf = async (header: string) =>
  read(await digest(new TextEncoder().encode(`${header}\r\n\r\nbody\r\n`)), gmail, { kind: 'mailbox' });
const shown = (change: Partial<Located>): Located => ({
  ...{ id: 'a', subject: null, sender: null, place: 'inbox', chosen: 'only', candidates: [] },
  ...change,
});

type Row = readonly [title: string, shown: Partial<Located>, header: string, by: 'sender' | 'subject' | null];
const rows: readonly Row[] = [
  ['the same address', { sender: 'a@example.com' }, 'From: A <a@example.com>', null],
  ['another address', { sender: 'a@example.com' }, 'From: A <b@example.com>', 'sender'],
  [
    'another address in the display name of another',
    { sender: 'a@example.com' },
    'From: "a@example.com" <b@example.org>',
    'sender',
  ],
  ['in another case', { sender: 'A@Example.COM' }, 'From: a@example.com', null],
  ['any of several', { sender: 'b@example.com' }, 'From: a@example.com, B <b@example.com>', null],
  ['none of several', { sender: 'c@example.com' }, 'From: a@example.com, b@example.com', 'sender'],
  ['a second From field', { sender: 'b@example.com' }, 'From: a@example.com\r\nFrom: b@example.com', null],
  ['an encoded display name', { sender: 'a@example.com' }, 'From: =?UTF-8?B?5pel5pys?= <a@example.com>', null],
  ['a domain in its other form', { sender: 'a@日本.example' }, 'From: a@xn--wgv71a.example', null],
  ['the same, the other way round', { sender: 'a@xn--wgv71a.example' }, 'From: a@日本.example', null],
  ['a quoted local part', { sender: 'a.b@example.com' }, 'From: "a.b"@example.com', null],
  ['a group', { sender: 'a@example.com' }, 'From: Team: a@example.com;', null],
  ['no From at all', { sender: 'a@example.com' }, 'Subject: x', null],
  ['nothing shown', {}, 'From: a@example.com\r\nSubject: x', null],
  [
    'the sender fits: the subject does not count',
    { sender: 'a@example.com', subject: 'One' },
    'From: a@example.com\r\nSubject: Two',
    null,
  ],
  [
    'a row of the list, whose first sender is of another message',
    { sender: 'z@example.com', chosen: 'row' },
    'From: a@example.com',
    null,
  ],
  ['no sender shown: another subject', { subject: 'One thing' }, 'From: a@example.com\r\nSubject: Another', 'subject'],
  ['the same subject, of a reply', { subject: 'One thing' }, 'From: a@example.com\r\nSubject: Re: AW: One thing', null],
  ['with the tag of a list', { subject: 'One thing' }, 'From: a@example.com\r\nSubject: [list] Re: One  thing', null],
  ['cut by the page', { subject: 'One thing and…' }, 'From: a@example.com\r\nSubject: One thing and another', null],
  ['encoded', { subject: '日本語' }, 'From: a@example.com\r\nSubject: =?UTF-8?B?5pel5pys6Kqe?=', null],
  [
    'edited by its reader, who added to it',
    { subject: 'One thing (done)' },
    'From: a@example.com\r\nSubject: One thing',
    null,
  ],
  ['no subject in the message', { subject: '(no subject)' }, 'From: a@example.com', null],
];

describe('another message', () => {
  it.each(rows)('%s', async (_, change, header, by) => {
    expect(anotherThan(shown(change), await recordedOf(header))?.by ?? null).toBe(by);
  });

  it('names both', async () => {
    const another = anotherThan(
      shown({ sender: 'a@example.com' }),
      await recordedOf('From: b@example.com, c@example.com'),
    );
    expect(another).toEqual({ by: 'sender', shown: 'a@example.com', got: 'b@example.com, c@example.com' });
  });

  it('a subject of a megabyte of marks is not looked through', async () => {
    const recorded = await recordedOf(`From: a@example.com\r\nSubject: ${'Re: [x] '.repeat(100_000)}`);
    const begun = performance.now();
    anotherThan(shown({ subject: 'Re: '.repeat(250_000) }), recorded);
    expect(performance.now() - begun).toBeLessThan(200);
  });
});
