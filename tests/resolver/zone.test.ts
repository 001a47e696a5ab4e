/** A world of zones: RFC 1034 §4.3.2, wildcards, aliases, what does not exist. */

import { describe, expect, it } from 'vitest';
import type { DnsAnswer, RecordType } from '../../src/engine/dns/dns.ts';
import { parseZone } from '../../src/resolver/master-file.ts';
import { zoneResolver } from '../../src/resolver/zone.ts';

const ZONE = `
$ORIGIN example.
$TTL 300
@           SOA   ns root 1 2 3 4 60
@           NS    ns
ns          A     192.0.2.53
two         A     192.0.2.1
two         A     192.0.2.2
two         TXT   "x"
a.deep.tree TXT   "leaf"
caa         CAA   0 issue "x"
alias  100  CNAME two
chain       CNAME alias
out         CNAME two.other.
gone        CNAME nowhere
self        CNAME self
loopa       CNAME loopb
loopb       CNAME loopa
old         DNAME new.other.
long        DNAME ${'l'.repeat(63)}.${'l'.repeat(63)}.other.
; !timeout slow
; !servfail half TXT
half        A     192.0.2.3
tofault     CNAME slow
; RFC 4592 §2.2.1
*.w    3600 TXT   "this is a wildcard"
*.w    3600 MX    10 host1
sub.*.w     TXT   "this is not a wildcard"
host1.w     A     192.0.2.1
_ssh._tcp.host1.w TXT "srv"
*.wa        CNAME two
leaf.*.went TXT   "leaf"
${Array.from({ length: 20 }, (_, i) => `c${i} CNAME c${i + 1}`).join('\n')}
c20         A     192.0.2.20
`;
const OTHER = 'two.other. 50 A 192.0.2.9\nx.new.other. 40 TXT moved';

const resolve = zoneResolver([ZONE, OTHER], {
  faults: { 'bad.example': 'refused', 'two.other MX': 'network' },
  now: () => 5,
});
const ask = (name: string, type: RecordType = 'A') => resolve({ name, type });

function short(answer: DnsAnswer): string {
  const aliases = answer.aliases.map((name) => `>${name}`).join('');
  switch (answer.status) {
    case 'found':
      return `${aliases} ${answer.records.map((one) => ('address' in one ? one.address : 'strings' in one ? one.strings.join() : 'name' in one ? one.name : one.exchange)).join(' ')}`.trim();
    case 'failed':
      return `${aliases} ${answer.cause}`.trim();
    default:
      return `${aliases} ${answer.status}`.trim();
  }
}

