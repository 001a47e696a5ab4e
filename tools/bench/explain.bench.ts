/**
 * How long a report takes to be judged and explained, against the same before the house was rebuilt: the largest headers there can
 * be, and an ordinary message. The former house is taken out of git's history; where that is not there, ours is measured alone.
 */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MAX_FIELDS } from '../../src/engine/message/fields.ts';
import { MAX_HEADER } from '../../src/engine/message/split.ts';
import { MAX_HOPS } from '../../src/engine/trace/hops.ts';
import { explain } from '../../src/explain/explain.ts';
import { judge } from '../../src/judgement/judgement.ts';
import { zoneResolver } from '../../src/resolver/zone.ts';
import { inspectedOctets } from '../../tests/mail/inspected.ts';
import { octetsOf, sampleOf, worldZone } from '../../tests/mail/samples/samples.ts';
import { wordsIn } from '../../tests/words.ts';
import { print } from './in-turn.ts';

/** The last state in which explain() worked everything out by itself. */
const BASELINE = 'a60ed46';
const SAMPLE = 'service-signed';
const RUNS = 15;

export const title = `a report judged and explained; median of ${RUNS} runs in turn, beside ${BASELINE}; then the best`;

const root = join(import.meta.dirname, '../..');
const folder = join(process.env['WAYBILL_DIST'] ?? join(root, 'dist'), 'bench', BASELINE);

/** A message to what is measured: the work from the report to the lines. */
type House = (message: Uint8Array) => Promise<() => unknown>;

const now: House = async (message) => {
  const report = await inspectedOctets(message, sampleOf(SAMPLE).at + 3600, sampleOf(SAMPLE).folder);
  const words = wordsIn('en');
  return () => explain(judge(report), words);
};

/** What of the former house is called. */
type Former = {
  readonly digest: (octets: Uint8Array) => Promise<unknown>;
  readonly gmail: unknown;
  readonly read: (digest: unknown, receiver: unknown) => unknown;
  readonly verify: (recorded: unknown, digest: unknown, world: object) => Promise<unknown>;
  readonly explain: (report: object, words: unknown) => unknown;
  readonly wordsOf: (locale: string, catalogue: unknown) => unknown;
};

/** Null where the history does not go back so far, as in a shallow clone. */
async function former(): Promise<House | null> {
  if (!takenOut()) return null;
  const files = [
    'engine/digest',
    'engine/trace/receivers',
    'engine/read',
    'engine/verify',
    'explain/report',
    'explain/words',
  ];
  const parts = await Promise.all(files.map((file) => import(pathToFileURL(join(folder, `src/${file}.ts`)).href)));
  const house = Object.assign({}, ...parts) as Former;
  const catalogue: unknown = JSON.parse(readFileSync(join(folder, 'public/_locales/en/messages.json'), 'utf8'));
  const words = house.wordsOf('en', catalogue);
  const resolve = zoneResolver([worldZone()]);
  return async (message) => {
    const { at, folder: place } = sampleOf(SAMPLE);
    const digest = await house.digest(message);
    const recorded = house.read(digest, house.gmail);
    const verified = await house.verify(recorded, digest, { resolve, now: at + 3600 });
    return () => house.explain({ recorded, verified, place }, words);
  };
}

function takenOut(): boolean {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    const archive = execFileSync('git', ['archive', BASELINE, 'src', 'public/_locales', 'package.json'], {
      ...{ cwd: root, maxBuffer: 2 ** 28 },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    execFileSync('tar', ['-x', '-C', folder], { input: archive });
  } catch {
    return false;
  }
  return existsSync(join(folder, 'src'));
}

/** The sample with more fields below its own, where a sender's stand. */
function withFields(more: string): Uint8Array {
  const message = Buffer.from(octetsOf(SAMPLE));
  const end = message.indexOf('\r\n\r\n') + 2;
  return Buffer.concat([message.subarray(0, end), Buffer.from(more, 'latin1'), message.subarray(end)]);
}

const hop = (n: number) =>
  `Received: from h${n}.example (h${n}.example [198.51.100.${n % 256}]) by h${n + 1}.example with ESMTP id ${n};\r\n\tTue, 10 Nov 2026 08:00:00 +0000\r\n`;
const hops = Array.from({ length: MAX_HOPS }, (_, n) => hop(n)).join('');
const many = Array.from({ length: MAX_FIELDS - MAX_HOPS - 100 }, (_, n) => `X-Field-${n}: ${'x'.repeat(29)}\r\n`).join(
  '',
);
const rest = (used: string) => `X-Rest: ${'x '.repeat((MAX_HEADER - 16_384 - used.length) >> 1)}\r\n`;

const messages: readonly (readonly [string, Uint8Array])[] = [
  ['an ordinary message', octetsOf(SAMPLE)],
  [`${MAX_HOPS} hops`, withFields(hops)],
  [`${Math.round(many.length / 1024)} KB in ${MAX_FIELDS - MAX_HOPS - 100} fields`, withFields(many)],
  ['1 MB: all of that, and the rest in one field', withFields(hops + many + rest(hops + many))],
];

const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;

const part = (times: number) => `1/${times.toFixed(times < 10 ? 1 : 0)}`;

function time(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

export async function run(): Promise<void> {
  const before = await former();
  if (!before) process.stdout.write(`${BASELINE} is not in this history: measured without it.\n`);
  print('', 'ms', ...(before ? [BASELINE, 'ratio', '', 'best'] : ['', '', '', 'best']));
  for (const [name, message] of messages) {
    const ours = await now(message);
    const theirs = before && (await before(message));
    const times: number[] = [];
    const others: number[] = [];
    for (let n = -3; n < RUNS; n++) {
      const [one, other] = [time(ours), theirs ? time(theirs) : Number.NaN];
      if (n < 0) continue; // warm
      times.push(one);
      others.push(other);
    }
    const [one, other] = [median(times), median(others)];
    const [best, otherBest] = [Math.min(...times), Math.min(...others)];
    if (theirs)
      print(name, one.toFixed(2), other.toFixed(2), part(other / one), '', best.toFixed(2), part(otherBest / best));
    else print(name, one.toFixed(2), '', '', '', best.toFixed(2));
  }
  rmSync(folder, { recursive: true, force: true });
}
