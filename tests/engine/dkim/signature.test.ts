/** The DKIM-Signature field, tag by tag. RFC 6376 §3.5, §6.1.1; RFC 8616. */

import { describe, expect, it } from 'vitest';
import { identityFits, parseMessageSignature, parseSignature } from '../../../src/engine/dkim/signature.ts';
import { fieldsOf } from '../../../src/engine/message/fields.ts';

const complete: Record<string, string | null> = {
  v: '1',
  a: 'rsa-sha256',
  d: 'example.com',
  s: 's1',
  h: 'from:to',
  bh: 'aGFzaA==',
  b: 'c2ln',
};
const fieldOf = (tags: Record<string, string | null>) => {
  const list = Object.entries({ ...complete, ...tags }).filter(([, value]) => value !== null);
  return fieldsOf(`DKIM-Signature: ${list.map(([name, value]) => `${name}=${value}`).join('; ')}\r\n`)[0] as never;
};
const read = (tags: Record<string, string | null> = {}) => {
  const parsed = parseSignature(fieldOf(tags));
  return parsed.ok ? parsed.value : parsed.fault;
};

describe('RFC 6376 §3.5', () => {
  it('fills in defaults', () => {
    expect(read()).toEqual({
      field: 0,
      algorithm: 'rsa-sha256',
      b: 'c2ln',
      bh: 'aGFzaA==',
      c: { header: 'simple', body: 'simple' },
      d: 'example.com',
      i: '@example.com',
      h: ['from', 'to'],
      l: null,
      s: 's1',
      t: null,
      x: null,
      z: null,
    });
  });

  it.each([
    ['b= and bh= ignore white space', { b: 'c2\r\n\tl n', bh: ' aGFz \t aA = = ' }, { b: 'c2ln', bh: 'aGFzaA==' }],
    ['base64 without padding', { bh: 'aGFzaA' }, { bh: 'aGFzaA==' }],
    ['base64 short of its padding', { bh: 'aGFzaA=' }, { bh: 'aGFzaA==' }],
    ['a= in capitals', { a: 'RSA-SHA256' }, { algorithm: 'rsa-sha256' }],
    ['c= of both', { c: 'relaxed/simple' }, { c: { header: 'relaxed', body: 'simple' } }],
    ['c= of the header alone', { c: 'relaxed' }, { c: { header: 'relaxed', body: 'simple' } }],
    ['d= in capitals', { d: 'Example.COM' }, { d: 'example.com' }],
    [
      'd= and s= as U-labels (RFC 8616)',
      { d: '\xe4\xbe\x8b.example', s: '\xc3\xa9t\xc3\xa9' },
      { d: 'xn--fsq.example', s: 'xn--t-9fab' },
    ],
    ['s= of digits, with dots, with underscores', { s: '2023_k.01' }, { s: '2023_k.01' }],
    ['s= of digits alone', { s: '20230601' }, { s: '20230601' }],
    ['h= with white space', { h: ' From :\r\n To : from ' }, { h: ['From', 'To', 'from'] }],
    ['h= with names of odd characters', { h: 'From:X-!#$%~' }, { h: ['From', 'X-!#$%~'] }],
    ['i= as given', { i: 'Joe=20X@Mail.example.com' }, { i: 'Joe=20X@Mail.example.com' }],
    ['l= of zero', { l: '0' }, { l: 0 }],
    ['l= of 76 digits', { l: '9'.repeat(76) }, { l: Number.MAX_SAFE_INTEGER }],
    ['t= and x=', { t: '1', x: '999999999999' }, { t: 1, x: 999999999999 }],
    ['q= with another method beside', { q: 'x-other : dns/txt' }, { d: 'example.com' }],
    ['z= as it is', { z: 'From:a=40b|To:c' }, { z: 'From:a=40b|To:c' }],
    ['unknown tags', { r: 'y', foo: '' }, { d: 'example.com' }],
  ])('takes %s', (_, tags, expected) => {
    expect(read(tags)).toMatchObject(expected);
  });

  const here = { domain: 'example.com', selector: 's1' };
  it.each<[string, Record<string, string | null>, string, string, object]>([
    ['v= absent', { v: null }, 'tag-missing', 'v', here],
    ['v= of 2', { v: '2' }, 'version-unsupported', 'v', here],
    ['v= of 01', { v: '01' }, 'version-unsupported', 'v', here],
    ['v= of no number', { v: 'DKIM1' }, 'tag-invalid', 'v', here],
    ['a= absent', { a: null }, 'tag-missing', 'a', here],
    ['b= absent', { b: null }, 'tag-missing', 'b', here],
    ['bh= absent', { bh: null }, 'tag-missing', 'bh', here],
    ['h= absent', { h: null }, 'tag-missing', 'h', here],
    ['d= absent', { d: null }, 'tag-missing', 'd', { domain: null, selector: null }],
    ['s= absent', { s: null }, 'tag-missing', 's', { domain: 'example.com', selector: null }],
    ['b= empty', { b: '' }, 'tag-invalid', 'b', here],
    ['b= of no base64', { b: 'c2l_' }, 'tag-invalid', 'b', here],
    ['b= of base64 that cannot end so', { b: 'c2lnQ' }, 'tag-invalid', 'b', here],
    ['bh= with padding within', { bh: 'aG==FzaA' }, 'tag-invalid', 'bh', here],
    ['c= unknown', { c: 'nowsp' }, 'canonicalization-unsupported', 'c', here],
    ['c= of three', { c: 'simple/simple/simple' }, 'canonicalization-unsupported', 'c', here],
    ['c= with an empty body', { c: 'simple/' }, 'canonicalization-unsupported', 'c', here],
    ['d= of one label', { d: 'localhost' }, 'tag-invalid', 'd', { domain: null, selector: null }],
    ['d= with a final dot', { d: 'example.com.' }, 'tag-invalid', 'd', { domain: null, selector: null }],
    ['d= with an empty label', { d: 'example..com' }, 'tag-invalid', 'd', { domain: null, selector: null }],
    ['d= of an address', { d: '192.0.2.1' }, 'tag-invalid', 'd', { domain: null, selector: null }],
    ['s= empty', { s: '' }, 'tag-invalid', 's', { domain: 'example.com', selector: null }],
    ['s= with a slash', { s: 'a/b' }, 'tag-invalid', 's', { domain: 'example.com', selector: null }],
    ['s= too long for a name', { s: 'a'.repeat(64) }, 'tag-invalid', 's', { domain: 'example.com', selector: null }],
    ['h= empty', { h: '' }, 'tag-invalid', 'h', here],
    ['h= with an empty name', { h: 'from::to' }, 'tag-invalid', 'h', here],
    ['h= that ends in a colon', { h: 'from:' }, 'tag-invalid', 'h', here],
    ['h= with a blank in a name', { h: 'from:x y' }, 'tag-invalid', 'h', here],
    ['i= without a domain', { i: 'joe' }, 'tag-invalid', 'i', here],
    ['i= whose domain is none', { i: 'joe@-' }, 'tag-invalid', 'i', here],
    ['l= negative', { l: '-1' }, 'tag-invalid', 'l', here],
    ['l= of 77 digits', { l: '9'.repeat(77) }, 'tag-invalid', 'l', here],
    ['t= empty', { t: '' }, 'tag-invalid', 't', here],
    ['t= of 13 digits', { t: '1234567890123' }, 'tag-invalid', 't', here],
    ['x= with a fraction', { x: '1.5' }, 'tag-invalid', 'x', here],
    ['q= of other methods', { q: 'dns/other:http' }, 'query-unsupported', 'q', here],
  ])('refuses %s', (_, tags, reason, tag, of) => {
    expect(read(tags)).toEqual({ field: 0, reason, tag, ...of });
  });

  it('refuses what is no tag-list, or has a tag twice', () => {
    // Whose it would be is said as far as it can be read.
    expect(read({ 'x y': '1' })).toEqual({ field: 0, reason: 'signature-malformed', tag: null, ...here });
    expect(read({ c: 'simple; d=example.org' })).toEqual({ field: 0, reason: 'duplicate-tag', tag: 'd', ...here });
    expect(read({ 'x y': '1', d: 'a b', s: null })).toMatchObject({ domain: null, selector: null });
    expect(read({ 'x y': '1', d: null, z: 'd=example.org' })).toMatchObject({ domain: null, selector: null });
    // As some servers encode every field anew (RFC 2047).
    const [encoded] = fieldsOf(
      'DKIM-Signature: =?utf-8?Q?v=3D1;_a=3Drsa-sha256;_d=3Dexample.com;?=\r\n =?utf-8?Q?_b=3DAA?=',
    );
    expect(parseSignature(encoded as never)).toMatchObject({ fault: { reason: 'signature-malformed', domain: null } });
  });

  it.each([
    ['@example.com', true],
    ['joe@example.com', true],
    ['joe@mail.EXAMPLE.com', true],
    ['"a@b"@example.com', true],
    ['joe=40x@example.com', true],
    ['joe@\r\n example.com', true],
    ['joe@com', false],
    ['joe@badexample.com', false],
    ['joe@example.com.evil.example', false],
    ['joe@example.com=2Eevil.example', false],
  ])('i=%s within d=example.com: %s', (i, fits) => {
    const parsed = parseSignature(fieldOf({ i }));
    expect(parsed.ok && identityFits(parsed.value)).toBe(fits);
  });
});

describe('RFC 8617 §4.1.2', () => {
  it('takes i= for the instance and no v=', () => {
    expect(parseMessageSignature(fieldOf({ v: null, i: '1' }))).toMatchObject({
      ok: true,
      value: { i: '@example.com' },
    });
    expect(parseMessageSignature(fieldOf({ v: '7', i: '1' }))).toMatchObject({ ok: true });
    expect(parseMessageSignature(fieldOf({ v: null }))).toMatchObject({
      ok: false,
      fault: { reason: 'tag-missing', tag: 'i' },
    });
  });
});
