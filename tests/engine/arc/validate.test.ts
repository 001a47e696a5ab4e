/** Chains of ARC sets, whole and broken. RFC 8617 §4, §5.2. */

import { describe, expect, it } from 'vitest';
import { arcReasons } from '../../../src/engine/arc/reasons.ts';
import { validateArc } from '../../../src/engine/arc/validate.ts';
import { digest } from '../../../src/engine/digest.ts';
import { fieldsOf } from '../../../src/engine/message/fields.ts';
import {
  ed25519Key,
  keysAt,
  type Message,
  octetsOf,
  recordOf,
  rsaKey,
  type Sealing,
  seal,
  sign,
} from '../../support/signer.ts';

const rsa = rsaKey(1024);
const ed = ed25519Key();
const small = rsaKey(512);
const at = (selector: string) => `${selector}._domainkey.example.com`;
const keys = {
  [at('s1')]: recordOf(rsa),
  [at('ed')]: recordOf(ed),
  [at('small')]: recordOf(small),
  [at('gone')]: 'p=',
  [at('down')]: { fails: 'servfail' },
} as const;
const message: Message = { fields: ['From: a@example.com', 'To: b@example.org', 'Subject: x'], body: 'Hello.\r\n' };

async function validate(given: Message, source: 'complete' | 'approximate' = 'complete', lineEnding = '\r\n') {
  const octets = Buffer.from(octetsOf(given).toString('latin1').replaceAll('\r\n', lineEnding), 'latin1');
  const read = await digest(octets, source);
  return validateArc(fieldsOf(read.header), read, { resolve: keysAt(keys), now: 1_700_000_000, arrivedAt: null });
}
const said = async (given: Message, source?: 'approximate') => {
  const { result, reason, instance, oldestPass } = await validate(given, source);
  return [result, reason, instance, oldestPass].map((word) => word ?? '-').join(' ');
};

/** A chain of sets, oldest first; `between` is what happens to the message before each. */
function chain(
  sets: readonly Partial<Sealing>[],
  between: (message: Message, instance: number) => Message = (same) => same,
): Message {
  return sets.reduce<Message>(
    (made, set, n) => seal(between(made, n + 1), { key: rsa, instance: n + 1, ...set }),
    message,
  );
}
const times = (count: number) => Array.from({ length: count }, () => ({}));
const edit = (given: Message, from: RegExp, to: string, nth = 0): Message => {
  const hit = given.fields.flatMap((field, index) => (from.test(field) ? [index] : []))[nth];
  if (hit === undefined) throw new Error(`nothing to change: ${from}`);
  return { ...given, fields: given.fields.map((field, index) => (index === hit ? field.replace(from, to) : field)) };
};
const without = (given: Message, of: RegExp): Message => ({
  ...given,
  fields: given.fields.filter((field) => !of.test(field)),
});

describe('a chain that holds', () => {
  it('none', async () => {
    expect(await validate(message)).toEqual({
      result: 'none',
      reason: 'no-sets',
      instance: null,
      oldestPass: null,
      sets: [],
    });
  });

  it.each([1, 2, 3, 10, 50])('of %i', async (count) => {
    expect(await said(chain(times(count)))).toBe('pass chain-holds - 1');
  });

  it('says who sealed', async () => {
    const { sets } = await validate(
      chain([
        { results: 'mx.example.com; dkim=pass' },
        { key: ed, sealTags: { s: 'ed', d: 'Example.com' }, messageTags: { s: 'ed' } },
      ]),
    );
    expect(sets).toMatchObject([
      {
        instance: 1,
        domain: 'example.com',
        selector: 's1',
        cv: 'none',
        time: 1_700_000_000,
        seal: 'pass',
        messageSignature: 'pass',
        fields: { seal: 3, messageSignature: 4, results: 5 },
      },
      {
        instance: 2,
        domain: 'example.com',
        selector: 'ed',
        cv: 'pass',
        sealKey: { type: 'ed25519' },
        messageKey: { type: 'ed25519' },
        fields: { seal: 0, messageSignature: 1, results: 2 },
      },
    ]);
    expect(sets[0]).not.toHaveProperty('sealReason');
    expect(sets[0]?.claims).toMatchObject([
      {
        grade: 'claimed',
        source: 'arc-authentication-results',
        instance: 1,
        field: 5,
        authservId: 'mx.example.com',
        method: 'dkim',
        result: 'pass',
      },
    ]);
  });

  it('whatever the order of its fields', async () => {
    const made = chain(times(3));
    expect(await said({ ...made, fields: made.fields.toReversed() })).toBe('pass chain-holds - 1');
  });

  it('folded, in other letters, with lone LFs', async () => {
    const made = chain(times(2));
    const folded = edit(edit(made, /^ARC-Seal: /, 'arc-SEAL :\r\n\t'), /; s=s1; h=/, ';\r\n s=s1; h=');
    expect(await said(folded)).toBe('pass chain-holds - 1');
    expect(await validate(folded, 'complete', '\n')).toMatchObject({ reason: 'chain-holds' });
  });

  it('after a list that changed the message: only the seals and the newest message signature count', async () => {
    const list = (given: Message, instance: number) =>
      instance === 3 ? { ...given, body: `${given.body}footer\r\n` } : given;
    const checked = await validate(chain(times(4), list));
    expect(checked).toMatchObject({ result: 'pass', oldestPass: 3 });
    expect(checked.sets.map(({ messageSignature, messageReason }) => messageReason ?? messageSignature)).toEqual([
      'body-hash-mismatch',
      'body-hash-mismatch',
      'pass',
      'pass',
    ]);
  });
});

