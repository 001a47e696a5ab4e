/** The ledger in a few lines: how many DNS questions, of whom, and why some of them came to nothing. */

import type { DnsAnswer } from '../engine/dns/dns.ts';
import type { Report } from '../engine/report.ts';
import { snake } from './message-key.ts';
import { shownText } from './shown.ts';
import type { MessageKey, Words } from './words.ts';

export type QuestionLines = {
  /** "DNS questions: 12, all to dns.google." */
  readonly summary: string;
  /** Each way in which questions failed, once, the most frequent first. */
  readonly failures: readonly string[];
};

const MOST = 3;

/** Null where nothing was asked. */
export function questionLines({ verified }: Report, words: Words): QuestionLines | null {
  const ledger = verified?.ledger ?? [];
  if (ledger.length === 0) return null;
  const servers = new Set(ledger.map((answer) => serverOf(answer, words)).filter((server) => server !== ''));
  const failed = ledger.filter(({ status }) => status === 'failed');
  const values = { count: ledger.length, server: [...servers].slice(0, 4).join(', ') || '–' };
  return {
    summary:
      failed.length === 0
        ? words.text('ledger_summary', values)
        : words.text('ledger_summary_failed', { ...values, failed: failed.length }),
    failures: failureSentences(failed, words),
  };
}

function failureSentences(failed: readonly DnsAnswer[], words: Words): readonly string[] {
  const counts = new Map<string, number>();
  for (const answer of failed) {
    const sentence = failureSentence(answer, words);
    if (sentence !== null) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST)
    .map(([sentence]) => sentence);
}

/** Why one question has no answer; null where it has one. */
export function failureSentence(answer: DnsAnswer, words: Words): string | null {
  if (answer.status !== 'failed') return null;
  return words.text(failureKey(answer), { server: serverOf(answer, words) });
}

function failureKey({ cause, detail, server }: DnsAnswer & { readonly status: 'failed' }): MessageKey {
  // Nobody was asked: the time for the whole check was over.
  if (server === '' && cause === 'timeout') return 'dns_too_late';
  return `dns_${snake(detail ?? cause)}`;
}

/** The host of a resolver; '' where nobody was asked, since the time was up. */
function serverOf({ server }: DnsAnswer, words: Words): string {
  if (server === 'zone') return words.text('ledger_zone');
  return shownText(/^https?:\/\/([^/?#]+)/.exec(server)?.[1] ?? server);
}
