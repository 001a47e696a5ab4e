/** An explanation as Markdown: for a ticket, or a letter to whoever runs the sender's mail. */

import type { Explanation } from './explanation.ts';
import type { Words } from './words.ts';

export function markdownOf(explanation: Explanation, words: Words): string {
  const { verdict, identities, checks, path, advice, findings } = explanation;
  const blocks: readonly (readonly string[])[] = [
    [`# ${escaped(verdict.title)}`],
    [[verdict.sentence, ...verdict.added].map(escaped).join('  \n')],
    verdict.because ? [escaped(verdict.because)] : [],
    [
      `## ${words.text('text_identities')}`,
      '',
      ...identities.map((line) => {
        const more = [line.cell?.word, line.relationWord].filter((one) => one != null).map(escaped);
        return `- ${escaped(line.label)}: ${code(line.value)}${more.length > 0 ? ` (${more.join(', ')})` : ''}`;
      }),
    ],
    [
      `## ${words.text('text_checks')}`,
      '',
      row([words.text('page_check'), words.text('page_recorded'), words.text('page_now'), words.text('page_subject')]),
      row(['---', '---', '---', '---']),
      ...checks.map((line) =>
        row(
          [line.name, line.recorded.word, line.now.word, [line.subject, line.note].filter(Boolean).join(' ')].map(
            escaped,
          ),
        ),
      ),
    ],
    [
      `## ${words.text('text_path')}`,
      '',
      escaped(path.summary),
      '',
      ...path.hops.map((hop, index) => {
        const facts = [hop.role, hop.protocol, hop.tls, hop.time, hop.delayWord].filter((one) => one !== null);
        return `${index + 1}. ${code(hop.host)} ← ${code(hop.from)} (${facts.map(escaped).join(', ')})`;
      }),
    ],
    list(words.text('text_recipient'), advice.recipient.map(escaped)),
    list(
      words.text('text_administrator'),
      advice.administrator.flatMap(({ text, why, records }) => [
        [escaped(text), ...(why ? [escaped(why)] : [])].join(' '),
        ...records.map(({ type, name, value }) => code(`${name} ${type} ${value}`)),
      ]),
    ),
    list(
      words.text('text_findings'),
      findings.map(({ text }) => escaped(text)),
    ),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function list(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`## ${title}`, '', ...items.map((item) => `- ${item}`)];
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

/** Names of others are text: no mark of theirs makes a link, a picture or a tag. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~&]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
}

/** A code span longer than any run of backticks in it. */
export function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return `${fence}${space}${text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')}${space}${fence}`;
}
