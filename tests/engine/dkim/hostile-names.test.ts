/** Names that every JavaScript object has are ordinary data: as tags, as field names, as domains and selectors. */

import { describe, expect, it } from 'vitest';
import { digest } from '../../../src/engine/digest.ts';
import { inferAlterations } from '../../../src/engine/dkim/alteration/infer.ts';
import { verifyDkim } from '../../../src/engine/dkim/verify.ts';
import { fieldsOf } from '../../../src/engine/message/fields.ts';
import type { Message } from '../../mail/signer.ts';
import { keysAt, octetsOf, sign, spki } from '../../mail/signer.ts';
import { at, message, now, one, rsa, said } from './cases.ts';

const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];
const asFields = (given: Message): Message => ({
  ...given,
  fields: [...names.map((name) => `${name}: x`), ...given.fields],
});

describe.each(names)('%s', (name) => {
  it('as a tag of the signature and of the key', async () => {
    const hostile = name === '__proto__' ? 'proto' : name;
    const tags = { [hostile]: 'x' };
    expect(said(await one({ tags }, { keys: { [at]: `v=DKIM1; ${hostile}=1; p=${spki(rsa)}` } }))).toBe(
      'pass verified pass pass',
    );
    // A tag-name begins with a letter (RFC 6376 §3.2).
    if (hostile !== name) {
      expect(said(await one({}, { keys: { [at]: `v=DKIM1; ${name}=1; p=${spki(rsa)}` } }))).toBe(
        'permerror key-malformed pass -',
      );
    }
  });

  it('in place of the algorithm, the kind of the key, its hashes', async () => {
    expect(said(await one({ tags: { a: name } }))).toBe('neutral algorithm-unsupported - -');
    const key = (more: string) => ({ keys: { [at]: `${more}; p=${spki(rsa)}` } });
    expect(said(await one({}, key(`k=${name}`)))).toBe('permerror key-type-unsupported pass -');
    expect(said(await one({}, key(`h=${name}`)))).toBe('permerror key-hash-excluded pass pass');
    expect(said(await one({ tags: { c: name } }))).toBe('neutral canonicalization-unsupported - -');
  });

  it('as a signed field, also where it was changed on the way', async () => {
    const h = `from:${names.join(':')}`;
    const signed = sign(asFields(message), { key: rsa, tags: { h } });
    const changed = { ...signed, fields: signed.fields.map((field) => field.replace(`${name}: x`, `${name}: [a] y`)) };
    const octets = octetsOf(changed);
    const read = await digest(octets);
    const resolve = keysAt({ [at]: `p=${spki(rsa)}` });
    const checks = await verifyDkim(fieldsOf(read.header), read, { resolve, now, arrivedAt: null });
    expect(checks).toMatchObject([
      { reason: 'header-hash-mismatch', coverage: { unsigned: ['to', 'subject', 'date'] } },
    ]);
    expect(await inferAlterations(octets, checks)).toEqual([{ field: 0, changes: [] }]);
  });

  it('as a domain and as a selector', async () => {
    const tags = { d: `${name}.example`, s: name };
    const keys = { [`${name.toLowerCase()}._domainkey.${name.toLowerCase()}.example`]: `p=${spki(rsa)}` };
    expect(said(await one({ tags }, { keys }))).toBe('pass verified pass pass');
  });
});
