/** What a check may spend, and where it says that it was spent. RFC 7208 §4.6.4. */

import { describe, expect, it } from 'vitest';
import { checkHost } from '../../../src/engine/spf/check-host.ts';
import { zoneResolver } from '../../../src/resolver/zone.ts';
import { check, type RecordCase, recording, tabulateRecords, txt } from '../../mail/spf.ts';

const times = (count: number, term: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => term(i)).join(' ');
const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

const far = `
far.example.com.   A    198.51.100.1
far.example.com.   AAAA 2001:db8::1
far.example.com.   MX   10 far.example.com.
${lines(11, (i) => `i${i}.example.com. TXT "v=spf1 ip4:203.0.113.${i}"`)}
nine.example.com.  TXT "v=spf1 ${times(9, () => 'a:far.example.com')}"
eight.example.com. TXT "v=spf1 ${times(8, () => 'a:far.example.com')}"
three.example.com. TXT "v=spf1 include:two.example.com"
two.example.com.   TXT "v=spf1 include:one.example.com"
one.example.com.   TXT "v=spf1 a:far.example.com"
`;

describe('10 terms that cause a query', () => {
  const cases: RecordCase[] = [
    [`${times(10, () => 'a:far.example.com')} -all`, 'matched-fail'],
    [`${times(11, () => 'a:far.example.com')} -all`, 'too-many-lookups'],
    [`${times(10, (i) => `include:i${i}.example.com`)} -all`, 'matched-fail'],
    [`${times(11, (i) => `include:i${i}.example.com`)} -all`, 'too-many-lookups'],
    [`${times(10, () => 'mx:far.example.com')} -all`, 'matched-fail'],
    [`${times(11, () => 'mx:far.example.com')} -all`, 'too-many-lookups'],
    [`${times(10, () => 'exists:far.example.com')}`, 'matched-pass'],
    ['-exists:nothing.example.com include:nine.example.com -all', 'too-many-lookups'],
    ['include:nine.example.com -all', 'matched-fail'],
    ['include:nine.example.com a:far.example.com -all', 'too-many-lookups'],
    ['include:eight.example.com a:far.example.com -all', 'matched-fail'],
    ['include:eight.example.com redirect=i0.example.com', 'nothing-matched'],
    ['include:nine.example.com redirect=i0.example.com', 'too-many-lookups'],
    // What does not ask does not count.
    [`${times(30, (i) => `ip4:203.0.113.${i}`)} ${times(30, (i) => `ip6:2001:db8::${i}`)} ~all`, 'matched-softfail'],
    // What is not reached does not count.
    [`ip4:192.0.2.1 ${times(11, () => 'a:far.example.com')}`, 'matched-pass'],
    // exp asks only afterwards.
    [`${times(10, () => 'a:far.example.com')} -all exp=exp.example.com`, 'matched-fail'],
    // A term of a name that the DNS cannot hold is still a term.
    [`${times(11, () => 'a:x..example.com')} -all`, 'too-many-lookups'],
  ];
  tabulateRecords(far, cases);

  it('counts the terms, and says which record and term spent the tenth', async () => {
    const found = await check(
      `example.com. TXT "v=spf1 a:far.example.com include:three.example.com include:nine.example.com"${far}`,
    );
    expect(found).toMatchObject({
      reason: 'too-many-lookups',
      lookups: 11,
      tenthLookup: { domain: 'nine.example.com', term: 'a:far.example.com', depth: 1 },
      decidedBy: { domain: 'nine.example.com', term: 'a:far.example.com', depth: 1 },
    });
    const within = await check(`example.com. TXT "v=spf1 include:eight.example.com include:i0.example.com ~all"${far}`);
    expect(within).toMatchObject({
      reason: 'matched-softfail',
      lookups: 10,
      tenthLookup: { domain: 'example.com', term: 'include:i0.example.com', depth: 0 },
    });
    expect(await check(`example.com. TXT "v=spf1 include:nine.example.com"${far}`)).toMatchObject({ lookups: 10 });
    expect(await check(`example.com. TXT "v=spf1 a:far.example.com"${far}`)).toMatchObject({
      lookups: 1,
      tenthLookup: null,
    });
  });
});

