/** What a pass is worth, what each term cost, and why lookups brought nothing. */

import { describe, expect, it } from 'vitest';
import { check as checkZone } from '../../mail/spf.ts';

const check = (zone: string, input?: Parameters<typeof checkZone>[1]) => checkZone(zone.replace(/^ +/gm, ''), input);

const zone = `
one.example.com.    A    192.0.2.1
one.example.com.    AAAA 2001:db8::cafe
two.example.com.    A    192.0.2.1
two.example.com.    A    10.0.0.1
four.example.com.   A    198.51.100.1
_spf.example.com.   TXT "v=spf1 ip4:192.0.2.0/24"
all.example.com.    TXT "v=spf1 +all"
1.2.0.192.in-addr.arpa. PTR one.example.com.
192.0.2.1.x.example.com. A 127.0.0.2
user.x.example.com. A 127.0.0.2
`;
const passing = async (terms: string, input: Partial<Parameters<typeof check>[1]> = {}) => {
  const { breadth } = await check(`example.com. TXT "v=spf1 ${terms}"${zone}`, input);
  return breadth && `${breadth.kind} ${breadth.share ?? '-'} ${breadth.place.domain} ${breadth.place.term}`;
};
const six = { ip: '2001:db8::cafe' };

// biome-ignore format: a table
describe('by which kind of term a check passed, and how many addresses pass', () => {
  it.each<[string, string, string | null, object?]>([
    ['one address', 'ip4:192.0.2.1 -all', `listed ${2 ** -32} example.com ip4:192.0.2.1`],
    ['a network', 'ip4:192.0.2.0/24 -all', `listed ${2 ** -24} example.com ip4:192.0.2.0/24`],
    ['a network, and others beside it', 'ip4:198.51.100.0/24 ip4:192.0.2.0/24 a:two.example.com -all', `listed ${2 * 2 ** -24} example.com ip4:192.0.2.0/24`],
    ['networks that overlap count once', 'ip4:192.0.0.0/16 ip4:192.0.2.0/24 -all', `listed ${2 ** -16} example.com ip4:192.0.0.0/16`],
    ['a network written by another of its addresses', 'ip4:192.0.2.99/24 ip4:192.0.2.3/24 -all', `listed ${2 ** -24} example.com ip4:192.0.2.99/24`],
    ['just not wide', 'ip4:192.0.2.0/9 -all', `listed ${2 ** -9} example.com ip4:192.0.2.0/9`],
    ['just wide', 'ip4:192.0.2.0/8 -all', `wide ${2 ** -8} example.com ip4:192.0.2.0/8`],
    ['half of all addresses', 'ip4:128.0.0.0/1 -all', 'wide 0.5 example.com ip4:128.0.0.0/1'],
    ['wide only together', 'ip4:11.0.0.0/9 ip4:192.0.0.0/9 -all', `wide ${2 ** -8} example.com ip4:192.0.0.0/9`],
    ['all addresses in two halves', 'ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all', 'wide 1 example.com ip4:128.0.0.0/1'],
    ['what fails is no breadth', '-ip4:11.0.0.0/8 ip4:192.0.0.0/16 -all', `listed ${2 ** -16} example.com ip4:192.0.0.0/16`],
    ['an own address beside a wide network', 'ip4:192.0.2.0/24 ip4:11.0.0.0/8 -all', `listed ${2 ** -24 + 2 ** -8} example.com ip4:192.0.2.0/24`],
    ['more than one\'s own beside a wide network', 'ip4:192.0.2.0/23 ip4:11.0.0.0/8 -all', `wide ${2 ** -23 + 2 ** -8} example.com ip4:192.0.2.0/23`],
    ['a host', 'a:one.example.com -all', `listed ${2 ** -32} example.com a:one.example.com`],
    ['a host of two addresses, by its network', 'a:two.example.com/8 -all', `wide ${2 * 2 ** -8} example.com a:two.example.com/8`],
    ['a host, by all addresses', 'a:four.example.com/0 -all', 'anyone 1 example.com a:four.example.com/0'],
    ['+all', '+all', 'anyone 1 example.com +all'],
    ['all', 'a:four.example.com all', 'anyone 1 example.com all'],
    ['all of IPv4', 'ip4:0.0.0.0/0 -all', 'anyone 1 example.com ip4:0.0.0.0/0'],
    ['all behind an include', 'include:all.example.com -all', 'anyone 1 all.example.com +all'],
    ['all behind a redirect', 'redirect=all.example.com', 'anyone 1 all.example.com +all'],
    ['a network behind an include', 'include:_spf.example.com -all', `listed ${2 ** -24} _spf.example.com ip4:192.0.2.0/24`],
    ['exists, of the client\'s address', 'exists:%{i}.x.example.com -all', 'asked - example.com exists:%{i}.x.example.com'],
    ['a host that is asked for by the client\'s address', 'a:%{i}.x.example.com/1 -all', null],
    ['exists, of nothing', 'exists:one.example.com -all', 'anyone 1 example.com exists:one.example.com'],
    ['exists, of what the sender says', 'exists:%{l}.x.example.com -all', 'anyone 1 example.com exists:%{l}.x.example.com'],
    ['ptr', 'ptr:example.com -all', 'reverse-name - example.com ptr:example.com'],
    ['IPv6: an address', 'ip6:2001:db8::cafe -all', `listed ${2 ** -128} example.com ip6:2001:db8::cafe`, six],
    ['IPv6: just not wide', 'ip6:2001:db8::/20 -all', `listed ${2 ** -20} example.com ip6:2001:db8::/20`, six],
    ['IPv6: just wide', 'ip6:2001:db8::/19 -all', `wide ${2 ** -19} example.com ip6:2001:db8::/19`, six],
    ['IPv6: networks of IPv4 are none', 'ip4:0.0.0.0/0 a:one.example.com -all', `listed ${2 ** -128} example.com a:one.example.com`, six],
    ['IPv6: one\'s own, and others of the same', 'ip6:2001:db8::/48 ip6:2000::/8 -all', `listed ${2 ** -8} example.com ip6:2001:db8::/48`, six],
    ['no pass', '-all', null],
    ['no pass', '~ip4:0.0.0.0/0 -all', null],
    ['no pass', '?all', null],
    ['an include of everybody, as neutral', '?include:all.example.com -all', null],
  ])('%s: %s', async (_, terms, breadth, input) => expect(await passing(terms, { mailFrom: 'user@example.com', ...input })).toBe(breadth));
});

