/** A report, as the command line shows it: text, letter, JSON, or one row of a table; and what is counted of it. */

import { styleText } from 'node:util';
import { asJson, type Report } from '../engine/report.ts';
import { explain } from '../explain/explain.ts';
import { textOf } from '../explain/text.ts';
import { verdictLine } from '../explain/verdict.ts';
import { inLanguage, type Words } from '../explain/words.ts';
import { type Judgement, judge } from '../judgement/judgement.ts';
import { type Tone, told, toneOf } from '../judgement/verdicts/verdict.ts';
import type { Show } from './arguments.ts';
import { JSON_VERSION, type JsonProblem } from './json.ts';
import { labelOf, type Origin } from './messages.ts';
import { jsonText, printable } from './printable.ts';

/** What is known of the screen. */
export type Screen = { readonly colour: boolean /** Null: it is no terminal. */; readonly columns: number | null };

/** What is counted of a message, and what a row of the table shows. */
export type Row = {
  readonly verdict: string;
  readonly tone: Tone;
  /** Of the visible sender; null where there is no single one. */
  readonly domain: string | null;
  readonly from: string;
  /** Keywords of RFC 8601; null: undecided. */
  readonly spf: string | null;
  readonly dkim: string | null;
  readonly dmarc: string | null;
  readonly service: string | null;
};

export type Shown = { readonly text: string; readonly row: Row };

export type Manner = {
  readonly show: Show;
  readonly screen: Screen;
  /** An IANA name; the machine's own where it is absent. */
  readonly timeZone?: string;
};

export function shown(report: Report, origin: Origin, words: Words, manner: Manner): Shown {
  const judgement = judge(report);
  const row = rowOf(judgement, words);
  return { row, text: textFor(judgement, row, origin, words, manner) };
}

function textFor(judgement: Judgement, row: Row, origin: Origin, words: Words, manner: Manner): string {
  const { show, screen, timeZone } = manner;
  const explained = () => explain(judgement, words, timeZone === undefined ? {} : { timeZone });
  switch (show) {
    case 'text':
      return toned(printable(textOf(explained(), words)), row.tone, screen);
    case 'letter': {
      const { letter } = explained().advice;
      return letter === null ? '' : `${printable(letter)}\n`;
    }
    case 'json':
      return `${jsonText(jsonOf(judgement, origin, explained()), 2)}\n`;
    case 'ndjson':
      return `${jsonText({ ...jsonOf(judgement, origin), verdict: verdictLine(judgement, words) })}\n`;
    case 'table':
      return tableLine(row, origin, screen);
    case 'nothing':
      return '';
  }
}

function jsonOf({ report }: Judgement, { file, message }: Origin, explanation?: ReturnType<typeof explain>) {
  asJson(report);
  const { recorded, verified } = report;
  const said = explanation && { verdict: explanation.verdict, explanation };
  return { version: JSON_VERSION, file, message, recorded, verified, ...said };
}

export function problemText(problem: string, origin: Origin, { show, screen }: Manner): string {
  const { file, message } = origin;
  if (show === 'json' || show === 'ndjson')
    return `${jsonText({ version: JSON_VERSION, file, message, problem } satisfies JsonProblem)}\n`;
  if (show !== 'table') return '';
  return line([labelOf(origin), '', `? ${printable(problem)}`, '', '', '', ''], screen);
}

function rowOf(judgement: Judgement, words: Words): Row {
  const { verdict, report, spf, signatures, speaking, dmarc, service } = judgement;
  const { mailboxes, domain } = report.recorded.author;
  const passed = signatures.find(({ standing }) => standing.result === 'pass');
  return {
    verdict: verdict.id,
    tone: toneOf(told(verdict.answer, judgement), judgement),
    domain,
    from: mailboxes.map(({ address }) => address).join(', '),
    spf: spf?.standing.result ?? null,
    dkim: (passed ?? speaking)?.standing.result ?? null,
    dmarc: dmarc.result,
    service: service && inLanguage(service.name, words),
  };
}

/** The columns of the table, and how wide each is on a wide terminal. */
const columns = [
  ['file', 28],
  ['from', 32],
  ['verdict', 24],
  ['spf', 9],
  ['dkim', 9],
  ['dmarc', 9],
  ['service', 20],
] as const;
/** The longest keyword: no room is taken from those. */
const KEYWORD = 9;

export function tableHead(screen: Screen): string {
  return line(
    columns.map(([name]) => name),
    screen,
    'bold',
  );
}

function tableLine({ from, verdict, tone, spf, dkim, dmarc, service }: Row, origin: Origin, screen: Screen): string {
  const cells = [labelOf(origin), printable(from), verdict, ...[spf, dkim, dmarc].map((result) => result ?? '-')];
  return line([...cells, service ?? '-'], screen, colours[tone]);
}

type Colour = 'green' | 'red' | 'yellow' | 'dim' | 'bold';
const colours: Readonly<Record<Tone, Colour>> = {
  pass: 'green',
  fail: 'red',
  caution: 'yellow',
  none: 'dim',
  unknown: 'dim',
};

/** For eyes in columns, cut where there is no room; for programs whole, between tabs. */
function line(cells: readonly string[], screen: Screen, colour?: Colour): string {
  const flat = cells.map((cell) => cell.replace(/[\t\n]+/g, ' '));
  if (screen.columns === null) return `${flat.join('\t')}\n`;
  const widths = widthsIn(screen.columns);
  const cut = flat.map((cell, nth) => fitted(cell, widths[nth] ?? KEYWORD));
  const painted = cut.map((cell, nth) => (colour === 'bold' || nth === 2 ? styled(colour, cell, screen) : cell));
  return `${painted.join(' ').trimEnd()}\n`;
}

function widthsIn(room: number): readonly number[] {
  const wanted = columns.reduce((sum, [, width]) => sum + (width === KEYWORD ? 0 : width), 0);
  const left = Math.max(40, room - columns.length - 3 * KEYWORD);
  return columns.map(([, width]) => (width === KEYWORD ? width : Math.min(width, Math.floor((width * left) / wanted))));
}

function fitted(text: string, width: number): string {
  const characters = [...text];
  return characters.length > width ? `${characters.slice(0, width - 1).join('')}…` : text.padEnd(width);
}

/** The first line, which is the verdict. */
function toned(text: string, tone: Tone, screen: Screen): string {
  const end = text.indexOf('\n');
  return styled(colours[tone], text.slice(0, end), screen) + text.slice(end);
}

export function styled(colour: Colour | undefined, text: string, { colour: wanted }: Screen): string {
  return wanted && colour ? styleText(colour, text, { validateStream: false }) : text;
}
