import { describe, expect, test } from 'vitest';
import { claimsOf } from '../../../src/engine/authres/claims.ts';
import { recordedResults } from '../../../src/engine/authres/recorded.ts';
import { pathOf } from '../../../src/engine/trace/hops.ts';
import { gmail } from '../../../src/engine/trace/receivers.ts';
import type { Receiver } from '../../../src/engine/trace/trace.ts';
import { header } from '../../mail/header.ts';

const DATE = '; Fri, 20 Apr 2018 17:51:19 +0000';
const handOff = `Received: by 2002:a05:6a20:3d1b:b0:1a2:b3c4:d5e6 with SMTP id a1csp1${DATE}`;
const mx = `Received: from m.example (m.example. [192.0.2.1]) by mx.google.com with ESMTPS id 1${DATE}`;
const ar = (results: string, id = 'mx.google.com') => `Authentication-Results: ${id}; ${results}`;
const arc = (results: string, i = 1, id = 'mx.google.com') => `ARC-Authentication-Results: i=${i}; ${id}; ${results}`;
const spf = (result: string) => `Received-SPF: ${result} (google.com: x) client-ip=192.0.2.1;`;

const claims = (lines: readonly string[], receiver: Receiver = gmail) => {
  const fields = header(...lines);
  return claimsOf(fields, pathOf(fields, receiver), receiver);
};
/** The indexes of the fields that are believed. */
const believed = (lines: readonly string[], receiver: Receiver = gmail) =>
  claims(lines, receiver).flatMap((claim) => (claim.grade === 'recorded' ? [claim.field] : []));

describe('Gmail: its own, right below its boundary, the first of each only', () => {
  test.each<readonly [string, readonly string[], readonly number[]]>([
    ['as Gmail writes', [handOff, arc('spf=pass'), mx, spf('pass'), ar('spf=pass'), 'From: a@b'], [1, 3, 4]],
    ['no Received-SPF', [mx, ar('spf=pass')], [1]],
    ['a second Authentication-Results right below', [mx, spf('fail'), ar('spf=fail'), ar('spf=pass')], [1, 2]],
    ['a second Received-SPF', [mx, spf('fail'), ar('spf=fail'), spf('pass')], [1, 2]],
    ['Received-SPF twice before', [mx, spf('fail'), spf('pass'), ar('spf=fail')], [1, 3]],
    ['after another field', [mx, 'From: a@b', spf('pass'), ar('spf=pass')], []],
    ['after a DKIM-Signature', [mx, 'DKIM-Signature: v=1', ar('spf=pass')], []],
    ["another's first, then one in Gmail's name", [mx, ar('spf=pass', 'mx.evil.example'), ar('spf=pass')], []],
    ["another's alone", [mx, spf('pass'), ar('spf=pass', 'mx.evil.example')], []],
    ['without authserv-id', [mx, 'Authentication-Results: spf=pass'], []],
    ['Received-SPF alone', [mx, spf('pass'), 'From: a@b'], []],
    ['a name that only begins so', [mx, ar('spf=pass', 'mx.google.com.evil.example')], []],
    ['a name in any case', [mx, ar('spf=pass', 'MX.GOOGLE.COM')], [1]],
    ['below an invented hop', [mx, ar('spf=fail'), mx, ar('spf=pass')], [1]],
    ['at the very end', [mx, ar('spf=fail'), 'From: a@b', ar('spf=pass')], [1]],
    ['ARC below the boundary', [mx, ar('spf=fail'), arc('spf=pass')], [1]],
    ["ARC of another's above", [arc('spf=pass', 1, 'mx.evil.example'), mx, ar('spf=fail')], [2]],
    ['no hop of the receiver', [ar('spf=pass'), spf('pass'), arc('spf=pass'), 'From: a@b'], []],
    [
      'no hop of the receiver, at the very top of an invented path',
      [ar('spf=pass'), `Received: from a (a [192.0.2.1]) by b.example${DATE}`],
      [],
    ],
  ])('%s', (_, lines, expected) => {
    expect(believed(lines)).toEqual(expected);
  });
});

