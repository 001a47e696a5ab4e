/**
 * `npm run docs`: what docs/ says of the code, made from the code: the man page, and the picture of the rooms. tests/docs.test.ts fails where one of them is no longer what this would write.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { about, asking, groups, groupTitles, type Option, options, statuses } from '../src/cli/options.ts';
import { doors } from '../tests/doors.ts';

const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

/** docs/NAME to its text. */
export function documents(): Readonly<Record<string, string>> {
  return { 'waybill.1': manPage(), 'architecture.mmd': architecture() };
}

/** roff, man(7). */
function manPage(): string {
  const text = (words: string) => words.replaceAll('\\', '\\e').replaceAll('-', '\\-').replace(/^\./gm, '\\&.');
  const row = ([name, { short, value, text: says }]: readonly [string, Option]) =>
    `.TP\n${short ? `\\fB\\-${short}\\fR, ` : ''}\\fB\\-\\-${text(name)}\\fR${value ? ` \\fI${text(value)}\\fR` : ''}\n${text(says)}\n`;
  const rows: readonly (readonly [string, Option])[] = Object.entries(options);
  return [
    `.TH WAYBILL 1 "" "waybill ${version}" "User Commands"`,
    '.SH NAME\nwaybill \\- reads the papers an email travelled with: hop path, SPF, DKIM and DMARC',
    '.SH SYNOPSIS\n.B waybill\n[\\fIOPTION\\fR]... \\fIFILE\\fR...',
    `.SH DESCRIPTION\n${text(about)}\n.PP\n${text(asking)}`,
    '.SH OPTIONS',
    ...groups.map(
      (group) =>
        `.SS ${groupTitles[group]}\n${rows
          .filter(([, option]) => option.group === group)
          .map(row)
          .join('')}`,
    ),
    '.SH EXIT STATUS',
    ...statuses.map(([code, says]) => `.TP\n.B ${code}\n${text(says)}`),
    '.SH ENVIRONMENT\n.TP\n.B NO_COLOR\\fR, \\fBFORCE_COLOR\nas Node.js reads them: without, and with colours',
    '.SH SEE ALSO\nRFC 7208 (SPF), RFC 6376 (DKIM), RFC 9989 (DMARC), RFC 8617 (ARC), RFC 8601 (results)',
    '',
  ].join('\n');
}

/** Mermaid: who may import whom, as the table of tests/doors.ts has it. */
function architecture(): string {
  const rooms = ['engine', 'judgement', 'explain', 'pseudonym', 'resolver', 'extension', 'cli', 'library'];
  const lines = rooms.flatMap((from) => {
    const rows = doors.filter(({ room }) => room.source.startsWith(`^${from}\\/`));
    return rooms.flatMap((to) => {
      if (to === from) return [];
      const leads = (pattern: RegExp) => pattern.source.startsWith(`^${to}\\/`);
      if (rows.some(({ may }) => may.some(leads))) return [`  ${from} --> ${to}`];
      return rows.some(({ types }) => types?.some(leads)) ? [`  ${from} -. types .-> ${to}`] : [];
    });
  });
  return `%% Who may import whom. Made by npm run docs from the table that tests/architecture.test.ts keeps.\nflowchart BT\n${lines.join('\n')}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, text] of Object.entries(documents())) writeFileSync(join(root, 'docs', name), text);
}
