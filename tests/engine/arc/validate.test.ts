/** Chains of ARC sets, whole and broken. RFC 8617 §4, §5.2. */

import { describe, expect, it } from 'vitest';
import { arcReasons } from '../../../src/engine/arc/reasons.ts';
import { type Message, seal, sign } from '../../mail/signer.ts';
import { cases, chain, ed, edit, message, rsa, said, times, validate } from './cases.ts';

describe.each(Object.entries(cases))('%s', (_, rows) => {
  it.each(rows.map(([title, ...row]) => [title, row] as const))('%s', async (_title, [given, expected, source]) => {
    expect(await said(given, source)).toBe(expected);
  });
});

describe('a chain that holds, in detail', () => {
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

it('says why in the words of DKIM', async () => {
  const { sets } = await validate(chain([{ sealTags: { s: 'gone' } }, { messageTags: { s: 'down' } }]));
  expect(sets).toMatchObject([
    { seal: 'fail', sealReason: 'key-revoked', messageSignature: 'pass' },
    { seal: 'pass', messageSignature: null, messageReason: 'key-unavailable' },
  ]);
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
