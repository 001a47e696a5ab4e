/** Mechanisms, qualifiers and redirect: when each matches, and what a DNS error makes of it. RFC 7208 §4.6, §4.7, §5, §6.1. */

import { describe, expect, it } from 'vitest';
import { check, linesOf, type RecordCase, tabulate, tabulateRecords } from '../../mail/spf.ts';

const six = { ip: '2001:db8::cafe' };
const mapped = { ip: '::ffff:192.0.2.1' };

const hosts = `
one.example.com.   A    192.0.2.1
one.example.com.   AAAA 2001:db8::cafe
near.example.com.  A    192.0.2.77
near.example.com.  A    203.0.113.1
near.example.com.  AAAA 2001:db8::1
far.example.com.   A    198.51.100.1
v4.example.com.    A    192.0.2.1
v6.example.com.    AAAA 2001:db8::cafe
alias.example.com. CNAME one.example.com.
; !servfail broken.example.com.
; !timeout slow.example.com.
`;

describe('qualifiers and §4.7 the default', () => {
  const cases: RecordCase[] = [
    ['', 'nothing-matched'],
    ['all', 'matched-pass'],
    ['+all', 'matched-pass'],
    ['-all', 'matched-fail'],
    ['~all', 'matched-softfail'],
    ['?all', 'matched-neutral'],
    ['ip4:203.0.113.1', 'nothing-matched'],
    ['ip4:203.0.113.1 ?ip4:192.0.2.1 -all', 'matched-neutral'],
    ['-ip4:192.0.2.1 +all', 'matched-fail'],
    ['moo=%{d} -all', 'matched-fail'],
  ];
  tabulateRecords('', cases);
});

describe('§5.1 all', () => {
  it('leaves what stands behind it', async () => {
    const { tree, lookups } = await check(
      `example.com. TXT "v=spf1 ?all a:broken.example.com redirect=x.example"\n${hosts}`,
    );
    expect(lookups).toBe(0);
    expect(linesOf(tree)).toEqual([
      '?all matched',
      'a:broken.example.com not-reached',
      'redirect=x.example not-reached',
    ]);
  });
});

describe('§5.6 ip4 and ip6', () => {
  tabulateRecords('', [
    ['ip4:192.0.2.1 -all', 'matched-pass'],
    ['ip4:192.0.2.2 -all', 'matched-fail'],
    ['ip4:192.0.2.129/24 -all', 'matched-pass'],
    ['ip4:192.0.2.129/25 -all', 'matched-fail'],
    ['ip4:192.0.2.0/31 -all', 'matched-pass'],
    ['ip4:10.0.0.0/0 -all', 'matched-pass'],
    ['ip4:192.0.2.1 -all', 'matched-pass', mapped],
    ['ip4:0.0.0.0/0 -all', 'matched-fail', six],
    ['ip6:2001:db8::cafe -all', 'matched-pass', six],
    ['ip6:2001:DB8::/32 -all', 'matched-pass', six],
    ['ip6:2001:db8:0:0:ffff::/64 -all', 'matched-pass', six],
    ['ip6:2001:db9::/32 -all', 'matched-fail', six],
    ['ip6:::/0 -all', 'matched-pass', six],
    ['ip6:::/0 -all', 'matched-fail'],
    ['ip6:::ffff:192.0.2.1 -all', 'matched-fail', mapped],
  ]);
});

describe('§5.3 a', () => {
  tabulateRecords(`example.com. A 192.0.2.1\n${hosts}`, [
    ['a -all', 'matched-pass'],
    ['a:one.example.com -all', 'matched-pass'],
    ['a:ONE.example.com. -all', 'matched-pass'],
    ['a:alias.example.com -all', 'matched-pass'],
    ['a:near.example.com -all', 'matched-fail'],
    ['a:near.example.com/24 -all', 'matched-pass'],
    ['a:near.example.com/25//128 -all', 'matched-pass'],
    ['a:near.example.com/26 -all', 'matched-fail'],
    ['a:near.example.com//64 -all', 'matched-fail'],
    ['a:far.example.com/0 -all', 'matched-pass'],
    ['a:one.example.com -all', 'matched-pass', six],
    ['a:near.example.com//64 -all', 'matched-pass', six],
    ['a:near.example.com/24 -all', 'matched-fail', six],
    ['a:v4.example.com/0//0 -all', 'matched-fail', six],
    ['a:v6.example.com/0//0 -all', 'matched-fail'],
    ['a:one.example.com -all', 'matched-pass', mapped],
    ['a:nothing.example.com -all', 'matched-fail'],
    ['a:broken.example.com +all', 'term-lookup-failed'],
    ['a:slow.example.com +all', 'term-lookup-failed'],
    ['+ip4:192.0.2.1 a:broken.example.com', 'matched-pass'],
  ]);

  it('keeps the answer that failed, with its term', async () => {
    const { tree, decidedBy } = await check(`example.com. TXT "v=spf1 a:slow.example.com +all"\n${hosts}`);
    expect(decidedBy).toEqual({ domain: 'example.com', term: 'a:slow.example.com', depth: 0 });
    expect(tree?.steps[0]).toMatchObject({ state: 'error', answers: [{ status: 'failed', cause: 'timeout' }] });
  });
});

