/**
 * One run of the command line: messages in, text, rows or JSON out, in the order in which they lie.
 *
 * The JSON is described in json.ts. Fields are added; where one is renamed or taken away, `version` grows.
 */

import { version } from '../../package.json';
import type { Resolver } from '../engine/dns/dns.ts';
import { dohResolver } from '../resolver/doh.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { helpText } from './help.ts';
import { type Files, type Found, labelOf, messagesOf } from './messages.ts';
import { jsonText, printable } from './printable.ts';
import { allowance, sharedDns } from './shared-dns.ts';
import { type Manner, problemText, type Screen, type Shown, styled, tableHead } from './show.ts';
import { type Tally, tally } from './summary.ts';
import { summaryText } from './summary-text.ts';
import { crewOf, type StartThread, type Work } from './threads.ts';
import { type Task, wordsFor, workshop, zoneProblem } from './workshop.ts';

/** The world as far as the command line needs it. */
export type Io = Files & {
  readonly print: (text: string) => void | Promise<void>;
  /** For the line that says what is wrong, and for progress: standard error. */
  readonly complain: (text: string) => void;
  /** Seconds since 1970. */
  readonly now: () => number;
  /** An IANA name; the machine's own where it is absent. */
  readonly timeZone?: string;
  /** Of standard output; absent: no terminal. */
  readonly screen?: Screen;
  /** Whether standard error is a terminal that progress can be written to. */
  readonly watched?: 'terminal';
  /** Settles when no more is wanted. */
  readonly interrupted?: Promise<unknown>;
  /** Absent: all is done in this thread. */
  readonly threads?: { readonly processors: number; readonly start: (task: Task) => StartThread };
};

/** See `statuses` in options.ts. */
export type ExitCode = 0 | 1 | 2 | 130;

/** Messages that are done in this thread before others are started: to start one takes as long as some dozens of messages. */
const FEW = 48;
/** Messages under way in a thread: while one waits, another goes on. */
const WIDTH = 4;
/** Octets of messages that are held at once, beside one message. */
const HELD = 48 * 2 ** 20;

export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const parsed = readArguments(argv);
  if (!parsed.ok) return refuse(io, `${parsed.problem} (--help tells more)`);
  if (parsed.value === 'help' || parsed.value === 'version') {
    await io.print(parsed.value === 'help' ? helpText() : `waybill ${version}\n`);
    return 0;
  }
  const given = parsed.value;
  const zones: string[] = [];
  for (const file of given.dns !== null && 'zones' in given.dns ? given.dns.zones : []) {
    const zone = await zoneText(file, io);
    if (!zone.ok) return refuse(io, zone.problem);
    zones.push(zone.text);
  }
  return inspectAll(given, zones, io);
}

async function inspectAll(given: Arguments, zones: readonly string[], io: Io): Promise<ExitCode> {
  const { inspection, manner } = taskOf(given, io);
  const allowed = given.dns !== null && 'rate' in given.dns ? allowance(given.dns.rate) : null;
  const task: Task = { inspection, manner, zones, patience: allowed?.patience ?? 20_000 };
  const bench = benchOf(given, task, io);
  const most = Math.min(allowed?.messages ?? Number.POSITIVE_INFINITY, bench.width);
  const counts = tally();
  const state = { failed: false, matched: false, shown: 0 };
  const progress = progressOf(io, given);
  if (given.show === 'table') await io.print(tableHead(manner.screen));

  /** In the order in which they came: what is done early waits for those before it. */
  const line: { readonly found: Found; readonly size: number; readonly done: Promise<Shown | Error> }[] = [];
  let held = 0;
  const showFirst = async (): Promise<boolean> => {
    const first = line[0];
    if (!first) return false;
    const done = await bench.wait(first.done);
    if (done === null) return false;
    line.shift();
    held -= first.size;
    await show(first.found, done, given, manner, counts, state, io);
    progress(state.shown);
    return true;
  };

  let stopped = false;
  for await (const found of messagesOf(given.files, io)) {
    if (bench.isInterrupted()) break;
    const size = found.kind === 'message' ? found.octets.length : 0;
    line.push({ found, size, done: bench.start(found) });
    held += size;
    while (!stopped && (line.length >= most || held > HELD)) {
      if (!(await showFirst())) stopped = line.length > 0;
      if (line.length === 0) break;
    }
    if (stopped) break;
  }
  while (await showFirst());
  bench.end();
  progress(null);
  const summary = counts.summary();
  if (given.summary === 'text')
    await io.print(
      `${state.shown > 0 && given.show === 'table' ? '\n' : ''}${summaryText(summary, wordsFor(given.locale))}`,
    );
  if (given.summary === 'json') await io.print(`${jsonText(summary, 2)}\n`);
  if (bench.isInterrupted()) return 130;
  return state.failed ? 2 : state.matched ? 1 : 0;
}

