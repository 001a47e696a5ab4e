/** A message's digest: what is hashed, once each, and that nothing makes it fail or slow. */

import { describe, expect, it } from 'vitest';
import { digest } from '../../src/engine/digest.ts';
import { MAX_HASHES } from '../../src/engine/dkim/body-hash.ts';
import { verifyDkim } from '../../src/engine/dkim/verify.ts';
import { fieldsOf } from '../../src/engine/message/fields.ts';
import { bodyHash, keysAt, type Message, octetsOf, recordOf, rsaKey, seal, sign } from '../mail/signer.ts';

const key = rsaKey(1024);
const message: Message = { fields: ['From: a@example.com'], body: 'a  b \r\n\r\n' };
const octets = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

describe('what is in it', () => {
  it('of a message without signatures: no hash', async () => {
    expect(await digest(octets('From: a\r\n\r\nbody'))).toEqual({
      header: 'From: a\r\n',
      size: 15,
      bodySize: 4,
      lineEnding: 'crlf',
      bodies: [],
      fidelity: 'complete',
    });
  });

  it('one hash a canonicalization, algorithm and l=, however many ask for it', async () => {
    const tags = [
      {},
      { d: 'example.org' },
      { c: 'simple/relaxed' },
      { c: 'simple' },
      { l: '3' },
      { l: '3', d: 'example.net' },
      { a: 'rsa-sha1' },
      { a: 'rsa-unknown' },
    ];
    const signed = tags.reduceRight(
      (made, each) => sign(made, { key, tags: { a: 'rsa-sha256', ...each, b: 'AAAA' } }),
      message,
    );
    const { bodies } = await digest(octetsOf(signed));
    const relaxed = { canonicalization: 'relaxed', algorithm: 'sha256', length: null, canonicalSize: 5 };
    expect(new Set(bodies)).toEqual(
      new Set([
        { ...relaxed, hash: bodyHash(message.body, 'relaxed') },
        { ...relaxed, length: 3, hash: bodyHash(message.body, 'relaxed', 'rsa-sha256', 3) },
        { ...relaxed, algorithm: 'sha1', hash: bodyHash(message.body, 'relaxed', 'rsa-sha1') },
        { ...relaxed, canonicalization: 'simple', canonicalSize: 7, hash: bodyHash(message.body, 'simple') },
      ]),
    );
  });

  it('also for ARC-Message-Signature', async () => {
    const { bodies } = await digest(octetsOf(seal(message, { key, instance: 1 })));
    expect(bodies.map(({ hash }) => hash)).toEqual([bodyHash(message.body, 'relaxed')]);
  });

  it('at most so many hashes', async () => {
    let signed = message;
    for (let l = 0; l < 20; l++) signed = sign(signed, { key, tags: { l: `${l}`, b: 'AAAA' } });
    for (let i = 1; i <= 20; i++)
      signed = seal(signed, { key, instance: i, messageTags: { l: `${100 + i}`, b: 'AAAA' }, sealTags: { b: 'AAAA' } });
    expect((await digest(octetsOf(signed))).bodies).toHaveLength(MAX_HASHES);
  });

  it.each(['body-cut', 'approximate'] as const)('no hash of a body that is not complete: %s', async (source) => {
    expect(await digest(octetsOf(sign(message, { key })), source)).toMatchObject({ bodies: [], fidelity: source });
  });

  it('lone LFs are hashed as CRLFs, a mixture as it is and as CRLFs, and CRLFs but once', async () => {
    const signed = octetsOf(sign(message, { key })).toString('latin1');
    const hashes = async (text: string) => {
      const { bodies, restored } = await digest(octets(text));
      return [bodies, restored].map((all) => all?.map(({ hash }) => hash));
    };
    const hash = (body: string) => [bodyHash(body, 'relaxed')];
    expect(await hashes(signed)).toEqual([hash(message.body), undefined]);
    expect(await hashes(signed.replaceAll('\r\n', '\n'))).toEqual([hash(message.body), undefined]);
    const [came, restored] = [`${message.body}c\nd`, `${message.body}c\r\nd`];
    expect(await hashes(`${signed}c\nd`)).toEqual([hash(came), hash(restored)]);
    // Only the header section ends its lines as mail does.
    const [header = '', body = ''] = signed.split(/(?<=\r\n\r\n)/);
    expect(await hashes(header + body.replaceAll('\r\n', '\n'))).toEqual([hash('a  b \n\n'), hash(message.body)]);
  });

  it('one hash of all the octets, where neither canonicalization changes any', async () => {
    const { digest: hash } = crypto.subtle;
    let made = 0;
    crypto.subtle.digest = (...given) => {
      made++;
      return hash.apply(crypto.subtle, given);
    };
    try {
      const plain = { ...message, body: 'a b\r\n' };
      const signed = sign(sign(plain, { key }), { key, tags: { c: 'simple/simple' } });
      const { bodies } = await digest(octetsOf(signed));
      expect(bodies.map(({ hash }) => hash)).toEqual(Array(2).fill(bodyHash(plain.body, 'simple')));
    } finally {
      crypto.subtle.digest = hash;
    }
    expect(made).toBe(1);
  });

  it('of a body that changes only far behind its first octets', async () => {
    const plain = { ...message, body: `${'x'.repeat(200_000)} \r\n\ty\n` };
    const { bodies, lineEnding } = await digest(octetsOf(sign(plain, { key })));
    expect(bodies.map(({ hash }) => hash)).toEqual([bodyHash(plain.body, 'relaxed')]);
    expect(lineEnding).toBe('mixed');
  });

  it('is JSON, and small', async () => {
    const large = sign({ ...message, body: 'x'.repeat(1e6) }, { key });
    const made = await digest(octetsOf(large));
    expect(JSON.parse(JSON.stringify(made))).toEqual(made);
    expect(JSON.stringify(made).length).toBeLessThan(2000);
  });
});

