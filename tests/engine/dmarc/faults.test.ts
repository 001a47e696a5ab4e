import { describe, expect, it } from 'vitest';
import { publishedDmarc } from '../../../src/engine/dmarc/faults.ts';
import { parseDmarcRecord } from '../../../src/engine/dmarc/record.ts';
import { encodeUtf8 } from '../../../src/engine/octets.ts';
import { MAX_EXAMINED, MAX_FAULTS, MAX_PUBLISHED } from '../../../src/engine/syntax/fault.ts';

/** "kind(text) -> suggestion", and what it costs where that is something. */
const inOneLine = (text: string) => {
  const [published] = publishedDmarc([text]);
  return (
    published?.faults.map(
      ({ kind, text: at, suggestion, costs }) =>
        `${kind}(${at})${suggestion === null ? '' : ` -> ${suggestion}`}${costs === 'nothing' ? '' : ` !${costs}`}`,
    ) ?? null
  );
};
const mended = (text: string) => publishedDmarc([text])[0]?.mended ?? null;

// biome-ignore format: a table
describe('a record that is sound has no fault', () => {
  it.each([
    'v=DMARC1; p=none',
    'v=DMARC1;p=reject;sp=none;np=reject;adkim=s;aspf=r;psd=n;t=y;rua=mailto:a@b.example,mailto:c@d.example!10m;ruf=mailto:a@b.example;fo=1:d:s',
    'V = DMARC1 ; p = Reject ; rua = mailto:a@b.example , https://c.example/x ;',
    'v=DMARC1;\tp=quarantine;',
  ])('%s', (text) => expect(inOneLine(text)).toEqual([]));
});

// biome-ignore format: a table
describe('a text that was never meant as one is none', () => {
  it.each(['v=spf1 -all', 'google-site-verification=x', 'v=DKIM1; p=MIGf', 'hello', '', ';;', 'v=BIMI1; l=https://a.example/p=none'])(
    '%j', (text) => expect(publishedDmarc([text])).toEqual([]));
});

