/** Fields that look like signatures and are shown without being judged. */

import { expect, it } from 'vitest';
import { unjudgedSignaturesOf } from '../../../src/engine/dkim/unjudged-signatures.ts';
import { fieldsOf } from '../../../src/engine/message/fields.ts';

const read = (...fields: readonly string[]) =>
  unjudgedSignaturesOf(fieldsOf(fields.map((one) => `${one}\r\n`).join('')));

it('DKIM2 with its tags, and the instances of the message', () => {
  expect(
    read('From: a', 'DKIM2-Signature: i=1; d=example.com;\r\n s=s1:rsa-sha256:AAAA', 'Message-Instance: m=1'),
  ).toEqual([
    {
      kind: 'dkim2',
      field: 1,
      name: 'DKIM2-Signature',
      tags: [
        { name: 'i', value: '1' },
        { name: 'd', value: 'example.com' },
        { name: 's', value: 's1:rsa-sha256:AAAA' },
      ],
    },
    { kind: 'dkim2', field: 2, name: 'Message-Instance', tags: [{ name: 'm', value: '1' }] },
  ]);
});

it('of Google; and not what is judged, or means nothing', () => {
  const found = read('X-Google-DKIM-Signature: d=1e100.net', 'DKIM-Signature: v=1', 'ARC-Seal: i=1', 'X-DKIM: x=1');
  expect(found.map(({ kind, tags }) => [kind, tags])).toEqual([
    ['google-internal', [{ name: 'd', value: '1e100.net' }]],
  ]);
});

it('what is no tag-list has no tags', () => {
  expect(read('DKIM2-Signature: {"i":1}')).toMatchObject([{ tags: [] }]);
});

it('within limits', () => {
  const tags = Array.from({ length: 100 }, (_, n) => `t${n}=${'x'.repeat(1000)}`).join(';');
  const found = read(...Array<string>(50).fill(`DKIM2-Signature: ${tags}`));
  expect(found).toHaveLength(20);
  expect(found[0]?.tags).toHaveLength(32);
  expect(found[0]?.tags[0]?.value).toHaveLength(300);
});
