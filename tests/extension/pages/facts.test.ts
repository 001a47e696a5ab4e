/** What the pages read from a report by themselves: names, grades. */

import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../src/engine/authres/authres.ts';
import type { Recorded } from '../../../src/engine/report.ts';
import { gradeOf } from '../../../src/extension/pages/grade.ts';
import { knownNames } from '../../../src/extension/pages/names.ts';

const claim = (result: string, field = 5): Claim => ({
  grade: 'recorded',
  field,
  source: 'authentication-results',
  instance: null,
  authservId: 'mx.google.com',
  method: 'dkim',
  result,
  reason: null,
  properties: {},
  comments: [],
  about: null,
});

const recorded: Recorded = {
  size: 1,
  limits: [],
  source: { kind: 'mailbox' },
  receiver: { authservIds: ['mx.google.com'], hosts: ['mx.google.com'] },
  fields: [],
  hops: [],
  boundary: { field: 3, hop: 0, by: 'mx.google.com', certain: true, readable: true },
  noBoundary: null,
  earlier: null,
  gateway: null,
  clocks: { steps: [], corrections: [], unsteady: [], total: null, longest: null, sinceDate: null },
  envelope: {
    ip: null,
    helo: { value: 'out.mailer.example', field: 3 },
    mailFrom: { value: 'bounce@mailer.example', field: 2 },
    disagreements: [],
  },
  author: { mailboxes: [], fields: [], domain: 'shop.example', fault: null },
  subject: null,
  date: null,
  messageId: null,
  claims: [claim('pass')],
  results: {
    spf: claim('softfail'),
    dkim: [claim('fail'), claim('pass')],
    dmarc: null,
    arc: null,
    policyApplied: null,
  },
  signatures: [],
  unreadableSignatures: [],
  unjudgedSignatures: [],
  services: [],
};
const signature = { s: 's1', d: 'mailer.example' } as Recorded['signatures'][number];
describe('names that would be asked for', () => {
  const asked = (change: Partial<Recorded>) => knownNames({ ...recorded, ...change }).map((name) => name.question);
  it('are the return address, each key once, and the author', () => {
    expect(asked({ signatures: [signature, signature] })).toEqual([
      'mailer.example',
      's1._domainkey.mailer.example',
      '_dmarc.shop.example',
    ]);
  });
  it('are the HELO name for the null reverse-path (RFC 7208 §2.4)', () => {
    const envelope = { ...recorded.envelope, mailFrom: { value: '', field: 2 } };
    expect(asked({ envelope })[0]).toBe('out.mailer.example');
  });
  it('are none where nothing is known', () => {
    const envelope = { ip: null, helo: null, mailFrom: null, disagreements: [] };
    expect(asked({ envelope, author: { mailboxes: [], fields: [], domain: null, fault: 'no-from' } })).toEqual([]);
  });
});

describe('grades of header fields', () => {
  const grade = (index: number, change: Partial<Recorded>) =>
    gradeOf({ index, name: '', key: '', raw: '', value: '' }, { ...recorded, ...change });
  it.each([
    [0, 'recorded', 'above the boundary'],
    [3, 'recorded', 'the boundary'],
    [5, 'recorded', 'below it, the results of the receiver itself'],
    [4, 'claimed', 'below it'],
  ] as const)('field %d is %s: %s', (index, expected, _) => {
    expect(grade(index, {})).toBe(expected);
  });
  it('has nothing recorded without a boundary', () => {
    expect(grade(0, { boundary: null, claims: [{ ...claim('pass', 0), grade: 'claimed' }] })).toBe('claimed');
  });
});
