import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toOctetString } from '../../../src/engine/octets.ts';
import { parseReceived } from '../../../src/engine/trace/received.ts';
import { briefly } from '../../mail/received.ts';
import { hostileLines } from '../../mail/received-hostile.ts';

type Row = readonly [string, string, Record<string, unknown>];

const DATE = '; Fri, 20 Apr 2018 17:51:19 +0000';
const at = '2018-04-20T17:51:19Z';

describe('a keyword only once, only outside comments, only before a value', () => {
  // biome-ignore format: a table
  test.each<Row>([
    ['a client that calls itself "by"', `from by (h.example [192.0.2.1]) by mx.example with SMTP${ DATE}`, { helo: 'by', rdns: 'h.example', ip: '192.0.2.1', by: 'mx.example', with: 'SMTP', time: at }],
    ['a client that calls itself "from"', `from from (h.example [192.0.2.1]) by mx.example${ DATE}`, { helo: 'from', rdns: 'h.example', ip: '192.0.2.1', by: 'mx.example', time: at }],
    ['a client that calls itself as we do', `from mx.example (h.example [192.0.2.1]) by mx.example${ DATE}`, { helo: 'mx.example', rdns: 'h.example', ip: '192.0.2.1', by: 'mx.example', time: at }],
    ['a keyword in a host name', `from by.with.example (id.example [192.0.2.1]) by for.example${ DATE}`, { helo: 'by.with.example', rdns: 'id.example', ip: '192.0.2.1', by: 'for.example', time: at }],
    ['a keyword in a comment', `from a.example (by b.example with id 1 for c) by mx.example${ DATE}`, { helo: 'a.example', by: 'mx.example', time: at }],
    ['the second of one kind', `from a.example by b.example by c.example id 1 id 2${ DATE}`, { helo: 'a.example', by: 'b.example', id: '1', time: at }],
    ['"with" without a value', `from a.example by b.example with id 1${ DATE}`, { helo: 'a.example', by: 'b.example', id: '1', time: at }],
    ['"with" and "id" without values', `by b.example with id ;${DATE}`, { by: 'b.example', time: at }],
    ['"id" without a value', `by b.example with SMTP id${DATE}`, { by: 'b.example', with: 'SMTP', time: at }],
    ['no "with"', `from a.example by b.example id 1 for <u@c.example>${ DATE}`, { helo: 'a.example', by: 'b.example', id: '1', for: 'u@c.example', time: at }],
    ['an id that looks like an address', `by b.example id 192.0.2.77${ DATE}`, { by: 'b.example', id: '192.0.2.77', time: at }],
    ['upper case', `FROM a.example BY b.example WITH smtp ID 1 FOR u@c.example${ DATE}`, { helo: 'a.example', by: 'b.example', with: 'SMTP', id: '1', for: 'u@c.example', time: at }],
    ['a quoted local part', `by b.example for <"a by b"@c.example>${ DATE}`, { by: 'b.example', for: '"a by b"@c.example', time: at }],
  ])('%s', (_, line, expected) => {
    expect(briefly(line)).toEqual(expected);
  });
});

