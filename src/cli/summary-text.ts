/** A summary for the eye. */

import type { Words } from '../explain/words.ts';
import { printable } from './printable.ts';
import type { Summary } from './summary.ts';

/** Domains that are shown, each with its services: the JSON has all. */
const SHOWN = 50;

type Counted = { readonly messages: number; readonly passed: number; readonly failed: number };

export function summaryText({ messages, problems, verdicts, domains, services }: Summary, words: Words): string {
  const count = (of: number) => String(of).padStart(8);
  const counts = ({ messages, passed, failed }: Counted) => `${count(messages)}${count(passed)}${count(failed)}`;
  const named = (name: string, absent: 'summary_no_service' | 'summary_no_domain') =>
    name === '*' ? words.text('summary_others') : printable(name) || words.text(absent);
  const heads = [words.text('summary_messages', { count: messages })];
  if (problems > 0) heads.push(words.text('summary_problems', { count: problems }));
  const blocks = [
    heads,
    [words.text('summary_verdicts'), ...verdicts.map((one) => `${count(one.messages)}  ${one.verdict}`)],
    [
      words.text('summary_services'),
      ...services.map((one) => `${counts(one)}  ${named(one.service, 'summary_no_service')}`),
    ],
    [
      words.text('summary_domains'),
      ...domains
        .slice(0, SHOWN)
        .flatMap((one) => [
          `${counts(one)}  ${named(one.domain, 'summary_no_domain')}`,
          ...one.services.map((by) => `${counts(by)}    ${named(by.service, 'summary_no_service')}`),
        ]),
      ...(domains.length > SHOWN ? ['        …'] : []),
    ],
  ];
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}
