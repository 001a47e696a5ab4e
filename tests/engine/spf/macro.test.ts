/** Macros: RFC 7208 §7, its examples first. */

import { describe, expect, it } from 'vitest';
import {
  expandName,
  expandText,
  type MacroString,
  type MacroValues,
  parseExplainString,
  parseMacroString,
} from '../../../src/engine/spf/macro.ts';
import { parseDomainSpec } from '../../../src/engine/spf/mechanism.ts';
import { check, tabulateRecords } from '../../mail/spf.ts';

/** §7.4: "The <sender> is strong-bad@email.example.com. The IPv4 SMTP client IP is 192.0.2.3." */
const values: MacroValues = {
  s: 'strong-bad@email.example.com',
  l: 'strong-bad',
  o: 'email.example.com',
  d: 'email.example.com',
  i: '192.0.2.3',
  p: 'mx.example.org',
  h: 'helo.example.net',
  c: '192.0.2.3',
  r: 'receiver.example',
  t: '1700000000',
  v: 'in-addr',
};
const six: MacroValues = {
  ...values,
  i: '2.0.0.1.0.d.b.8.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.c.b.0.1',
  c: '2001:db8::cb01',
  v: 'ip6',
};

function macros(text: string): MacroString {
  const parsed = parseMacroString(text);
  if (!parsed.ok) throw new Error(`not a macro-string at ${parsed.at}`);
  return parsed.value;
}
const name = (text: string, of: MacroValues = values) => expandName(macros(text), of);

describe('§7.4 examples', () => {
  const cases: readonly [macro: string, expansion: string][] = [
    ['%{s}', 'strong-bad@email.example.com'],
    ['%{o}', 'email.example.com'],
    ['%{d}', 'email.example.com'],
    ['%{d4}', 'email.example.com'],
    ['%{d3}', 'email.example.com'],
    ['%{d2}', 'example.com'],
    ['%{d1}', 'com'],
    ['%{dr}', 'com.example.email'],
    ['%{d2r}', 'example.email'],
    ['%{l}', 'strong-bad'],
    ['%{l-}', 'strong.bad'],
    ['%{lr}', 'strong-bad'],
    ['%{lr-}', 'bad.strong'],
    ['%{l1r-}', 'strong'],
    ['%{ir}.%{v}._spf.%{d2}', '3.2.0.192.in-addr._spf.example.com'],
    ['%{lr-}.lp._spf.%{d2}', 'bad.strong.lp._spf.example.com'],
    ['%{lr-}.lp.%{ir}.%{v}._spf.%{d2}', 'bad.strong.lp.3.2.0.192.in-addr._spf.example.com'],
    ['%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}', '3.2.0.192.in-addr.strong.lp._spf.example.com'],
    ['%{d2}.trusted-domains.example.net', 'example.com.trusted-domains.example.net'],
  ];
  it.each(cases)('%s is %s', (macro, expansion) => expect(name(macro)).toBe(expansion));

  it('IPv6: the nibbles, in lower case', () => {
    expect(name('%{ir}.%{v}._spf.%{d2}', six)).toBe(
      '1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6._spf.example.com',
    );
  });
});

