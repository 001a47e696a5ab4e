import { describe, expect, test } from 'vitest';
import type { Relation } from '../../../src/engine/dmarc/dmarc.ts';
import type { dmarcReasons } from '../../../src/engine/dmarc/reasons.ts';
import { evaluate, p, type Said } from './cases.ts';
import { worldOf, type Zone } from './world.ts';

type Row = [string, string, Said | null, readonly Said[], Zone, keyof typeof dmarcReasons];
const ends = (
  _: string,
  author: string,
  mailFrom: Said | null,
  signatures: readonly Said[],
  zone: Zone,
  reason: string,
) => evaluate(author, mailFrom, signatures, zone).then((check) => expect(check.reason).toBe(reason));

describe('RFC 9989 §5.3.5: pass and fail', () => {
  const zone = { '_dmarc.example.com': p('reject') };
  test.each<Row>([
    ['both', 'example.com', 'pass example.com', ['pass example.com'], zone, 'aligned-both'],
    ['a signature alone', 'example.com', 'pass service.example', ['pass example.com'], zone, 'aligned-dkim'],
    [
      'one of several signatures',
      'example.com',
      'fail x.example',
      ['pass a.example', 'pass example.com'],
      zone,
      'aligned-dkim',
    ],
    ['SPF alone', 'example.com', 'pass example.com', [], zone, 'aligned-spf'],
    ['SPF, upper case and final dot', 'example.com', 'pass Example.COM.', [], zone, 'aligned-spf'],
    ['another organisation', 'example.com', 'pass sendgrid.net', ['pass sendgrid.net'], zone, 'not-aligned'],
    ['aligned, but failed', 'example.com', 'fail example.com', ['fail example.com'], zone, 'no-identifier'],
    ['nothing at all', 'example.com', 'none example.com', [], zone, 'no-identifier'],
    ['softfail is no pass', 'example.com', 'softfail example.com', [], zone, 'no-identifier'],
    ['"policy" is no pass', 'example.com', 'none example.com', ['policy example.com'], zone, 'no-identifier'],
    ['permerror is no pass', 'example.com', 'permerror example.com', ['permerror example.com'], zone, 'no-identifier'],
    ['a signature without a readable d=', 'example.com', 'none example.com', ['permerror '], zone, 'no-identifier'],
  ])('%s', ends);
});

describe('RFC 9989 §4.10.2: strict and relaxed', () => {
  const relaxed = { '_dmarc.example.com': p('reject') };
  const strict = { '_dmarc.example.com': p('reject', '; adkim=s; aspf=s') };
  test.each<Row>([
    ['relaxed, below', 'example.com', 'pass b.example.com', [], relaxed, 'aligned-spf'],
    ['relaxed, above', 'a.example.com', 'none x.example', ['pass example.com'], relaxed, 'aligned-dkim'],
    ['relaxed, beside', 'a.example.com', 'none x.example', ['pass b.example.com'], relaxed, 'aligned-dkim'],
    ['strict, equal', 'example.com', 'pass example.com', ['pass example.com'], strict, 'aligned-both'],
    ['strict, below', 'example.com', 'pass b.example.com', ['pass c.example.com'], strict, 'not-aligned'],
    [
      'adkim=s leaves SPF relaxed',
      'example.com',
      'pass b.example.com',
      [],
      { '_dmarc.example.com': p('none', ';adkim=s') },
      'aligned-spf',
    ],
    [
      'aspf=s leaves DKIM relaxed',
      'example.com',
      'none x.example',
      ['pass b.example.com'],
      { '_dmarc.example.com': p('none', ';aspf=s') },
      'aligned-dkim',
    ],
    ['a suffix is not a parent', 'example.com', 'pass notexample.com', [], relaxed, 'not-aligned'],
    ['a top-level domain signs', 'example.com', 'none x.example', ['pass com'], relaxed, 'not-aligned'],
    [
      'a subdomain with psd=n is an organisation of its own',
      'example.com',
      'pass dept.example.com',
      [],
      { ...relaxed, '_dmarc.dept.example.com': p('none', '; psd=n') },
      'not-aligned',
    ],
  ])('%s', ends);

  test('without any record, a subdomain is an organisation of its own', async () => {
    const { alignments, reason } = await evaluate('a.example.com', 'pass example.com', ['pass x.a.example.com'], {});
    expect(reason).toBe('no-record');
    expect(alignments.map(({ relation }) => relation)).toEqual(['none', 'none']);
  });
});

