/** Domain names: which texts are one, and in which form they are kept. */

import { describe, expect, it } from 'vitest';
import { isWithin, labels, toAscii, toQueryName, toUnicode, unescapeLabel } from '../../../src/engine/dns/name.ts';
import { encodeUtf8 } from '../../../src/engine/octets.ts';

const utf8 = encodeUtf8;
const L63 = 'a'.repeat(63);

describe('toAscii: accepted', () => {
  it.each([
    ['lower case, RFC 4343', 'Example.COM', 'example.com'],
    ['one final dot', 'example.com.', 'example.com'],
    ['a single label', 'localhost', 'localhost'],
    ['underscores in front', '_dmarc.example.com', '_dmarc.example.com'],
    ['underscores inside', 'a_b.sel_1._domainkey.example.com', 'a_b.sel_1._domainkey.example.com'],
    ['digits in other labels', '123.example', '123.example'],
    ['hyphens inside, doubled', 'a--b.example', 'a--b.example'],
    ['a label of 63', `${L63}.example`, `${L63}.example`],
    ['a name of 253', `${L63}.${L63}.${L63}.${'b'.repeat(61)}`, `${L63}.${L63}.${L63}.${'b'.repeat(61)}`],
    ['A-labels as they are', 'XN--BCHER-KVA.example', 'xn--bcher-kva.example'],
    ['U-labels, RFC 8616 §3', utf8('bücher.example'), 'xn--bcher-kva.example'],
    ['U-labels in upper case', utf8('BÜCHER.example'), 'xn--bcher-kva.example'],
    ['several scripts', utf8('例え.テスト'), 'xn--r8jz45g.xn--zckzah'],
    ['sharp s as itself', utf8('faß.example'), 'xn--fa-hia.example'],
    ['an underscore before a U-label', utf8('_dmarc.bücher.example'), '_dmarc.xn--bcher-kva.example'],
  ])('%s', (_, name, ascii) => expect(toAscii(name)).toBe(ascii));
});

describe('toAscii: refused', () => {
  it.each([
    ['the empty string', ''],
    ['the root', '.'],
    ['an empty label', 'a..b'],
    ['a dot in front', '.example.com'],
    ['two final dots', 'example.com..'],
    ['a label of 64', `${L63}a.example`],
    ['a name of 254', `${L63}.${L63}.${L63}.${'b'.repeat(62)}`],
    ['a hyphen in front', '-a.example'],
    ['a hyphen behind', 'a-.example'],
    ['white space', 'exa mple.com'],
    ['a line break', 'example.com\n'],
    ['NUL', 'exam\0ple.com'],
    ['userinfo, as a URL has it', 'a@b.example'],
    ['a path', 'a/b.example'],
    ['a port', 'example.com:80'],
    ['percent-encoding', 'a%2eb.example'],
    ['a backslash', 'a\\.example'],
    ['an address literal', '[192.0.2.1]'],
    ['an IPv4 address', '192.0.2.1'],
    ['a last label of digits', 'example.123'],
    ['a whole number', '123'],
    ['octets that are not UTF-8', 'b\xfccher.example'],
    ['characters that are no octets', 'bücher\u4f8b.example'],
    ['an ideographic dot in a label', utf8('a。b.example')],
    ['digits that become an address', utf8('１２３')],
    ['userinfo beside UTF-8', utf8('a@ü.example')],
    ['percent-encoding beside UTF-8', utf8('ü%2e.example')],
    ['a hyphen before UTF-8', utf8('-ü.example')],
    ['direction overrides', utf8('\u202eü.example')],
    ['only what is invisible', utf8('\u200b.example')],
    ['a U-label whose A-label is over 63', utf8(`${'ü'.repeat(62)}.example`)],
    ['UTF-8 behind xn--', utf8('xn--ü.example')],
    ['a megabyte', 'a.'.repeat(500_000)],
  ])('%s', (_, name) => expect(toAscii(name)).toBeNull());
});

describe('toQueryName: any octets', () => {
  it.each([
    ['plain', 'A+b=c._SPF.example.com', 'a+b=c._spf.example.com'],
    ['the root', '.', ''],
    ['a hyphen in front', '-a.example', '-a.example'],
    ['high octets are not letters', '\xc3\xdc.example', '\\195\\220.example'],
    ['NUL, space, backslash, quote', '\0 \\".example', '\\000\\032\\092\\034.example'],
    ['an empty label', 'a..b', null],
    ['a label of 64', `${L63}a.b`, null],
    ['a name of 254', `${'a.'.repeat(126)}bb`, null],
    ['a name of 253', `${'a.'.repeat(126)}b`, `${'a.'.repeat(126)}b`],
    ['no octets', '\u4f8b.example', null],
  ])('%s', (_, name, query) => expect(toQueryName(name)).toBe(query));

  it('comes back octet by octet', () => {
    const all = Array.from({ length: 256 }, (_, octet) => octet).filter((octet) => octet !== 0x2e);
    for (const octet of all) {
      const name = toQueryName(String.fromCharCode(octet)) ?? '';
      expect(unescapeLabel(name)).toEqual([octet >= 0x41 && octet <= 0x5a ? octet + 32 : octet]);
    }
  });

  it.each(['\\256', '\\', 'a\\12', '\\\\', '\u0100'])('a broken escape: %j', (label) =>
    expect(unescapeLabel(label)).toBeNull(),
  );
});

describe('toUnicode', () => {
  it.each([
    ['an A-label', 'xn--bcher-kva.example', 'bücher.example'],
    ['nothing to do', 'example.com', 'example.com'],
    ['no Punycode', 'xn--\u00fc.example', 'xn--\u00fc.example'],
    ['Punycode of ASCII only', 'xn--abc-.example', 'xn--abc-.example'],
    ['a direction override', 'xn--tda580n.example', 'xn--tda580n.example'],
    ['one letter', 'xn--tda', 'ü'],
    ['an upper case U-label, which maps to another', 'xn--wca', 'xn--wca'],
    ['the root', '', ''],
  ])('%s', (_, name, text) => expect(toUnicode(name)).toBe(text));
});

describe('isWithin and labels', () => {
  it.each([
    ['itself', 'example.com', 'example.com', true],
    ['below', 'a.b.example.com', 'example.com', true],
    ['only alike', 'badexample.com', 'example.com', false],
    ['above', 'com', 'example.com', false],
    ['the root holds all', 'com', '', true],
  ])('%s', (_, name, parent, within) => expect(isWithin(name, parent)).toBe(within));

  it('labels', () => {
    expect(labels('a.b.c')).toEqual(['a', 'b', 'c']);
    expect(labels('')).toEqual([]);
  });
});