describe('§4.6.4: what each term spent', () => {
  it('an include, with all that it leads to', async () => {
    const found = await check(
      `
      example.com. TXT "v=spf1 a:four.example.com include:i.example.com redirect=r.example.com"
      i.example.com. TXT "v=spf1 a:none.example.com mx:four.example.com include:j.example.com"
      j.example.com. TXT "v=spf1 ip4:203.0.113.1 exists:four.example.com -all"
      r.example.com. TXT "v=spf1 a:four.example.com -all"
      ${zone}`.replace('exists:four', '-exists:four'),
    );
    const cost = (tree: typeof found.tree): object =>
      (tree?.steps ?? []).map(({ term, lookups, voidLookups, nested }) => [
        term,
        lookups,
        voidLookups,
        ...(nested ? [cost(nested)] : []),
      ]);
    expect(cost(found.tree)).toEqual([
      ['a:four.example.com', 1, 0],
      [
        'include:i.example.com',
        5,
        2,
        [
          ['a:none.example.com', 1, 1],
          ['mx:four.example.com', 1, 1],
          [
            'include:j.example.com',
            2,
            0,
            [
              ['ip4:203.0.113.1', 0, 0],
              ['-exists:four.example.com', 1, 0],
              ['-all', 0, 0],
            ],
          ],
        ],
      ],
      [
        'redirect=r.example.com',
        2,
        0,
        [
          ['a:four.example.com', 1, 0],
          ['-all', 0, 0],
        ],
      ],
    ]);
    expect(found.lookups).toBe(8);
    expect(
      found.voids.map(
        ({ place, question, why }) =>
          `${place.domain} ${place.term} ${place.depth}: ${question.type} ${question.name} ${why}`,
      ),
    ).toEqual([
      'i.example.com a:none.example.com 1: A none.example.com no-such-name',
      'i.example.com mx:four.example.com 1: MX four.example.com no-record',
    ]);
  });

  it.each([
    [
      'hosts that have only IPv4',
      'a:h1.example.com a:h2.example.com a:h3.example.com',
      six,
      'no-ipv6-address no-ipv6-address no-ipv6-address',
    ],
    ['hosts that have only IPv6', 'a:v6.example.com ip4:192.0.2.1', {}, 'no-ipv4-address'],
    ['names that are not there', 'a:x.example.com ip4:192.0.2.1', {}, 'no-such-name'],
    ['an alias to a name that is not there', 'a:alias.example.com ip4:192.0.2.1', {}, 'no-ipv4-address'],
    ['none', 'a:h1.example.com ip4:192.0.2.1', {}, ''],
  ])('why a lookup brought nothing: %s', async (_, terms, input, whys) => {
    const found = await check(
      `example.com. TXT "v=spf1 ${terms} ~all"
      h1.example.com. A 192.0.2.77
      h2.example.com. A 192.0.2.77
      h3.example.com. A 192.0.2.77
      v6.example.com. AAAA 2001:db8::1
      alias.example.com. CNAME gone.example.com.`,
      input,
    );
    expect(found.voids.map(({ why }) => why).join(' ')).toBe(whys);
    expect(found.voidLookups).toBe(found.voids.length);
  });
});
