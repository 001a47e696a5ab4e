/** What a copy of a report must carry to be evidence: by what and when it was made, of whom was asked, and which message it is about. */

import { fieldValue } from '../judgement/fields.ts';
import type { Judgement } from '../judgement/judgement.ts';
import { dateWord } from './numbers.ts';
import { shownText } from './shown.ts';
import type { Words } from './words.ts';

export type Particular = {
  readonly id: 'product' | 'at' | 'resolver' | 'subject' | 'from' | 'message_id' | 'date';
  readonly label: string;
  readonly value: string;
};

/** `product`: name and version of what made the report. */
export function particularsOf({ report }: Judgement, product: string, words: Words): readonly Particular[] {
  const { recorded, verified } = report;
  const none = words.text('value_not_recorded');
  const moment = (seconds: number | null) => (seconds === null ? null : dateWord(seconds, words, {})) ?? none;
  const servers = [...new Set((verified?.ledger ?? []).flatMap(({ server }) => (server ? [shownText(server)] : [])))];
  const from = fieldValue(recorded, 'from');
  const values: Readonly<Record<Particular['id'], string>> = {
    product,
    at: verified ? moment(verified.at) : words.text('page_particulars_unchecked'),
    resolver: servers.join(', ') || '–',
    subject: recorded.subject ? shownText(recorded.subject) : none,
    from: from ? shownText(from) : none,
    message_id: recorded.messageId ? shownText(recorded.messageId) : none,
    date: moment(recorded.date),
  };
  return (Object.keys(values) as Particular['id'][]).map((id) => ({
    id,
    label: words.text(`page_particulars_${id}`),
    value: values[id],
  }));
}

/** As a block of plain text, to stand at the end of a copy. */
export function particularsText(lines: readonly Particular[], words: Words): string {
  return lines.map(({ label, value }) => words.text('labelled', { label, value })).join('\n');
}