describe('structure', () => {
  const two = chain(times(2));
  it.each<[string, Message, string]>([
    ['51 sets', chain(times(51)), 'fail too-many-sets 51 -'],
    [
      'more fields than sets can have',
      { ...two, fields: [...Array<string>(300).fill('ARC-Seal: i=1'), ...two.fields] },
      'fail too-many-sets - -',
    ],
    ['i=0', edit(two, /^ARC-Seal: i=2/, 'ARC-Seal: i=0'), 'fail instance-invalid - -'],
    ['i= of three digits', edit(two, /^ARC-Seal: i=2/, 'ARC-Seal: i=002'), 'fail instance-invalid - -'],
    ['no i=', edit(two, /^(ARC-Message-Signature: .*)i=2;/, '$1'), 'fail instance-invalid - -'],
    ['no i= in the results', edit(two, /^ARC-Auth.*i=2;/, 'ARC-Authentication-Results:'), 'fail instance-invalid - -'],
    ['a seal that is no tag-list', edit(two, /^ARC-Seal: /, 'ARC-Seal: ;'), 'fail instance-invalid - -'],
    ['sealed as failed', chain([{}, { cv: 'fail' }]), 'fail sealed-as-failed 2 -'],
    ['no results', without(two, /^ARC-Auth.*i=2/), 'fail set-incomplete 2 -'],
    ['no message signature', without(two, /^ARC-Message.*i=1/), 'fail set-incomplete 1 -'],
    ['no seal', without(two, /^ARC-Seal: i=2/), 'fail set-incomplete 2 -'],
    ['one field alone', { ...message, fields: ['ARC-Seal: i=1', ...message.fields] }, 'fail set-incomplete 1 -'],
    [
      'two seals of one instance',
      { ...two, fields: [two.fields[0] as string, ...two.fields] },
      'fail field-repeated 2 -',
    ],
    ['no first set', without(two, /^ARC.* i=1;/), 'fail instance-missing 1 -'],
    ['no middle set', without(chain(times(3)), /^ARC.* i=2;/), 'fail instance-missing 2 -'],
    ['cv=none in a later set', chain([{}, { cv: 'none' }]), 'fail chain-value-wrong 2 -'],
    ['cv=pass in the first', chain([{ cv: 'pass' }]), 'fail chain-value-wrong 1 -'],
    ['cv=fail below the newest', chain([{}, { cv: 'fail' }, {}]), 'fail chain-value-wrong 2 -'],
    ['cv= in capital letters', chain([{ cv: 'NONE' }, { cv: 'Pass' }]), 'pass chain-holds - 1'],
    ['cv= of another word', chain([{ cv: 'ok' }]), 'fail seal-malformed 1 -'],
    ['no cv=', chain([{ sealTags: { cv: null } }]), 'fail seal-malformed 1 -'],
    ['no b=', edit(two, /^(ARC-Seal: i=2.*) b=.*/, '$1'), 'fail seal-malformed 2 -'],
    ['t= of no number', chain([{ sealTags: { t: 'x' } }]), 'fail seal-malformed 1 -'],
    ['h= in a seal', chain([{ sealTags: { h: 'from' } }]), 'fail seal-names-fields 1 -'],
  ])('%s', async (_, given, expected) => {
    expect(await said(given)).toBe(expected);
  });
});

