/**
 * Received lines of mixed forms: how many a second one core reads, and how much of them, against mailauth on the same lines; and
 * what takes longest to read, at twice the size against itself.
 *
 * mailauth is the only package found that reads the clauses of Received. What was looked into besides: mailparser 3.14.2, postal-mime 4.0.0,
 * messy 7.0.0, libmime 5.6.4, @zone-eu/mailsplit 5.4.30, emailjs-mime-parser 2.0.7 and eml-parse-js 1.1.15 leave the value as it is;
 * mailparser-mit 1.0.0 cuts it at ";" and reads the date alone.
 */

import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { parseReceived } from '../../src/engine/trace/received.ts';
import { receivedForms } from '../../tests/mail/received-forms.ts';
import { hostileLines } from '../../tests/mail/received-hostile.ts';
import { head, measure, tell } from './in-turn.ts';

const LINES = 10_000;
const RUNS = 25;

export const title = `${LINES} Received lines of ${receivedForms.length} forms, one core; best of ${RUNS} runs`;

type Theirs = Readonly<Record<string, { readonly value?: string; readonly comment?: string } | undefined>> & {
  readonly timestamp?: string;
};
const theirParser = createRequire(import.meta.url)('mailauth/lib/parse-received.js') as {
  readonly parseReceived: (line: string) => Theirs | false;
  readonly getClientAddress: (from: Theirs[string]) => string | false;
};

/** What is counted of one line: a date, the server, an address of the client. */
type Read = { readonly date: boolean; readonly by: boolean; readonly address: boolean };
type Parser = (line: string) => Read;

const ours: Parser = (line) => {
  const { time, by, from } = parseReceived(line);
  return { date: time !== null, by: by !== null, address: from.ip !== null };
};

/** It leaves the date as text: read with the platform's parser, as its users do. */
const theirs: Parser = (line) => {
  const read = theirParser.parseReceived(`Received: ${line}`);
  if (read === false) return { date: false, by: false, address: false };
  const date = typeof read.timestamp === 'string' && !Number.isNaN(Date.parse(read.timestamp));
  return { date, by: !!read['by']?.value, address: theirParser.getClientAddress(read['from']) !== false };
};

/** No two lines alike: each form with another queue id at its end of the by clause. */
function lines(): readonly string[] {
  return Array.from({ length: LINES }, (_, i) => {
    const line = receivedForms[i % receivedForms.length]?.[1] ?? '';
    return line.replace(/(;|$)/, (mark) => ` (x${i})${mark}`);
  });
}

async function againstPeer(): Promise<void> {
  const all = lines();
  const { ms } = await measure(
    () => all.map(ours),
    () => all.map(theirs),
    RUNS,
  );
  const rows = (
    [
      ['waybill', ours],
      ['mailauth 7.1.0', theirs],
    ] as const
  ).map(([parser, parse], nth) => {
    const read = all.map(parse);
    const count = (what: keyof Read) => read.filter((one) => one[what]).length;
    const perSecond = Math.round((LINES / (ms[nth] ?? Number.NaN)) * 1000);
    return { parser, 'lines/s': perSecond, dates: count('date'), servers: count('by'), addresses: count('address') };
  });
  console.table(rows);
}

export async function againstHalf(): Promise<void> {
  head('one line at 2n against n', '2n', 'n');
  for (const [what, lineOf, size] of hostileLines) {
    const [double, single] = [lineOf(2 * size), lineOf(size)];
    const measured = await measure(
      () => parseReceived(double),
      () => parseReceived(single),
      RUNS,
    );
    tell(what, measured, '<= 2.3');
  }
}

/**
 * In a process with room for all that a run makes: else the larger line is the first for which V8 moves what is still in use, and
 * its collector is what is measured.
 */
function againstHalfWithRoom(): void {
  const work = `import(${JSON.stringify(import.meta.url)}).then(({ againstHalf }) => againstHalf())`;
  execFileSync(process.execPath, ['--max-semi-space-size=256', '--import', 'tsx', '--eval', work], {
    stdio: 'inherit',
  });
}

export async function run(): Promise<void> {
  await againstPeer();
  againstHalfWithRoom();
}
