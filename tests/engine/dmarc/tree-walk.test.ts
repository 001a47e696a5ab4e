import { describe, expect, test } from 'vitest';
import { treeWalk, walkNames } from '../../../src/engine/dmarc/tree-walk.ts';
import { servfail, worldOf, type Zone } from './world.ts';

const p = 'v=DMARC1; p=none';

describe('RFC 9989 §4.10: the names of a walk', () => {
  test.each([
    ['com', ['com']],
    ['example.com', ['example.com', 'com']],
    ['a.mail.example.com', ['a.mail.example.com', 'mail.example.com', 'example.com', 'com']],
    ['b.c.d.e.f.g.h', ['b.c.d.e.f.g.h', 'c.d.e.f.g.h', 'd.e.f.g.h', 'e.f.g.h', 'f.g.h', 'g.h', 'h']],
    [
      'a.b.c.d.e.f.g.h',
      ['a.b.c.d.e.f.g.h', 'b.c.d.e.f.g.h', 'c.d.e.f.g.h', 'd.e.f.g.h', 'e.f.g.h', 'f.g.h', 'g.h', 'h'],
    ],
    [
      'a.b.c.d.e.f.g.h.i.j.mail.example.com',
      [
        'a.b.c.d.e.f.g.h.i.j.mail.example.com',
        'g.h.i.j.mail.example.com',
        'h.i.j.mail.example.com',
        'i.j.mail.example.com',
        'j.mail.example.com',
        'mail.example.com',
        'example.com',
        'com',
      ],
    ],
  ])('%s', (start, names) => expect(walkNames(start)).toEqual(names));

  test('eight questions at most, whatever the length', () => {
    for (let labels = 1; labels <= 127; labels++) {
      const names = walkNames(Array.from({ length: labels }, (_, i) => `l${i}`).join('.'));
      expect(names.length).toBe(Math.min(labels, 8));
    }
  });
});

describe('RFC 9989 §4.10.2: the Organizational Domain', () => {
  test.each<[string, string, Zone, string | null]>([
    ['no record: the start itself', 'a.example.com', {}, 'a.example.com'],
    ['one record above', 'a.example.com', { '_dmarc.example.com': p }, 'example.com'],
    [
      'the fewest labels',
      'a.mail.example.com',
      { '_dmarc.mail.example.com': p, '_dmarc.example.com': p },
      'example.com',
    ],
    [
      'psd=n ends it',
      'a.mail.example.com',
      { '_dmarc.mail.example.com': `${p}; psd=n`, '_dmarc.example.com': p },
      'mail.example.com',
    ],
    ['psd=n at the start', 'example.com', { '_dmarc.example.com': `${p}; psd=n`, '_dmarc.com': p }, 'example.com'],
    ['psd=y: one label below', 'a.mail.example.com', { '_dmarc.com': `${p}; psd=y` }, 'example.com'],
    [
      'psd=y: one label below, though a longer name has a record',
      'a.mail.example.com',
      { '_dmarc.mail.example.com': p, '_dmarc.com': `${p}; psd=y` },
      'example.com',
    ],
    [
      'psd=y in the middle ends it',
      'a.giant.bank.example',
      { '_dmarc.bank.example': `${p}; psd=y`, '_dmarc.example': p },
      'giant.bank.example',
    ],
    [
      'psd=y at the start counts as any record',
      'bank.example',
      { '_dmarc.bank.example': `${p}; psd=y` },
      'bank.example',
    ],
    ['a top-level domain that publishes', 'a.example.com', { '_dmarc.com': p }, 'com'],
    [
      'several records: all dropped, and the walk goes on',
      'mail.example.com',
      { '_dmarc.mail.example.com': [`${p}; psd=n`, p], '_dmarc.example.com': p },
      'example.com',
    ],
    [
      'a second TXT record that is no DMARC record is not several',
      'mail.example.com',
      { '_dmarc.mail.example.com': [`${p}; psd=n`, 'v=spf1 -all'] },
      'mail.example.com',
    ],
    [
      'a record without a sound policy is a record',
      'mail.example.com',
      { '_dmarc.example.com': 'v=DMARC1' },
      'example.com',
    ],
    ['an unanswered question leaves it open', 'mail.example.com', { '_dmarc.com': servfail }, null],
    [
      'but not one behind the stop',
      'mail.example.com',
      { '_dmarc.example.com': `${p}; psd=n`, '_dmarc.com': servfail },
      'example.com',
    ],
  ])('%s', async (_, start, zone, expected) => {
    expect((await treeWalk(start, worldOf(zone))).organizationalDomain).toBe(expected);
  });
});

test('the steps end where the walk stopped, and say what was dropped', async () => {
  const zone = { '_dmarc.a.example.com': [p, p], '_dmarc.example.com': `${p}; psd=n`, '_dmarc.com': p };
  const { steps } = await treeWalk('a.example.com', worldOf(zone));
  expect(steps.map(({ name, dropped, record }) => [name, dropped, record?.psd ?? null])).toEqual([
    ['a.example.com', 'several', null],
    ['example.com', null, 'n'],
  ]);
});

test('RFC 9989 §4.5: character-strings are joined without anything between them', async () => {
  const world = worldOf({});
  const split = async (question: Parameters<typeof world>[0]) => {
    const answer = await world(question);
    if (question.name !== '_dmarc.example.com') return answer;
    const records = [{ type: 'TXT' as const, strings: ['v=DMARC1; p=rej', 'ect'] }];
    return { ...answer, status: 'found' as const, records };
  };
  expect((await treeWalk('example.com', split)).steps[0]?.record?.p).toBe('reject');
});

test('RFC 1035 §2.3.4: a name that "_dmarc." makes too long is not asked for', async () => {
  const start = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.com`;
  const world = worldOf({ [`_dmarc.${start.slice(61)}`]: p });
  const walk = await treeWalk(start, world);
  expect(world.asked.every(({ name }) => name.length <= 253)).toBe(true);
  expect(walk.organizationalDomain).toBe(start.slice(61));
});