describe('signatures', () => {
  const two = chain(times(2));
  it.each<[string, Message, string]>([
    ['the body changed', { ...two, body: 'Bye.\r\n' }, 'fail body-changed 2 -'],
    ['l= larger than the body', chain([{}, { messageTags: { l: '99' } }]), 'fail body-changed 2 -'],
    ['a signed field changed', edit(two, /^Subject: x/, 'Subject: y'), 'fail message-signature-mismatch 2 -'],
    [
      'the newest message signature changed',
      edit(two, /^(ARC-Message.*i=2;)/, '$1 x=99999999999;'),
      'fail message-signature-mismatch 2 -',
    ],
    [
      'an older one changed: its seal tells',
      edit(two, /^(ARC-Message.*i=1;)/, '$1 x=99999999999;'),
      'fail seal-mismatch 2 2',
    ],
    ['From unsigned', chain([{ messageTags: { h: 'to' } }]), 'fail message-signature-unusable 1 -'],
    ['no bh=', chain([{ messageTags: { bh: null } }]), 'fail message-signature-unusable 1 -'],
    ['rsa-sha1', chain([{ messageTags: { a: 'rsa-sha1' } }]), 'fail message-signature-unusable 1 -'],
    [
      'h= of the message signature names ARC-Seal',
      chain([{}, { messageTags: { h: 'from:arc-seal' } }]),
      'fail message-signature-covers-seal 2 -',
    ],
    ['without c=: simple', chain([{ messageTags: { c: null } }]), 'pass chain-holds - 1'],
    ['the key of the message taken back', chain([{ messageTags: { s: 'gone' } }]), 'fail message-key-unusable 1 -'],
    ['results changed', edit(two, /^(ARC-Auth.*i=2;.*)pass/, '$1fail'), 'fail seal-mismatch 2 1'],
    ['older results changed', edit(two, /^(ARC-Auth.*i=1;.*)pass/, '$1fail'), 'fail seal-mismatch 2 1'],
    [
      'an older seal changed',
      edit(chain(times(3)), /^(ARC-Seal: i=1;.*)t=1700000000/, '$1t=1700000001'),
      'fail seal-mismatch 3 1',
    ],
    [
      'the oldest seal alone',
      edit(chain([{}]), /^(ARC-Seal: i=1;.*)t=1700000000/, '$1t=1700000001'),
      'fail seal-mismatch 1 1',
    ],
    [
      'an algorithm of the seal that is not known',
      chain([{}, { sealTags: { a: 'rsa-sha512', b: 'AAAA' } }]),
      'fail seal-unusable 2 1',
    ],
    ['a seal of rsa-sha1', chain([{ sealTags: { a: 'rsa-sha1' } }, {}]), 'fail seal-unusable 1 1'],
    ['the key of a seal taken back', chain([{ sealTags: { s: 'gone' } }, {}]), 'fail seal-key-unusable 1 1'],
    [
      'the key of a seal too small',
      chain([{ key: small, sealTags: { s: 'small' }, messageTags: { s: 'small' } }]),
      'fail message-key-unusable 1 -',
    ],
    ['a key that nobody answers for', chain([{ sealTags: { s: 'down' } }, {}]), '- not-checkable 1 1'],
    ['no answer for the newest message signature', chain([{}, { messageTags: { s: 'down' } }]), '- not-checkable 2 -'],
    [
      'no answer, and a seal that is broken',
      edit(chain([{ sealTags: { s: 'down' } }, {}]), /^(ARC-Auth.*i=2;.*)pass/, '$1fail'),
      'fail seal-mismatch 2 1',
    ],
  ])('%s', async (_, given, expected) => {
    expect(await said(given)).toBe(expected);
  });

  it('says why in the words of DKIM', async () => {
    const { sets } = await validate(chain([{ sealTags: { s: 'gone' } }, { messageTags: { s: 'down' } }]));
    expect(sets).toMatchObject([
      { seal: 'fail', sealReason: 'key-revoked', messageSignature: 'pass' },
      { seal: 'pass', messageSignature: null, messageReason: 'key-unavailable' },
    ]);
  });
});

describe('what was not at hand', () => {
  it('the body: the seals are judged all the same', async () => {
    expect(await said(chain(times(2)), 'approximate')).toBe('- not-checkable 2 -');
    expect(await said(edit(chain(times(2)), /^(ARC-Auth.*i=1;.*)pass/, '$1fail'), 'approximate')).toBe(
      'fail seal-mismatch 2 -',
    );
  });

  it('the end of the header section', async () => {
    const long = Array.from({ length: 20 }, (_, n) => `X-${n}: ${'x'.repeat(60_000)}`);
    const made = chain(times(1));
    expect(await said({ ...made, fields: [...made.fields, ...long] })).toBe('- not-checkable - -');
  });
});

it('leaves DKIM-Signature fields to DKIM', async () => {
  const signed = sign(message, { key: rsa });
  expect(await said(seal(signed, { key: rsa, instance: 1, messageTags: { h: 'from:dkim-signature' } }))).toBe(
    'pass chain-holds - 1',
  );
});

it('has a rule for every reason', () => {
  for (const { rule } of Object.values(arcReasons)) expect(rule).toMatch(/^RFC 8617 §[\d.]+(?: step \d[A-C]?)?$/);
});
