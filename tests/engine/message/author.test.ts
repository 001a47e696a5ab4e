import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authorOf } from '../../../src/engine/message/author.ts';
import { fieldsOf } from '../../../src/engine/message/fields.ts';
import { parseMailboxes } from '../../../src/engine/message/mailboxes.ts';
import { encodeUtf8 } from '../../../src/engine/octets.ts';

const author = (header: string) => authorOf(fieldsOf(encodeUtf8(header)));

describe('the Author Domain', () => {
  test.each([
    // RFC 5322 §3.4
    ['addr-spec', 'From: a@example.com', 'example.com', 'a@example.com', null],
    ['name-addr', 'From: Ann <a@example.com>', 'example.com', 'a@example.com', 'Ann'],
    ['upper case and a final dot', 'From: a@Example.COM.', 'example.com', 'a@Example.COM.', null],
    ['folded', 'From: "Ann\r\n Bee"\r\n <a@example.com>', 'example.com', 'a@example.com', 'Ann Bee'],
    [
      'comments everywhere',
      'From: (x) Ann (y) <(z)a(@)@(b)example(c).(d)com(e)> (f)',
      'example.com',
      'a@example.com',
      'Ann',
    ],
    [
      'a comment that names another address',
      'From: a@example.com (b@example.net)',
      'example.com',
      'a@example.com',
      'b@example.net',
    ],
    ['quoted local part', 'From: "a b@c"@example.com', 'example.com', '"a b@c"@example.com', null],
    ['quotes that lose nothing', 'From: "a.b"@example.com', 'example.com', 'a.b@example.com', null],
    [
      'a display name with an address in quotes',
      'From: "b@example.net" <a@example.com>',
      'example.com',
      'a@example.com',
      'b@example.net',
    ],
    [
      'specials in quotes',
      'From: "x <b@example.net>, y" <a@example.com>',
      'example.com',
      'a@example.com',
      'x <b@example.net>, y',
    ],
    ['a name with white space before the colon', 'From : a@example.com', 'example.com', 'a@example.com', null],
    ['a lower-case field name', 'from: a@example.com', 'example.com', 'a@example.com', null],
    // §4.1, §4.4
    ['obs-phrase', 'From: Dr. Ann B. <a@example.com>', 'example.com', 'a@example.com', 'Dr. Ann B.'],
    ['obs-local-part and obs-domain', 'From: a . b @ example . com', 'example.com', 'a.b@example.com', null],
    ['obs-route', 'From: <@x.example,@y.example:a@example.com>', 'example.com', 'a@example.com', null],
    ['obs-addr-list with empty elements', 'From: , a@example.com,,', 'example.com', 'a@example.com', null],
    // RFC 6854
    ['a group', 'From: Team: a@example.com, b@example.com;', 'example.com', 'a@example.com', null],
    ['a group that is not ended', 'From: Re: Ann <a@example.com>', 'example.com', 'a@example.com', 'Ann'],
    // RFC 6532, 8616
    ['a U-label', 'From: a@münchen.example', 'xn--mnchen-3ya.example', 'a@m\xc3\xbcnchen.example', null],
    ['a UTF-8 display name', 'From: あん <a@example.com>', 'example.com', 'a@example.com', 'あん'],
    ['a UTF-8 local part', 'From: あ@example.com', 'example.com', '\xe3\x81\x82@example.com', null],
    // RFC 2047
    [
      'encoded words',
      'From: =?UTF-8?B?44GC?= =?utf-8?q?=E3=82=93?= <a@example.com>',
      'example.com',
      'a@example.com',
      'あん',
    ],
    ['encoded words in quotes', 'From: "=?UTF-8?B?44GC?=" <a@example.com>', 'example.com', 'a@example.com', 'あ'],
    ['ISO-2022-JP', 'From: =?ISO-2022-JP?B?GyRCJCIbKEI=?= <a@example.com>', 'example.com', 'a@example.com', 'あ'],
    [
      'an encoded word with a line ending in it',
      'From: =?utf-8?q?x=0D=0AFrom=3A_y?= <a@example.com>',
      'example.com',
      'a@example.com',
      'x From: y',
    ],
    ['an unknown charset', 'From: =?nope?q?x?= <a@example.com>', 'example.com', 'a@example.com', 'x'],
    // met in the wild, and read the same way by all
    ['dots side by side and at the end', 'From: a..b.@example.com', 'example.com', 'a..b.@example.com', null],
    ['an unquoted comma in the name', 'From: Example, Inc. <a@example.com>', 'example.com', 'a@example.com', 'Inc.'],
    [
      'an unquoted address as name',
      'From: b@example.net <a@example.com>',
      'example.com',
      'a@example.com',
      'b@example.net',
    ],
    [
      'several addresses with one domain',
      'From: a@example.com, B <b@EXAMPLE.com>',
      'example.com',
      'a@example.com',
      null,
    ],
  ])('%s', (_, header, domain, address, displayName) => {
    const result = author(header);
    expect(result).toMatchObject({ domain, fault: null, fields: [0] });
    expect(result.mailboxes[0]).toMatchObject({ address, displayName });
  });
});