// biome-ignore format: a table
describe('what is wrong, and the text mended', () => {
  it.each<[rule: string, text: string, faults: string[], mended: string | null]>([
    // §4.8, the version
    ['version in another case', 'v=dmarc1; p=reject', ['version-case(v=dmarc1) -> v=DMARC1 !record'], 'v=DMARC1; p=reject'],
    ['version in another case', 'V=Dmarc1;p=none', ['version-case(V=Dmarc1) -> v=DMARC1 !record'], 'v=DMARC1;p=none'],
    ['no number', 'v=DMARC; p=none', ['version-misspelt(v=DMARC) -> v=DMARC1 !record'], 'v=DMARC1; p=none'],
    ['a space in it', 'v=DMARC 1; p=none', ['version-misspelt(v=DMARC 1) -> v=DMARC1 !record'], 'v=DMARC1; p=none'],
    ['letters exchanged', 'v=DMRAC1; p=none', ['version-misspelt(v=DMRAC1) -> v=DMARC1 !record'], 'v=DMARC1; p=none'],
    ['another sign for "="', 'v:DMARC1; p=none', ['version-misspelt(v:DMARC1) -> v=DMARC1 !record'], 'v=DMARC1; p=none'],
    ['v= is missing', 'DMARC1; p=reject; rua=mailto:a@b.example', ['version-missing(DMARC1) -> v=DMARC1 !record'], 'v=DMARC1; p=reject; rua=mailto:a@b.example'],
    ['no version at all', 'p=reject; sp=none', ['version-missing(p=reject) -> v=DMARC1; p=reject !record'], 'v=DMARC1; p=reject; sp=none'],
    ['the version is last', 'p=reject; v=DMARC1', ['version-misplaced(p=reject) -> v=DMARC1; p=reject !record', 'version-misplaced(v=DMARC1) ->  !record'], 'v=DMARC1; p=reject;'],
    ['the version is second', 'p=none; v=DMARC1; sp=none', ['version-misplaced(p=none) -> v=DMARC1; p=none !record', 'version-misplaced(v=DMARC1; ) ->  !record'], 'v=DMARC1; p=none; sp=none'],
    // what was pasted
    ['quotes of a zone file', '"v=DMARC1; p=none"', ['quoted(") ->  !record', 'quoted(") ->  !record'], 'v=DMARC1; p=none'],
    ['a quote at the end', 'v=DMARC1; p=none"', ['quoted(") ->  !record'], 'v=DMARC1; p=none'],
    ['quotes of a word processor', encodeUtf8('“v=DMARC1; p=none”'), [`quoted(${encodeUtf8('“')}) ->  !record`, `quoted(${encodeUtf8('”')}) ->  !record`], 'v=DMARC1; p=none'],
    ['backslashes of a zone file', 'v=DMARC1\\; p=none', ['quoted(\\) ->  !record'], 'v=DMARC1; p=none'],
    ['no-break spaces', 'v=DMARC1;\xc2\xa0p=reject', ['blank(\xc2\xa0) ->   !record'], 'v=DMARC1; p=reject'],
    // separators
    ['commas', 'v=DMARC1, p=reject, rua=mailto:a@b.example', ['separator(, ) -> ;  !record', 'separator(, ) -> ;  !part'], 'v=DMARC1; p=reject; rua=mailto:a@b.example'],
    ['spaces alone', 'v=DMARC1 p=none', ['separator( ) -> ;  !record'], 'v=DMARC1; p=none'],
    ['a space between two tags', 'v=DMARC1; p=none rua=mailto:a@b.example', ['separator( ) -> ;  !part'], 'v=DMARC1; p=none; rua=mailto:a@b.example'],
    ['colons', 'v=DMARC1:p=none', ['separator(:) -> ;  !record'], 'v=DMARC1; p=none'],
    ['";" between two addresses', 'v=DMARC1; p=none; rua=mailto:a@b.example; mailto:c@d.example', ['separator(; ) -> , !part'], 'v=DMARC1; p=none; rua=mailto:a@b.example,mailto:c@d.example'],
    // §4.7, the policy
    ['no policy', 'v=DMARC1; rua=mailto:a@b.example', ['policy-missing(v=DMARC1) !part'], null],
    ['no policy and no address', 'v=DMARC1', ['policy-missing(v=DMARC1) !record'], null],
    ['an empty policy', 'v=DMARC1; p=', ['policy-missing(p=) !record'], null],
    ['a misspelt policy', 'v=DMARC1; p=quarantaine; rua=mailto:a@b.example', ['policy-misspelt(p=quarantaine) -> p=quarantine !part'], 'v=DMARC1; p=quarantine; rua=mailto:a@b.example'],
    ['a misspelt policy, no address', 'v=DMARC1; p=rejcet', ['policy-misspelt(p=rejcet) -> p=reject !record'], 'v=DMARC1; p=reject'],
    ['a policy of the subdomains', 'v=DMARC1; p=none; sp=rejected', ['policy-misspelt(sp=rejected) -> sp=reject !record'], 'v=DMARC1; p=none; sp=reject'],
    ['no such policy', 'v=DMARC1; p=block', ['policy-misspelt(p=block) !record'], null],
    ['a name for it', 'v=DMARC1; policy=reject', ['tag-misspelt(policy=reject) -> p=reject !part'], 'v=DMARC1; p=reject'],
    ['tag names are case-sensitive', 'v=DMARC1; P=reject', ['tag-misspelt(P=reject) -> p=reject !part'], 'v=DMARC1; p=reject'],
    ['":" for "="', 'v=DMARC1; p:reject', ['tag-malformed(p:reject) -> p=reject !part'], 'v=DMARC1; p=reject'],
    ['a space for "="', 'v=DMARC1; p reject', ['tag-malformed(p reject) -> p=reject !part'], 'v=DMARC1; p=reject'],
    // other tags
    ['words for letters', 'v=DMARC1; p=none; adkim=strict; aspf=relaxed', ['value-invalid(adkim=strict) -> adkim=s !part', 'value-invalid(aspf=relaxed) -> aspf=r !part'], 'v=DMARC1; p=none; adkim=s; aspf=r'],
    ['no such value', 'v=DMARC1; p=none; t=maybe', ['value-invalid(t=maybe) !part'], null],
    ['a tag twice, alike', 'v=DMARC1; p=none; sp=none; sp=none', ['tag-repeated(sp=none) ->  !part'], 'v=DMARC1; p=none; sp=none;'],
    ['a tag twice, not alike', 'v=DMARC1; p=none; p=reject', ['tag-repeated(p=reject) !part'], null],
    ['letters exchanged', 'v=DMARC1; p=none; rau=mailto:a@b.example', ['tag-misspelt(rau=mailto:a@b.example) -> rua=mailto:a@b.example !part'], 'v=DMARC1; p=none; rua=mailto:a@b.example'],
    ['an unknown tag', 'v=DMARC1; p=none; colour=red', ['tag-unknown(colour=red)'], null],
    ['no tag', 'v=DMARC1; p=none; hello there', ['tag-malformed(hello there) !part'], null],
    ['tags that are gone', 'v=DMARC1; p=none; pct=0; rf=afrf', ['tag-historic(pct=0) -> t=y', 'tag-historic(rf=afrf) -> '], null],
    ['p is not second', 'v=DMARC1; sp=none; p=none', ['policy-not-second(p=none)'], null],
    ['fo without ruf', 'v=DMARC1; p=none; fo=1', ['fo-without-ruf(fo=1)'], null],
    // places for reports
    ['no mailto:', 'v=DMARC1; p=none; rua=a@b.example', ['uri-without-scheme(a@b.example) -> mailto:a@b.example !part'], 'v=DMARC1; p=none; rua=mailto:a@b.example'],
    ['no mailto: in the second', 'v=DMARC1; p=none; rua=mailto:a@b.example, c@d.example', ['uri-without-scheme(c@d.example) -> mailto:c@d.example !part'], 'v=DMARC1; p=none; rua=mailto:a@b.example, mailto:c@d.example'],
    ['mailto misspelt', 'v=DMARC1; p=none; rua=mail:a@b.example', ['uri-invalid(mail:a@b.example) -> mailto:a@b.example !part'], 'v=DMARC1; p=none; rua=mailto:a@b.example'],
    ['slashes', 'v=DMARC1; p=none; rua=mailto://a@b.example', ['uri-invalid(mailto://a@b.example) -> mailto:a@b.example !part'], 'v=DMARC1; p=none; rua=mailto:a@b.example'],
    ['a space within', 'v=DMARC1; p=none; rua=mailto: a@b.example', ['uri-invalid(mailto: a@b.example) -> mailto:a@b.example !part'], 'v=DMARC1; p=none; rua=mailto:a@b.example'],
    ['spaces between', 'v=DMARC1; p=none; rua=mailto:a@b.example mailto:c@d.example', ['uri-invalid(mailto:a@b.example mailto:c@d.example) -> mailto:a@b.example,mailto:c@d.example !part'], 'v=DMARC1; p=none; rua=mailto:a@b.example,mailto:c@d.example'],
    ['no address at all', 'v=DMARC1; p=none; rua=', ['uri-invalid(rua=) !part'], null],
    ['names of JavaScript are names', 'v=DMARC1; p=none; constructor=1; __proto__=2; toString=3', ['tag-unknown(constructor=1)', 'tag-malformed(__proto__=2) !part', 'tag-unknown(toString=3)'], null],
  ])('%s: %s', (_, text, faults, result) => {
    const found = inOneLine(text) ?? [];
    expect(found.map((one, i) => (faults[i] === one.split('(')[0] ? faults[i] : one))).toEqual(faults);
    expect(mended(text)).toBe(result);
    if (result !== null) expect(parseDmarcRecord(result)?.usedAs).toBe('published');
  });
});

