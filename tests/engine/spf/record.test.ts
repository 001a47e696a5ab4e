/** The grammar of a record, rule by rule. RFC 7208 §4.6, §5, §6, §12. */

import { describe, expect, it } from 'vitest';
import { parseRecord } from '../../../src/engine/spf/record.ts';
import { check, linesOf, type RecordCase, tabulateRecords } from '../../mail/spf.ts';

/** A term by itself: what it is read as. */
function kindOf(term: string): string {
  const [first] = parseRecord(`v=spf1 ${term}`).terms;
  if (!first) return 'nothing';
  return first.kind === 'unreadable' ? first.reason : first.kind;
}

/** Terms with spaces between them, all of one kind. */
const tableOf = (kind: string, terms: string) => terms.split(' ').map((term) => [term, kind] as const);
const good = (terms: string) => tableOf('directive', terms);
const bad = (terms: string) => tableOf('syntax-error', terms);

const rules: Readonly<Record<string, readonly (readonly [term: string, kind: string])[]>> = {
  'directive = [ qualifier ] mechanism': [
    ...good('all +all -all ?all ~all ALL +A'),
    ...bad('--all !all +- =all *all /24 :'),
  ],
  'mechanism: an unknown one': tableOf(
    'unknown-mechanism',
    'moo ipv4:192.0.2.1 spf1 all. a.b:c -moo/24 ip:1.2.3.4 redirect:x.example',
  ),
  'all = "all"': [...good('all'), ...bad('all: all:x all/24')],
  'include = "include" ":" domain-spec': [
    ...good('include:example.com include:_spf.example.com include:%{d}'),
    ...bad('include include: include/24 include:example include:example.com/24'),
  ],
  'a = "a" [ ":" domain-spec ] [ dual-cidr-length ]': [
    ...good(
      'a a:h.example.com a/24 a//64 a/24//64 a:h.example.com/24 a:h.example.com//64 a:%{d}/24//64 a/0//0 a/32//128',
    ),
    ...bad('a: a:/24 a/ a// a/24/ a/24/64 a//64/24 a/33 a//129 a/024 a//064 a/-1 a/2x a/240'),
  ],
  'mx = "mx" [ ":" domain-spec ] [ dual-cidr-length ]': [
    ...good('mx mx:example.com mx/24 mx//64 mx:example.com/24//64 MX'),
    ...bad('mx: mx/33 mx//129 mx/24//'),
  ],
  'ptr = "ptr" [ ":" domain-spec ]': [...good('ptr ptr:example.com'), ...bad('ptr: ptr/24 ptr:example.com/24')],
  'ip4 = "ip4" ":" ip4-network [ ip4-cidr-length ]': [
    ...good('ip4:192.0.2.1 ip4:0.0.0.0/0 ip4:255.255.255.255/32 ip4:192.0.2.1/8'),
    ...bad(
      'ip4 ip4: ip4/24 ip4:192.0.2 ip4:192.0.2.0.1 ip4:192.0.2.256 ip4:192.0.2.01 ip4:192.0.2.1/33 ip4:192.0.2.1/08',
    ),
    ...bad('ip4:192.0.2.1/ ip4:192.0.2.1//32 ip4:2001:db8::1 ip4:192.0.2.x ip4:example.com ip4:%{i}'),
  ],
  'ip6 = "ip6" ":" ip6-network [ ip6-cidr-length ]': [
    ...good('ip6:2001:db8::1 ip6::: ip6:::/0 ip6:::1/128 ip6:2001:DB8:0:0:0:0:0:1 ip6:::ffff:192.0.2.1/96'),
    ...bad(
      'ip6 ip6: ip6:2001:db8 ip6:2001::db8::1 ip6:1:2:3:4:5:6:7:8:9 ip6:12345:: ip6:::1/129 ip6:::1/064 ip6:::1//64',
    ),
    ...bad('ip6:192.0.2.1 ip6:::192.0.02.1 ip6:fe80::1%eth0 ip6:[::1]'),
  ],
  'exists = "exists" ":" domain-spec': [
    ...good('exists:%{i}._x.example.com'),
    ...bad('exists exists: exists:x.example.com/24'),
  ],
  'modifier = redirect / explanation': [
    ...tableOf('redirect', 'redirect=example.com REDIRECT=%{d}'),
    ...tableOf('exp', 'exp=example.com Exp=%{ir}.example.com'),
    ...bad('redirect= exp= redirect=example exp=example redirect=example.com/24 +redirect=example.com exp=%x'),
  ],
  'unknown-modifier = name "=" macro-string': [
    ...tableOf('unknown-modifier', 'moo= moo=cow m-o_o.9=%{d}%%%_%- a=b ip4=192.0.2.1 x=/:=@ x=%{c}'),
    ...bad('9moo=x -moo=x =x moo=%x moo=%{z} moo=% moo=a\tb'),
  ],
  'domain-spec = macro-string domain-end': [
    ...good('a:.com a:a..com a:a/b.com a:!$&.com a:%{d} a:x%{d} a:%{d}.x.com a:%% a:x%_ a:x%- a:example.com.'),
    ...bad('a:%{d}. a:%{d}x a:%{d}.1 a:x.%{d}x a:example.com.. a:. a:%%{d} a:%%- a:com. a:x.com,'),
  ],
  toplabel: [
    ...good('a:x.a a:x.a1 a:x.1a a:x.a-b a:x.1-1 a:x.xn--p1ai a:x.a--b a:x.1b2'),
    ...bad('a:x.1 a:x.123 a:x.-a a:x.a- a:x.1- a:x.a_b a:x.- a:192.0.2.1'),
  ],
  'macro-expand = "%{" macro-letter transformers *delimiter "}"': [
    ...good(
      'a:%{s} a:%{l} a:%{o} a:%{d} a:%{i} a:%{p} a:%{h} a:%{v} a:%{D} a:%{d1} a:%{d127} a:%{dr} a:%{d2r} a:%{dR} a:%{d.-+,/_=} a:%{d01}',
    ),
    ...bad(
      'a:%{} a:%{x} a:%{dd} a:%{d a:%d a:%{d0} a:%{d00r} a:%{dr2} a:%{d;} a:%{d}} a:% a:%{1d} a:%(d) a:x.com% a:%{d-1}',
    ),
  ],
  '§7.2: c, r and t are for the text of an explanation': bad(
    'a:%{c} a:%{r}.com exists:%{T} redirect=%{c} exp=%{t}.com',
  ),
  'macro-literal = %x21-24 / %x26-7E': [...good('a:!"#$&.com a:~.com'), ...bad('a:x\x00.com a:\tx.com a:x\x7f.com')],
};