describe('whatever it is given', () => {
  const noise = (size: number) => Uint8Array.from({ length: size }, (_, n) => (n * 2654435761) >>> 13);
  it.each<[string, Uint8Array]>([
    ['nothing', octets('')],
    ['one LF', octets('\n')],
    ['one CR', octets('\r')],
    ['a page of HTML', octets('<!DOCTYPE html>\n<html><body>Sign in</body></html>\n')],
    [
      'headers only',
      octets('From: a\r\nDKIM-Signature: v=1; a=rsa-sha256; c=relaxed; d=a.example; s=b; h=from; bh=AAAA; b=AAAA'),
    ],
    ['a body only', octets('\r\nbody')],
    ['NULs', new Uint8Array(10_000)],
    ['noise', noise(100_000)],
    ['a signature and noise', Buffer.concat([octetsOf(sign(message, { key })), noise(100_000)])],
    ['a view into something larger', octets('xxxxFrom: a\r\n\r\nb').subarray(4)],
  ])('%s', async (_, given) => {
    const made = await digest(given);
    expect(made.size).toBe(given.length);
    const checks = await verifyDkim(fieldsOf(made.header), made, { resolve: keysAt({}), now: 0, arrivedAt: null });
    expect(checks.length).toBeLessThanOrEqual(1);
  });

  it('leaves the message as it is', async () => {
    const given = octetsOf(sign(message, { key }));
    const before = Buffer.from(given);
    await digest(given);
    expect(given.equals(before)).toBe(true);
  });
});

describe('in linear time', () => {
  const size = 2e6;
  const signed = (body: string, tags = {}) =>
    octetsOf(sign({ ...message, body }, { key, tags: { bh: 'AAAA', b: 'AAAA', ...tags } }));
  it.each<[string, () => Uint8Array]>([
    ['one line', () => signed('x'.repeat(size))],
    ['spaces', () => signed(' '.repeat(size))],
    ['spaces that end nothing', () => signed(`${' '.repeat(size)}x`)],
    ['empty lines', () => signed('\r\n'.repeat(size / 2))],
    ['lines of one space', () => signed(' \r\n'.repeat(size / 3))],
    ['lone LFs and signatures', () => octets(signed('\n'.repeat(size)).toString().replaceAll('\r\n', '\n'))],
    ['CRs', () => signed('\r'.repeat(size))],
    ['tabs and letters', () => signed('a\t'.repeat(size / 2))],
    ['a field of folds', () => octetsOf({ ...message, fields: [`X:${' y\r\n'.repeat(20_000)} z`] })],
    ['fields', () => octetsOf({ ...message, fields: Array<string>(10_000).fill('X: y') })],
    [
      'twenty signatures with different l=',
      () => {
        let made = { ...message, body: 'a b\r\n'.repeat(1e5) };
        for (let l = 0; l < 20; l++) made = sign(made, { key, tags: { l: `${l}`, bh: 'AAAA', b: 'AAAA' } });
        return octetsOf(made);
      },
    ],
  ])('%s', async (_, make) => {
    const given = make();
    const start = performance.now();
    await digest(given);
    // A hundred times what it takes on a machine at rest; anything quadratic takes minutes.
    expect(performance.now() - start).toBeLessThan(4000);
  });

  it('verifies twenty signatures that name a field 10,000 times', async () => {
    let made: Message = { ...message, fields: [...message.fields, ...Array<string>(9_000).fill('X: y')] };
    const h = `from${':x'.repeat(10_000)}`;
    const own = `DKIM-Signature: v=1; a=rsa-sha256; d=example.com; s=s1; h=${h}; bh=${bodyHash(message.body, 'simple')}; b=AAAA`;
    made = { ...made, fields: [...Array<string>(20).fill(own), ...made.fields] };
    const read = await digest(octetsOf(made));
    const start = performance.now();
    const resolve = keysAt({ 's1._domainkey.example.com': recordOf(key) });
    const checks = await verifyDkim(fieldsOf(read.header), read, { resolve, now: 0, arrivedAt: null });
    expect(checks.map(({ reason }) => reason)).toEqual(Array(20).fill('signed-with-other-key'));
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