function taskOf(given: Arguments, io: Io): { inspection: Task['inspection']; manner: Manner } {
  const { locale, dns, receiver, place, now, show } = given;
  const { timeZone, screen = { colour: false, columns: null } } = io;
  return {
    inspection: { locale, dns, receiver, place, now },
    manner: { show, screen, ...(timeZone !== undefined && { timeZone }) },
  };
}

/** Where messages are inspected: the first few here, the others in threads. */
function benchOf(given: Arguments, task: Task, io: Io) {
  let over = false;
  let wake = () => {};
  void io.interrupted?.then(() => {
    over = true;
    wake();
  });
  const resolve = resolverOf(given.dns);
  const here = workshop(task, resolve, io.now);
  const jobs = given.jobs ?? io.threads?.processors ?? 1;
  const crew = jobs > 1 && io.threads ? crewOf(jobs, io.threads.start(task), resolve) : null;
  let begun = 0;
  const work: Work = (octets, origin) => (crew && begun++ >= FEW ? crew.work(octets, origin) : here(octets, origin));
  return {
    width: (crew ? 2 * jobs : 1) * WIDTH,
    /** Null: interrupted before it was done. */
    wait: <T>(done: Promise<T>): Promise<T | null> =>
      new Promise((settle) => {
        wake = () => void Promise.resolve().then(() => settle(null));
        void done.then(settle);
        if (over) wake();
      }),
    isInterrupted: () => over,
    /** Never rejects: what goes wrong with a message is its line. */
    start: (found: Found): Promise<Shown | Error> =>
      found.kind === 'problem'
        ? Promise.resolve(new Error(found.problem))
        : work(found.octets, { file: found.file, message: found.message }).catch(
            (error: unknown) => new Error(String(error)),
          ),
    end: () => crew?.end(),
  };
}

function resolverOf(dns: Arguments['dns']): Resolver | null {
  if (dns === null || 'zones' in dns) return null;
  const sleep = (milliseconds: number) => new Promise((wake) => setTimeout(wake, milliseconds));
  return sharedDns(dohResolver({ url: dns.resolver }), { rate: dns.rate, now: () => performance.now(), sleep });
}

async function show(
  { file, message }: Found,
  done: Shown | Error,
  given: Arguments,
  manner: Manner,
  counts: Tally,
  state: { failed: boolean; matched: boolean; shown: number },
  io: Io,
): Promise<void> {
  const origin = { file, message };
  const several = given.show === 'text' && (given.files.length > 1 || message !== null || file !== given.files[0]);
  state.shown++;
  if (done instanceof Error) {
    state.failed = true;
    counts.addProblem();
    const text = problemText(done.message, origin, manner);
    if (text === '') refuse(io, problemLine(done.message, labelOf(origin)));
    else await io.print(text);
    return;
  }
  counts.add(done.row);
  state.matched ||= given.failOn.includes(done.row.verdict) || given.failOn.includes(done.row.tone);
  const heading = several
    ? `${state.shown > 1 ? '\n' : ''}${styled('bold', `==> ${labelOf(origin)} <==`, manner.screen)}\n`
    : '';
  if (heading + done.text !== '') await io.print(heading + done.text);
}

/** A sentence about a file names it already where the file system says it. */
function problemLine(problem: string, label: string): string {
  return problem.startsWith(`${label}:`) ? problem : `${label}: ${problem}`;
}

/** How many so far, and how fast; nothing where rows go to the same screen. */
function progressOf(io: Io, given: Arguments): (count: number | null) => void {
  if (io.watched !== 'terminal' || (io.screen && io.screen.columns !== null && given.show !== 'nothing'))
    return () => undefined;
  const begun = performance.now();
  let last = begun;
  return (count) => {
    if (count === null) {
      if (last !== begun) io.complain('\r\x1b[K');
      return;
    }
    const now = performance.now();
    if (now - last < 200) return;
    last = now;
    io.complain(`\r${count} messages, ${Math.round((1000 * count) / (now - begun))}/s\x1b[K`);
  };
}

async function zoneText(
  file: string,
  io: Io,
): Promise<{ readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string }> {
  try {
    const pieces: Uint8Array[] = [];
    for await (const piece of io.open(file)) pieces.push(piece);
    const text = Buffer.concat(pieces).toString('utf8');
    const problem = zoneProblem(text);
    return problem === null ? { ok: true, text } : { ok: false, problem: `${file}, ${problem}` };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

function refuse(io: Io, problem: string): 2 {
  io.complain(`waybill: ${printable(problem).replace(/[\n\t]+/g, ' ')}\n`);
  return 2;
}
