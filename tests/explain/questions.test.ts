/** The ledger in one line. */

import { describe, expect, it } from 'vitest';
import type { DnsAnswer, DnsFailure, DnsFailureDetail } from '../../src/engine/dns/dns.ts';
import { failureSentence, questionLines } from '../../src/explain/questions.ts';
import { reportOf } from '../mail/reports.ts';
import { wordsIn } from '../words.ts';

const answer = (server: string, status: 'nodata' | 'failed' = 'nodata') =>
  ({ question: { name: 'a.example', type: 'TXT' }, server, status, cause: 'timeout' }) as unknown as DnsAnswer;
const google = 'https://dns.google/dns-query';

it.each<[string, readonly DnsAnswer[] | null, string | null]>([
  ['nothing asked', null, null],
  ['no question', [], null],
  ['of a resolver', [answer(google), answer(google)], 'DNS questions: 2, all to dns.google.'],
  ['of zone files', [answer('zone')], 'DNS questions: 1, all to the zone files that were given.'],
  [
    'some unanswered, and one too late to be asked',
    [answer(google), answer(google, 'failed'), answer('', 'failed')],
    'DNS questions: 3, all to dns.google; 2 of them unanswered.',
  ],
  ['nobody could be asked', [answer('', 'failed')], 'DNS questions: 1, all to –; 1 of them unanswered.'],
])('%s', (_, ledger, line) => {
  const report = reportOf({});
  const verified = ledger && report.verified ? { ...report.verified, ledger } : null;
  expect(questionLines({ ...report, verified }, wordsIn('en'))?.summary ?? null).toBe(line);
});

const failed = (cause: DnsFailure, detail?: DnsFailureDetail, server = google) =>
  ({ question: { name: 'a.example', type: 'TXT' }, server, status: 'failed', cause, detail }) as DnsAnswer;

describe.each(['en', 'ja'] as const)('each failure has its sentence in %s', (locale) => {
  const causes: readonly DnsFailure[] = ['servfail', 'timeout', 'network', 'malformed', 'refused', 'budget'];
  const details: readonly DnsFailureDetail[] = [
    ...(['http-429', 'http-4xx', 'http-5xx', 'http-other', 'not-dns-message', 'empty', 'too-large'] as const),
    ...(['broken-message', 'not-a-response', 'wrong-id', 'wrong-question', 'truncated', 'other-rcode'] as const),
    ...(['alias-loop', 'not-a-name'] as const),
  ];
  const words = wordsIn(locale);
  const sentences = [
    ...causes.map((cause) => failureSentence(failed(cause), words)),
    ...details.map((detail) => failureSentence(failed('malformed', detail), words)),
    failureSentence(failed('timeout', undefined, ''), words),
  ];
  it('of its own', () => expect(new Set(sentences).size).toBe(causes.length + details.length + 1));
  it('that leaves nothing to be filled in', () => {
    for (const sentence of sentences) expect(sentence).toMatch(/^[^{}]+[.。]$/);
  });
  it('and an answer has none', () => expect(failureSentence(answer(google), words)).toBeNull());
});

it('says each way of failing once, the most frequent first, and three of them', () => {
  const report = reportOf({});
  const causes: readonly DnsFailure[] = [
    'network',
    'timeout',
    'timeout',
    'servfail',
    'servfail',
    'servfail',
    'refused',
  ];
  const verified = report.verified && { ...report.verified, ledger: causes.map((cause) => failed(cause)) };
  const lines = questionLines({ ...report, verified }, wordsIn('en'));
  expect(lines?.failures).toHaveLength(3);
  expect(lines?.failures[0]).toContain('SERVFAIL');
  expect(lines?.failures[1]).toContain('in time');
});
