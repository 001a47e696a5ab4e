import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../src/engine/octets.ts';
import { LONGEST_ANSWER, publishedSpf } from '../../../src/engine/spf/faults.ts';
import { parseRecord } from '../../../src/engine/spf/record.ts';
import { MAX_EXAMINED, MAX_FAULTS } from '../../../src/engine/syntax/fault.ts';

/** "kind(text) -> suggestion", and what it costs where that is something. */
const inOneLine = (text: string) =>
  (publishedSpf('a.example', [text])[0]?.faults ?? []).map(
    ({ kind, text: at, suggestion, costs }) =>
      `${kind}(${at})${suggestion === null ? '' : ` -> ${suggestion}`}${costs === 'nothing' ? '' : ` !${costs}`}`,
  );

// biome-ignore format: a table
describe('a record that is sound has no fault', () => {
  it.each([
    'v=spf1 -all',
    'V=SPF1 a mx include:_spf.a.example ip4:192.0.2.0/24 ip6:2001:db8::/32 exists:%{i}._spf.%{d2} ~all',
    'v=spf1 redirect=_spf.a.example',
    'v=spf1  a/24//64 mx:b.example/28 exp=x.%{d} ra=postmaster -ALL',
    'v=spf1 ip4:11.0.0.0/9 -ip4:0.0.0.0/0 -all',
    'v=spf1 include:%{l}.a.example ?include:b.example -all',
  ])('%s', (text) => expect(inOneLine(text)).toEqual([]));
});

// biome-ignore format: a table
describe('a text that was never meant as one is none', () => {
  it.each(['v=DMARC1; p=none', 'spf2.0/pra include:a.example -all', 'MS=ms1', 'hello all', 'spf is good', 'a', '', '"', 'v=DKIM1; p=MI', 'all -all is what they say'])(
    '%j', (text) => expect(publishedSpf('a.example', [text])).toEqual([]));
});

