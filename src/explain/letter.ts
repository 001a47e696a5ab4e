/** A ready message to the sender's administrator: what was seen, and what would mend it. */

import type { Judgement } from '../judgement/judgement.ts';
import type { AdviceLine, RecordToPublish } from './explanation.ts';
import { dateWord } from './numbers.ts';
import { resultWord } from './result-word.ts';
import { shownDomain, shownText } from './shown.ts';
import { policyWord } from './technical-cause.ts';
import { verdictValues } from './verdict.ts';
import type { MessageKey, Words } from './words.ts';

export function letterOf(
  opening: MessageKey,
  judgement: Judgement,
  advice: readonly AdviceLine[],
  words: Words,
): string {
  const { report } = judgement;
  const author = shownDomain(report.recorded.author.domain ?? '');
  const proposals = advice.map((line, index) => proposal(line, index, words));
  return [
    words.text('letter_greeting', { author }),
    words.text(opening, verdictValues(judgement, words)),
    [words.text('letter_seen'), ...seen(judgement, words)].join('\n'),
    ...proposals,
    ...(proposals.some((text) => text.includes('‹')) ? [words.text('letter_unknown')] : []),
    words.text('letter_closing'),
  ].join('\n\n');
}

function seen({ report, spf, signatures, dmarc, policy }: Judgement, words: Words): readonly string[] {
  const { recorded } = report;
  const none = words.text('value_not_recorded');
  const lines = [
    ['identity_from', recorded.author.domain ? shownDomain(recorded.author.domain) : words.text('value_none')],
    [
      `identity_${spf?.identity ?? 'mail_from'}`,
      withResult(spf?.domain ? shownDomain(spf.domain) : none, spf?.standing.result ?? null),
    ],
    ...(signatures.length === 0 ? ([['identity_dkim', words.text('value_no_signature')]] as const) : []),
    ...signatures
      .slice(0, 12)
      .map((one) => ['identity_dkim', withResult(signer(one.domain, one.selector), one.standing.result)] as const),
    ['term_dmarc', dmarcWord()],
    ['letter_address', recorded.envelope.ip?.value ?? none],
    ['letter_message_id', recorded.messageId ? shownText(recorded.messageId) : none],
    ['letter_date', (recorded.date === null ? null : dateWord(recorded.date, words, { timeZone: 'UTC' })) ?? none],
  ] as const;
  return lines.map(([key, value]) => `  ${words.text('labelled', { label: words.text(key), value })}`);

  function withResult(value: string, result: Parameters<typeof resultWord>[0] | null): string {
    return result ? words.text('noted', { value, note: resultWord(result, words) }) : value;
  }

  function dmarcWord(): string {
    const result = dmarc.result ? resultWord(dmarc.result, words) : none;
    return policy ? words.text('noted', { value: result, note: policyWord(policy, words) }) : result;
  }
}

function signer(domain: string, selector: string | null): string {
  return `d=${shownDomain(domain)}${selector ? ` s=${shownText(selector)}` : ''}`;
}

function proposal({ text, why, records }: AdviceLine, index: number, words: Words): string {
  const numbered = words.text('letter_proposal', { number: index + 1, text });
  return [numbered, ...(why ? [why] : []), ...records.map(recordText)].join('\n');
}

/** As a master file has it, on one line. */
export function recordText({ type, name, value }: RecordToPublish): string {
  return `    ${name}. ${type} ${type === 'TXT' ? `"${value}"` : value}`;
}