describe('2 void lookups', () => {
  const rest = `${far}
v4.example.com.  A 198.51.100.1
txt.example.com. TXT "no address"
holes.example.com. MX 10 hole1.example.com.
holes.example.com. MX 20 hole2.example.com.
holes.example.com. MX 30 far.example.com.
three-holes.example.com. MX 10 hole1.example.com.
three-holes.example.com. MX 20 hole2.example.com.
three-holes.example.com. MX 30 hole3.example.com.
three-holes.example.com. MX 40 me.example.com.
me.example.com. A 192.0.2.1
dangling.example.com. CNAME hole.example.com.
void.example.com. TXT "v=spf1 a:hole.example.com"
9.2.0.192.in-addr.arpa. PTR hole1.example.com.
9.2.0.192.in-addr.arpa. PTR hole2.example.com.
9.2.0.192.in-addr.arpa. PTR hole3.example.com.
; !servfail broken.example.com.
`;
  tabulateRecords(rest, [
    ['a:hole1.example.com a:hole2.example.com -all', 'matched-fail'],
    ['a:hole1.example.com a:hole2.example.com a:hole3.example.com -all', 'too-many-void-lookups'],
    // NODATA and NXDOMAIN alike, behind an alias too, and the same question anew.
    ['a:txt.example.com a:hole.example.com a:dangling.example.com -all', 'too-many-void-lookups'],
    ['a:hole.example.com a:hole.example.com a:hole.example.com -all', 'too-many-void-lookups'],
    ['exists:hole.example.com mx:hole.example.com ptr -all', 'too-many-void-lookups'],
    ['mx:holes.example.com -all', 'matched-fail'],
    ['mx:three-holes.example.com -all', 'too-many-void-lookups'],
    ['include:void.example.com include:void.example.com -all', 'matched-fail'],
    ['include:void.example.com include:void.example.com a:hole.example.com -all', 'too-many-void-lookups'],
    // The wrong kind of address is void as well (§5: only the client's kind is asked for).
    ['a:v4.example.com a:v4.example.com a:v4.example.com -all', 'too-many-void-lookups', { ip: '2001:db8::cafe' }],
    ['ptr -all', 'too-many-void-lookups', { ip: '192.0.2.9' }],
    ['exists:%{p}.example.com -all', 'too-many-void-lookups', { ip: '192.0.2.9' }],
    ['include:%{p}.example.com -all', 'too-many-void-lookups', { ip: '192.0.2.9' }],
    ['redirect=%{p}.example.com', 'too-many-void-lookups', { ip: '192.0.2.9' }],
    // What does not exist for the DNS at all is not asked for.
    ['a:x..example.com a:x..example.com a:x..example.com -all', 'matched-fail'],
    // The void lookup of a record's own question is said by the include.
    ['a:hole.example.com a:hole.example.com include:hole.example.com', 'include-none'],
    // A failure is no void lookup.
    ['a:hole.example.com a:hole.example.com a:broken.example.com', 'term-lookup-failed'],
  ]);

  it('the validated name is looked for once, however often it is used', async () => {
    const found = await check(`example.com. TXT "v=spf1 ${'a:%{p}.elsewhere.example.com '.repeat(4)}-all"
1.2.0.192.in-addr.arpa. PTR gone.example.com.
1.2.0.192.in-addr.arpa. PTR host.example.com.
host.example.com. A 192.0.2.1
*.elsewhere.example.com. A 203.0.113.1`);
    expect(found).toMatchObject({ reason: 'matched-fail', voidLookups: 1 });
    expect(found.tree?.steps.slice(0, 4).map(({ answers }) => answers.length)).toEqual([4, 4, 4, 4]);
  });

  it('counts them, and not the question for the record', async () => {
    const found = await check(`example.com. TXT "v=spf1 a:hole.example.com include:void.example.com ~all"${rest}`);
    expect(found).toMatchObject({ reason: 'matched-softfail', voidLookups: 2 });
    expect(await check(rest, { mailFrom: 'user@nothing.example.com' })).toMatchObject({ voidLookups: 0 });
  });
});