// biome-ignore format: a table
describe('what is wrong, and the text mended', () => {
  it.each<[rule: string, text: string, faults: string[], mended: string | null]>([
    // §4.5, the version
    ['no v=', 'spf1 a -all', ['version-missing(spf1) -> v=spf1 !record'], 'v=spf1 a -all'],
    ['terms alone', 'include:b.example ~all', ['version-missing(include:b.example) -> v=spf1 include:b.example !record'], 'v=spf1 include:b.example ~all'],
    ['another number', 'v=spf10 a -all', ['version-misspelt(v=spf10) -> v=spf1 !record'], 'v=spf1 a -all'],
    ['no number', 'v=spf include:b.example -all', ['version-misspelt(v=spf ) -> v=spf1  !record'], 'v=spf1 include:b.example -all'],
    ['spaces in it', 'v = spf1 a -all', ['version-misspelt(v = spf1) -> v=spf1 !record'], 'v=spf1 a -all'],
    ['a semicolon behind it', 'v=spf1; a -all', ['version-misspelt(v=spf1;) -> v=spf1 !record'], 'v=spf1 a -all'],
    ['letters exchanged', 'v=sfp1 a -all', ['version-misspelt(v=sfp1) -> v=spf1 !record'], 'v=spf1 a -all'],
    ['no space behind it', 'v=spf1include:b.example -all', ['version-misspelt(v=spf1) -> v=spf1  !record'], 'v=spf1 include:b.example -all'],
    ['a colon', 'v:spf1 a -all', ['version-misspelt(v:spf1) -> v=spf1 !record'], 'v=spf1 a -all'],
    ['twice', 'v=spf1 v=spf1 a -all', ['version-repeated(v=spf1) -> '], null],
    // what was pasted
    ['quotes of a zone file', '"v=spf1 a -all"', ['quoted(") ->  !record', 'quoted(") ->  !record'], 'v=spf1 a -all'],
    ['two strings pasted into one', 'v=spf1 a" "mx -all', ['quoted(") ->  !record', 'quoted(") ->  !record'], 'v=spf1 a mx -all'],
    ['two strings, no space', 'v=spf1 a""mx -all', ['quoted(") ->   !record', 'quoted(") ->   !record'], 'v=spf1 a mx -all'],
    ['quotes of a word processor', encodeUtf8('“v=spf1 a -all”'), [`quoted(${encodeUtf8('“')}) ->  !record`, `quoted(${encodeUtf8('”')}) ->  !record`], 'v=spf1 a -all'],
    ['a tab', 'v=spf1 a\tmx -all', ['blank(\t) ->   !record'], 'v=spf1 a mx -all'],
    ['a no-break space', 'v=spf1 a\xc2\xa0mx -all', ['blank(\xc2\xa0) ->   !record'], 'v=spf1 a mx -all'],
    ['a long dash', encodeUtf8('v=spf1 a –all'), [`not-ascii(${encodeUtf8('–all')}) -> -all !record`], 'v=spf1 a -all'],
    ['letters of full width', encodeUtf8('v=spf1 ａ ～all'), [`not-ascii(${encodeUtf8('ａ')}) -> a !record`, `not-ascii(${encodeUtf8('～all')}) -> ~all !record`], 'v=spf1 a ~all'],
    ['a name that is no A-label', encodeUtf8('v=spf1 include:bücher.example -all'), [`not-ascii(${encodeUtf8('include:bücher.example')}) -> include:xn--bcher-kva.example !record`], 'v=spf1 include:xn--bcher-kva.example -all'],
    // §4.6.1, terms
    ['ipv4', 'v=spf1 ipv4:192.0.2.1 -all', ['term-misspelt(ipv4:192.0.2.1) -> ip4:192.0.2.1 !record'], 'v=spf1 ip4:192.0.2.1 -all'],
    ['ip', 'v=spf1 ip:192.0.2.1 -all', ['term-misspelt(ip:192.0.2.1) -> ip4:192.0.2.1 !record'], 'v=spf1 ip4:192.0.2.1 -all'],
    ['ip with an IPv6 address', 'v=spf1 ip:2001:db8::1 -all', ['term-misspelt(ip:2001:db8::1) -> ip6:2001:db8::1 !record'], 'v=spf1 ip6:2001:db8::1 -all'],
    ['letters exchanged', 'v=spf1 inlcude:b.example -all', ['term-misspelt(inlcude:b.example) -> include:b.example !record'], 'v=spf1 include:b.example -all'],
    ['a plural', 'v=spf1 includes:b.example -all', ['term-misspelt(includes:b.example) -> include:b.example !record'], 'v=spf1 include:b.example -all'],
    ['a letter too many', 'v=spf1 a -alll', ['term-misspelt(-alll) -> -all !record'], 'v=spf1 a -all'],
    ['a letter too few', 'v=spf1 a ~al', ['term-misspelt(~al) -> ~all !record'], 'v=spf1 a ~all'],
    ['the sign behind', 'v=spf1 a all-', ['term-misspelt(all-) -> -all !record'], 'v=spf1 a -all'],
    ['the sign twice', 'v=spf1 a --all', ['term-misspelt(--all) -> -all !record'], 'v=spf1 a -all'],
    ['two signs', 'v=spf1 a ~-all', ['grammar(~-all) !record'], null],
    ['a final dot', 'v=spf1 a -all.', ['term-misspelt(-all.) -> -all !record'], 'v=spf1 a -all'],
    ['redirect misspelt', 'v=spf1 redirct=b.example', ['term-misspelt(redirct=b.example) -> redirect=b.example !part'], 'v=spf1 redirect=b.example'],
    ['"=" for ":"', 'v=spf1 ip4=192.0.2.1 -all', ['equals-for-colon(ip4=192.0.2.1) -> ip4:192.0.2.1 !part'], 'v=spf1 ip4:192.0.2.1 -all'],
    ['"=" for ":" with a sign', 'v=spf1 +include=b.example -all', ['equals-for-colon(+include=b.example) -> +include:b.example !record'], 'v=spf1 +include:b.example -all'],
    ['":" for "="', 'v=spf1 redirect:b.example', ['colon-for-equals(redirect:b.example) -> redirect=b.example !record'], 'v=spf1 redirect=b.example'],
    ['an address alone', 'v=spf1 192.0.2.1 2001:db8::/32 -all', ['mechanism-missing(192.0.2.1) -> ip4:192.0.2.1 !record', 'mechanism-missing(2001:db8::/32) -> ip6:2001:db8::/32 !record'], 'v=spf1 ip4:192.0.2.1 ip6:2001:db8::/32 -all'],
    ['a name alone', 'v=spf1 mail.b.example -all', ['mechanism-missing(mail.b.example) !record'], null],
    ['an unknown mechanism', 'v=spf1 postfix:b.example -all', ['term-misspelt(postfix:b.example) !record'], null],
    ['names of JavaScript are names', 'v=spf1 constructor __proto__:a -all', ['term-misspelt(constructor) !record', 'grammar(__proto__:a) !record'], null],
    // addresses and names
    ['an IPv6 address in ip4', 'v=spf1 ip4:2001:db8::/32 -all', ['address-family(ip4:2001:db8::/32) -> ip6:2001:db8::/32 !record'], 'v=spf1 ip6:2001:db8::/32 -all'],
    ['an IPv4 address in ip6', 'v=spf1 ip6:192.0.2.1 -all', ['address-family(ip6:192.0.2.1) -> ip4:192.0.2.1 !record'], 'v=spf1 ip4:192.0.2.1 -all'],
    ['a name in ip4', 'v=spf1 ip4:mail.b.example -all', ['host-for-address(ip4:mail.b.example) -> a:mail.b.example !record'], 'v=spf1 a:mail.b.example -all'],
    ['an address in include', 'v=spf1 include:192.0.2.0/24 -all', ['address-for-host(include:192.0.2.0/24) -> ip4:192.0.2.0/24 !record'], 'v=spf1 ip4:192.0.2.0/24 -all'],
    ['an address in a', 'v=spf1 ~a:192.0.2.1 -all', ['address-for-host(~a:192.0.2.1) -> ~ip4:192.0.2.1 !record'], 'v=spf1 ~ip4:192.0.2.1 -all'],
    ['no such address', 'v=spf1 ip4:192.0.2.300 -all', ['address-invalid(ip4:192.0.2.300) !record'], null],
    ['no such length', 'v=spf1 ip4:192.0.2.0/33 -all', ['address-invalid(ip4:192.0.2.0/33) !record'], null],
    ['a mask', 'v=spf1 ip4:192.0.2.0/255.255.255.0 -all', ['address-invalid(ip4:192.0.2.0/255.255.255.0) -> ip4:192.0.2.0/24 !record'], 'v=spf1 ip4:192.0.2.0/24 -all'],
    ['a mask with holes', 'v=spf1 ip4:192.0.2.0/255.0.255.0 -all', ['address-invalid(ip4:192.0.2.0/255.0.255.0) !record'], null],
    ['a URL', 'v=spf1 include:https://spf.b.example/ -all', ['url-for-host(include:https://spf.b.example/) -> include:spf.b.example !record'], 'v=spf1 include:spf.b.example -all'],
    ['a URL that the grammar lets through', 'v=spf1 include:https://spf.b.example -all', ['url-for-host(include:https://spf.b.example) -> include:spf.b.example !record'], 'v=spf1 include:spf.b.example -all'],
    ['a mail address', 'v=spf1 a:me@b.example -all', ['url-for-host(a:me@b.example) -> a:b.example !part'], 'v=spf1 a:b.example -all'],
    // spaces and separators
    ['a space behind the colon', 'v=spf1 include: b.example -all', ['space-within(include: b.example) -> include:b.example !record'], 'v=spf1 include:b.example -all'],
    ['two spaces before the colon', 'v=spf1 ip4  :192.0.2.1 -all', ['space-within(ip4  :192.0.2.1) -> ip4:192.0.2.1 !record'], 'v=spf1 ip4:192.0.2.1 -all'],
    ['a space behind the sign', 'v=spf1 a - all', ['space-within(- all) -> -all !record'], 'v=spf1 a -all'],
    ['commas', 'v=spf1 a, mx, -all', ['separator(a,) -> a !record', 'separator(mx,) -> mx !record'], 'v=spf1 a mx -all'],
    ['commas alone', 'v=spf1 a,mx,-all', ['separator(a,mx,-all) -> a mx -all !record'], 'v=spf1 a mx -all'],
    ['semicolons', 'v=spf1 include:b.example; -all;', ['separator(include:b.example;) -> include:b.example !record', 'separator(-all;) -> -all !record'], 'v=spf1 include:b.example -all'],
    ['strings joined without a space', 'v=spf1 include:b.exampleinclude:c.example -all', ['terms-joined(include:b.exampleinclude:c.example) -> include:b.example include:c.example !record'], 'v=spf1 include:b.example include:c.example -all'],
    ['addresses joined', 'v=spf1 ip4:192.0.2.1ip4:192.0.2.2 -all', ['terms-joined(ip4:192.0.2.1ip4:192.0.2.2) -> ip4:192.0.2.1 ip4:192.0.2.2 !record'], 'v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 -all'],
    ['all hangs on', 'v=spf1 include:b.example~all', ['terms-joined(include:b.example~all) -> include:b.example ~all !record'], 'v=spf1 include:b.example ~all'],
    // §5.1, §6, order
    ['behind all', 'v=spf1 include:b.example -all ip4:192.0.2.10', ['after-all(-all ip4:192.0.2.10) -> ip4:192.0.2.10 -all !part'], 'v=spf1 include:b.example ip4:192.0.2.10 -all'],
    ['two behind all', 'v=spf1 ~all a  mx exp=x.b.example', ['after-all(~all a  mx) -> a  mx ~all !part'], 'v=spf1 a mx ~all exp=x.b.example'],
    ['two different all', 'v=spf1 a -all mx ~all', ['after-all(-all mx ~all) !part'], null],
    ['two different all', 'v=spf1 a -all ~all', ['after-all(-all ~all) !part'], null],
    ['mistyped behind all', '"v=spf1 a -all ipv4:192.0.2.1"', ['quoted', 'term-misspelt', 'quoted'], 'v=spf1 a ip4:192.0.2.1 -all'],
    ['all twice', 'v=spf1 a -all -all', ['term-repeated(-all) -> '], null],
    ['redirect beside all', 'v=spf1 a -all redirect=b.example', ['redirect-ignored(redirect=b.example) !part'], null],
    ['redirect twice', 'v=spf1 redirect=b.example redirect=c.example', ['repeated-modifier(redirect=c.example) !record'], null],
    ['a term twice', 'v=spf1 include:b.example a include:B.example -all', ['term-repeated(include:B.example) -> '], null],
    ['a term twice, by another sign', 'v=spf1 +a ~a -all', ['term-repeated(~a) -> '], null],
    ['no default', 'v=spf1 a', ['no-default(a)'], null],
    ['neutral', 'v=spf1 a ?all', ['neutral-all(?all)'], null],
    // breadth
    ['everybody', 'v=spf1 +all', ['anyone(+all)'], null],
    ['everybody, without a sign', 'v=spf1 all', ['anyone(all)'], null],
    ['all of IPv4', 'v=spf1 ip4:0.0.0.0/0 -all', ['anyone(ip4:0.0.0.0/0)'], null],
    ['all of IPv6', 'v=spf1 ip6:::/0 -all', ['anyone(ip6:::/0)'], null],
    ['all of IPv4 by a host', 'v=spf1 a/0 mx//0 -all', ['anyone(a/0)', 'anyone(mx//0)'], null],
    ['a wide network', 'v=spf1 ip4:11.0.0.0/8 ip6:2000::/19 -all', ['wide-network(ip4:11.0.0.0/8)', 'wide-network(ip6:2000::/19)'], null],
    ['a wide network of a host', 'v=spf1 a/8 mx//19 ip6:2000::/20 -all', ['wide-network(a/8)', 'wide-network(mx//19)'], null],
    ['ptr', 'v=spf1 ptr:b.example -all', ['ptr(ptr:b.example)'], null],
  ])('%s: %s', (_, text, faults, result) => {
    expect(inOneLine(text).map((one, i) => (faults[i] === one.split('(')[0] ? faults[i] : one))).toEqual(faults);
    expect(publishedSpf('a.example', [text])[0]?.mended ?? null).toBe(result);
    if (result !== null) expect(parseRecord(result).terms.filter(({ kind }) => kind === 'unreadable')).toEqual([]);
  });
});

