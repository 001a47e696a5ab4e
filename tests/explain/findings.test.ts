/** Things worth a look: each found where it is, and not found where it is not. */

import { describe, expect, it } from 'vitest';
import { findingLines } from '../../src/explain/findings.ts';
import { judge } from '../../src/judgement/judgement.ts';
import { boundaryHop, reportOf, type Sketch, sendGrid } from '../mail/reports.ts';
import { wordsIn } from '../words.ts';

const mailbox = { address: 'a@shop.example', localPart: 'a', domain: 'shop.example' };
const idsOf = (sketch: Sketch) => findingLines(judge(reportOf(sketch)), wordsIn('en')).map(({ id }) => id);

describe('a finding', () => {
  it.each<[string, string, Sketch]>([
    ['reply-to', 'replies go elsewhere', { headers: ['Reply-To: <b@elsewhere.example>'] }],
    [
      'name-holds-address',
      'the name is another address',
      { author: { mailboxes: [{ ...mailbox, displayName: 'help@bank.example' }] } },
    ],
    ['encoded-domain', 'letters beyond ASCII', { author: { domain: 'xn--bcher-kva.example' } }],
    [
      'message-id',
      'another maker of the Message-ID',
      { author: { domain: 'other.example' }, mailFrom: 'b@esp.example' },
    ],
    ['date', 'a date of yesterday', { hops: [{ ...boundaryHop, time: 1_790_848_800 + 86_400 }] }],
    ['confidential', "Gmail's confidential mode", { headers: ['X-Gm-Locker: A-x1'] }],
    ['unsubscribe', 'no one-click', { headers: ['List-Unsubscribe: <mailto:u@shop.example>'] }],
  ])('%s: %s', (id, _title, sketch) => {
    expect(idsOf(sketch)).toContain(id);
  });

  it.each([
    ['en', 'There are more steps than are read: the newest 2 are shown.'],
    ['ja', '経路の記録が多すぎるため、新しい方から2件だけを表示しています。'],
  ] as const)('how many steps are shown where there are more (%s)', (locale, text) => {
    const report = reportOf({ hops: [boundaryHop, boundaryHop] });
    const recorded = { ...report.recorded, limits: ['hops-cut' as const] };
    expect(findingLines(judge({ ...report, recorded }), wordsIn(locale)).map((line) => line.text)).toContain(text);
  });

  it.each<[string, Sketch]>([
    ['an ordinary message', {}],
    ['replies go to the same organisation', { headers: ['Reply-To: <b@help.shop.example>'] }],
    ['the name is the address', { author: { mailboxes: [{ ...mailbox, displayName: 'a@shop.example' }] } }],
    [
      'one-click',
      { headers: ['List-Unsubscribe: <https://shop.example/u>', 'List-Unsubscribe-Post: List-Unsubscribe=One-Click'] },
    ],
    [
      'a mailing list',
      {
        mailFrom: 'b@lists.example',
        headers: ['List-Unsubscribe: <mailto:u@lists.example>', 'List-Post: <mailto:a@lists.example>'],
      },
    ],
    [
      'a server on the way makes the Message-ID',
      {
        author: { domain: 'other.example' },
        mailFrom: 'b@esp.example',
        hops: [{ ...boundaryHop, from: { ...boundaryHop.from, rdns: 'out.shop.example' } }],
      },
    ],
    ['a service makes the Message-ID', { author: { domain: 'other.example' }, services: [sendGrid] }],
  ])('none: %s', (_title, sketch) => {
    expect(idsOf(sketch)).toEqual([]);
  });
});
