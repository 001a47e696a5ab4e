/** Key records. RFC 6376 §3.6.1, RFC 8463 §4. */

import { describe, expect, it } from 'vitest';
import { parseRecord } from '../../../src/engine/dkim/key-record.ts';

describe('RFC 6376 §3.6.1', () => {
  it('fills in defaults', () => {
    expect(parseRecord('p=AQID')).toEqual({
      ok: true,
      value: { type: 'rsa', hashes: null, services: ['*'], flags: [''], data: Uint8Array.of(1, 2, 3) },
    });
  });

  it.each<[string, string, object]>([
    ['v= first', 'v=DKIM1; p=AQID', { type: 'rsa' }],
    ['white space around everything', ' v = DKIM1 ;\t p = AQ ID ; ', { data: Uint8Array.of(1, 2, 3) }],
    ['k=', 'v=DKIM1; k=ed25519; p=AQID', { type: 'ed25519' }],
    ['h= as a list', 'h=sha1 : SHA256:x; p=AQID', { hashes: ['sha1', 'sha256', 'x'] }],
    ['s= as a list', 's=email:*; p=AQID', { services: ['email', '*'] }],
    ['t= as a list', 't=y : s:other; p=AQID', { flags: ['y', 's', 'other'] }],
    ['n= empty, and unknown tags', 'n=; g=*; p=AQID', { type: 'rsa' }],
    ['p= empty: taken back', 'v=DKIM1; p=', { data: null }],
    ['p= of white space: taken back', 'v=DKIM1; p= \t;', { data: null }],
  ])('takes %s', (_, text, expected) => {
    expect(parseRecord(text)).toMatchObject({ ok: true, value: expected });
  });

  it.each([
    ['no tag-list', 'some text', 'key-malformed'],
    ['an empty record', '', 'key-malformed'],
    ['no p=', 'v=DKIM1; k=rsa', 'key-data-missing'],
    ['a tag twice', 'v=DKIM1; p=AQID; p=AQID', 'key-duplicate-tag'],
    ['another record', 'v=spf1 -all', 'key-of-other-record'],
    ['another version', 'v=DKIM2; p=AQID', 'key-version-unsupported'],
    ['v= in small letters', 'v=dkim1; p=AQID', 'key-version-unsupported'],
    ['v= not first', 'p=AQID; v=DKIM1', 'key-version-misplaced'],
    ['p= of no base64', 'p=AQ*D', 'key-not-base64'],
    ['p= in quotes', 'p="AQID"', 'key-quoted'],
  ])('refuses %s', (_, text, reason) => {
    expect(parseRecord(text)).toEqual({ ok: false, reason });
  });
});