it('§4.5: of two records none counts; both are shown', () => {
  const published = publishedSpf('a.example', ['v=spf1 a -all', 'x', 'v=spf1 mx -all', 'spf1 b -all']);
  expect(published.map(({ counts, faults }) => [counts, faults[0]?.kind])).toEqual([
    [true, 'several-records'],
    [true, 'several-records'],
    [false, 'version-missing'],
  ]);
});

it('§3.4: the name and all its TXT records belong into one answer', () => {
  const record = 'v=spf1 a -all';
  const filler = (more: number) => 'x'.repeat(LONGEST_ANSWER - record.length - 'a.example'.length + more);
  const kinds = (texts: string[]) =>
    publishedSpf('a.example', texts).flatMap(({ faults }) => faults.map(({ kind }) => kind));
  expect(kinds([record, filler(0)])).toEqual([]);
  expect(kinds([record, filler(1)])).toEqual(['over-450-octets']);
});

describe('limits', () => {
  it('faults of one record', () => {
    const [published] = publishedSpf('a.example', [`v=spf1 ${'ptr:b.example '.repeat(3 * MAX_FAULTS)}-all`]);
    expect(published?.faults).toHaveLength(MAX_FAULTS);
  });
  it.each([
    ' ',
    ' a',
    ',',
    '"',
    'include:',
    ' include: b.example',
    ' -all',
    'a,',
    '\xe2\x80\x9c',
    ' ip4:x',
    'ip4:1.2.3.4',
    '.',
    '/',
    '@',
  ])('8 KB of %j take no time', (piece) => {
    const start = performance.now();
    publishedSpf('a.example', [`v=spf1 a:${piece.repeat(8_192 / piece.length)}`, piece.repeat(8_192 / piece.length)]);
    expect(performance.now() - start).toBeLessThan(1500);
  });
  it('octets of a record: a longer one counts as it did, and is not looked into', () => {
    const found = (more: number) => publishedSpf('a.example', ['v=spf1 +all '.padEnd(MAX_EXAMINED + more)])[0];
    expect([found(0)?.counts, found(1)?.counts]).toEqual([true, true]);
    expect(found(0)?.faults.some(({ kind }) => kind === 'anyone')).toBe(true);
    expect(found(1)?.faults.some(({ kind }) => kind === 'anyone')).toBe(false);
  });
});
