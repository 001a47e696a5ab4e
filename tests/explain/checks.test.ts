/** The checks: recorded beside now, what was not checked named as such, and an unaligned pass told from an aligned one. */

import { describe, expect, it } from 'vitest';
import { dkimReasons } from '../../src/engine/dkim/reasons.ts';
import type { DmarcCheck } from '../../src/engine/dmarc/dmarc.ts';
import { dmarcReasons } from '../../src/engine/dmarc/reasons.ts';
import { outcomeOf } from '../../src/engine/outcome.ts';
import type { Verified } from '../../src/engine/report.ts';
import { spfReasons } from '../../src/engine/spf/reasons.ts';
import type { SpfCheck } from '../../src/engine/spf/spf.ts';
import { checkLines } from '../../src/explain/checks.ts';
import { identityLines } from '../../src/explain/identities.ts';
import { compareReasons } from '../../src/judgement/comparison-reasons.ts';
import { judge } from '../../src/judgement/judgement.ts';
import { reportOf, type Sketch, shop } from '../mail/reports.ts';
import { wordsIn } from '../words.ts';

const words = wordsIn('en');
const spfNothing = {
  ...({ identity: 'helo', input: null } as const),
  ...{ lookups: 0, voidLookups: 0, voids: [], breadth: null, decidedBy: null, tenthLookup: null },
  ...{ explanation: null, tree: null },
} as const;
const lines = (sketch: Sketch) =>
  Object.fromEntries(checkLines(judge(reportOf(sketch)), words).map((line) => [line.check, line]));

describe('a row', () => {
  it.each<[string, Sketch, string, string]>([
    ['both', {}, 'pass', 'pass'],
    ['nothing asked', { asked: false }, 'pass', 'not checked'],
    ['nothing recorded', { spfRecorded: null }, 'not recorded', 'pass'],
    ['still under way', { spf: null, complete: false }, 'pass', 'checking…'],
    ['under way no more, and not judged', { spf: null }, 'pass', 'could not check'],
    ['a word of an old receiver', { spfRecorded: 'hardfail' }, 'hardfail', 'pass'],
  ])('%s', (_title, sketch, recorded, now) => {
    expect([lines(sketch)['spf']?.recorded.word, lines(sketch)['spf']?.now.word]).toEqual([recorded, now]);
  });

  it.each<[string, 'spf' | 'dkim' | 'dmarc', Sketch, string | null, string | null]>([
    ['as recorded and as found', 'spf', { spfRecorded: 'softfail' }, 'softfail', 'pass'],
    ['nothing recorded, nothing asked', 'dmarc', { asked: false, dmarcRecorded: null }, null, null],
    ['still under way', 'dmarc', { dmarc: null, complete: false }, 'fail', 'pending'],
    ['ended without a judgement', 'dmarc', { dmarc: null }, 'fail', null],
    ['no signature', 'dkim', {}, null, 'none'],
    [
      'of the signature that its cell is about',
      'dkim',
      {
        signed: [
          { d: 'esp.example', recorded: 'pass' },
          { d: shop, now: 'key-missing', recorded: 'fail' },
        ],
      },
      'pass',
      'pass',
    ],
    [
      'of the author’s own where none passed',
      'dkim',
      {
        signed: [
          { d: 'esp.example', now: 'key-missing' },
          { d: shop, now: 'body-hash-mismatch', recorded: 'fail' },
        ],
      },
      'fail',
      'fail',
    ],
  ])('carries its keywords: %s', (_title, check, sketch, recorded, now) => {
    expect([lines(sketch)[check]?.recorded.keyword, lines(sketch)[check]?.now.keyword]).toEqual([recorded, now]);
  });

  it('does not draw an unaligned pass like an aligned one', () => {
    expect(lines({})['spf']).toMatchObject({ aligned: false, note: 'not aligned', subject: 'sendgrid.net' });
    expect(lines({ mailFrom: `a@${shop}` })['spf']).toMatchObject({ aligned: true, note: 'aligned' });
  });

  it('lets the author’s own signature speak for several', () => {
    expect(lines({ signed: [{ d: 'sendgrid.net' }, { d: shop }] })['dkim']).toMatchObject({
      subject: shop,
      aligned: true,
    });
  });

  it('names the rule of each reason', () => {
    const { spf, dkim, dmarc } = lines({ signed: [{ d: shop, now: 'body-hash-mismatch', recorded: 'pass' }] });
    const rules = [spf, dkim, dmarc].map((line) => line?.details.flatMap(({ rule }) => rule ?? []));
    expect(rules).toEqual([
      [spfReasons['matched-pass'].rule],
      [dkimReasons['body-hash-mismatch'].rule, compareReasons['copy-altered'].rule],
      [dmarcReasons['not-aligned'].rule],
    ]);
  });

  it('says that a message without a signature has none', () => {
    expect(lines({})['dkim']?.now.word).toBe('none');
  });

  it.each<[string, Sketch, string | null]>([
    ['it fits', { signed: [{ d: shop }] }, 'aligned · intact since signing'],
    [
      'it does not fit',
      { signed: [{ d: shop, now: 'body-hash-mismatch' }] },
      'changed since signing, or wrongly signed',
    ],
    [
      'its key is gone, and it fitted on arrival',
      { signed: [{ d: shop, now: 'key-missing', recorded: 'pass' }] },
      'intact on arrival',
    ],
    ['its key was never there', { signed: [{ d: shop, now: 'key-missing' }] }, 'not known whether changed'],
    ['nothing asked', { asked: false, signed: [{ d: shop, recorded: 'pass' }] }, 'aligned · intact on arrival'],
    ['no signature', {}, 'not known whether changed'],
    ['no signature, and no way', { delivered: false }, null],
  ])('says whether anyone changed it: %s', (_title, sketch, note) => {
    expect(lines(sketch)['dkim']?.note).toBe(note);
  });

  it('says where what was recorded and what is found now differ', () => {
    const { dkim } = lines({ signed: [{ d: shop, now: 'key-missing', recorded: 'pass' }] });
    expect(dkim?.details.map(({ text }) => text)).toContain('Gmail recorded pass; checked now, it is permanent error.');
  });

  it.each<[string, Sketch, 'spf' | 'dkim' | 'dmarc', string | null]>([
    [
      'the key is gone',
      { signed: [{ d: shop, now: 'key-missing', recorded: 'pass' }] },
      'dkim',
      'withdrawn or replaced',
    ],
    [
      'the body is another',
      { signed: [{ d: shop, now: 'body-hash-mismatch', recorded: 'pass' }] },
      'dkim',
      'this copy',
    ],
    ['the record is another', { spf: 'matched-fail', spfRecorded: 'pass' }, 'spf', 'changed since'],
    ['no answer now', { spf: 'record-lookup-failed', spfRecorded: 'pass' }, 'spf', 'unanswered now'],
    ['DMARC follows', { spf: 'matched-fail', dmarc: 'aligned-spf', dmarcRecorded: 'fail' }, 'dmarc', 'rests on SPF'],
    ['nothing recorded', { spf: 'matched-fail', spfRecorded: null }, 'spf', null],
    ['the same', {}, 'spf', null],
    ['nothing asked', { asked: false }, 'spf', null],
  ])('says why: %s', (_title, sketch, check, word) => {
    const details = lines(sketch)
      [check]?.details.map(({ text }) => text)
      .join(' ');
    if (word) expect(details).toContain(word);
    else expect(details).not.toMatch(/recorded result|checked now/);
  });

  it('shows SPF for HELO beside MAIL FROM', () => {
    const report = reportOf({});
    const spf = report.verified?.spf;
    if (!report.verified || !spf) throw new Error('the seed is checked');
    const helo: SpfCheck = { ...outcomeOf(spfReasons, 'no-record'), ...spfNothing, domain: 'o1.sendgrid.net' };
    const details = (mailFrom: string) => {
      const { recorded } = reportOf({ mailFrom });
      const verified = { ...report.verified, spf: { ...spf, helo } } as Verified;
      return checkLines(judge({ ...report, recorded, verified }), words)[0]
        ?.details.map(({ text }) => text)
        .join(' ');
    };
    expect(details('a@sendgrid.net')).toContain('SPF for the name in HELO, o1.sendgrid.net: none.');
    expect(details('')).not.toContain('HELO');
  });

  it('takes two words for the same failure for no difference', () => {
    const { dkim } = lines({ signed: [{ d: shop, now: 'body-hash-mismatch', recorded: 'neutral' }] });
    expect(dkim?.details.map(({ text }) => text).join()).not.toContain('recorded neutral');
  });

  it('shows ARC only where somebody else sealed', () => {
    expect(lines({})['arc']).toBeUndefined();
    expect(lines({ headers: ['ARC-Seal: i=1; d=lists.example; cv=none; b=x'] })['arc']).toBeDefined();
    expect(lines({ headers: ['ARC-Message-Signature: i=1; d=lists.example; b=x'] })['arc']).toBeDefined();
  });
});