describe('the address: what the server saw, never what the client said', () => {
  // biome-ignore format: a table
  test.each<Row>([
    ['in the comment over HELO', 'from [192.168.1.26] (real.example [192.0.2.1]) by b', { helo: '[192.168.1.26]', rdns: 'real.example', ip: '192.0.2.1', by: 'b' }],
    ['the last literal of the comment', 'from a (b.example [192.0.2.1] [192.0.2.2]) by b', { helo: 'a', rdns: 'b.example', ip: '192.0.2.2', by: 'b' }],
    ['not the literal in helo=', 'from b.example ([192.0.2.1] helo=[192.0.2.2]) by b', { helo: '[192.0.2.2]', rdns: 'b.example', ip: '192.0.2.1', by: 'b' }],
    ['not the literal in a HELO with parentheses', 'from a(b[192.0.2.9]) (c.example. [192.0.2.1]) by b', { helo: 'a', rdns: 'c.example', ip: '192.0.2.1', by: 'b' }],
    ['not what a certificate says', 'from a (b.example [192.0.2.1]) (Client CN "[192.0.2.9]", Issuer "x" (not verified)) by b', { helo: 'a', rdns: 'b.example', ip: '192.0.2.1', by: 'b' }],
    ['not what is in the reverse-path', 'from a ([192.0.2.1]) (envelope-sender <u@[192.0.2.9]>) by b', { helo: 'a', ip: '192.0.2.1', by: 'b', envelopeFrom: 'u@[192.0.2.9]' }],
    ['not what a user calls himself', 'from a (b.example [192.0.2.1]) (Authenticated sender: u@[192.0.2.9]) by b', { helo: 'a', rdns: 'b.example', ip: '192.0.2.1', by: 'b' }],
    ['not what a proxy says', 'from 192.0.2.1 (proxying for 192.0.2.9) by b', { helo: '192.0.2.1', ip: '192.0.2.1', by: 'b' }],
    ['not the literal in a quoted HELO', 'from b.example ([192.0.2.1]:25 "EHLO c [192.0.2.9]" rhost-flags-OK) by b', { helo: 'c [192.0.2.9]', rdns: 'b.example', ip: '192.0.2.1', by: 'b' }],
    ['of a name that begins like such a comment', 'from a (envelope-from.example [192.0.2.1]) by b', { helo: 'a', rdns: 'envelope-from.example', ip: '192.0.2.1', by: 'b' }],
    ['of another', 'from a (authenticated-user.example [192.0.2.1]) by b', { helo: 'a', rdns: 'authenticated-user.example', ip: '192.0.2.1', by: 'b' }],
    ['IPv6 with an IPv4 tail', 'from a ([IPv6:::ffff:192.0.2.1]) by b', { helo: 'a', ip: '192.0.2.1', by: 'b' }],
    ['IPv6 with a zone', 'from a ([IPv6:fe80::1%eth0]) by b', { helo: 'a', ip: 'fe80::1', by: 'b' }],
    ['with a port', 'from a ([192.0.2.1]:25) by b', { helo: 'a', ip: '192.0.2.1', by: 'b' }],
    ['a bare address with a port', 'from a (192.0.2.1:25) by b', { helo: 'a', ip: '192.0.2.1', by: 'b' }],
    ['a literal in HELO position alone', 'from [192.0.2.1] by b', { helo: '[192.0.2.1]', ip: '192.0.2.1', by: 'b' }],
    ['four numbers that are none', 'from a ([300.0.2.1]) by b', { helo: 'a', by: 'b' }],
    ['Punycode and a final dot', 'from xn--eckwd4c7c.example. (xn--eckwd4c7c.example. [192.0.2.1]) by b.', { helo: 'xn--eckwd4c7c.example.', rdns: 'xn--eckwd4c7c.example', ip: '192.0.2.1', by: 'b' }],
    ['softdnserr', 'from a (softdnserr [192.0.2.1]) by b', { helo: 'a', ip: '192.0.2.1', by: 'b' }],
  ])('%s', (_, line, expected) => {
    expect(briefly(line)).toEqual(expected);
  });
});

describe('nobody can say of himself that he logged in', () => {
  test.each([
    ['HELO', 'from authenticated (x.example [192.0.2.1]) by b with ESMTP'],
    ['helo=', 'from x.example ([192.0.2.1] helo=authenticated) by b with ESMTP'],
    ['qmail HELO', 'from x.example (HELO Authenticated) (192.0.2.1) by b with SMTP'],
    ['the name of the address', 'from a (authenticated [192.0.2.1]) by b with ESMTP'],
    ['a longer name', 'from a (authenticated.x.example [192.0.2.1]) by b with ESMTP'],
    ['a comment that denies it', 'from a (a [192.0.2.1]) (not authenticated) by b with ESMTP'],
    ['qmail HELO in the words of a login', 'from x.example (HELO a@192.0.2.9 with login) (192.0.2.1) by b with SMTP'],
    [
      'his certificate',
      'from a (a [192.0.2.1]) (Client CN "(authenticated)", Issuer "x" (not verified)) by b with ESMTP',
    ],
    ['LMTPA is between servers', 'from a (a [192.0.2.1]) by b with LMTPA'],
  ])('%s', (_, line) => {
    expect(parseReceived(line).authenticated).toBe(false);
  });
  test.each([
    ['(Authenticated sender: a@b.example)'],
    ['(authenticated bits=0)'],
    ['(Authenticated-User: a)'],
    ['(AUTH: LOGIN a@b.example)'],
    ['(smtp-auth username a, mechanism cram-md5)'],
    ['(pop-before-smtp)'],
    ['(user=a mech=PLAIN bits=0)'],
    ['(account a)'],
    ['(SquirrelMail authenticated user a)'],
  ])('the server can: %s', (comment) => {
    expect(parseReceived(`from a (a [192.0.2.1]) ${comment} by b with ESMTP`).authenticated).toBe(true);
  });
});

