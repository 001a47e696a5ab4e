/** The ledger in one line. */

import { expect, it } from 'vitest';
import type { DnsAnswer } from '../../src/engine/dns/dns.ts';
import { questionsLine } from '../../src/explain/questions.ts';
import { reportOf } from '../support/reports.ts';
import { wordsIn } from '../support/words.ts';

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
  expect(questionsLine({ ...report, verified }, wordsIn('en'))).toBe(line);
});
