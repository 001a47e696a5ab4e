/** What a check says beside its result: the tags that decided, strangers under a public suffix, records in the wrong place. */

import { describe, expect, it } from 'vitest';
import { evaluate, p, type Said } from './cases.ts';
import type { Zone } from './world.ts';

const reject = { '_dmarc.example.com': p('reject') };
const A = { 'A sub.example.com': '192.0.2.1' };

// biome-ignore format: a table
describe('the tags that decided, as they are written', () => {
  it.each<[string, string, Said, readonly Said[], Zone, string[]]>([
    ['p', 'example.com', 'none x.example', [], { '_dmarc.example.com': 'v=DMARC1;p = Reject ;rua=mailto:a@b.example' }, ['p = Reject at example.com']],
    ['p, with nothing written', 'example.com', 'none x.example', [], { '_dmarc.example.com': 'v=DMARC1; rua=mailto:a@b.example' }, ['default p at example.com']],
    ['sp', 'sub.example.com', 'none x.example', [], { '_dmarc.example.com': p('none', '; sp=reject'), ...A }, ['sp=reject at example.com']],
    ['p for a subdomain, without sp', 'sub.example.com', 'none x.example', [], reject, ['p=reject at example.com']],
    ['np', 'not.example.com', 'none x.example', [], { '_dmarc.example.com': p('none', '; np=reject') }, ['np=reject at example.com']],
    ['t lowers it', 'example.com', 'none x.example', [], { '_dmarc.example.com': p('reject', '; t=y') }, ['p=reject at example.com', 't=y at example.com']],
    ['t lowers nothing below none', 'example.com', 'none x.example', [], { '_dmarc.example.com': p('none', '; t=y') }, ['p=none at example.com']],
    ['aspf refused one that passed', 'example.com', 'pass b.example.com', [], { '_dmarc.example.com': p('reject', '; aspf=s') }, ['p=reject at example.com', 'aspf=s at example.com']],
    ['adkim refused two that passed', 'example.com', 'none x.example', ['pass b.example.com', 'pass c.example.com'], { '_dmarc.example.com': p('reject', '; adkim=s') }, ['p=reject at example.com', 'adkim=s at example.com']],
    ['adkim refused none that would have been aligned', 'example.com', 'none x.example', ['pass b.example'], { '_dmarc.example.com': p('reject', '; adkim=s') }, ['p=reject at example.com']],
    ['aspf refused one that failed: the failure decided', 'example.com', 'fail b.example.com', [], { '_dmarc.example.com': p('reject', '; aspf=s') }, ['p=reject at example.com']],
    ['psd ended the walk', 'a.b.example.com', 'pass b.example.com', [], { '_dmarc.b.example.com': p('none', '; psd=n'), '_dmarc.example.com': p('reject') }, ['p=none at b.example.com', 'psd=n at b.example.com']],
    ['no record', 'example.com', 'none x.example', [], {}, []],
    ['a record for nothing', 'example.com', 'none x.example', [], { '_dmarc.example.com': 'v=DMARC1' }, []],
  ])('%s', async (_, author, mailFrom, signatures, zone, tags) => {
    const { deciding } = await evaluate(author, mailFrom, signatures, zone);
    expect(deciding.map(({ tag, text, domain }) => `${text ?? `default ${tag}`} at ${domain}`)).toEqual(tags);
  });
});

// biome-ignore format: a table
describe('RFC 9989 §4.10.2: an Organizational Domain that strangers share', () => {
  it.each<[string, string, Said, readonly Said[], Zone, string | null, boolean, boolean[]]>([
    ['a record at a top-level domain, one at the author', 'bank.example', 'pass evil.example', [], { '_dmarc.bank.example': p('reject'), '_dmarc.example': p('reject') }, 'example', true, [true]],
    ['a record at a top-level domain alone', 'bank.example', 'pass evil.example', [], { '_dmarc.example': p('reject') }, 'example', true, [true]],
    ['psd=y there: it is no Organizational Domain', 'bank.example', 'pass evil.example', [], { '_dmarc.example': p('reject', '; psd=y') }, 'bank.example', false, [false]],
    ['a suffix of two labels', 'bank.co.jp', 'none x.example', ['pass evil.co.jp'], { '_dmarc.co.jp': p('reject') }, 'co.jp', true, [false, true]],
    ['the private part of the list', 'a.github.io', 'pass b.github.io', [], { '_dmarc.github.io': p('reject') }, 'github.io', true, [true]],
    ['the same name is nobody else\'s', 'bank.example', 'pass bank.example', [], { '_dmarc.example': p('reject') }, 'example', true, [false]],
    ['an ordinary organisation', 'a.example.com', 'pass b.example.com', ['pass evil.example'], reject, 'example.com', false, [false, false]],
  ])('%s', async (_, author, mailFrom, signatures, zone, organizationalDomain, publicSuffix, across) => {
    const check = await evaluate(author, mailFrom, signatures, zone);
    expect(check.organizationalDomain).toBe(organizationalDomain);
    expect(check.publicSuffix).toBe(publicSuffix);
    expect(check.alignments.map(({ acrossSuffix }) => acrossSuffix)).toEqual(across);
  });
});

// biome-ignore format: a table
describe('a record in the wrong place, seen when SPF asked there', () => {
  it.each<[string, string, Record<string, string>, string[]]>([
    ['at the domain itself', 'example.com', { 'example.com': p('reject') }, ['example.com: v=DMARC1; p=reject']],
    ['mistyped besides', 'example.com', { 'example.com': 'v=dmarc1; p=reject' }, ['example.com: v=dmarc1; p=reject']],
    ['where a redirect led', 'example.com', { 'bounce.example.com': 'v=spf1 -all', 'example.com': p('reject') }, ['example.com: v=DMARC1; p=reject']],
    ['somebody else\'s', 'example.com', { 'other.example': p('reject') }, []],
    ['no DMARC record', 'example.com', { 'example.com': 'v=spf1 -all' }, []],
  ])('%s', async (_, author, seen, misplaced) => {
    const check = await evaluate(author, 'pass x.example', [], {}, seen);
    expect(check.misplaced.map(({ name, text }) => `${name}: ${text}`)).toEqual(misplaced);
  });
});

it('what is published at each step is kept, whether or not it counts', async () => {
  const zone = {
    '_dmarc.a.example.com': [p('none'), p('reject')],
    '_dmarc.example.com': 'v=dmarc1; p=reject',
    '_dmarc.com': 'hello',
  };
  const { reason, walk } = await evaluate('a.example.com', 'none x.example', [], zone);
  expect(reason).toBe('no-record');
  expect(
    walk.map(({ name, published }) => [name, published.map(({ faults }) => faults.map(({ kind }) => kind))]),
  ).toEqual([
    ['a.example.com', [['several-records'], ['several-records']]],
    ['example.com', [['version-case']]],
    ['com', []],
  ]);
});