describe('RFC 9989: its worked examples', () => {
  test('records at example.com and signing.example.com, none at com', async () => {
    const zone = { '_dmarc.example.com': p('reject'), '_dmarc.signing.example.com': p('none') };
    const check = await evaluate('example.com', 'pass example.com', ['pass signing.example.com'], zone);
    expect(check).toMatchObject({
      reason: 'aligned-both',
      organizationalDomain: 'example.com',
      policyDomain: 'example.com',
    });
    expect(check.alignments).toMatchObject([
      { relation: 'equal', aligned: true },
      { relation: 'organizational', aligned: true, organizationalDomain: 'example.com' },
    ]);
  });

  test('an Author Domain of 13 labels: eight questions', async () => {
    const world = worldOf({ '_dmarc.example.com': p('reject'), '_dmarc.signing.example.com': p('none') });
    const author = 'a.b.c.d.e.f.g.h.i.j.k.example.com';
    const check = await evaluate(author, 'pass example.com', ['pass signing.example.com'], world);
    expect(check).toMatchObject({
      reason: 'aligned-both',
      policyDomain: 'example.com',
      organizationalDomain: 'example.com',
    });
    expect(check.walk.map(({ name }) => name)).toEqual([
      author,
      'g.h.i.j.k.example.com',
      'h.i.j.k.example.com',
      'i.j.k.example.com',
      'j.k.example.com',
      'k.example.com',
      'example.com',
      'com',
    ]);
  });

  test('a Public Suffix Domain: its customers are organisations of their own', async () => {
    const zone = { '_dmarc.bank.example': p('reject', '; psd=y'), '_dmarc.giant.bank.example': p('quarantine') };
    const check = await evaluate(
      'giant.bank.example',
      'pass mail.giant.bank.example',
      ['pass mail.mega.bank.example'],
      zone,
    );
    expect(check).toMatchObject({
      reason: 'aligned-spf',
      organizationalDomain: 'giant.bank.example',
      policy: 'quarantine',
    });
    expect(check.alignments).toMatchObject([
      { via: 'spf', relation: 'organizational', aligned: true },
      { via: 'dkim', relation: 'none', aligned: false },
    ]);
  });
});

describe('RFC 9989 §4.10.1, §5.3.1: DMARC does not apply', () => {
  test.each<Row>([
    ['no record', 'example.com', 'pass example.com', ['pass example.com'], {}, 'no-record'],
    [
      'a record below the Author Domain',
      'example.com',
      'pass example.com',
      [],
      { '_dmarc.a.example.com': p('none') },
      'no-record',
    ],
    [
      'the record is behind an alias to nowhere',
      'example.com',
      'none x.example',
      [],
      { '_dmarc.example.com': { alias: 'x' } },
      'no-record',
    ],
    [
      'several records',
      'example.com',
      'pass example.com',
      [],
      { '_dmarc.example.com': [p('none'), p('none')] },
      'no-record',
    ],
    [
      'no policy, no rua',
      'example.com',
      'pass example.com',
      [],
      { '_dmarc.example.com': 'v=DMARC1' },
      'no-valid-policy',
    ],
    ['wrong version', 'example.com', 'pass example.com', [], { '_dmarc.example.com': 'v=dmarc1; p=none' }, 'no-record'],
  ])('%s', ends);

  test('no Author Domain: nothing is asked', async () => {
    const world = worldOf({});
    expect(await evaluate(null, 'pass example.com', [], world)).toMatchObject({
      result: 'none',
      reason: 'no-author-domain',
    });
    expect(world.asked).toEqual([]);
  });
});

test('each identifier is listed, whether or not its check passed', async () => {
  const zone = { '_dmarc.example.com': p('reject', '; adkim=s') };
  const signatures: readonly Said[] = ['fail example.com', 'pass b.example.com', 'pass sendgrid.net', 'permerror '];
  const { alignments } = await evaluate('example.com', 'fail b.example.com', signatures, zone);
  expect(
    alignments.map(({ via, field, passed, mode, relation, aligned }) => [via, field, passed, mode, relation, aligned]),
  ).toEqual<[string, number | null, boolean, string, Relation, boolean][]>([
    ['spf', null, false, 'r', 'organizational', false],
    ['dkim', 0, false, 's', 'equal', false],
    ['dkim', 1, true, 's', 'organizational', false],
    ['dkim', 2, true, 's', 'none', false],
  ]);
});
