/** The ledger in one line: how many DNS questions, of whom, and how many of them came to nothing. */

import type { DnsAnswer } from '../engine/dns/dns.ts';
import type { Report } from '../engine/report.ts';
import { shownText } from './shown.ts';
import type { Words } from './words.ts';

/** Null where nothing was asked. */
export function questionsLine({ verified }: Report, words: Words): string | null {
  const ledger = verified?.ledger ?? [];
  if (ledger.length === 0) return null;
  const servers = new Set(ledger.map((answer) => serverOf(answer, words)).filter((server) => server !== ''));
  const failed = ledger.filter(({ status }) => status === 'failed').length;
  const values = { count: ledger.length, server: [...servers].slice(0, 4).join(', ') || '–' };
  return failed === 0
    ? words.text('ledger_summary', values)
    : words.text('ledger_summary_failed', { ...values, failed });
}

/** The host of a resolver; '' where nobody was asked, since the time was up. */
function serverOf({ server }: DnsAnswer, words: Words): string {
  if (server === 'zone') return words.text('ledger_zone');
  return shownText(/^https?:\/\/([^/?#]+)/.exec(server)?.[1] ?? server);
}
