/** Every way a signature can end. RFC 6376 §6.1, RFC 8301, RFC 8463, RFC 8601 §2.7.1. */

import { describe, expect, it } from 'vitest';
import { digest } from '../../../src/engine/digest.ts';
import type { DkimCheck } from '../../../src/engine/dkim/dkim.ts';
import { dkimReasons } from '../../../src/engine/dkim/reasons.ts';
import { verifyDkim } from '../../../src/engine/dkim/verify.ts';
import type { Resolver } from '../../../src/engine/dns/dns.ts';
import { fieldsOf } from '../../../src/engine/message/fields.ts';
import { zoneResolver } from '../../../src/resolver/zone.ts';
import { keysAt, type Message, octetsOf, recordOf, rsaKey, type Signing, sign, spki } from '../../mail/signer.ts';
import { txt } from '../../mail/spf.ts';
import {
  at,
  type Circumstances,
  cases,
  check,
  ed,
  message,
  now,
  one,
  other,
  rsa,
  rsaPublicKey,
  said,
  signedOften,
  small,
  withBody,
} from './cases.ts';

describe.each(Object.entries(cases))('%s', (_, rows) => {
  it.each(rows)('%s', async (_title, signing, circumstances, expected) => {
    expect(said(await one(signing, circumstances))).toBe(expected);
  });
});

describe('the field itself', () => {
  it('says which tag is at fault', async () => {
    expect(await one({ tags: { l: '1x', bh: 'AAAA' } })).toMatchObject({
      tag: 'l',
      domain: 'example.com',
      selector: 's1',
    });
    expect(await one({ tags: { h: 'to' } })).toMatchObject({ tag: 'h', signature: { d: 'example.com' } });
    expect(await one({})).not.toHaveProperty('tag');
  });

  it.each(['simple/simple', 'simple/relaxed', 'relaxed/simple', 'relaxed/relaxed', 'simple', 'relaxed'])(
    'c=%s',
    async (c) => {
      expect(said(await one({ tags: { c } }))).toBe('pass verified pass pass');
    },
  );
  it('without c=', async () => {
    expect(said(await one({ tags: { c: null } }))).toBe('pass verified pass pass');
  });

  it('written in every way the grammar allows', async () => {
    const folded = (name: string, value: string) => (name === 'b' ? value.replace(/(.{20})/g, '$1\r\n\t ') : value);
    const written = (name: string, value: string) => `${name} =${value === '' ? '' : `\r\n ${folded(name, value)} `}`;
    const write: Signing['write'] = (tags) =>
      ` \r\n\t${tags.map(([name, value]) => written(name, value)).join(';\r\n ')};`;
    for (const c of ['simple', 'relaxed/relaxed']) {
      const tags = { c, z: 'From:b=3Dx|X:b=', h: 'From \r\n : to: \t X-None :subject:from', unknown: 'b=1' };
      expect(said(await one({ write, tags, name: 'DKIM-Signature' }))).toBe('pass verified pass pass');
      expect(said(await one({ write, tags, name: 'dkim-SIGNATURE \t' }))).toBe('pass verified pass pass');
    }
  });
});