describe('a receiver that is named: above its boundary, or right below', () => {
  const own: Receiver = { authservIds: ['mx.example.jp'], hosts: ['mx.example.jp'] };
  const line = `Received: from m.example (m.example [192.0.2.1]) by mx.example.jp with ESMTP id 1${DATE}`;
  const id = 'mx.example.jp';
  test.each<readonly [string, readonly string[], readonly number[]]>([
    ['above (RFC 8601 §5)', [ar('spf=pass', id), line, 'From: a@b'], [0]],
    ['several above', [ar('dmarc=pass', id), spf('pass'), ar('dkim=pass', id), line], [0, 1, 2]],
    ['above, and one in its name right below', [ar('spf=fail', id), line, ar('spf=pass', id)], [0]],
    ["another's above", [ar('spf=pass', 'filter.example.jp'), line], []],
    ['right below', [line, ar('spf=pass', id)], [1]],
    ['Received-SPF above (RFC 7208 §9.1)', [spf('pass'), line, 'From: a@b'], [0]],
    ['below the hop, another field between', [line, 'From: a@b', ar('spf=pass', id)], []],
  ])('%s', (_, lines, expected) => {
    expect(believed(lines, own)).toEqual(expected);
  });
});

describe('the recorded results', () => {
  const results = (...lines: readonly string[]) => recordedResults(claims(lines), null);
  test('Authentication-Results before ARC and Received-SPF', () => {
    const found = results(
      arc('spf=pass; dkim=pass header.d=a.example; dmarc=fail; arc=none'),
      mx,
      spf('pass'),
      ar('spf=pass; dkim=pass header.d=a.example; dmarc=fail; arc=none'),
    );
    expect(found.spf?.source).toBe('authentication-results');
    expect(found.dkim).toHaveLength(1);
    expect(found.dmarc?.result).toBe('fail');
    expect(found.arc?.result).toBe('none');
    expect(found.contradicted).toBeUndefined();
  });
  test('what only one field says', () => {
    const found = results(
      arc('dkim=pass header.d=a.example; dkim=fail header.d=b.example'),
      mx,
      spf('softfail'),
      ar('dmarc=none'),
    );
    expect(found.spf).toMatchObject({ source: 'received-spf', result: 'softfail' });
    expect(found.dkim.map((claim) => claim.result)).toEqual(['pass', 'fail']);
  });
  test('what stands above the boundary counts alone where what stands below says otherwise', () => {
    const found = results(
      arc('spf=softfail; dmarc=fail'),
      mx,
      ar('dkim=pass header.d=bank.example; spf=pass; dmarc=pass'),
    );
    expect(found.spf).toMatchObject({ source: 'arc-authentication-results', result: 'softfail' });
    expect(found.dmarc?.result).toBe('fail');
    expect(found.dkim).toEqual([]);
    expect(found.contradicted?.map(({ method }) => method)).toEqual(['spf', 'dmarc']);
  });
  test('MAIL FROM before HELO', () => {
    const found = results(mx, ar('spf=pass smtp.helo=h.example; spf=fail smtp.mailfrom=a@b.example'));
    expect(found.spf?.result).toBe('fail');
  });
  test('HELO where that is all', () => {
    expect(results(mx, ar('spf=pass smtp.helo=h.example')).spf?.result).toBe('pass');
  });
  test('never what is claimed', () => {
    expect(results(mx, 'From: a@b', ar('spf=pass; dmarc=pass'))).toEqual({
      spf: null,
      dkim: [],
      dmarc: null,
      arc: null,
      policyApplied: null,
    });
  });
  test.each([
    ['ARC says otherwise', [arc('spf=pass'), mx, ar('spf=fail')], ['spf=fail']],
    ['Received-SPF says otherwise', [mx, spf('pass'), ar('spf=fail')], ['spf=pass']],
    [
      'a signature that the set above does not name',
      [arc('dkim=pass header.d=b.example'), mx, ar('dkim=pass header.d=a.example')],
      [],
    ],
    [
      'the same signature by i= and d=',
      [arc('dkim=pass header.i=@a.example'), mx, ar('dkim=pass header.d=A.example')],
      [],
    ],
    ['only ARC says it', [arc('dmarc=pass'), mx, ar('spf=pass')], []],
    ['what is claimed contradicts nobody', [mx, ar('spf=fail'), arc('spf=pass')], []],
    ['an older set above says otherwise', [arc('spf=pass', 2), arc('spf=fail', 1), mx, ar('spf=pass')], []],
  ])('contradicted: %s', (_, lines, expected) => {
    expect((results(...lines).contradicted ?? []).map(({ method, result }) => `${method}=${result}`)).toEqual(expected);
  });
});

test('every claim keeps its field, source, instance and authserv-id', () => {
  const found = claims([
    arc('spf=pass', 2, 'a.example'),
    mx,
    'Received-SPF: none receiver=B.example;',
    ar('dkim=none', 'c.example'),
  ]);
  expect(found.map(({ field, source, instance, authservId }) => [field, source, instance, authservId])).toEqual([
    [0, 'arc-authentication-results', 2, 'a.example'],
    [2, 'received-spf', null, 'b.example'],
    [3, 'authentication-results', null, 'c.example'],
  ]);
});