describe('the date', () => {
  // biome-ignore format: a table
  test.each<Row>([
    ['after the last ";"', 'by b; Fri, 20 Apr 2018 17:51:18 +0000; Fri, 20 Apr 2018 17:51:19 +0000', { by: 'b', time: at }],
    ['a ";" in a comment', `by b (a; b) id 1${DATE} (x; y)`, { by: 'b', id: '1', time: at }],
    ['a ";" at the end', `by b${DATE};`, { by: 'b', time: at }],
    ['none', 'by b id 1', { by: 'b', id: '1' }],
    ['nothing after the ";"', 'by b id 1;', { by: 'b', id: '1' }],
    ['unreadable', 'by b id 1; yesterday', { by: 'b', id: '1' }],
    ['no zone', 'by b; Fri, 20 Apr 2018 17:51:19', { by: 'b', time: at }],
  ])('%s', (_, line, expected) => {
    expect(briefly(line)).toEqual(expected);
  });
  test('is kept as written', () => {
    expect(parseReceived(`by b${DATE} (x)`).timeText).toBe('Fri, 20 Apr 2018 17:51:19 +0000 (x)');
    expect(parseReceived('by b; yesterday').timeText).toBe('yesterday');
  });
});

describe('broken lines are hops with less in them', () => {
  // biome-ignore format: a table
  test.each<Row>([
    ['empty', '', {}],
    ['white space', ' \r\n ', {}],
    ['truncated', 'from x by', { helo: 'x' }],
    ['only a comment', '(nothing)', {}],
    ['a server that is a dot', `from a by .${DATE}`, { helo: 'a', time: at }],
    ['a "(" that is not closed', `from a (b [192.0.2.1] by c.example with SMTP${ DATE}`, { helo: 'a', by: 'c.example', with: 'SMTP', time: at }],
    ['a ")" too many', `from a (b.example [192.0.2.1])) by c.example${ DATE}`, { helo: 'a', rdns: 'b.example', ip: '192.0.2.1', by: 'c.example', time: at }],
    ['a quotation mark alone', `from a" by c.example${DATE}`, { helo: 'a"', by: 'c.example', time: at }],
    ['four comments in each other', `from a (b.example [192.0.2.1] (1 (2 (3)))) by c${ DATE}`, { helo: 'a', rdns: 'b.example', ip: '192.0.2.1', by: 'c', time: at }],
    ['UTF-8 in a comment', `from a (\xe3\x81\x82) by c${DATE}`, { helo: 'a', by: 'c', time: at }],
    ['a lone CR', `from a\r by c${DATE}`, { helo: 'a', by: 'c', time: at }],
    ['20 kB of words', `from a ${'x '.repeat(10_000)}by c${DATE}`, { helo: 'a', by: 'c', time: at }],
  ])('%s', (_, line, expected) => {
    expect(briefly(line)).toEqual(expected);
  });
});

describe('mail is hostile', () => {
  const tokens = [
    'from',
    'by',
    'with',
    'id',
    'for',
    'via',
    'a.example',
    '[192.0.2.1]',
    '(',
    ')',
    '"',
    ';',
    '\\',
    ' ',
    ' ',
    '1 Apr 2018 17:51:19 +0000',
    'helo=',
    'ESMTPSA',
    '<a@b>',
    '\xff',
    '\r\n ',
  ];
  test('any tokens: never throws, and an address is always one', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...tokens), { maxLength: 40 }), (parts) => {
        const { from, time } = parseReceived(parts.join(''));
        expect(from.ip === null || from.ip === '192.0.2.1').toBe(true);
        expect(time === null || Number.isFinite(time)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
  test('any octets: never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (octets) => void parseReceived(toOctetString(octets))));
  });

  // With a quadratic step any of these takes minutes; how they grow is measured by `npm run bench trace`.
  test.each(hostileLines)(
    '%s',
    (_, lineOf, n) => {
      expect(briefly(lineOf(n))).toMatchObject({ helo: 'a', by: 'c', time: at });
    },
    10_000,
  );
});