describe('the key', () => {
  it('may be for testing', async () => {
    const checked = await one({}, { keys: { [at]: `t=y:s; p=${spki(rsa)}` } });
    expect(checked.key?.testing).toBe(true);
  });

  it('says which of several it was', async () => {
    const checked = await one({}, { keys: { [at]: [recordOf(other), recordOf(rsa)] } });
    expect(checked.key?.record).toBe(recordOf(rsa));
    expect(checked.notes).toContain('several-keys');
  });

  it.each([
    ['too small', recordOf(small), 512],
    ['a modulus that WebCrypto would not compute with', `p=${rsaPublicKey(2125, [3])}`, 17_000],
    ['an exponent that it would not compute with', `p=${rsaPublicKey(256, [1, 0, 0, 0, 1])}`, 2048],
  ])('has a size, whether or not it will do: %s', async (_, published, bits) => {
    expect((await one({}, { keys: { [at]: published } })).key?.bits).toBe(bits);
  });

  it('is evidence', async () => {
    expect((await one({})).key).toEqual({
      name: at,
      answer: expect.objectContaining({ status: 'found', question: { name: at, type: 'TXT' } }),
      record: recordOf(rsa),
      type: 'rsa',
      bits: 2048,
      testing: false,
    });
    expect((await one({}, { keys: {} })).key).toMatchObject({ record: null, answer: { status: 'nxdomain' } });
  });

  it.each([
    ['to a key', txt('k.example.net', recordOf(rsa)), 'pass verified pass pass'],
    ['to no name', '', 'permerror key-alias-dangling pass -'],
  ])('may be behind an alias: %s', async (_, there, expected) => {
    const read = await digest(octetsOf(sign(message, { key: rsa })));
    const resolve = zoneResolver([`${at}. CNAME k2.example.net.\nk2.example.net. CNAME k.example.net.\n${there}`]);
    const [checked] = await verifyDkim(fieldsOf(read.header), read, { resolve, now, arrivedAt: null });
    expect(checked && said(checked)).toBe(expected);
    expect(checked?.key?.answer.aliases).toEqual(['k2.example.net', 'k.example.net']);
  });

  it('is asked for once, however many signatures name it', async () => {
    const asked: string[] = [];
    const resolve: Resolver = (question) => {
      asked.push(question.name);
      return keysAt({ [at]: recordOf(rsa) })(question);
    };
    const twice = sign(sign(message, { key: rsa }), { key: rsa, tags: { c: 'simple' } });
    const read = await digest(octetsOf(twice));
    const checks = await verifyDkim(fieldsOf(read.header), read, { resolve, now, arrivedAt: null });
    expect(checks.map(({ result }) => result)).toEqual(['pass', 'pass']);
    expect(asked).toEqual([at]);
  });
});

it('rsa-sha1 is said', async () => {
  expect((await one({ tags: { a: 'rsa-sha1' } })).notes).toContain('algorithm-sha1');
});

