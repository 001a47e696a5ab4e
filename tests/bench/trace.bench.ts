/** Received lines of mixed forms: how many a second one core reads, and how much of them, against mailauth on the same lines. */

import { createRequire } from 'node:module';
import { parseReceived } from '../../src/engine/trace/received.ts';
import { receivedForms } from '../support/received-forms.ts';

const LINES = 10_000;
const RUNS = 9;

export const title = `${LINES} Received lines of ${receivedForms.length} forms, one core; median of ${RUNS} runs`;

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

function measure(parser: Parser, all: readonly string[]) {
  const times: number[] = [];
  let read: Read[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const begun = performance.now();
    read = all.map(parser);
    if (run > 0) times.push(performance.now() - begun); // the first one warms up
  }
  const median = times.toSorted((a, b) => a - b)[RUNS >> 1] ?? Number.NaN;
  const count = (what: keyof Read) => read.filter((one) => one[what]).length;
  return { perSecond: Math.round((all.length / median) * 1000), count };
}

export async function run(): Promise<void> {
  const all = lines();
  const rows = [['ours', ours] as const, ['mailauth', theirs] as const].map(([name, parser]) => {
    const { perSecond, count } = measure(parser, all);
    return {
      parser: name,
      'lines/s': perSecond,
      dates: count('date'),
      servers: count('by'),
      addresses: count('address'),
    };
  });
  console.table(rows);
}
