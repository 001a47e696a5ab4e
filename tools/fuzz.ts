/**
 * `npm run fuzz [-- ROOM… [MINUTES]]`: the tests that compare us with other programs over generated input, again and again, each
 * time with a fresh seed, until the minutes are over (5) or one fails. The seed that failed is printed with the command to repeat it.
 */

import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';

/** A room's tests, and how many times the cases of every day one run has. */
const rooms: Readonly<Record<string, { readonly files: readonly string[]; readonly times: number }>> = {
  spf: { files: ['tests/engine/spf/pyspf.test.ts'], times: 4 },
  codec: { files: ['tests/resolver/codec.test.ts'], times: 10 },
  dkim: { files: ['tests/engine/dkim/peer.test.ts'], times: 5 },
  dmarc: { files: ['tests/engine/dmarc/peer.test.ts'], times: 5 },
  trace: { files: ['tests/engine/trace/monotony.test.ts'], times: 50 },
};

const root = join(import.meta.dirname, '..');
const say = (text: string) => process.stdout.write(`${text}\n`);

function wanted(words: readonly string[]): { readonly names: readonly string[]; readonly minutes: number } {
  const minutes = words.filter((word) => /^[0-9]+(?:\.[0-9]+)?$/.test(word)).map(Number);
  const names = words.filter((word) => !/^[0-9]/.test(word));
  const unknown = names.filter((name) => !Object.hasOwn(rooms, name));
  if (unknown.length > 0 || minutes.length > 1) {
    process.stderr.write(`usage: npm run fuzz [-- ROOM… [MINUTES]]; rooms: ${Object.keys(rooms).join(', ')}\n`);
    process.exit(2);
  }
  return { names: names.length > 0 ? names : Object.keys(rooms), minutes: minutes[0] ?? 5 };
}

/** One run of one room. False: it found something. */
function runOnce(name: string, seed: number): boolean {
  const { files, times } = rooms[name] ?? { files: [], times: 1 };
  const environment = { FUZZ_SEED: `${seed}`, FUZZ_TIMES: `${times}` };
  const command = ['vitest', 'run', '--project', 'unit', ...files];
  const begun = Date.now();
  const { status, stdout, stderr } = spawnSync('npx', command, {
    ...{ cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 },
    env: { ...process.env, ...environment },
  });
  say(
    `${name}: seed ${seed}, ${((Date.now() - begun) / 1000).toFixed(0)} s, ${status === 0 ? 'nothing found' : 'FAILED'}`,
  );
  if (status === 0) return true;
  const variables = Object.entries(environment).map(([key, value]) => `${key}=${value}`);
  say(`${stdout}\n${stderr}\nAgain: ${[...variables, 'npx', ...command].join(' ')}`);
  return false;
}

const { names, minutes } = wanted(process.argv.slice(2));
const end = Date.now() + minutes * 60_000;
do {
  for (const name of names) if (!runOnce(name, randomInt(1, 2 ** 31))) process.exit(1);
} while (Date.now() < end);
