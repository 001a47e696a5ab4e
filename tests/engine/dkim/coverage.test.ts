/** What a signature leaves open. RFC 6376 §5.4, §8.2, §8.15. */

import { describe, expect, it } from 'vitest';
import { coversWhatIsSeen } from '../../../src/engine/dkim/coverage.ts';
import type { Message } from '../../mail/signer.ts';
import { type Circumstances, one, withBody } from './cases.ts';

const more = (fields: readonly string[]) => (signed: Message) => ({ ...signed, fields: [...fields, ...signed.fields] });
const all = 'from:to:subject:date';

describe('coverage', () => {
  it.each<[string, Record<string, string>, Circumstances, object, boolean]>([
    // h= and l=, what befalls it, what is said, whether what is seen is covered
    ['all of it', { h: `${all}:from` }, {}, { body: 'all', unsigned: [], fromOverSigned: true }, true],
    ['From signed once', {}, {}, { body: 'all', unsigned: [], fromOverSigned: false }, true],
    ['l= of all there is', { l: '14' }, {}, { body: 'all', unsigned: [] }, true],
    ['l= and more below', { l: '14' }, { change: withBody('Hello there.\r\nBuy!\r\n') }, { body: 'beginning' }, false],
    ['l=0', { l: '0' }, {}, { body: 'nothing', unsigned: [] }, false],
    ['l=0 of a body without lines', { l: '0' }, { change: withBody('\r\n') }, { body: 'all' }, true],
    ['l=, the body not at hand', { l: '14' }, { source: 'body-cut' }, { body: null }, true],
    ['Subject unsigned', { h: 'from:to:date' }, {}, { unsigned: ['subject'] }, false],
    ['Date unsigned', { h: 'from:to:subject' }, {}, { unsigned: ['date'] }, false],
    ['To unsigned', { h: 'from:subject:date' }, {}, { unsigned: ['to'] }, true],
    ['From alone', { h: 'from' }, {}, { unsigned: ['to', 'subject', 'date'] }, false],
    [
      'what other fields decide',
      {},
      { change: more(['Reply-To: b@example.org', 'Content-Type: text/html', 'X-Other: 1']) },
      { unsigned: ['reply-to', 'content-type'] },
      true,
    ],
    ['another Subject on top', {}, { change: more(['Subject: !', 'Subject: ?']) }, { unsigned: ['subject'] }, false],
    ['another From on top', {}, { change: more(['From: m@example.org']) }, { unsigned: ['from'] }, false],
  ])('%s', async (_, tags, circumstances, coverage, seen) => {
    const checked = await one({ tags }, circumstances);
    expect(checked.coverage).toMatchObject(coverage);
    expect(coversWhatIsSeen(checked)).toBe(seen);
  });

  it('is not said of what was not judged', async () => {
    const checked = await one({ tags: { h: 'to' } });
    expect(checked).not.toHaveProperty('coverage');
    expect(coversWhatIsSeen(checked)).toBe(false);
  });
});
