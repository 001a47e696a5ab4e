/** The answer of RFC 7489 beside ours: only where it differs, and why. */

import { describe, expect, it } from 'vitest';
import type { DmarcCheck } from '../../src/engine/dmarc/dmarc.ts';
import { rfc7489Sentences } from '../../src/explain/rfc7489-answer.ts';
import { evaluate, p } from '../engine/dmarc/cases.ts';
import type { Zone } from '../engine/dmarc/world.ts';
import { locales, wordsIn } from '../words.ts';

const cases: readonly (readonly [string, string, string, Zone, RegExp | null])[] = [
  ['the same', 'a.example.com', 'pass example.com', { '_dmarc.example.com': p('none') }, null],
  [
    'several records',
    'a.example.com',
    'pass a.example.com',
    { '_dmarc.a.example.com': [p('none'), p('reject')], '_dmarc.example.com': p('none') },
    /result: none.* several records at _dmarc\.a\.example\.com end the search/,
  ],
  [
    'a record that is only found by walking',
    'shop.example.co.jp',
    'pass other.co.jp',
    { '_dmarc.co.jp': p('reject') },
    /result: none.* example\.co\.jp \(by the Public Suffix List\).* the record is at _dmarc\.co\.jp/,
  ],
  [
    'a record in between',
    'a.b.example.com',
    'pass a.b.example.com',
    { '_dmarc.b.example.com': p('reject', '; psd=n'), '_dmarc.example.com': p('none') },
    /the same result \(pass\), by another record.* _dmarc\.example\.com applies.* _dmarc\.b\.example\.com/,
  ],
  [
    'psd=n sets a department apart',
    'dept.example.com',
    'pass example.com',
    { '_dmarc.dept.example.com': p('none', '; psd=n'), '_dmarc.example.com': p('none') },
    /result: pass.* example\.com and dept\.example\.com belong to one organisation/,
  ],
  [
    'a suffix of the list that publishes joins its customers',
    'a.co.jp',
    'pass b.co.jp',
    { '_dmarc.a.co.jp': p('none'), '_dmarc.co.jp': p('none') },
    /result: fail.* the sender’s organisation is a\.co\.jp .* it is co\.jp/,
  ],
];

describe.each(locales)('in %s', (locale) => {
  it.each(cases)('%s', async (_, author, mailFrom, zone, expected) => {
    const check: DmarcCheck = await evaluate(author, mailFrom as 'pass x', [], zone);
    const said = rfc7489Sentences(check, wordsIn(locale));
    expect(said).toHaveLength(expected ? 2 : 0);
    expect(said.join(' ')).not.toMatch(/\{[a-zA-Z]+\}/);
    if (locale === 'en' && expected) expect(said.join(' ')).toMatch(expected);
  });
});
