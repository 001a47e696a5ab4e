/**
 * DKIM against the hash that it cannot do without, against mailauth, against itself at half the size, and against its own message
 * in memory. Every figure is a ratio of two things measured in turn in the same run; five runs come before the first that counts.
 */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { digest } from '../../src/engine/digest.ts';
import { verifyDkim } from '../../src/engine/dkim/verify.ts';
import type { Resolver } from '../../src/engine/dns/dns.ts';
import { fieldsOf } from '../../src/engine/message/fields.ts';
import { base64Lines, spacedText } from '../../tests/mail/bodies.ts';
import { keysAt, type Message, octetsOf, recordOf, rsaKey, sign } from '../../tests/mail/signer.ts';
import { head, measure, print, tell } from './in-turn.ts';

export const title = 'digest and verify; best of the runs, their median in brackets, the first run cold';

const MB = 2 ** 20;
const key = rsaKey(2048);
const record = recordOf(key);
const resolve: Resolver = keysAt({ 's1._domainkey.example.com': record });

type Peer = (
  message: Buffer,
  options: { resolver: (name: string, type: string) => Promise<string[][]> },
) => Promise<{ results: { status: { result: string } }[] }>;
const { dkimVerify } = createRequire(import.meta.url)('mailauth/lib/dkim/verify.js') as { dkimVerify: Peer };

const plain: Message = {
  fields: ['From: a@example.com', 'To: b@example.org', 'Subject: figures', 'Date: Tue, 24 Nov 2026 12:00:00 +0900'],
  body: '',
};
const signed = (body: string, tags: Readonly<Record<string, string>> = {}) =>
  octetsOf(sign({ ...plain, body }, { key, tags }));

async function ours(octets: Uint8Array): Promise<string> {
  const made = await digest(octets);
  const checks = await verifyDkim(fieldsOf(made.header), made, { resolve, now: 1_700_000_000, arrivedAt: null });
  return checks.map(({ result }) => result).join();
}

async function theirs(octets: Uint8Array): Promise<string> {
  const { results } = await dkimVerify(octets as Buffer, { resolver: async () => [[record]] });
  return results.map(({ status }) => status.result).join();
}

async function againstHash(): Promise<void> {
  head('digest of 25 MB against SHA-256', 'digest', 'node');
  const shapes: [string, Buffer, string][] = [
    ['base64 lines', signed(base64Lines(25 * MB)), '<= 1.5'],
    ['text full of spaces and tabs', signed(spacedText(25 * MB)), '<= 6'],
    ['base64 lines, lone LFs', lonely(signed(base64Lines(25 * MB))), ''],
    ['text full of spaces and tabs, lone LFs', lonely(signed(spacedText(25 * MB))), ''],
    ['base64 lines, one lone LF among them: both forms', signed(`${base64Lines(25 * MB)}x\n`), ''],
  ];
  for (const [what, octets, target] of shapes) {
    const hash = () => createHash('sha256').update(octets).digest();
    tell(what, await measure(() => digest(octets), hash, 25), target);
  }
}

const lonely = (octets: Buffer) => Buffer.from(octets.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');

async function againstPeer(): Promise<void> {
  head('verify against mailauth 7.1.0', 'waybill', 'mailauth');
  const sizes: [string, number, number][] = [
    ['5 KB', 5e3, 200],
    ['100 KB', 1e5, 100],
    ['1 MB', MB, 50],
    ['10 MB', 10 * MB, 15],
    ['25 MB', 25 * MB, 9],
  ];
  for (const [kind, body, target] of [
    ['base64', base64Lines, 3],
    ['text', spacedText, 4],
  ] as const) {
    for (const [what, size, runs] of sizes) {
      const octets = signed(body(size));
      if ((await ours(octets)) !== 'pass' || (await theirs(octets)) !== 'pass') throw new Error(`${kind}, ${what}`);
      const measured = await measure(
        () => ours(octets),
        () => theirs(octets),
        runs,
      );
      tell(`${kind}, ${what}`, measured, size >= MB ? `<= 1/${target}` : '< 1');
    }
  }
}

/** Nothing here is signed as it should be: what is measured is how long that takes to find out. */
async function againstHalf(): Promise<void> {
  head('verify at 2n against n', '2n', 'n');
  const bad = { bh: 'AAAA', b: 'AAAA' };
  const many = (fields: readonly string[]) =>
    octetsOf(sign({ ...plain, fields: [...plain.fields, ...fields] }, { key }));
  const folds = (n: number) => many([`X: ${' y\r\n'.repeat(n)} z`]);
  const lengths = (size: number) => {
    let message: Message = { ...plain, body: base64Lines(size) };
    for (let l = 0; l < 20; l++) message = sign(message, { key, tags: { ...bad, l: `${size - 1000 - l}` } });
    return octetsOf(message);
  };
  const shapes: [string, (n: number) => Buffer, number][] = [
    ['one line, 25 MB', (n) => signed('x'.repeat(n), bad), 25 * MB],
    ['spaces, 25 MB', (n) => signed(' '.repeat(n), bad), 25 * MB],
    ['CRLFs, 25 MB', (n) => signed('\r\n'.repeat(n / 2), bad), 25 * MB],
    ['a field of 20,000 folds', (n) => folds(n), 20_000],
    ['10,000 fields', (n) => many(Array<string>(n - 5).fill('X: y')), 10_000],
    ['20 signatures with 20 different l=, 5 MB', lengths, 5 * MB],
  ];
  for (const [what, make, size] of shapes) {
    const [one, half] = [make(size), make(size / 2)];
    const measured = await measure(
      () => ours(one),
      () => ours(half),
      15,
    );
    tell(what, measured, '<= 2.3');
  }
}

function memory(): void {
  print('peak memory above a message of 25 MB', 'MB', 'message', 'ratio', '', '', 'target');
  for (const shape of ['base64', 'text', 'base64-lf', 'text-lf', 'both']) {
    const child = join(import.meta.dirname, 'dkim-memory.ts');
    const told = execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', child, shape]).toString();
    const { peak, size } = JSON.parse(told) as { peak: number; size: number };
    print(shape, (peak / MB).toFixed(1), (size / MB).toFixed(1), (peak / size).toFixed(2), '', '', '<= 2.2');
  }
}

/** How long a thread that pauses is kept at a time, without the time in which the hash takes its copy. */
async function blocks(): Promise<void> {
  print('longest block, pausing, against SHA-256 of all', 'ms', 'node', 'ratio');
  for (const [what, body] of [
    ['base64, 25 MB', base64Lines],
    ['text, 25 MB', spacedText],
  ] as const) {
    const octets = signed(body(25 * MB));
    const longest: number[] = [];
    const hash = await measure(
      async () => {
        let [since, most] = [performance.now(), 0];
        const pause = () => {
          most = Math.max(most, performance.now() - since);
          return new Promise<void>((resume) => {
            setImmediate(() => {
              since = performance.now();
              resume();
            });
          });
        };
        await digest(octets, 'complete', pause);
        longest.push(most);
      },
      () => createHash('sha256').update(octets).digest(),
      15,
    );
    const best = Math.min(...longest.slice(5));
    print(what, best.toFixed(2), hash.ms[1].toFixed(2), (best / hash.ms[1]).toFixed(2));
  }
}

export async function run(): Promise<void> {
  for (const part of [againstHash, againstPeer, againstHalf, memory, blocks]) {
    await part();
    process.stdout.write('\n');
  }
}