describe('several records at one name', () => {
  const several = (...texts: string[]) =>
    publishedDmarc(texts).map(({ counts, faults, mended }) => [
      counts,
      faults[0]?.kind ?? null,
      faults[0]?.suggestion ?? null,
      mended,
    ]);
  it('§4.10: none of two counts, and both are shown', () => {
    expect(several('v=DMARC1; p=none', 'v=spf1 -all', 'v=DMARC1; p=reject')).toEqual([
      [true, 'several-records', null, null],
      [true, 'several-records', null, null],
    ]);
  });
  it('of two that are alike the second can go', () => {
    expect(several('v=DMARC1; p=none', 'v=DMARC1; p=none').map(([, , suggestion]) => suggestion)).toEqual([null, '']);
  });
  it("one that does not count stands in no other one's way", () => {
    expect(several('v=dmarc1; p=none', 'v=DMARC1; p=reject').map(([counts, kind]) => [counts, kind])).toEqual([
      [false, 'version-case'],
      [true, null],
    ]);
  });
});

describe('limits', () => {
  it('records of one name', () => {
    expect(publishedDmarc(Array.from({ length: 3 * MAX_PUBLISHED }, () => 'v=DMARC1; p=none'))).toHaveLength(
      MAX_PUBLISHED,
    );
  });
  it('faults of one record', () => {
    expect(publishedDmarc([`v=DMARC1; p=none${'; x=1'.repeat(3 * MAX_FAULTS)}`])[0]?.faults).toHaveLength(MAX_FAULTS);
  });
  it.each([';', '; a@b', '"', ' ', ';p=', ', rua=a@b', '; p:', '\xe2\x80\x9c', ';rua=mailto:'])(
    '8 KB of %j take no time',
    (piece) => {
      const start = performance.now();
      publishedDmarc([`v=DMARC1; p=none; rua=x${piece.repeat(8_192 / piece.length)}`]);
      expect(performance.now() - start).toBeLessThan(1000);
    },
  );
  it('octets of a record: a longer one counts as it did, and is not looked into', () => {
    const found = (more: number) => publishedDmarc(['v=DMARC1; p=no;'.padEnd(MAX_EXAMINED + more)])[0];
    expect([found(0)?.counts, found(1)?.counts]).toEqual([true, true]);
    expect(found(0)?.faults.some(({ kind }) => kind === 'policy-misspelt')).toBe(true);
    expect(found(1)?.faults.some(({ kind }) => kind === 'policy-misspelt')).toBe(false);
  });
});