describe('no single Author Domain', () => {
  test.each([
    ['no From', 'To: a@example.com', 'no-from'],
    ['two From fields', 'From: a@example.com\nFrom: a@example.com', 'several-from'],
    ['two From fields, one with a space before the colon', 'From: a@example.com\nFROM : b@example.net', 'several-from'],
    ['two domains', 'From: a@example.com, b@example.net', 'several-domains'],
    ['two domains in a group', 'From: g: a@example.com, b@example.net;', 'several-domains'],
    ['empty', 'From:', 'no-address'],
    ['a name alone', 'From: Ann', 'no-address'],
    ['an empty group', 'From: undisclosed-recipients:;', 'no-address'],
    ['an empty angle-addr', 'From: Ann <>', 'no-address'],
    ['angle brackets without "@"', 'From: <ann>', 'unreadable'],
    ['two angle-addr', 'From: <a@example.com> <b@example.net>', 'unreadable'],
    ['words behind the angle-addr', 'From: <a@example.com> b', 'unreadable'],
    ['words before a bare address', 'From: Ann a@example.com', 'unreadable'],
    ['two "@"', 'From: <a@example.com@example.net>', 'unreadable'],
    ['no local part', 'From: <@example.com>', 'unreadable'],
    ['no domain', 'From: <a@>', 'unreadable'],
    ['two words in the domain', 'From: <a@example.com example.net>', 'unreadable'],
    ['an address literal', 'From: <a@[192.0.2.1]>', 'bad-domain'],
    ['an IPv6 literal', 'From: a@[IPv6:2001:db8::1]', 'bad-domain'],
    ['no domain name', 'From: a@exa$mple.com', 'bad-domain'],
    ['empty labels', 'From: a@example..com', 'bad-domain'],
    ['octets that are no UTF-8', 'From: a@ex\x80mple.com\xff', 'bad-domain'],
  ])('%s', (_, header, fault) => {
    // The last row is about octets: they go in as they are.
    const result = header.includes('\xff') ? authorOf(fieldsOf(header)) : author(header);
    expect(result).toMatchObject({ domain: null, fault });
  });

  test('every address of several fields is there', () => {
    const { mailboxes, fields } = author('From: a@example.com\nTo: x@y\nFrom: b@example.net, c@example.org');
    expect(mailboxes.map((mailbox) => mailbox.domain)).toEqual(['example.com', 'example.net', 'example.org']);
    expect(fields).toEqual([0, 2]);
  });
});

test('more mailboxes than are read make a field unreadable', () => {
  const list = parseMailboxes('a@b.example,'.repeat(1001));
  expect(list.mailboxes).toHaveLength(1000);
  expect(list.readable).toBe(false);
});

// biome-ignore format: a table
describe('RFC 2047 §5: an encoded word with characters that a phrase must not hold is decoded, as every mail program does it', () => {
  test.each([
    ['a semicolon', '=?iso-8859-1?Q?Beispiel_Handel;_R=EDo_uno.?= <a@example.com>', 'Beispiel Handel; Río uno.'],
    ['a comma', '=?utf-8?q?Example,_Inc.?= <a@example.com>', 'Example, Inc.'],
    ['a colon', '=?UTF-8?Q?Info:_news?= <a@example.com>', 'Info: news'],
    ['brackets', '=?utf-8?Q?[News](x)?= <a@example.com>', '[News](x)'],
    ['two words', '=?utf-8?Q?a;?=\r\n =?utf-8?Q?b,?= <a@example.com>', 'a;b,'],
    ['beside a quoted string', '"x;y" =?utf-8?Q?a;?= <a@example.com>', 'x;y a;'],
    ['within a quoted string', '"=?utf-8?Q?a;\\"?=" <a@example.com>', 'a;"'],
    ['in a comment', 'a@example.com (=?utf-8?Q?a;b?=)', 'a;b'],
    ['several mailboxes', '=?utf-8?Q?a;?= <b@example.com>, =?utf-8?Q?c;?= <c@example.com>', 'a;'],
  ])('%s', (_, value, name) => {
    const { mailboxes, domain, fault } = author(`From: ${value}`);
    expect([mailboxes[0]?.displayName, domain, fault]).toEqual([name, 'example.com', null]);
  });
  test.each([
    ['angle brackets: programs show different senders', '=?utf-8?Q?x_<b@example.net>?= <a@example.com>'],
    ['an address of its own', '=?utf-8?Q?b@example.net,?= <a@example.com>'],
  ])('but not with %s', (_, value) => {
    expect(author(`From: ${value}`).fault).not.toBe(null);
  });
});

describe('mail is hostile', () => {
  const pieces = [
    '<',
    '>',
    '@',
    ',',
    ':',
    ';',
    '.',
    '[',
    ']',
    '(',
    ')',
    '"',
    '\\',
    ' ',
    'a',
    'b.example',
    '\xff',
    '\n ',
    '=?utf-8?q?x?=',
  ];
  test('any tokens: never throws; a readable single mailbox has a domain', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces)), (parts) => {
        const result = authorOf(fieldsOf(`From: ${parts.join('')}`));
        expect(result.domain === null).toBe(result.fault !== null);
      }),
      { numRuns: 500 },
    );
  });
  test.each(['<', '<a@b>', ',', '@', '[', ':', '"', '('])('300,000 octets of %s', (piece) => {
    expect(parseMailboxes(piece.repeat(300_000 / piece.length)).mailboxes.length).toBeLessThanOrEqual(1000);
  });
});
