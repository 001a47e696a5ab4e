/** The grammar of master files, RFC 1035 §5.1. */

import { describe, expect, it } from 'vitest';
import { parseZone } from '../../src/resolver/master-file.ts';

const records = (text: string) => {
  const zone = parseZone(text);
  if (!zone.ok) throw new Error(`line ${zone.line}: ${zone.problem}`);
  return zone.value.records.map(({ owner, ttl, rdata }) => [owner, ttl, rdata]);
};
const a = { type: 'A', address: '192.0.2.1' };
const txt = (...strings: string[]) => ({ type: 'TXT', strings });
const TXT = (text: string) => records(`x. TXT ${text}`)[0]?.[2];

describe('entries', () => {
  it.each([
    ['one line', 'a.test. 60 IN A 192.0.2.1', [['a.test', 60, a]]],
    ['class before TTL', 'a.test. IN 60 A 192.0.2.1', [['a.test', 60, a]]],
    ['neither', 'a.test. A 192.0.2.1', [['a.test', 0, a]]],
    ['lower case', 'A.test. in a 192.0.2.1', [['a.test', 0, a]]],
    ['$ORIGIN and relative names', '$ORIGIN test.\na A 192.0.2.1', [['a.test', 0, a]]],
    ['a relative $ORIGIN', '$ORIGIN test.\n$ORIGIN b\na A 192.0.2.1', [['a.b.test', 0, a]]],
    ['@', '$ORIGIN test.\n@ A 192.0.2.1', [['test', 0, a]]],
    ['relative to the root without $ORIGIN', 'a.test A 192.0.2.1', [['a.test', 0, a]]],
    ['the root', '. A 192.0.2.1', [['', 0, a]]],
    [
      'a blank owner',
      'a. A 192.0.2.1\n  IN TXT x',
      [
        ['a', 0, a],
        ['a', 0, txt('x')],
      ],
    ],
    [
      'a blank owner after a comment line',
      'a. A 192.0.2.1\n; here\n\t\n TXT x',
      [
        ['a', 0, a],
        ['a', 0, txt('x')],
      ],
    ],
    ['$TTL', '$TTL 90\na. A 192.0.2.1', [['a', 90, a]]],
    [
      '$TTL before the last one stated',
      '$TTL 90\na. 5 A 192.0.2.1\na. TXT x',
      [
        ['a', 5, a],
        ['a', 90, txt('x')],
      ],
    ],
    [
      'the last one stated without $TTL',
      'a. 5 A 192.0.2.1\na. TXT x',
      [
        ['a', 5, a],
        ['a', 5, txt('x')],
      ],
    ],
    [
      'units',
      'a. 1h30m A 192.0.2.1\nb. 2W A 192.0.2.1',
      [
        ['a', 5400, a],
        ['b', 1_209_600, a],
      ],
    ],
    [
      'parentheses in parentheses',
      'a. ( 60 ; sixty\n IN\n TXT ( "x"\n"y" ) )\nb. A 192.0.2.1',
      'unbalanced-parentheses',
    ],
    [
      'parentheses',
      'a. 60 IN TXT ( "x" ; one\n\n  "y" )\nb. A 192.0.2.1',
      [
        ['a', 60, txt('x', 'y')],
        ['b', 60, a],
      ],
    ],
    ['comments', '; head\na. A 192.0.2.1 ; tail\n;', [['a', 0, a]]],
    [
      'CRLF',
      'a. A 192.0.2.1\r\n TXT x\r\n',
      [
        ['a', 0, a],
        ['a', 0, txt('x')],
      ],
    ],
    ['a byte order mark', '\ufeffa. A 192.0.2.1', [['a', 0, a]]],
    ['an owner that looks like a class', 'in A 192.0.2.1', [['in', 0, a]]],
    ['an owner that looks like a TTL', '60 60 A 192.0.2.1', [['60', 60, a]]],
    ['a parenthesis before the owner', ' ; comment\n( a. A\n192.0.2.1 )', [['a', 0, a]]],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    if (typeof expected === 'string') expect(parseZone(text)).toMatchObject({ ok: false, problem: expected });
    else expect(records(text)).toEqual(expected);
  });
});

describe('data', () => {
  it.each([
    ['AAAA, in its canonical form', 'AAAA 2001:DB8:0::1', { type: 'AAAA', address: '2001:db8::1' }],
    ['MX', 'MX 10 mx', { type: 'MX', preference: 10, exchange: 'mx' }],
    ['the null MX, RFC 7505', 'MX 0 .', { type: 'MX', preference: 0, exchange: '' }],
    ['PTR', 'PTR Host.Test.', { type: 'PTR', name: 'host.test' }],
    ['CNAME', 'CNAME b', { type: 'CNAME', name: 'b' }],
    ['DNAME', 'DNAME b', { type: 'DNAME', name: 'b' }],
    ['NS', 'NS ns', { type: 'NS', name: 'ns' }],
    ['SOA', 'SOA ns root ( 1 2h 3 4 1m )', { type: 'SOA', minimum: 60 }],
    ['other types stand for themselves', 'CAA 0 issue "x"', { type: 'other' }],
    ['RFC 3597 types', 'TYPE65280 \\# 1 00', { type: 'other' }],
  ])('%s', (_, text, rdata) => expect(records(`x. ${text}`)[0]?.[2]).toEqual(rdata));
});

