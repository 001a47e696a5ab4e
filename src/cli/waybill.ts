/** The node door: waybill FILE… In a thread that it started itself: what inspects the messages that it is handed. */

import { open as openFile, readdir, readFile, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { styleText } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Entry } from './messages.ts';
import { type Io, run } from './run.ts';
import { type FromThread, type StartThread, serve } from './threads.ts';
import { type Task, workshop } from './workshop.ts';

const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'is a directory',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
  ENAMETOOLONG: 'is a longer name than a file can have',
};

/** Octets that are read at once. */
const PIECE = 0x10_0000;

async function* piecesOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    if (file === '-') {
      for await (const piece of process.stdin) yield piece as Buffer;
      return;
    }
    const { size } = await stat(file);
    // Most messages: one call instead of three.
    if (size > 0 && size < PIECE) return yield await readFile(file);
    const handle = await openFile(file);
    try {
      for (;;) {
        const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(PIECE), 0, PIECE);
        if (bytesRead === 0) return;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw sentenceOf(file, error);
  }
}

async function entriesOf(path: string): Promise<readonly Entry[] | null> {
  try {
    if (!(await stat(path)).isDirectory()) return null;
    const entries = await readdir(path, { withFileTypes: true });
    // A link to a file is one; a link to a folder may lead round in a circle.
    const kindOf = (entry: (typeof entries)[number]): Entry['kind'] =>
      entry.isFile() || entry.isSymbolicLink() ? 'file' : entry.isDirectory() ? 'folder' : 'other';
    return entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
  } catch (error) {
    throw sentenceOf(path, error);
  }
}

function sentenceOf(file: string, error: unknown): Error {
  const { code = '', message } = error as { code?: string; message: string };
  return new Error(`${file}: ${sentences[code] ?? message}`);
}

const startThread =
  (task: Task): StartThread =>
  (heard, ended) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: task });
    worker.on('message', heard);
    worker.on('error', ({ message }) => ended(`its thread ended: ${message}`));
    return {
      post: (message, transfer) => worker.postMessage(message, [...transfer]),
      end: () => void worker.terminate(),
    };
  };

const now = () => Math.floor(Date.now() / 1000);

/** NO_COLOR, FORCE_COLOR and what is no terminal: as Node itself decides it. */
const colour = () => styleText('red', 'x', { stream: process.stdout }) !== 'x';

function ioOf(): Io {
  // The first Ctrl-C ends the reading, the second all.
  const interrupted = new Promise((interrupt) => process.once('SIGINT', interrupt));
  void interrupted.then(() => process.stdin.destroy()); // else its next octets would be waited for
  return {
    open: piecesOf,
    list: entriesOf,
    print: (text) => {
      if (process.stdout.write(text)) return;
      return new Promise((drained) => process.stdout.once('drain', drained));
    },
    complain: (text) => void process.stderr.write(text),
    now,
    screen: { colour: colour(), columns: process.stdout.isTTY ? process.stdout.columns : null },
    ...(process.stderr.isTTY && { watched: 'terminal' as const }),
    interrupted,
    threads: { processors: availableParallelism(), start: startThread },
  };
}

if (isMainThread) {
  // Whoever reads our output may stop reading: `| head`.
  process.stdout.on('error', (error: { code?: string }) => {
    process.exit(error.code === 'EPIPE' ? 0 : 2);
  });
  try {
    process.exitCode = await run(process.argv.slice(2), ioOf());
    // What was interrupted is not waited for.
    if (process.exitCode === 130) process.exit();
  } catch (error) {
    // Outcomes are values, so this is a mistake of ours: say so in one line.
    process.stderr.write(`waybill: unexpected: ${String(error).split('\n', 1)[0]}\n`);
    process.exitCode = 2;
  }
} else {
  const port = parentPort;
  const post = (message: FromThread) => port?.postMessage(message);
  port?.on(
    'message',
    serve((ask) => workshop(workerData as Task, ask, now), post),
  );
}
