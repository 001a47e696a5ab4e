/** An explanation as plain text: for the terminal, and to copy. */

import type {
  AdviceLine,
  Cell,
  CheckLine,
  Explanation,
  HopLine,
  IdentityLine,
  PathLines,
  Tone,
} from './explanation.ts';
import { recordText } from './letter.ts';
import type { MessageKey, Words } from './words.ts';

/** A shape for each tone, so that no colour is needed. */
const marks: Readonly<Record<Tone, string>> = { pass: '✔', fail: '✖', caution: '▲', none: '○', unknown: '?' };

export function textOf(explanation: Explanation, words: Words): string {
  const { verdict, identities, checks, path, advice, findings, questions } = explanation;
  const blocks = [
    [
      `${marks[verdict.tone]} ${verdict.title}`,
      verdict.sentence,
      ...(verdict.because ? [verdict.because] : []),
      ...verdict.added,
    ],
    section(
      'text_identities',
      identities.map((line) => identityText(line, words)),
    ),
    section(
      'text_checks',
      checks.flatMap((line) => checkText(line, words)),
    ),
    section('text_path', pathText(path, words)),
    section('text_recipient', advice.recipient.map(bullet)),
    section('text_administrator', advice.administrator.flatMap(adviceText)),
    section(
      'text_findings',
      findings.map((line) => bullet(line.text)),
    ),
    questions === null ? [] : [questions.summary, ...questions.failures.map(bullet)],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;

  function section(title: MessageKey, lines: readonly string[]): readonly string[] {
    return lines.length === 0 ? [] : [words.text(title), ...lines];
  }
}

function bullet(text: string): string {
  return `  - ${text}`;
}

function cellText({ tone, word }: Cell): string {
  return `${marks[tone]} ${word}`;
}

function identityText({ label, value, cell, relationWord }: IdentityLine, words: Words): string {
  return `  ${[words.text('labelled', { label, value }), cell && cellText(cell), relationWord].filter((part) => part).join(' · ')}`;
}

function checkText(line: CheckLine, words: Words): readonly string[] {
  const results = words.text('text_results', { recorded: cellText(line.recorded), now: cellText(line.now) });
  const about = [line.subject, line.note].filter((part) => part).join(' · ');
  return [
    `  ${words.text('labelled', { label: line.name, value: results })}${about ? ` · ${about}` : ''}`,
    ...line.details.map(({ text }) => `    ${text}`),
  ];
}

function pathText(
  { summary, hops, journey, firstRecorded, claimedLabel, recordedLabel }: PathLines,
  words: Words,
): readonly string[] {
  const lines = [`  ${summary}`];
  hops.forEach((hop, index) => {
    if (index === 0 && firstRecorded !== 0) lines.push(`  ── ${claimedLabel}`);
    if (index === firstRecorded) lines.push(`  ── ${recordedLabel}`);
    lines.push(...hopText(hop, index, words));
  });
  lines.push(...journey.flatMap(({ text, grounds }) => [bullet(text), ...(grounds ? [`    ${grounds}`] : [])]));
  return lines;
}

function hopText(hop: HopLine, index: number, words: Words): readonly string[] {
  const facts = [
    hop.protocol,
    [hop.tls, hop.cipher].filter((part) => part).join(' '),
    hop.time,
    hop.delay !== null && hop.delay > -1 ? `+${hop.delayWord}` : hop.delayWord,
  ].filter((part) => part);
  return [
    `  ${index + 1}. ${words.text('noted', { value: hop.host, note: hop.role })}`,
    `     ${words.text('text_hop_from', { from: hop.from })}`,
    `     ${facts.join(' · ')}`,
    ...hop.notes.map((note) => `     ${note}`),
  ];
}

function adviceText({ text, why, records }: AdviceLine): readonly string[] {
  return [bullet(text), ...(why ? [`    ${why}`] : []), ...records.map((record) => `    ${recordText(record).trim()}`)];
}
