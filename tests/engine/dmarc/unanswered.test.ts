import { describe, expect, test } from 'vitest';
import type { dmarcReasons } from '../../../src/engine/dmarc/reasons.ts';
import { evaluate, p, type Said } from './cases.ts';
import { servfail, type Zone } from './world.ts';

type Row = [string, string, Said | null, readonly Said[], Zone, keyof typeof dmarcReasons];
const ends = (
  _: string,
  author: string,
  mailFrom: Said | null,
  signatures: readonly Said[],
  zone: Zone,
  reason: string,
) => evaluate(author, mailFrom, signatures, zone).then((check) => expect(check.reason).toBe(reason));

describe('RFC 9989 §5.3.6: an unanswered question counts where its answer could have changed the result', () => {
  const up = { '_dmarc.example.com': p('reject') };
  test.each<Row>([
    [
      'the first question',
      'example.com',
      'pass example.com',
      [],
      { '_dmarc.example.com': servfail },
      'policy-lookup-failed',
    ],
    [
      'a later one of the discovery',
      'a.example.com',
      'pass a.example.com',
      [],
      { ...up, '_dmarc.com': servfail },
      'policy-lookup-failed',
    ],
    [
      'one behind the stop does not count',
      'a.example.com',
      'pass a.example.com',
      [],
      { '_dmarc.example.com': p('none', ';psd=n'), '_dmarc.com': servfail },
      'aligned-spf',
    ],
    [
      'equal names need no walk',
      'example.com',
      'pass example.com',
      [],
      { ...up, '_dmarc.com': servfail },
      'aligned-spf',
    ],
    [
      "the Author Domain's walk, where a related name passed",
      'example.com',
      'pass b.example.com',
      [],
      { ...up, '_dmarc.com': servfail },
      'alignment-lookup-failed',
    ],
    [
      'but not where the name is under another top-level domain',
      'example.com',
      'pass sendgrid.net',
      [],
      { ...up, '_dmarc.com': servfail },
      'not-aligned',
    ],
    [
      "an identifier's walk",
      'example.com',
      'pass b.example.com',
      [],
      { ...up, '_dmarc.b.example.com': servfail },
      'alignment-lookup-failed',
    ],
    [
      "an identifier's walk, while another is aligned",
      'example.com',
      'pass b.example.com',
      ['pass example.com'],
      { ...up, '_dmarc.b.example.com': servfail },
      'aligned-dkim',
    ],
    [
      'the walk of an identifier that failed',
      'example.com',
      'fail b.example.com',
      [],
      { ...up, '_dmarc.b.example.com': servfail },
      'no-identifier',
    ],
    [
      'a walk that strict mode does not need',
      'example.com',
      'pass b.example.com',
      [],
      { '_dmarc.example.com': p('none', ';aspf=s'), '_dmarc.b.example.com': servfail },
      'not-aligned',
    ],
    ['SPF temperror', 'example.com', 'temperror example.com', [], up, 'authentication-temperror'],
    ['SPF temperror for a related name', 'example.com', 'temperror b.example.com', [], up, 'authentication-temperror'],
    ['SPF temperror elsewhere', 'example.com', 'temperror sendgrid.net', [], up, 'no-identifier'],
    ['DKIM temperror', 'example.com', 'pass sendgrid.net', ['temperror example.com'], up, 'authentication-temperror'],
    [
      'DKIM temperror, and another aligned',
      'example.com',
      'pass example.com',
      ['temperror example.com'],
      up,
      'aligned-spf',
    ],
    [
      'our own limit is no temperror',
      'example.com',
      'pass example.com',
      [],
      { '_dmarc.example.com': { failed: 'budget' } },
      'question-budget',
    ],
  ])('%s', ends);
});

describe('not judged: the result is null where that could have decided', () => {
  const up = { '_dmarc.example.com': p('reject') };
  test.each<Row>([
    ['no envelope', 'example.com', null, [], up, 'spf-not-judged'],
    ['no envelope, domain unknown', 'example.com', 'null ', ['pass sendgrid.net'], up, 'spf-not-judged'],
    ['no envelope, but a signature', 'example.com', null, ['pass example.com'], up, 'aligned-dkim'],
    ['SPF of another organisation not judged', 'example.com', 'null sendgrid.net', [], up, 'no-identifier'],
    [
      'an aligned signature not judged',
      'example.com',
      'pass sendgrid.net',
      ['null example.com'],
      up,
      'dkim-not-judged',
    ],
    ['another signature not judged', 'example.com', 'pass sendgrid.net', ['null sendgrid.net'], up, 'not-aligned'],
    ['a temperror may yet be resolved', 'example.com', null, ['temperror example.com'], up, 'authentication-temperror'],
  ])('%s', ends);
});