describe('§5.4 mx', () => {
  const rest = `${hosts}
example.com.        MX 10 far.example.com.
example.com.        MX 20 one.example.com.
near-mx.example.com. MX 10 near.example.com.
early.example.com.  MX 20 broken.example.com.
early.example.com.  MX 10 one.example.com.
late.example.com.   MX 10 broken.example.com.
late.example.com.   MX 20 one.example.com.
null.example.com.   MX 0 .
`;
  tabulateRecords(rest, [
    ['mx -all', 'matched-pass'],
    ['mx -all', 'matched-pass', six],
    ['mx:near-mx.example.com -all', 'matched-fail'],
    ['mx:near-mx.example.com/24 -all', 'matched-pass'],
    ['mx:near-mx.example.com/32//64 -all', 'matched-pass', six],
    // No implicit MX: the name's own address is no exchanger.
    ['mx:one.example.com -all', 'matched-fail'],
    ['mx:null.example.com -all', 'matched-fail'],
    ['mx:nothing.example.com -all', 'matched-fail'],
    ['mx:broken.example.com +all', 'term-lookup-failed'],
    ['mx:late.example.com +all', 'term-lookup-failed'],
    ['mx:early.example.com -all', 'matched-pass'],
  ]);
});

describe('§5.5 ptr', () => {
  const rest = `${hosts}
1.2.0.192.in-addr.arpa. PTR liar.example.com.
1.2.0.192.in-addr.arpa. PTR mail.sub.example.com.
2.2.0.192.in-addr.arpa. PTR broken.example.com.
2.2.0.192.in-addr.arpa. PTR mail2.example.com.
3.2.0.192.in-addr.arpa. PTR broken.example.com.
e.f.a.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa. PTR one.example.com.
6.2.0.192.in-addr.arpa. PTR notexample.com.
notexample.com.        A 192.0.2.6
mail.sub.example.com.  A 192.0.2.1
mail2.example.com.     A 192.0.2.2
; !servfail 4.2.0.192.in-addr.arpa.
`;
  tabulateRecords(rest, [
    ['ptr -all', 'matched-pass'],
    ['ptr:sub.example.com -all', 'matched-pass'],
    ['ptr:mail.sub.EXAMPLE.com -all', 'matched-pass'],
    ['ptr:liar.example.com -all', 'matched-fail'],
    ['ptr:example.net -all', 'matched-fail'],
    ['ptr -all', 'matched-pass', six],
    ['ptr:other.example.com -all', 'matched-fail', six],
    // A name that ends alike is no subdomain.
    ['ptr -all', 'matched-fail', { ip: '192.0.2.6' }],
    // Errors skip the name; an error of the first question is no match.
    ['ptr -all', 'matched-pass', { ip: '192.0.2.2' }],
    ['ptr -all', 'matched-fail', { ip: '192.0.2.3' }],
    ['ptr -all', 'matched-fail', { ip: '192.0.2.4' }],
    ['ptr -all', 'matched-fail', { ip: '192.0.2.5' }],
  ]);
});

describe('§5.7 exists', () => {
  tabulateRecords(hosts, [
    ['exists:far.example.com -all', 'matched-pass'],
    // A is asked for, whatever the client.
    ['exists:v4.example.com -all', 'matched-pass', six],
    ['exists:v6.example.com -all', 'matched-fail', six],
    ['exists:nothing.example.com -all', 'matched-fail'],
    ['exists:broken.example.com +all', 'term-lookup-failed'],
  ]);
});

