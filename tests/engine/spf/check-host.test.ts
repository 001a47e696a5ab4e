/** check_host(), by section of RFC 7208: initial processing, record lookup and selection, evaluation, identities. */

import { describe, expect, it } from 'vitest';
import { checkHost, spfNotAsked } from '../../../src/engine/spf/check-host.ts';
import { type Case, check, reasonOf, tabulate } from '../../mail/spf.ts';

const long = (length: number) => 'a'.repeat(length);

const zone = String.raw`
example.com.            TXT "v=spf1 ip4:192.0.2.1 -all"
xn--bcher-kva.example.  TXT "v=spf1 exists:%{o}.ok.example.net -all"
xn--bcher-kva.example.ok.example.net. A 127.0.0.1
${long(63)}.example.com. TXT "v=spf1 +all"
broken.example.com.     TXT "never read"
slow.example.com.       TXT "never read"
empty.example.com.      A   192.0.2.1
dangling.example.com.   CNAME nothing.example.com.
alias.example.com.      CNAME example.com.
other.example.com.      TXT "some=thing"
other.example.com.      TXT "v=spf10 +all"
other.example.com.      TXT "v=spf1+all"
other.example.com.      TXT "v=spf2.0/pra +all"
other.example.com.      TXT " v=spf1 +all"
other.example.com.      TXT "v=spf1\009+all"
among.example.com.      TXT "some=thing" 
among.example.com.      TXT "v=spf1 +all"
bare.example.com.       TXT "v=spf1"
upper.example.com.      TXT "V=sPf1 IP4:192.0.2.1 -ALL"
two.example.com.        TXT "v=spf1 +all"
two.example.com.        TXT "v=spf1 -all"
bare-two.example.com.   TXT "v=spf1"
bare-two.example.com.   TXT "v=spf1 +all"
strings.example.com.    TXT "v=spf1 ip4:192.0" ".2.1 -al" "l"
unspaced.example.com.   TXT "v=spf1" "+all"
high.example.com.       TXT "v=spf1 exp=\195\188.example.com +all"
high-other.example.com. TXT "\195\188"
high-other.example.com. TXT "v=spf1 +all"
mail.example.com.       TXT "v=spf1 exists:%{l}.%{o}.ok.example.net -all"
postmaster.mail.example.com.ok.example.net. A 127.0.0.1
user.mail.example.com.ok.example.net. A 127.0.0.1
; !servfail broken.example.com.
; !timeout slow.example.com.
`;

describe('§4.3 initial processing', () => {
  tabulate(zone, [
    ['a multi-label domain', { mailFrom: 'user@example.com' }, 'matched-pass'],
    ['a final dot', { mailFrom: 'user@example.com.' }, 'matched-pass'],
    ['the case of a domain is nothing', { mailFrom: 'user@EXAMPLE.com' }, 'matched-pass'],
    ['a label of 63', { mailFrom: `user@${long(63)}.example.com` }, 'matched-pass'],
    ['a label of 64', { mailFrom: `user@${long(64)}.example.com` }, 'malformed-domain'],
    ['a name of 253', { mailFrom: `user@${`${long(49)}.`.repeat(5)}com.` }, 'no-such-domain'],
    ['a name of 256', { mailFrom: `user@${`${long(50)}.`.repeat(5)}a` }, 'malformed-domain'],
    ['an empty label', { mailFrom: 'user@example..com' }, 'malformed-domain'],
    ['an empty label in front', { mailFrom: 'user@.example.com' }, 'malformed-domain'],
    ['a single label', { mailFrom: 'user@localhost' }, 'not-multi-label'],
    ['no domain', { mailFrom: 'user@' }, 'no-domain'],
    ['an address literal', { mailFrom: 'user@[192.0.2.1]' }, 'no-domain'],
    ['NXDOMAIN', { mailFrom: 'user@nothing.example.com' }, 'no-such-domain'],
    ['octets that are no UTF-8', { mailFrom: 'user@b\xfccher.example' }, 'malformed-domain'],
    ['a sender no path could hold', { mailFrom: `${long(2000)}@example.com` }, 'malformed-domain'],
    ['a sender without local-part is postmaster', { mailFrom: '@mail.example.com' }, 'matched-pass'],
    ['a sender that is only a domain', { mailFrom: 'mail.example.com' }, 'matched-pass'],
    ['the last "@" parts a quoted local-part', { mailFrom: '"a@b"@example.com' }, 'matched-pass'],
  ]);
});

