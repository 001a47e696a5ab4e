/** How long the whole check of a message waits for the DNS, against the longest chain of questions that it cannot shorten. */

import { digest } from '../../src/engine/digest.ts';
import type { Resolver } from '../../src/engine/dns/dns.ts';
import { read } from '../../src/engine/read.ts';
import { gmail } from '../../src/engine/trace/receivers.ts';
import { verify } from '../../src/engine/verify.ts';
import { at, helo, ip, mailFrom, sampleOf, shapes, zoneOf } from '../../tests/mail/dns-shapes.ts';
import { deliver } from '../../tests/mail/samples/deliver.ts';
import { authenticate, type PeerResults } from '../../tests/peers/mailauth.ts';

/** Milliseconds that each answer takes. */
const DELAY = 50;
const RUNS = 15;

export const title = `the whole check, every answer after ${DELAY} ms; median of ${RUNS} runs`;

/** Late by `DELAY`; counts what it is asked. */
function delaying(resolve: Resolver): { resolve: Resolver; asked: () => number } {
  let asked = 0;
  return {
    asked: () => asked,
    resolve: async (question) => {
      asked++;
      await new Promise((later) => setTimeout(later, DELAY));
      return resolve(question);
    },
  };
}

type Check = (message: Buffer, resolve: Resolver) => Promise<PeerResults>;

const ours: Check = async (message, resolve) => {
  const digested = await digest(message);
  const verified = await verify(read(digested, gmail, { kind: 'mailbox' }), digested, { resolve, now: at + 60 });
  return {
    spf: verified.spf?.result ?? 'none',
    dkim: (verified.dkim ?? []).map(({ result }) => result ?? 'none'),
    dmarc: verified.dmarc?.result ?? 'none',
  };
};

const theirs: Check = (message, resolve) => authenticate(message, { ip, helo, mailFrom }, resolve);

async function measure(check: Check, message: Buffer, zone: Resolver) {
  const times: number[] = [];
  let results: PeerResults | null = null;
  let questions = 0;
  await check(message, zone); // warm
  for (let i = 0; i < RUNS; i++) {
    const world = delaying(zone);
    const begun = performance.now();
    results = await check(message, world.resolve);
    times.push(performance.now() - begun);
    questions = world.asked();
  }
  times.sort((a, b) => a - b);
  return { median: times[RUNS >> 1] ?? Number.NaN, best: times[0] ?? Number.NaN, questions, results };
}

export async function run(): Promise<void> {
  const row = (cells: readonly (string | number)[]) =>
    `${String(cells[0]).padEnd(24)}${cells
      .slice(1)
      .map((cell) => String(cell).padStart(12))
      .join('')}\n`;
  const heads = ['shape', 'chain', 'ms', 'ratio', 'best', 'questions', 'mailauth ms', 'ratio', 'questions'];
  process.stdout.write(row(heads));
  for (const shape of shapes) {
    const message = await deliver(sampleOf(shape));
    const zone = zoneOf(shape);
    const [our, peer] = [await measure(ours, message, zone), await measure(theirs, message, zone)];
    if (JSON.stringify(our.results) !== JSON.stringify(peer.results)) {
      throw new Error(`${shape.name}: ${JSON.stringify(our.results)}, mailauth ${JSON.stringify(peer.results)}`);
    }
    const ratio = (ms: number) => (ms / (DELAY * shape.longest)).toFixed(2);
    process.stdout.write(
      row([
        ...[shape.name, shape.longest, our.median.toFixed(0), ratio(our.median), ratio(our.best), our.questions],
        ...[peer.median.toFixed(0), ratio(peer.median), peer.questions],
      ]),
    );
  }
}
