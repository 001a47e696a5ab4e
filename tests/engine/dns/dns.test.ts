import { expect, it } from 'vitest';
import { type DnsAnswer, type DnsOutcome, txtTexts } from '../../../src/engine/dns/dns.ts';

const answered = (outcome: Pick<DnsOutcome, 'status'> & object) =>
  ({
    question: { name: 'a.example', type: 'TXT' },
    server: '',
    at: 0,
    took: 0,
    authentic: false,
    aliases: [],
    ttl: 0,
    ...outcome,
  }) as DnsAnswer;

it.each([
  [
    'strings of one record, with nothing between them',
    answered({
      status: 'found',
      records: [
        { type: 'TXT', strings: ['v=spf1 ', 'a', ' -all'] },
        { type: 'TXT', strings: [] },
      ],
    } as object as DnsOutcome),
    ['v=spf1 a -all', ''],
  ],
  [
    'records of other types are no texts',
    answered({
      status: 'found',
      records: [
        { type: 'CNAME', name: 'b.example' },
        { type: 'TXT', strings: ['b'] },
      ],
    } as object as DnsOutcome),
    ['b'],
  ],
  ['no answer', answered({ status: 'nodata' }), []],
])('RFC 7208 §3.3: %s', (_, answer, texts) => {
  expect(txtTexts(answer)).toEqual(texts);
});
