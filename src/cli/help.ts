/** What --help says: the table of options, in groups. */

import { about, asking, groups, groupTitles, type Option, options, spelled, statuses, synopsis } from './options.ts';

const WIDTH = 100;
const INDENT = 26;

export function helpText(): string {
  const rows: readonly (readonly [string, Option])[] = Object.entries(options);
  const blocks = [
    `usage: ${synopsis}`,
    about,
    ...groups.map((group) =>
      [
        `${groupTitles[group]}:`,
        ...rows.filter(([, option]) => option.group === group).map(([name, option]) => rowOf(name, option)),
      ].join('\n'),
    ),
    asking,
    ['Exit status:', ...statuses.map(([code, text]) => `  ${code.padEnd(5)}${text}`)].join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function rowOf(name: string, option: Option): string {
  const head = `  ${spelled(name, option)}`;
  const lines = wrapped(option.text, WIDTH - INDENT).map((line) => ' '.repeat(INDENT) + line);
  if (head.length + 2 > INDENT) return [head, ...lines].join('\n');
  return lines.map((line, at) => (at === 0 ? head.padEnd(INDENT) + line.slice(INDENT) : line)).join('\n');
}

function wrapped(text: string, width: number): readonly string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}