const included = `${hosts}
pass.example.com.      TXT "v=spf1 ip4:192.0.2.1 -all"
fail.example.com.      TXT "v=spf1 -all"
softfail.example.com.  TXT "v=spf1 ~all"
neutral.example.com.   TXT "v=spf1 ?all"
nothing-matches.example.com. TXT "v=spf1"
temperror.example.com. TXT "v=spf1 a:broken.example.com"
permerror.example.com. TXT "v=spf1 moo"
none.example.com.      TXT "some=thing"
two.example.com.       TXT "v=spf1"
two.example.com.       TXT "v=spf1"
nested.example.com.    TXT "v=spf1 include:pass.example.com ~all"
onward.example.com.    TXT "v=spf1 redirect=pass.example.com"
loop.example.com.      TXT "v=spf1 include:loop.example.com"
ring.example.com.      TXT "v=spf1 redirect=ring.example.com"
`;

describe('§5.2 include', () => {
  tabulateRecords(included, [
    ['include:pass.example.com -all', 'matched-pass'],
    ['-include:pass.example.com +all', 'matched-fail'],
    ['~include:pass.example.com', 'matched-softfail'],
    ['?include:pass.example.com', 'matched-neutral'],
    ['include:fail.example.com ?all', 'matched-neutral'],
    ['include:softfail.example.com -all', 'matched-fail'],
    ['include:neutral.example.com -all', 'matched-fail'],
    ['include:nothing-matches.example.com -all', 'matched-fail'],
    ['include:temperror.example.com +all', 'term-lookup-failed'],
    ['include:broken.example.com +all', 'record-lookup-failed'],
    ['include:permerror.example.com +all', 'unknown-mechanism'],
    ['include:two.example.com +all', 'several-records'],
    ['include:none.example.com +all', 'include-none'],
    ['include:nothing.example.com +all', 'include-none'],
    [`include:${'x'.repeat(64)}.example.com +all`, 'include-none'],
    ['include:x..example.com +all', 'include-none'],
    ['include:%{d1} +all', 'include-none'],
    ['include:nested.example.com -all', 'matched-pass'],
    ['include:onward.example.com -all', 'matched-pass'],
    ['include:loop.example.com', 'too-many-lookups'],
    ['include:example.com', 'too-many-lookups'],
  ]);

  it('hangs the record under its term, and names the innermost that decided', async () => {
    const found = await check(`example.com. TXT "v=spf1 a include:nested.example.com -all"\n${included}`);
    expect(linesOf(found.tree)).toEqual([
      'a not-matched',
      'include:nested.example.com matched',
      '  include:pass.example.com matched',
      '    ip4:192.0.2.1 matched',
      '    -all not-reached',
      '  ~all not-reached',
      '-all not-reached',
    ]);
    expect(found.decidedBy).toEqual({ domain: 'pass.example.com', term: 'ip4:192.0.2.1', depth: 2 });
    expect(found.tree?.steps[1]?.nested).toMatchObject({ domain: 'nested.example.com', answer: { status: 'found' } });
  });
});

describe('§6.1 redirect', () => {
  tabulateRecords(included, [
    ['redirect=pass.example.com', 'matched-pass'],
    ['redirect=fail.example.com', 'matched-fail'],
    ['redirect=softfail.example.com a:far.example.com', 'matched-softfail'],
    ['redirect=nothing-matches.example.com', 'nothing-matched'],
    ['redirect=fail.example.com ip4:192.0.2.1', 'matched-pass'],
    ['redirect=pass.example.com ?all', 'matched-neutral'],
    ['redirect=none.example.com', 'redirect-none'],
    ['redirect=nothing.example.com', 'redirect-none'],
    [`redirect=${'x'.repeat(64)}.example.com`, 'redirect-none'],
    ['redirect=%{h}', 'redirect-none', { helo: '' }],
    ['redirect=%{d1}', 'redirect-none'],
    ['redirect=broken.example.com', 'record-lookup-failed'],
    ['redirect=permerror.example.com', 'unknown-mechanism'],
    ['redirect=onward.example.com', 'matched-pass'],
    ['redirect=ring.example.com', 'too-many-lookups'],
  ]);

  it('hangs the record under its term', async () => {
    const found = await check(`example.com. TXT "v=spf1 redirect=%{d1r}.%{d2} a:far.example.com"
example.example.com. TXT "v=spf1 -all"\n${hosts}`);
    expect(linesOf(found.tree)).toEqual([
      'redirect=%{d1r}.%{d2} matched',
      '  -all matched',
      'a:far.example.com not-matched',
    ]);
    expect(found).toMatchObject({ domain: 'example.com', tree: { steps: [{ target: 'example.example.com' }, {}] } });
    expect(found.decidedBy).toEqual({ domain: 'example.example.com', term: '-all', depth: 1 });
  });
});

