import { describe, expect, test } from 'vitest';
import { claimsOf } from '../../../src/engine/authres/claims.ts';
import { envelopeOf } from '../../../src/engine/trace/envelope.ts';
import { pathOf } from '../../../src/engine/trace/hops.ts';
import { gmail } from '../../../src/engine/trace/receivers.ts';
import { header } from '../../mail/header.ts';

const DATE = '; Fri, 20 Apr 2018 17:51:19 +0000';
const mx = `Received: from h.example (m.example. [192.0.2.1]) by mx.google.com with ESMTPS id 1${DATE}`;
const path = (address: string) => `Return-Path: <${address}>`;
const spf = (rest: string) => `Received-SPF: pass (google.com: x) ${rest}`;
const ar = (rest: string) => `Authentication-Results: mx.google.com; spf=pass ${rest}`;

function envelope(lines: readonly string[]) {
  const fields = header(...lines);
  const path = pathOf(fields, gmail);
  const claims = claimsOf(fields, path, gmail);
  const { ip, helo, mailFrom, disagreements } = envelopeOf(fields, path.hops, path.boundary, claims);
  const said = [ip, helo, mailFrom].map((sourced) => sourced && `${sourced.field}:${sourced.value}`);
  return [...said, ...disagreements.map(({ about, value, field }) => `${about} ${field}:${value}`)];
}

describe('the envelope, from what the receiver wrote', () => {
  // biome-ignore format: a table
  test.each<readonly [string, readonly string[], readonly (string | null)[]]>([
    ['all in agreement', [path('a@m.example'), mx, spf('client-ip=192.0.2.1; helo=h.example; envelope-from="a@m.example"'), ar('(google.com: domain of a@m.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=a@M.example')], ['1:192.0.2.1', '1:h.example', '0:a@m.example']],
    ['the null reverse-path', [path(''), mx], ['1:192.0.2.1', '1:h.example', '0:']],
    ['the null reverse-path, and what SPF took for it (RFC 7208 §2.4)', [path(''), mx, ar('smtp.mailfrom=postmaster@h.example smtp.helo=h.example')], ['1:192.0.2.1', '1:h.example', '0:']],
    ['no Return-Path: Received-SPF', [mx, spf('client-ip=192.0.2.1; envelope-from=<b@m.example>'), ar('')], ['0:192.0.2.1', '0:h.example', '1:b@m.example']],
    ['no Return-Path: smtp.mailfrom', [mx, ar('smtp.mailfrom=c@m.example')], ['0:192.0.2.1', '0:h.example', '1:c@m.example']],
    ['smtp.mailfrom with the domain alone', [mx, ar('smtp.mailfrom=m.example')], ['0:192.0.2.1', '0:h.example', '1:@m.example']],
    ['the domain alone agrees', [path('a@m.example'), mx, ar('smtp.mailfrom=m.example')], ['1:192.0.2.1', '1:h.example', '0:a@m.example']],
    ['envelope-from in the boundary', [mx.replace('id 1', '(envelope-from <d@m.example>) id 1')], ['0:192.0.2.1', '0:h.example', '0:d@m.example']],
    ['no address in the boundary: Received-SPF', [mx.replace(' [192.0.2.1]', ''), spf('client-ip=2001:DB8::1;'), ar('(google.com: domain of a@m.example designates 2001:db8::1 as permitted sender)')], ['1:2001:db8::1', '0:h.example', null]],
    ['no address in the boundary: not Received-SPF alone, which may be the sender\'s', [mx.replace(' [192.0.2.1]', ''), spf('client-ip=2001:DB8::1;'), ar('')], [null, '0:h.example', null]],
    ['no address but in a comment', [mx.replace(' [192.0.2.1]', ''), ar('(google.com: domain of a@m.example does not designate 192.0.2.7 as permitted sender)')], ['1:192.0.2.7', '0:h.example', null]],
    ['no HELO in the boundary', [mx.replace('from h.example', 'from'), spf('helo=k.example;'), ar('')], ['0:192.0.2.1', '1:k.example', null]],
    ['nothing but the hop', [mx], ['0:192.0.2.1', '0:h.example', null]],
    ['a Return-Path below came with the message', [mx, 'From: a@b', path('x@y.example')], ['0:192.0.2.1', '0:h.example', null]],
    ['the nearest of two Return-Path', [path('x@y.example'), path('a@m.example'), mx], ['2:192.0.2.1', '2:h.example', '1:a@m.example']],
    ['what is claimed is not used', [mx, 'From: a@b', spf('client-ip=192.0.2.9; helo=x; envelope-from=x@y'), ar('smtp.mailfrom=x@y')], ['0:192.0.2.1', '0:h.example', null]],
    ['no boundary: nothing', [path('a@b.example'), spf('client-ip=192.0.2.9'), ar('smtp.mailfrom=x@y')], [null, null, null]],
  ])('%s', (_, lines, expected) => {
    expect(envelope(lines)).toEqual(expected);
  });
});

describe('what contradicts it is listed', () => {
  // biome-ignore format: a table
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['another address', [path('a@m.example'), mx, spf('client-ip=192.0.2.2;'), ar('')], ['ip 2:192.0.2.2']],
    ['another address in a comment', [path('a@m.example'), mx, ar('(google.com: domain of a@m.example designates 192.0.2.3 as permitted sender)')], ['ip 2:192.0.2.3']],
    ['another HELO', [path('a@m.example'), mx, spf('helo=k.example;'), ar('smtp.helo=H.example')], ['helo 2:k.example']],
    ['another domain', [path('a@m.example'), mx, ar('smtp.mailfrom=n.example')], ['mailFrom 2:@n.example']],
    ['another local part', [path('a@m.example'), mx, ar('smtp.mailfrom=A@m.example')], ['mailFrom 2:A@m.example']],
    ['an address against the null reverse-path', [path(''), mx, ar('smtp.mailfrom=a@m.example')], ['mailFrom 2:a@m.example']],
  ])('%s', (_, lines, expected) => {
    expect(envelope(lines).slice(3)).toEqual(expected);
  });
});