describe('§4.4 record lookup', () => {
  tabulate(zone, [
    ['SERVFAIL', { mailFrom: 'user@broken.example.com' }, 'record-lookup-failed'],
    ['no answer', { mailFrom: 'user@slow.example.com' }, 'record-lookup-failed'],
    ['an alias is followed', { mailFrom: 'user@alias.example.com' }, 'matched-pass'],
    ['an alias of nothing', { mailFrom: 'user@dangling.example.com' }, 'no-such-domain'],
  ]);

  it('keeps the answer that failed', async () => {
    const { tree } = await check(zone, { mailFrom: 'user@slow.example.com' });
    expect(tree?.answer).toMatchObject({ status: 'failed', cause: 'timeout' });
  });
});

describe('§4.5 selecting records, §3.3 strings', () => {
  tabulate(zone, [
    ['no TXT records', { mailFrom: 'user@empty.example.com' }, 'no-record'],
    ['records of other versions', { mailFrom: 'user@other.example.com' }, 'no-record'],
    ['one among others', { mailFrom: 'user@among.example.com' }, 'matched-pass'],
    ['the version alone', { mailFrom: 'user@bare.example.com' }, 'nothing-matched'],
    ['the version in any case', { mailFrom: 'user@upper.example.com' }, 'matched-pass'],
    ['two records', { mailFrom: 'user@two.example.com' }, 'several-records'],
    ['two records, one the version alone', { mailFrom: 'user@bare-two.example.com' }, 'several-records'],
    ['strings are joined without spaces', { mailFrom: 'user@strings.example.com' }, 'matched-pass'],
    ['also where a space is missed', { mailFrom: 'user@unspaced.example.com' }, 'no-record'],
    ['octets above 127', { mailFrom: 'user@high.example.com' }, 'not-ascii'],
    ['octets above 127 in another record', { mailFrom: 'user@high-other.example.com' }, 'matched-pass'],
  ]);
});

describe('§2.3 HELO, §2.4 MAIL FROM', () => {
  const pass = { reason: 'matched-pass', domain: 'mail.example.com' };
  const cases: Case[] = [
    ['the null reverse-path is postmaster at HELO', { mailFrom: '', helo: 'mail.example.com' }, 'matched-pass'],
    ['the null reverse-path with an address literal', { mailFrom: '', helo: '[192.0.2.1]' }, 'no-domain'],
    ['the null reverse-path without HELO', { mailFrom: '', helo: '' }, 'no-domain'],
    ['HELO is not used for another reverse-path', { mailFrom: 'user@example.com', helo: 'x' }, 'matched-pass'],
  ];
  tabulate(zone, cases);

  it('checks HELO for itself', async () => {
    const input = { mailFrom: 'user@two.example.com', helo: 'mail.example.com' };
    expect(await check(zone, input, 'helo')).toMatchObject({ ...pass, identity: 'helo' });
  });

  it.each(['localhost', '', '[IPv6:2001:db8::1]'])('HELO %j has no record', async (helo) => {
    expect(await check(zone, { helo }, 'helo')).toMatchObject({ result: 'none' });
  });
});

describe('RFC 8616 §4', () => {
  const utf8 = (text: string) => Buffer.from(text).toString('latin1');
  tabulate(zone, [
    ['a U-label is asked for, and expanded, as A-label', { mailFrom: utf8('user@bücher.example') }, 'matched-pass'],
    ['an A-label likewise', { mailFrom: 'user@xn--bcher-kva.example' }, 'matched-pass'],
  ]);
});

describe('what is not judged', () => {
  it('has a reason', async () => {
    expect(spfNotAsked('helo')).toMatchObject({ result: null, reason: 'not-asked', identity: 'helo', tree: null });
    expect(await reasonOf(zone, { ip: 'unknown' })).toBe('no-address');
    expect(await reasonOf(zone, { ip: '192.0.2' })).toBe('no-address');
  });

  it('asks nothing where there is no domain', async () => {
    const refuse = () => Promise.reject(new Error('asked'));
    const input = { ip: '192.0.2.1', mailFrom: 'user@', helo: '', receiver: '', now: 0 };
    expect((await checkHost(input, 'mailfrom', refuse)).reason).toBe('no-domain');
  });
});