describe('appendix A', () => {
  const zone = (record: string) => `
$ORIGIN example.com.
@           MX  10 mail-a
            MX  20 mail-b
            A   192.0.2.10
            A   192.0.2.11
            TXT "${record}"
amy         A   192.0.2.65
bob         A   192.0.2.66
mail-a      A   192.0.2.129
mail-b      A   192.0.2.130
www         CNAME example.com.
$ORIGIN example.org.
@           MX  10 mail-c
mail-c      A   192.0.2.140
$ORIGIN 2.0.192.in-addr.arpa.
10          PTR example.com.
11          PTR example.com.
65          PTR amy.example.com.
66          PTR bob.example.com.
129         PTR mail-a.example.com.
130         PTR mail-b.example.com.
140         PTR mail-c.example.org.
$ORIGIN 0.0.10.in-addr.arpa.
4           PTR bob.example.com.
`;
  const cases: readonly [record: string, passes: string[], fails: string[]][] = [
    ['+all', ['192.0.2.1', '10.0.0.4'], []],
    ['a -all', ['192.0.2.10', '192.0.2.11'], ['192.0.2.65']],
    ['a:example.org -all', [], ['192.0.2.10', '192.0.2.140']],
    ['mx -all', ['192.0.2.129', '192.0.2.130'], ['192.0.2.10']],
    ['mx:example.org -all', ['192.0.2.140'], ['192.0.2.129']],
    ['mx mx:example.org -all', ['192.0.2.129', '192.0.2.130', '192.0.2.140'], ['192.0.2.10']],
    ['mx/30 mx:example.org/30 -all', ['192.0.2.131', '192.0.2.141', '192.0.2.143'], ['192.0.2.132', '192.0.2.144']],
    ['ptr -all', ['192.0.2.10', '192.0.2.65', '192.0.2.130'], ['192.0.2.140', '10.0.0.4']],
    ['ip4:192.0.2.128/28 -all', ['192.0.2.129', '192.0.2.140'], ['192.0.2.65']],
  ];
  const rows = cases.flatMap(([record, passes, fails]) => [
    ...passes.map((ip) => [record, ip, 'pass'] as const),
    ...fails.map((ip) => [record, ip, 'fail'] as const),
  ]);
  it.each(rows)('%s: %s is %s', async (record, ip, result) => {
    expect(await check(zone(`v=spf1 ${record}`), { ip })).toMatchObject({ result });
  });

  const blackList = `
$ORIGIN _spf.example.com.
mary.mobile-users   A 127.0.0.2
fred.mobile-users   A 127.0.0.2
15.15.168.192.joel.remote-users   A 127.0.0.2
16.15.168.192.joel.remote-users   A 127.0.0.2
example.com. MX 10 mail-a.example.com.
mail-a.example.com. A 192.0.2.129
example.com. TXT ( "v=spf1 mx"
   " include:mobile-users._spf.%{d}"
   " include:remote-users._spf.%{d}"
   " -all" )
mobile-users TXT "v=spf1 exists:%{l1r+}.%{d}"
remote-users TXT "v=spf1 exists:%{ir}.%{l1r+}.%{d}"
`;
  tabulate(blackList, [
    ['A.4 a user who may send from anywhere', { mailFrom: 'mary@example.com' }, 'matched-pass'],
    ['A.4 with a tag behind a plus sign', { mailFrom: 'fred+list@example.com' }, 'matched-pass'],
    ['A.4 a user at one address', { mailFrom: 'joel@example.com', ip: '192.168.15.15' }, 'matched-pass'],
    ['A.4 the same user elsewhere', { mailFrom: 'joel@example.com' }, 'matched-fail'],
    ['A.4 nobody', { mailFrom: 'eve@example.com', ip: '192.168.15.15' }, 'matched-fail'],
  ]);
});