describe('§12 the grammar', () => {
  for (const [rule, cases] of Object.entries(rules)) {
    it.each(cases)(`${rule}: %j is %s`, (term, kind) => expect(kindOf(term)).toBe(kind));
  }

  it('record = version terms *SP, terms = *( 1*SP ( directive / modifier ) )', () => {
    const texts = (record: string) => parseRecord(record).terms.map(({ text }) => text);
    expect(texts('v=spf1')).toEqual([]);
    expect(texts('v=spf1  a   -all  ')).toEqual(['a', '-all']);
    expect(parseRecord('v=spf1 a\t-all').terms).toMatchObject([{ kind: 'unreadable', text: 'a\t-all' }]);
  });
});

describe('§4.6 errors anywhere in the record come first', () => {
  const cases: RecordCase[] = [
    ['+all moo', 'unknown-mechanism'],
    ['+all a:', 'syntax-error'],
    ['ip4:192.0.2.1 ip4:192.0.2', 'syntax-error'],
    ['+all redirect=', 'syntax-error'],
    ['redirect=a.example redirect=b.example +all', 'repeated-modifier'],
    ['exp=a.example +all Exp=b.example', 'repeated-modifier'],
    ['moo=1 moo=2 +all moo=3', 'matched-pass'],
    ['exists:nothing.example.com moo', 'unknown-mechanism'],
  ];
  tabulateRecords('', cases);

  it('names the term, and asks nothing', async () => {
    const found = await check('example.com. TXT "v=spf1 a mx -al include:x.example ?all"');
    expect(found).toMatchObject({ lookups: 0, decidedBy: { domain: 'example.com', term: '-al', depth: 0 } });
    expect(linesOf(found.tree)).toEqual([
      'a not-reached',
      'mx not-reached',
      '-al error',
      'include:x.example not-reached',
      '?all not-reached',
    ]);
  });
});

describe('hostile records take linear time', () => {
  const times = (part: string, count: number) => part.repeat(count);
  const hostile: readonly [title: string, record: string][] = [
    ['10,000 terms', `v=spf1 ${times('ip4:203.0.113.1 ', 10_000)}`],
    ['64 KB of one label', `v=spf1 a:x.${times('a', 65_000)}_`],
    ['64 KB of hyphens', `v=spf1 a:x.a${times('-', 65_000)}`],
    ['64 KB of digits', `v=spf1 a:x.${times('1', 65_000)} ip4:${times('1', 65_000)}`],
    ['64 KB of dots', `v=spf1 a:${times('.a', 32_000)}!`],
    ['64 KB of macros', `v=spf1 a:${times('%{d}', 16_000)}`],
    ['64 KB of slashes', `v=spf1 a${times('/', 65_000)}`],
    ['64 KB of a name', `v=spf1 ${times('a', 65_000)}!`],
    ['64 KB of delimiters', `v=spf1 a:%{d${times('.', 65_000)}`],
  ];

  it.each(hostile)('%s', (_, record) => {
    const before = performance.now();
    parseRecord(record);
    // Some ten milliseconds; what is quadratic in 65,000 characters takes far more, whatever else the machine has to do.
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