describe('§7.1 to §7.3', () => {
  const cases: readonly [rule: string, macro: string, expansion: string][] = [
    ['a literal', 'a.b', 'a.b'],
    ['"%%", "%_" and "%-"', 'a%%b%_c%-d', 'a%b c%20d'],
    [
      'the other letters',
      '%{p}|%{h}|%{c}|%{r}|%{t}',
      'mx.example.org|helo.example.net|192.0.2.3|receiver.example|1700000000',
    ],
    ['parts are joined by dots whatever parted them', '%{s-}', 'strong.bad@email.example.com'],
    ['DIGIT counts after the reversal', '%{s2r-}', 'bad@email.example.com.strong'],
    ['more parts than there are', '%{d127}', 'email.example.com'],
    ['a DIGIT of many digits', '%{d99999999999999999999}', 'email.example.com'],
    ['a dot is no delimiter where another is named', '%{d1-}', 'email.example.com'],
    ['several delimiters', '%{l1r+-}', 'strong'],
    ['upper case is URL-escaped', '%{S}', 'strong-bad%40email.example.com'],
    ['the escape is made of the transformed value', '%{L1R-}%{H}', 'stronghelo.example.net'],
    ['a final dot is dropped', '%{d}.', 'email.example.com'],
    ['what comes out is not expanded again', '%%{d}', '%{d}'],
  ];
  it.each(cases)('%s: %s', (_, macro, expansion) => expect(name(macro)).toBe(expansion));

  it('escapes all but the unreserved characters of RFC 3986', () => {
    const l = 'aZ09-._~ !@/?%+=\x7f\xff';
    expect(name('%{L}', { ...values, l })).toBe('aZ09-._~%20%21%40%2F%3F%25%2B%3D%7F%FF');
  });

  it('takes labels from the left of a name over 253 characters', () => {
    const label = 'a'.repeat(49);
    const d = Array.from({ length: 5 }, () => label).join('.');
    expect(d).toHaveLength(249);
    expect(name('%{d}.abc', { ...values, d })).toHaveLength(253);
    expect(name('%{d}.abcd', { ...values, d })).toBe(`${d.slice(50)}.abcd`);
    expect(name('x.y.z.%{d}.abc', { ...values, d })).toBe(`${d}.abc`);
    expect(name('%{d}.%{d}', { ...values, d })).toBe(d);
    expect(name('%{l}', { ...values, l: 'b'.repeat(300) })).toHaveLength(300); // no label to take: no name of the DNS
  });

  it('builds no more of a name than is kept', () => {
    const text = macros('%{s}.'.repeat(10_000));
    const before = performance.now();
    expect(expandName(text, { ...values, s: 'b'.repeat(1_000) })).toContain('b');
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  it('cuts a text at its limit', () => {
    const parsed = parseExplainString(`%{d} ${'x'.repeat(900)}`);
    expect(parsed.ok && expandText(parsed.value, values, 20)).toBe('email.example.com xx');
  });

  it('says where a text is no macro-string', () => {
    expect(parseMacroString('ab%{d}%x')).toEqual({ ok: false, at: 6 });
    expect(parseMacroString('a b')).toEqual({ ok: false, at: 1 });
    expect(parseExplainString('a b')).toMatchObject({ ok: true });
    expect(parseExplainString('a\tb')).toEqual({ ok: false, at: 1 });
    expect(parseDomainSpec('')).toBeNull();
  });
});

describe('macros in a check', () => {
  const ip6 = { ip: '2001:db8::CB01' };
  tabulateRecords(
    `
3.2.0.192.in-addr.user.example.com.ok.example.net. A 127.0.0.2
1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.ok.example.net. A 127.0.0.2
inner.example.com.       TXT "v=spf1 exists:%{d}.%{o}.inner.example.net -all"
inner.example.com.example.com.inner.example.net. A 127.0.0.2
mail.example.net.h.example.net. A 127.0.0.2
a\\032b.example.net.     A 127.0.0.2
a%20b.example.net.       A 127.0.0.2
us%2fer.example.net.     A 127.0.0.2
us/er.example.net.       A 127.0.0.1
user@example.com.s.example.net. A 127.0.0.1
`,
    [
      ['exists:%{ir}.%{v}.%{l}.%{o}.ok.example.net -all', 'matched-pass', { ip: '192.0.2.3' }],
      ['exists:%{ir}.%{v}.ok.example.net -all', 'matched-pass', ip6],
      ['exists:%{ir}.%{v}.%{l}.%{o}.ok.example.net -all', 'matched-pass', { ip: '::ffff:192.0.2.3' }],
      ['include:inner.example.com -all', 'matched-pass'],
      ['redirect=inner.%{d}', 'matched-pass'],
      ['exists:%{h}.h.example.net -all', 'matched-pass'],
      ['exists:a%_b.example.net -all', 'matched-pass'],
      ['exists:a%-b.example.net -all', 'matched-pass'],
      ['exists:%{L}.example.net -all', 'matched-pass', { mailFrom: 'us/er@example.com' }],
      ['exists:%{l}.example.net -all', 'matched-pass', { mailFrom: 'us/er@example.com' }],
      ['exists:%{s}.s.example.net -all', 'matched-pass'],
      // A name that the DNS cannot hold is not asked for, and has no records.
      ['exists:%{l}.example.net ~all', 'matched-softfail', { mailFrom: `${'x'.repeat(64)}@example.com` }],
      ['exists:%{l}.example.net ~all', 'matched-softfail', { mailFrom: 'a..b@example.com' }],
      ['exists:%{h} ~all', 'matched-softfail', { helo: '' }],
    ],
  );
});

describe('§5.5, §7.3 %{p}', () => {
  const zone = (names: string, record: string) => `
example.com. TXT "v=spf1 ${record} -all"
${names}
www.example.com. A 192.0.2.1
example.com. A 192.0.2.1
other.example.net. A 192.0.2.1
liar.example.com. A 192.0.2.9
; !servfail broken.example.com.
`;
  const ptr = (...names: string[]) => names.map((one) => `1.2.0.192.in-addr.arpa. PTR ${one}.`).join('\n');
  const cases: readonly [title: string, names: string, expansion: string][] = [
    ['the domain itself before all', ptr('other.example.net', 'www.example.com', 'example.com'), 'example.com'],
    ['then a subdomain of it', ptr('other.example.net', 'www.example.com'), 'www.example.com'],
    ['then any name', ptr('other.example.net'), 'other.example.net'],
    ['only one that leads back', ptr('liar.example.com', 'other.example.net'), 'other.example.net'],
    ['none leads back', ptr('liar.example.com'), 'unknown'],
    ['no name', '', 'unknown'],
    ['a DNS error', '; !servfail 1.2.0.192.in-addr.arpa.', 'unknown'],
    ['a DNS error of one name', ptr('broken.example.com', 'other.example.net'), 'other.example.net'],
  ];
  it.each(cases)('%s', async (_, names, expansion) => {
    const { tree } = await check(zone(names, 'exists:%{p}.x.example.org'));
    expect(tree?.steps[0]).toMatchObject({ target: `${expansion}.x.example.org` });
  });
});

describe('RFC 8616 §4: a local-part that is not ASCII', () => {
  const mailFrom = Buffer.from('用户@example.com').toString('latin1');
  const rest = `
x.example.com.  TXT "v=spf1 +all"
*.l.example.com. TXT "v=spf1 +all"
*.l.example.com. A 127.0.0.2
`;
  tabulateRecords(rest, [
    ['exists:%{l}.l.example.com ~all', 'matched-softfail', { mailFrom }],
    ['exists:%{S}.l.example.com ~all', 'matched-softfail', { mailFrom }],
    ['include:%{l}.l.example.com ~all', 'matched-softfail', { mailFrom }],
    ['redirect=%{l}.l.example.com', 'redirect-none', { mailFrom }],
    ['include:x.%{o} ~all', 'matched-pass', { mailFrom }],
    ['exists:%{l}.l.example.com ~all', 'matched-pass', {}],
  ]);
});
