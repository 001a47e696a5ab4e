/** The whole explanation, for every row of the verdict table in both languages. */

import { describe, expect, it } from 'vitest';
import { explain } from '../../src/explain/explain.ts';
import { textOf } from '../../src/explain/text.ts';
import { judge } from '../../src/judgement/judgement.ts';
import type { VerdictId } from '../../src/judgement/verdicts/table.ts';
import { reportOf, sendGrid, shop } from '../mail/reports.ts';
import { verdictRows } from '../mail/verdict-rows.ts';
import { locales, wordsIn } from '../words.ts';

describe.each(locales)('explain in %s', (locale) => {
  const words = wordsIn(locale);

  it.each(verdictRows)('%s, %s: says all it has to say', (id, _title, sketch) => {
    const explanation = explain(judge(reportOf(sketch)), words, { timeZone: 'UTC' });
    expect(explanation.verdict.id).toBe(id);
    // No placeholder without its value, no value that is none.
    expect(`${JSON.stringify(explanation)}${textOf(explanation, words)}`).not.toMatch(/\{[a-zA-Z]+\}|undefined|NaN/);
    expect(explanation.verdict.title).not.toBe('');
  });

  it.each(verdictRows)('%s, %s: is understood in five seconds', (_id, _title, sketch) => {
    const { title, sentence } = explain(judge(reportOf(sketch)), words).verdict;
    expect(title.length).toBeLessThanOrEqual(locale === 'ja' ? 60 : 90);
    // At most 20 words, or 45 characters, a sentence; two at most.
    const parts = sentence.split(locale === 'ja' ? /(?<=。)/ : /(?<=[.!?]) /);
    expect(parts.length).toBeLessThanOrEqual(3);
    for (const part of parts) {
      if (locale === 'ja') expect(part.length, part).toBeLessThanOrEqual(75);
      else expect(part.split(' ').length, part).toBeLessThanOrEqual(22);
    }
  });

  it.each(verdictRows)('%s, %s: tells the administrator what mends it, and offers a letter', (id, _title, sketch) => {
    const { advice } = explain(judge(reportOf(sketch)), words);
    if (nothingToMend.has(id)) return expect(advice.letter).toBeNull();
    expect(advice.administrator).not.toEqual([]);
    expect(advice.letter === null).toBe(works.has(id));
  });

  it.each(verdictRows)('%s, %s: says what the sender must do, nothing included', (id, _title, sketch) => {
    const { administrator } = explain(judge(reportOf(sketch)), words).advice;
    expect(administrator.length > 0).toBe(!nobodyToAsk.has(id));
  });
});

const nothingToMend: ReadonlySet<VerdictId> = new Set([
  'not-a-message',
  'not-delivered',
  'could-not-check',
  'key-changed-since',
  'signed-by-author',
  'confirmed-by-record',
]);
/** No check was made, or none of mail. */
const nobodyToAsk: ReadonlySet<VerdictId> = new Set([
  'not-a-message',
  'not-delivered',
  'could-not-check',
  'confirmed-by-record',
]);
/** There is something to better, but nobody needs to be written to, or nobody is known. */
const works: ReadonlySet<VerdictId> = new Set([
  'malformed-author',
  'allowed-by-author',
  'list',
  'forwarded',
  'signed-partly',
  'shared-suffix',
  'passed-in-file',
]);

describe('the seed case, read aloud', () => {
  const report = reportOf({ services: [sendGrid] });

  it('in English', () => {
    const { verdict, advice, service } = explain(judge(report), wordsIn('en'));
    expect(verdict).toMatchObject({
      answer: 'unclear',
      tone: 'caution',
      title: 'Not confirmed as coming from shop.example',
      sentence:
        'Sent through SendGrid with SendGrid’s own return address. Either shop.example has not finished setting up SendGrid, or someone else is using its name.',
      because:
        'SPF passed for sendgrid.net (envelope From), which is not aligned with shop.example (header From). There is no DKIM signature. So DMARC failed for shop.example, which asks for quarantine (spam folder).',
    });
    expect(service).toBe('SendGrid');
    expect(advice.administrator.flatMap((line) => line.records.map((record) => record.name))).toContain(
      `s1._domainkey.${shop}`,
    );
    expect(advice.letter).toContain('d=shop.example');
  });

  it('in Japanese', () => {
    const { verdict } = explain(judge(report), wordsIn('ja'));
    expect(verdict).toMatchObject({
      title: 'shop.example が送ったメールとは確認できません',
      because:
        'SPF はエンベロープFrom の sendgrid.net について合格しましたが、ヘッダーFrom の shop.example と一致しません。DKIM 署名はありません。このため、shop.example の DMARC は不合格です（ポリシー：quarantine（隔離））。',
    });
  });
});

describe('beside the verdict', () => {
  const added = (sketch: Parameters<typeof reportOf>[0]) =>
    explain(judge(reportOf(sketch)), wordsIn('en')).verdict.added.join(' ');

  it('says why a message that passes can lie in spam', () => {
    const passing = { signed: [{ d: shop, recorded: 'pass' }], dmarc: 'aligned-dkim', dmarcRecorded: 'pass' } as const;
    expect(added({ ...passing, place: 'spam' })).toContain('not because of these checks');
    expect(added({ ...passing, place: 'inbox' })).toBe('');
  });

  const keyGone = { signed: [{ d: shop, now: 'key-missing', recorded: 'pass' }], dmarcRecorded: 'pass' } as const;
  it.each<[string, Parameters<typeof reportOf>[0], string]>([
    ['the policy, where nothing confirmed the name', {}, 'asks mailboxes to put unconfirmed mail there'],
    ['not a policy that Gmail did not follow', { disposition: 'NONE' }, 'the header does not say'],
    ['not a policy that only watches', { policy: 'none' }, 'the header does not say'],
    ['not a check that fails only now', keyGone, 'the header does not say'],
    ['no record at all', { dmarc: 'no-record', dmarcRecorded: null }, 'the header does not say'],
  ])('says why it is in spam, or that nothing does: %s', (_title, sketch, expected) => {
    expect(explain(judge(reportOf(sketch)), wordsIn('en')).verdict.added[0]).toContain(expected);
    expect(added({ ...sketch, place: 'inbox' })).not.toMatch(/Why Spam/);
  });

  it('says that p=none only watches', () => {
    expect(added({ policy: 'none' })).toContain('p=none');
    expect(added({ policy: 'reject' })).not.toContain('p=none');
  });

  it('says what a null reverse-path is', () => {
    expect(added({ mailFrom: '' })).toContain('automatic notices');
  });

  it('says where what is recorded and what is found now differ', () => {
    expect(added({ dmarcRecorded: 'pass', signed: [{ d: shop, now: 'key-missing', recorded: 'pass' }] })).toContain(
      'Gmail recorded pass; checked now, it is fail.',
    );
  });

  it('explains “via” and the question mark of Gmail by the same facts', () => {
    expect(added({})).toContain('via sendgrid.net');
    expect(added({ spf: 'no-record', spfRecorded: 'none', dmarc: 'no-identifier' })).toContain('question mark');
  });
});