describe('body and header', () => {
  const l = (length: number, change?: (signed: Message) => Message) =>
    one({ tags: { l: String(length) } }, change ? { change } : {});
  const canonical = 'Hello there.\r\n'.length;

  it('l= of the whole body', async () => {
    expect(await l(canonical)).toMatchObject({ result: 'pass', unsignedOctets: 0 });
  });
  it('l= smaller: what follows is in plain view', async () => {
    const checked = await l(canonical, withBody('Hello there.\r\nBuy!\r\n'));
    expect(checked).toMatchObject({ result: 'pass', unsignedOctets: 6 });
    expect(checked.notes).toContain('body-length-limited');
  });
  it('l=0', async () => {
    expect(await l(0, withBody('anything'))).toMatchObject({ result: 'pass', unsignedOctets: 10 });
  });
  it('l= within a line', async () => {
    expect(said(await l(5, withBody('Hello, you!')))).toBe('pass verified pass pass');
  });
  it('l= larger than the body, whatever the hash', async () => {
    expect(said(await l(canonical + 1))).toBe('fail body-shorter-than-signed fail pass');
  });

  it.each(['', '\r\n', 'a', 'a\r\n \t', 'a\rb\x00\r\n', '\xe4\xa0 \xff\r\n', '\r\n\r\na  b\t\r\n\r\n'])(
    'body %j',
    async (body) => {
      for (const c of ['simple/simple', 'relaxed/relaxed']) {
        const [checked] = await check(sign({ ...message, body }, { key: rsa, tags: { c } }));
        expect(checked).toMatchObject({ result: 'pass' });
      }
    },
  );

  it('header octets as they came', async () => {
    const fields = [
      'From: \xa0\xe4\xbe\x8b\x0b <a@example.com>\x0c',
      'SUBJECT :\r\n\t\xff  x \r\n y',
      'to:',
      'to: second \t',
      'Date:\tnow',
    ];
    for (const c of ['simple/simple', 'relaxed/relaxed']) {
      const [checked] = await check(
        sign({ fields, body: '' }, { key: rsa, tags: { c, h: 'from:to:to:to:subject:from' } }),
      );
      expect(checked).toMatchObject({ result: 'pass' });
    }
  });

  it('a message that was saved with lone LFs', async () => {
    for (const c of ['simple/simple', 'relaxed/relaxed']) {
      const signed = octetsOf(sign({ ...message, fields: ['From: a\r\n b', 'To: c'] }, { key: rsa, tags: { c } }));
      const [checked] = await check(Buffer.from(signed.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'));
      expect(checked).toMatchObject({ result: 'pass' });
    }
  });

  describe('mixed line endings: whichever form was signed, and which it was', () => {
    const folded: Message = { fields: ['From: a\r\n b', 'To: c'], body: 'one \r\ntwo\r\n' };
    const signed = (c: string, given = folded) => octetsOf(sign(given, { key: rsa, tags: { c } })).toString('latin1');
    const lines = (note: string) => (checked: DkimCheck | undefined) =>
      expect({ result: checked?.result, notes: checked?.notes.filter((one) => one.startsWith('line-')) }).toEqual({
        result: note === 'line-endings-neither' ? 'fail' : 'pass',
        notes: [note],
      });
    const bodyLost = (text: string) => text.replace(/(?<=one )\r/, '');
    const foldLost = (text: string) => text.replace('From: a\r\n b', 'From: a\n b');
    const inBody: Message = { ...folded, body: 'one \ntwo\r\n' };
    const inHeader: Message = { ...folded, fields: ['From: a\n b', 'To: c'] };
    it.each<[string, string, string, string]>([
      // what, c=, octets, note
      ['a CR is lost in the body', 'simple/simple', bodyLost(signed('simple/simple')), 'line-endings-restored'],
      ['a CR is lost in the body', 'relaxed/relaxed', bodyLost(signed('relaxed/relaxed')), 'line-endings-restored'],
      ['a CR is lost in a fold', 'simple/simple', foldLost(signed('simple/simple')), 'line-endings-restored'],
      ['one in each', 'simple/relaxed', foldLost(bodyLost(signed('simple/relaxed'))), 'line-endings-restored'],
      ['it was signed so: body', 'simple/simple', signed('simple/simple', inBody), 'line-endings-as-came'],
      ['it was signed so: body', 'relaxed/relaxed', signed('relaxed/relaxed', inBody), 'line-endings-as-came'],
      ['it was signed so: header', 'simple/simple', signed('simple/simple', inHeader), 'line-endings-as-came'],
      [
        'a relaxed fold counts in no form',
        'relaxed/simple',
        foldLost(signed('relaxed/simple')),
        'line-endings-as-came',
      ],
      ['more was changed', 'relaxed/relaxed', `${bodyLost(signed('relaxed/relaxed'))}three`, 'line-endings-neither'],
    ])('%s, %s', async (_, _c, text, note) => {
      const [checked] = await check(Buffer.from(text, 'latin1'));
      lines(note)(checked);
    });

    it('each signature by itself', async () => {
      const first = sign(inBody, { key: rsa });
      const both = sign({ ...first, body: folded.body }, { key: rsa });
      const [newer, older] = await check(octetsOf({ ...both, body: inBody.body }));
      lines('line-endings-restored')(newer);
      lines('line-endings-as-came')(older);
    });

    it('is nothing to speak of where they are not mixed, or nothing can be judged', async () => {
      const notes = async (text: string, circumstances?: Circumstances) =>
        (await check(Buffer.from(text, 'latin1'), circumstances)).flatMap((one) =>
          one.notes.filter((note) => note.startsWith('line-')),
        );
      const plain = signed('simple/simple');
      expect(await notes(plain)).toEqual([]);
      expect(await notes(plain.replaceAll('\r\n', '\n'))).toEqual([]);
      expect(await notes(bodyLost(plain), { keys: {} })).toEqual([]);
      expect(await notes(bodyLost(plain), { source: 'body-cut' })).toEqual([]);
    });
  });
});

describe('time', () => {
  const expiring = { tags: { t: `${now - 1000}`, x: `${now - 100}` } };
  it.each<[string, Partial<Signing>, number | null, string, string | null]>([
    ['expired, arrival not known', expiring, null, 'expired', null],
    ['expired on arrival', expiring, now - 99, 'expired', null],
    ['expired since arrival', expiring, now - 100, 'verified', 'expired-since-arrival'],
    ['not expired', { tags: { x: `${now}` } }, null, 'verified', null],
    ['signed in the future', { tags: { t: `${now + 301}` } }, null, 'verified', 'signed-in-future'],
    ['signed five minutes ahead', { tags: { t: `${now + 300}` } }, null, 'verified', null],
    ['signed after arrival', { tags: { t: `${now - 1000}` } }, now - 1301, 'verified', 'signed-in-future'],
  ])('%s', async (_, signing, arrivedAt, reason, note) => {
    const checked = await one(signing, arrivedAt === null ? {} : { arrivedAt });
    expect(checked.reason).toBe(reason);
    expect(checked.notes.filter((said) => said !== 'from-not-oversigned')).toEqual(note ? [note] : []);
  });
});

describe('notes', () => {
  it.each<[string, Partial<Signing>, Circumstances, string[]]>([
    ['nothing to say', { tags: { h: 'from:from:to:subject:date' } }, {}, []],
    ['From could be added', {}, {}, ['from-not-oversigned']],
    [
      'Subject was added',
      {},
      { change: (m) => ({ ...m, fields: ['Subject: !', ...m.fields] }) },
      ['from-not-oversigned', 'field-added-after-signing'],
    ],
    ['a testing key', {}, { keys: { [at]: `t=y; p=${spki(rsa)}` } }, ['key-testing', 'from-not-oversigned']],
  ])('%s', async (_, signing, circumstances, notes) => {
    expect((await one(signing, circumstances)).notes).toEqual(notes);
  });

  it('a key of 1024 bits', async () => {
    const key = rsaKey(1024);
    expect((await one({ key }, { keys: { [at]: recordOf(key) } })).notes).toContain('key-under-2048');
  });

  it('names the fields that are not covered, by their places', async () => {
    const checked = await one(
      { tags: { h: 'from:subject' } },
      { change: (m) => ({ ...m, fields: ['Subject: !', 'X: 1', ...m.fields] }) },
    );
    // Subject on top, To, Date; not X, nor the signature.
    expect(checked.unsignedFields).toEqual([0, 4, 6]);
  });
});

it.each(['body-cut', 'approximate'] as const)('says that the body was not at hand: %s', async (source) => {
  expect((await one({}, { source })).notes).toContain('body-not-checkable');
});

describe('which fields are signatures', () => {
  it('none: no check', async () => {
    expect(await check(message)).toEqual([]);
    expect(await check(new Uint8Array(0))).toEqual([]);
  });

  it('not those of others', async () => {
    const google = sign(message, { key: rsa, name: 'X-Google-DKIM-Signature' });
    const draft = sign(google, { key: rsa, name: 'DKIM2-Signature' });
    expect(await check(draft)).toEqual([]);
  });

  it('twenty are judged, the rest listed', async () => {
    const checks = await signedOften(23);
    expect(checks.map(({ reason }) => reason)).toEqual([
      ...Array(20).fill('verified'),
      ...Array(3).fill('too-many-signatures'),
    ]);
    expect(checks.at(-1)).toMatchObject({ result: null, domain: 'example.com', signature: { s: 's1' } });
  });

  it('two signatures, each below the other, of which one signs the other', async () => {
    const first = sign(message, { key: rsa, tags: { d: 'example.org', h: 'from:dkim-signature' } });
    const second = sign(first, { key: ed, tags: { h: 'from:dkim-signature:to' } });
    const keys = { [at]: recordOf(ed), 's1._domainkey.example.org': recordOf(rsa) };
    expect((await check(second, { keys })).map(({ reason }) => reason)).toEqual(['verified', 'header-hash-mismatch']);
  });
});

it('has a rule for every reason', () => {
  for (const { rule } of Object.values(dkimReasons)) expect(rule).toMatch(/^RFC \d+ §[\d.]+$/);
});