describe('character-strings and names', () => {
  it.each([
    ['several strings stay apart', '"v=spf1 " "-all"', txt('v=spf1 ', '-all')],
    ['without quotes', 'v=spf1 -all', txt('v=spf1', '-all')],
    ['the empty string', '""', txt('')],
    ['a semicolon in quotes', '"v=DKIM1; p=" ; comment', txt('v=DKIM1; p=')],
    ['an escaped quote', '"a\\"b"', txt('a"b')],
    ['an escaped semicolon', 'a\\;b', txt('a;b')],
    ['\\DDD', '"\\000\\255\\034"', txt('\0\xff"')],
    ['an escaped letter', '"\\q"', txt('q')],
    ['a backslash', '"a\\\\"', txt('a\\')],
    ['UTF-8', '"é"', txt('\xc3\xa9')],
    ['escaped UTF-8', '"\\😀"', txt('\xf0\x9f\x98\x80')],
    ['parentheses in quotes', '"(" ")"', txt('(', ')')],
    ['255 octets', `"${'a'.repeat(255)}"`, txt('a'.repeat(255))],
  ])('%s', (_, text, rdata) => expect(TXT(text)).toEqual(rdata));

  it.each([
    ['an escaped dot is no separator', 'a\\.b.test.', 'a\\046b.test'],
    ['an escaped dot at the end', 'a\\.', 'a\\046'],
    ['octets', 'a\\000b.test.', 'a\\000b.test'],
    ['an escaped letter has its case', '\\A.test.', 'a.test'],
    ['a wildcard', '*.test.', '*.test'],
    ['a classless reverse zone, RFC 2317', '0/26.2.0.192.in-addr.arpa.', '0/26.2.0.192.in-addr.arpa'],
  ])('%s', (_, owner, name) => expect(records(`${owner} A 192.0.2.1`)[0]?.[0]).toBe(name));
});

describe('errors name their line and what it is', () => {
  it.each([
    ['a string without an end', '\na. TXT "x\n', 2, 'unreadable'],
    ['a backslash at the end', 'a. TXT x\\', 1, 'unreadable'],
    ['a parenthesis without an end', 'a. A 192.0.2.1\nb. TXT ( x\n\n', 4, 'unbalanced-parentheses'],
    ['a parenthesis without a beginning', 'a. TXT x )', 1, 'unbalanced-parentheses'],
    ['$INCLUDE', '$INCLUDE other.zone', 1, 'unknown-directive'],
    ['$GENERATE', '$GENERATE 1-2 a A 192.0.2.1', 1, 'unknown-directive'],
    ['$ORIGIN without a name', '$ORIGIN', 1, 'unknown-directive'],
    ['a bad $ORIGIN', '$ORIGIN a..b', 1, 'bad-name'],
    ['a bad $TTL', '$TTL soon', 1, 'bad-ttl'],
    ['a $TTL of units only', '$TTL h', 1, 'bad-ttl'],
    ['a $TTL over 31 bits, RFC 2181 §8', '$TTL 2147483648', 1, 'bad-ttl'],
    ['no owner yet', '  A 192.0.2.1', 1, 'no-owner'],
    ['an owner of an empty label', 'a..b. A 192.0.2.1', 1, 'bad-name'],
    ['a label of 64', `${'a'.repeat(64)}. A 192.0.2.1`, 1, 'bad-name'],
    ['a name of 254', `${'a.'.repeat(126)}bb. A 192.0.2.1`, 1, 'bad-name'],
    ['an escape over 255', 'a\\256. A 192.0.2.1', 1, 'bad-name'],
    ['no type', 'a. 60 IN', 1, 'bad-type'],
    ['another class', 'a. CH TXT x', 1, 'bad-type'],
    ['a short IPv4 address', '\n\na. A 192.0.2', 3, 'bad-rdata'],
    ['two addresses', 'a. A 192.0.2.1 192.0.2.2', 1, 'bad-rdata'],
    ['IPv4 as AAAA', 'a. AAAA 192.0.2.1', 1, 'bad-rdata'],
    ['an MX without a preference', 'a. MX mx', 1, 'bad-rdata'],
    ['a preference over 16 bits', 'a. MX 65536 mx', 1, 'bad-rdata'],
    ['TXT without a string', 'a. TXT', 1, 'bad-rdata'],
    ['a string of 256', `a. TXT "${'a'.repeat(256)}"`, 1, 'bad-rdata'],
    ['a string of 256 in UTF-8', `a. TXT "${'é'.repeat(128)}"`, 1, 'bad-rdata'],
    ['an SOA of six fields', 'a. SOA a b 1 2 3 4', 1, 'bad-rdata'],
    ['the line where an entry begins', 'a. A 192.0.2.1\nb. MX (\n x\n y )', 2, 'bad-rdata'],
    ['a fault for no name', '; !timeout a..b', 1, 'bad-name'],
  ])('%s', (_, text, line, problem) => expect(parseZone(text)).toEqual({ ok: false, line, problem }));
});

it('comments can make a name fail', () => {
  const text =
    '$ORIGIN test.\n; !timeout A\n; !servfail b.test. TXT\r\n; !important c\n;!timeout d\ne. A 192.0.2.1 ; !timeout e';
  expect(parseZone(text)).toMatchObject({
    value: {
      faults: [
        { name: 'a.test', type: null, cause: 'timeout' },
        { name: 'b.test', type: 'TXT', cause: 'servfail' },
      ],
    },
  });
});

it('takes time in proportion to the text', () => {
  const start = performance.now();
  for (const text of [
    'a '.repeat(50_000),
    `a. TXT ${'"x" '.repeat(30_000)}`,
    '('.repeat(100_000),
    '\\'.repeat(100_001),
  ])
    parseZone(text);
  parseZone(`a. TXT ${'a'.repeat(200_000)}`);
  parseZone(`${'a.'.repeat(100_000)} A 192.0.2.1`);
  parseZone(`a. ${'1'.repeat(200_000)} A 192.0.2.1`);
  expect(performance.now() - start).toBeLessThan(4000);
});
