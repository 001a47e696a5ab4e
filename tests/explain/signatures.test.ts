/** A signature in sentences, in both languages: its halves, its key, what it signs, what was changed, and what is not judged. */

import { describe, expect, it } from 'vitest';
import { digest } from '../../src/engine/digest.ts';
import { type ChangeReason, changeReasons } from '../../src/engine/dkim/alteration/alteration.ts';
import { inferAlterations } from '../../src/engine/dkim/alteration/infer.ts';
import { read } from '../../src/engine/read.ts';
import type { Report } from '../../src/engine/report.ts';
import { gmail } from '../../src/engine/trace/receivers.ts';
import { verify } from '../../src/engine/verify.ts';
import { explain } from '../../src/explain/explain.ts';
import { judge } from '../../src/judgement/judgement.ts';
import { keysAt, type Message, octetsOf, recordOf, rsaKey, seal, sign } from '../mail/signer.ts';
import { locales, wordsIn } from '../words.ts';

const key = rsaKey(2048);
const resolve = keysAt({ 's1._domainkey.example.com': recordOf(key) });
const message: Message = {
  fields: ['From: a@example.com', 'Subject: tea', 'Reply-To: b@example.com'],
  body: 'Tea?\r\n',
};

async function reportOf(given: Message): Promise<Report> {
  const octets = octetsOf(given);
  const digested = await digest(octets);
  const recorded = read(digested, gmail, { kind: 'mailbox' });
  const verified = await verify(recorded, digested, { resolve, now: 1_700_000_000 });
  return {
    recorded,
    verified: { ...verified, alterations: await inferAlterations(octets, verified.dkim ?? []) },
    place: null,
  };
}

async function detailsOf(given: Message, check: 'dkim' | 'arc' = 'dkim', locale: (typeof locales)[number] = 'en') {
  const { checks } = explain(judge(await reportOf(given)), wordsIn(locale));
  return checks.find((line) => line.check === check)?.details.map(({ text }) => text) ?? [];
}

describe('a signature', () => {
  it('that fits: both halves, the key, what it signs and what not', async () => {
    expect(await detailsOf(sign(message, { key }))).toEqual([
      'example.com: The signature fits the message and the published key.',
      'Header signature: pass. Body hash: pass.',
      'Key: s1._domainkey.example.com (rsa 2048 bits).',
      'Signed: from, subject.',
      'Not signed: Reply-To.',
    ]);
  });

  it('that does not: one line says what was changed', async () => {
    const signed = sign(message, { key });
    const fields = signed.fields.map((field) => field.replace('Subject: tea', 'Subject: [list] tea'));
    expect(await detailsOf({ fields, body: `${signed.body}-- \r\nlist\r\n` })).toEqual(
      expect.arrayContaining([
        'Header signature: fail. Body hash: fail.',
        'Inferred: The text fits without its end: 10 octets were added from line 2 on. ' +
          'Subject fits without the mark that was put into it; it was “tea”. The signature stays failed.',
      ]),
    );
  });

  it('that nothing explains', async () => {
    const details = await detailsOf({ ...sign(message, { key }), body: 'Coffee?\r\n' });
    expect(details.filter((line) => line.startsWith('What was changed'))).toHaveLength(1);
  });

  it('that cannot be read: the tag at fault', async () => {
    const signed = sign(message, { key, tags: { l: '1x', bh: 'AAAA' } });
    expect(await detailsOf(signed)).toEqual([
      'example.com: A tag of the signature field has no valid value.',
      'It is about the tag l=.',
    ]);
    expect(await detailsOf(signed, 'dkim', 'ja')).toContain('該当するタグは l= です。');
  });

  it('of the beginning of the text: how much stands behind it, also among what is worth a look', async () => {
    const signed = sign(message, { key, tags: { l: '6' } });
    const rest = [
      ['en', 'The last 6 octets of the text are not signed (l=): anybody could have put them there.'],
      ['ja', '本文の末尾6オクテットは署名の対象外です（l=）。途中で追記された可能性があります。'],
    ] as const;
    for (const [locale, said] of rest) {
      expect(await detailsOf(signed, 'dkim', locale)).not.toContain(said);
      const more = { ...signed, body: `${signed.body}Buy!\r\n` };
      expect(await detailsOf(more, 'dkim', locale)).toContain(said);
      const { findings } = explain(judge(await reportOf(more)), wordsIn(locale));
      expect(findings).toContainEqual({ id: 'dkim-body-length-limited', tone: 'caution', text: said, field: 0 });
    }
  });

  it('beyond the limit: in one line, with its domain', async () => {
    let made = message;
    for (let n = 0; n < 23; n++) made = sign(made, { key });
    expect((await detailsOf(made)).at(-1)).toBe('3 more signatures were not checked: example.com.');
  });
});

it('what is not judged', async () => {
  const fields = [
    'DKIM2-Signature: i=1; d=example.com',
    'X-Google-DKIM-Signature: v=1; d=1e100.net',
    ...message.fields,
  ];
  expect(await detailsOf({ ...message, fields })).toEqual([
    'There is no DKIM signature.',
    'DKIM2-Signature (i=1; d=example.com): DKIM2 is still a draft, and is not judged here.',
    'X-Google-DKIM-Signature (v=1; d=1e100.net): Google’s own mark. It never counts as a signature.',
  ]);
});

it('ARC: since when it is the same, what the sealer saw, and that it is no verdict', async () => {
  expect(await detailsOf(seal(message, { key, instance: 1 }), 'arc')).toEqual([
    'All seals hold, and the message is as the last sealer saw it.',
    'The message is as it was at seal 1.',
    'Seal 1, example.com, says it saw: spf=pass.',
    'ARC is an experiment that is being retired (draft-ietf-dmarc-arc-to-historic): supporting evidence, and never a verdict.',
  ]);
});

describe.each(locales)('in %s', (locale) => {
  const blanks = { count: 1, line: 1, name: 'x', signed: 'x' };
  it.each(Object.keys(changeReasons) as ChangeReason[])('%s has a sentence', (reason) => {
    const name = `dkim_change_${reason.replaceAll('-', '_')}` as 'dkim_change_field_added';
    const sentence = wordsIn(locale).text(name, blanks);
    expect(sentence).toMatch(locale === 'ja' ? /。$|）。$/ : /\.$/);
    expect(sentence).not.toContain('{');
  });
});
