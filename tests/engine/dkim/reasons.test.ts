/** Where the fault lies: only of the content can one say that it was altered. */

import { describe, expect, it } from 'vitest';
import type { DkimReason } from '../../../src/engine/dkim/dkim.ts';
import { type DkimFault, dkimReasons, faultOf } from '../../../src/engine/dkim/reasons.ts';
import { cases, one } from './cases.ts';

const all = Object.keys(dkimReasons) as DkimReason[];

it.each<[DkimFault | null, string]>([
  [null, 'verified body-not-checkable header-not-checkable too-many-signatures'],
  ['dns', 'key-unavailable not-asked'],
  ['time', 'expires-before-signed expired'],
  ['algorithm', 'algorithm-unsupported algorithm-historic'],
  ['content', 'body-hash-mismatch body-shorter-than-signed header-hash-mismatch signature-mismatch'],
  [
    'tags',
    `signature-malformed duplicate-tag tag-missing tag-invalid version-unsupported canonicalization-unsupported query-unsupported
     from-not-signed identity-outside-domain selector-is-name body-hash-malformed`,
  ],
])('%s', (fault, reasons) => {
  expect(all.filter((reason) => faultOf({ reason }) === fault)).toEqual(
    all.filter((reason) => reasons.split(/\s+/).includes(reason)),
  );
});

it('the key: all others', () => {
  const others = all.filter((reason) => faultOf({ reason }) === 'key');
  expect(others.filter((reason) => !reason.startsWith('key-'))).toEqual(['signed-with-other-key']);
  expect(all.filter((reason) => reason.startsWith('key-') && faultOf({ reason }) !== 'key')).toEqual([
    'key-unavailable',
  ]);
});

describe('a fault that is not of the content', () => {
  const rows = Object.values(cases).flat();
  it('never passes, and one of the content is one of arithmetic', async () => {
    for (const [title, signing, circumstances] of rows) {
      const checked = await one(signing, circumstances);
      const fault = faultOf(checked);
      expect(checked.result === 'pass', title).toBe(checked.reason === 'verified');
      if (fault === 'content') {
        expect([checked.bodyHash, checked.headerSignature], title).toContain('fail');
        expect(checked.result, title).toBe('fail');
      }
    }
  });
});