describe('answers', () => {
  it.each<[string, string, RecordType, string, number]>([
    ['records', 'two.example', 'A', '192.0.2.1 192.0.2.2', 300],
    ['whatever the case and the final dot', 'TWO.Example.', 'A', '192.0.2.1 192.0.2.2', 300],
    ['no records of the type', 'two.example', 'MX', 'nodata', 60],
    ['records of another kind', 'caa.example', 'TXT', 'nodata', 60],
    ['no such name', 'none.example', 'A', 'nxdomain', 60],
    ['a name in no zone', 'name.elsewhere', 'A', 'nxdomain', 0],
    ['RFC 8020: what stands above a name exists', 'deep.tree.example', 'A', 'nodata', 60],
    ['... and at each level', 'tree.example', 'A', 'nodata', 60],
    ['... beside it there is nothing', 'b.deep.tree.example', 'A', 'nxdomain', 60],
    ['an alias', 'alias.example', 'A', '>two.example 192.0.2.1 192.0.2.2', 100],
    ['an alias of an alias', 'chain.example', 'TXT', '>alias.example>two.example x', 100],
    ['an alias into another file', 'out.example', 'A', '>two.other 192.0.2.9', 50],
    ['an alias of nothing', 'gone.example', 'A', '>nowhere.example nxdomain', 60],
    ['an alias without the type', 'alias.example', 'MX', '>two.example nodata', 60],
    ['the alias itself is asked for', 'alias.example', 'CNAME', 'two.example', 100],
    ['DNAME, RFC 6672', 'x.old.example', 'TXT', '>x.new.other moved', 40],
    ['DNAME has no power over its own name', 'old.example', 'TXT', 'nodata', 60],
    ['DNAME to nothing', 'y.old.example', 'TXT', '>y.new.other nxdomain', 0],
    ['wildcard, RFC 4592 §2.2.1', 'host3.w.example', 'MX', 'host1.example', 3600],
    ['wildcard without the type', 'host3.w.example', 'A', 'nodata', 60],
    ['wildcard over several labels', 'foo.bar.w.example', 'TXT', 'this is a wildcard', 3600],
    ['no wildcard for a name that is there', 'host1.w.example', 'MX', 'nodata', 60],
    ['no wildcard for a sub-name of the wildcard', 'sub.*.w.example', 'MX', 'nodata', 60],
    ['no wildcard below a name that is there', 'x._tcp.host1.w.example', 'TXT', 'nxdomain', 60],
    ['no wildcard for an empty name', '_tcp.host1.w.example', 'TXT', 'nodata', 60],
    ['no wildcard below its own name', 'ghost.*.w.example', 'TXT', 'nxdomain', 60],
    ['the wildcard itself', '*.w.example', 'TXT', 'this is a wildcard', 3600],
    ['a wildcard without records of its own, RFC 4592 §4.9', 'x.went.example', 'TXT', 'nodata', 60],
    ['a wildcard alias', 'x.wa.example', 'TXT', '>two.example x', 300],
  ])('%s', async (_, name, type, expected, ttl) => {
    const answer = await ask(name, type);
    expect(short(answer)).toBe(expected);
    expect(answer).toMatchObject({ question: { name, type }, server: 'zone', at: 5, took: 0, ttl });
  });
});

describe('failures', () => {
  it.each<[string, string, RecordType, string]>([
    ['an alias of itself', 'self.example', 'A', 'servfail'],
    ['aliases in a ring', 'loopa.example', 'A', 'servfail'],
    ['more than 16 aliases', 'c3.example', 'A', 'servfail'],
    ['a substitution that is too long', `${'x.'.repeat(70)}long.example`, 'A', 'servfail'],
    ['by a comment', 'slow.example', 'A', 'timeout'],
    ['by a comment, behind an alias', 'tofault.example', 'A', 'timeout'],
    ['by a comment, for one type', 'half.example', 'TXT', 'servfail'],
    ['by an option', 'bad.example', 'A', 'refused'],
    ['by an option, for one type', 'two.other', 'MX', 'network'],
    ['no name', 'a..b', 'A', 'malformed'],
    ['a label of 64', `${'a'.repeat(64)}.example`, 'A', 'malformed'],
  ])('%s', async (_, name, type, cause) =>
    expect(await ask(name, type)).toMatchObject({ status: 'failed', cause, ttl: 0 }),
  );

  it('and is called a loop', async () => expect(await ask('loopa.example')).toMatchObject({ detail: 'alias-loop' }));
  it('16 aliases are followed', async () => expect((await ask('c4.example')).aliases).toHaveLength(16));
  it('the other type is not touched', async () => expect(short(await ask('half.example', 'A'))).toBe('192.0.2.3'));
});

it('takes parsed zones, and throws at a text that is none', async () => {
  const parsed = parseZone('a. A 192.0.2.1');
  if (!parsed.ok) throw new Error();
  expect(short(await zoneResolver([parsed.value])({ name: 'a', type: 'A' }))).toBe('192.0.2.1');
  expect(() => zoneResolver(['a. A 192.0.2.1', '\nb. A nowhere'])).toThrow('zone 1, line 2: bad-rdata');
});

it('an empty world has a root and nothing else', async () => {
  const empty = zoneResolver([]);
  expect((await empty({ name: '', type: 'A' })).status).toBe('nodata');
  expect((await empty({ name: 'com', type: 'A' })).status).toBe('nxdomain');
});
