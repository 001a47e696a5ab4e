/** Every way a check can end has a sentence in every language, and a case that ends so. */

import { describe, expect, it } from 'vitest';
import { arcReasons } from '../src/engine/arc/reasons.ts';
import { bimiReasons } from '../src/engine/bimi/reasons.ts';
import { dkimReasons } from '../src/engine/dkim/reasons.ts';
import { dmarcReasons } from '../src/engine/dmarc/reasons.ts';
import { iprevReasons } from '../src/engine/iprev/reasons.ts';
import { spfReasons } from '../src/engine/spf/reasons.ts';
import { compareReasons } from '../src/judgement/comparison-reasons.ts';
import { reached } from './mail/reached.ts';
import { catalogues, locales } from './words.ts';

const rooms = {
  spf: spfReasons,
  dkim: dkimReasons,
  arc: arcReasons,
  dmarc: dmarcReasons,
  bimi: bimiReasons,
  iprev: iprevReasons,
  compare: compareReasons,
};
const reasons = Object.entries(rooms).flatMap(([room, table]) =>
  Object.keys(table).map((reason) => ({ room, reason })),
);

// Those of bimi and compare are met by the tables of discover.test.ts and compare.test.ts, which see to it themselves.
describe.each(Object.entries(reached))('%s: the cases are run', (room, run) => {
  it('and end in every way there is, and in no other', async () => {
    expect([...new Set(await run())].sort()).toEqual(Object.keys(rooms[room as keyof typeof reached]).sort());
  });
});

describe.each(locales)('in %s', (locale) => {
  const sentences: Readonly<Record<string, { readonly message: string } | undefined>> = catalogues[locale];

  it.each(reasons)('$room $reason has a sentence', ({ room, reason }) => {
    const sentence = sentences[`${room}_${reason.replaceAll('-', '_')}`]?.message;
    expect(sentence).toMatch(locale === 'ja' ? /。$/ : /\.$/);
    // It is shown by itself in many places, so it has nothing to be filled in.
    expect(sentence).not.toContain('{');
  });
});