describe('10 names of an mx, 10 of a ptr', () => {
  const exchangers = (count: number) =>
    `${lines(count, (i) => `mx.example.com. MX 10 m${i}.example.com.`)}
${lines(300, (i) => `m${i}.example.com. A 198.51.100.1`)}
m9.example.com. A 192.0.2.1`;
  const record = 'example.com. TXT "v=spf1 mx:mx.example.com -all"\n';

  it.each([
    [1, 'matched-fail'],
    [9, 'matched-fail'],
    [10, 'matched-pass'],
    [11, 'too-many-mx-names'],
    [300, 'too-many-mx-names'],
  ])('%i MX records: %s', async (count, reason) => {
    expect(await check(record + exchangers(count))).toMatchObject({ reason, lookups: 1 });
  });

  it('asks for no address where there are eleven', async () => {
    const { resolve, asked } = recording(record + exchangers(11));
    await checkHost(
      { ip: '192.0.2.1', mailFrom: 'u@example.com', helo: '', receiver: '', now: 0 },
      'mailfrom',
      resolve,
    );
    expect(asked).toEqual(['example.com TXT', 'mx.example.com MX']);
  });

  const names = (count: number) =>
    `example.com. TXT "v=spf1 ptr -all"
${lines(count, (i) => `1.2.0.192.in-addr.arpa. PTR p${i}.example.${i === count - 1 ? 'com' : 'net'}.`)}
${lines(count, (i) => `p${i}.example.net. A 192.0.2.1\np${i}.example.com. A 192.0.2.1`)}`;

  it.each([
    [1, 'matched-pass'],
    [10, 'matched-pass'],
    [11, 'matched-fail'],
    [40, 'matched-fail'],
  ])('the last of %i PTR records: %s', async (count, reason) => {
    expect(await check(names(count))).toMatchObject({ reason });
  });
});

describe('our own limits', () => {
  const spent = (zone: string, ...names: string[]) =>
    checkHost(
      { ip: '192.0.2.1', mailFrom: 'u@example.com', helo: '', receiver: '', now: 0 },
      'mailfrom',
      zoneResolver([zone], { faults: Object.fromEntries(names.map((name) => [name, 'budget' as const])) }),
    );

  it.each<[string, string, string]>([
    ['the record', '~all', 'example.com TXT'],
    ['an included record', 'include:i.example.com ~all', 'i.example.com TXT'],
    ['a redirect', 'redirect=i.example.com', 'i.example.com TXT'],
    ['a mechanism', 'a:i.example.com ~all', 'i.example.com A'],
    ['the names of the client', 'ptr ~all', '1.2.0.192.in-addr.arpa PTR'],
    ['an address of such a name', 'ptr ~all', 'host.example.com A'],
    ['the validated name', 'exists:%{p}.example.com ~all', '1.2.0.192.in-addr.arpa PTR'],
  ])('says that it did not ask, and not that nobody answered: %s', async (_, text, name) => {
    const zone = `${txt('example.com', `v=spf1 ${text}`)}\n1.2.0.192.in-addr.arpa. PTR host.example.com.`;
    expect(await spent(zone, name)).toMatchObject({ reason: 'question-budget', result: null });
  });

  const record = (name: string, count: number, first = '') => txt(name, `v=spf1 ${first} ${times(count, () => 'a=')}`);

  it('reads 10,000 terms, and no more', async () => {
    expect(await check(record('example.com', 10_000))).toMatchObject({ reason: 'nothing-matched' });
    expect(await check(record('example.com', 10_001))).toMatchObject({ reason: 'too-many-terms', result: null });
  });

  it('counts the terms of all records together', async () => {
    const zone = `${record('example.com', 6_000, 'include:more.example.com')}\n${record('more.example.com', 6_000)}`;
    expect(await check(zone)).toMatchObject({
      reason: 'too-many-terms',
      result: null,
      decidedBy: { domain: 'more.example.com', depth: 1 },
    });
  });
});