describe('the DMARC record', () => {
  const detailsOf = (change: Partial<DmarcCheck>) => {
    const report = reportOf({});
    const dmarc = report.verified?.dmarc;
    if (!report.verified || !dmarc) throw new Error('the seed is checked');
    const changed = { ...report, verified: { ...report.verified, dmarc: { ...dmarc, ...change } as DmarcCheck } };
    return checkLines(judge(changed), words)
      .find(({ check }) => check === 'dmarc')
      ?.details.map(({ text }) => text)
      .join(' ');
  };
  const record = reportOf({}).verified?.dmarc?.record;
  if (!record) throw new Error('the seed has a record');

  it.each<[string, Partial<DmarcCheck>, string]>([
    ['test mode', { record: { ...record, t: 'y' } }, 't=y'],
    ['tags that are gone', { record: { ...record, ignored: [{ tag: 'pct', value: '50', why: 'historic' }] } }, 'pct'],
    [
      'another answer under RFC 7489',
      { rfc7489: { result: 'pass', organizationalDomain: 'example', policyDomain: null, aligned: [] } },
      'RFC 7489',
    ],
  ])('%s', (_title, change, word) => {
    expect(detailsOf(change)).toContain(word);
    expect(detailsOf({})).not.toContain(word);
  });
});

describe('who is who', () => {
  it('sets the visible sender beside the return address and each signature', () => {
    const identities = identityLines(judge(reportOf({ signed: [{ d: 'sendgrid.net' }, { d: shop }] })), words);
    expect(identities.map(({ id, value, relationWord, aligned }) => [id, value, relationWord, aligned])).toEqual([
      ['from', shop, null, false],
      ['mail-from', 'sendgrid.net', 'another domain', false],
      ['dkim', 'sendgrid.net', 'another domain', false],
      ['dkim', shop, 'same domain', true],
    ]);
  });

  it('has words for what is absent', () => {
    const identities = identityLines(
      judge(reportOf({ mailFrom: null, spf: null, spfRecorded: null, author: { domain: null, fault: 'no-from' } })),
      words,
    );
    expect(identities.map(({ value }) => value)).toEqual(['none', 'not recorded', 'no signature']);
  });

  it('prints Punycode beside Unicode', () => {
    expect(identityLines(judge(reportOf({ author: { domain: 'xn--bcher-kva.example' } })), words)[0]?.value).toBe(
      'bücher.example (xn--bcher-kva.example)',
    );
  });
});
