/**
 * `npm run mutation -- ROOM [TESTS…]`: breaks each line of a room in turn and tells which breaks no test of that room notices.
 *
 * ROOM is a folder or a file below src, its `engine/` left out if one likes (spf, dkim/verify, judgement). Its tests are the
 * folder of the same name below tests; TESTS, files or folders below tests, are run besides. Not part of `npm test`.
 */

import { cpus } from 'node:os';
import type { PartialStrykerOptions } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';
import { environmentFor, roomOf, testsOf } from './room.ts';

/** Tests of the words and of the house read the sources as text, which is not what they are while they are broken. */
const IGNORED = ['/dist', '/docs', '/coverage', '/.git'];

const [name = '', ...besides] = process.argv.slice(2);
const room = roomOf(name);
if (!room) {
  process.stderr.write(`usage: npm run mutation -- ROOM [TESTS…]\nno folder or file below src: "${name}"\n`);
  process.exit(2);
}
Object.assign(process.env, environmentFor([room.tests, ...besides.map(testsOf)]));

const options: PartialStrykerOptions = {
  mutate: [...room.files],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'tools/mutation.config.ts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: Math.max(1, Math.min(2, cpus().length >> 1)),
  timeoutMS: 10_000,
  tempDirName: 'dist/mutation',
  ignorePatterns: IGNORED,
  tsconfigFile: 'none', // nothing to be rewritten: the tests are not compiled
  reporters: ['progress-append-only'],
  logLevel: 'warn' as PartialStrykerOptions['logLevel'] & string,
  allowConsoleColors: false,
};
const results = await new Stryker(options).runMutationTest();

const survivors = results.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
const killed = results.filter(({ status }) => status === 'Killed' || status === 'Timeout');
for (const one of survivors.sort(byPlace)) {
  const { line, column } = one.location.start;
  const what = one.replacement?.replace(/\s+/g, ' ').slice(0, 100) ?? '';
  const untried = one.status === 'NoCoverage' ? ' (no test comes here)' : '';
  process.stdout.write(`${one.fileName}:${line}:${column}  ${one.mutatorName}  ${what}${untried}\n`);
}
const judged = killed.length + survivors.length;
const share = judged === 0 ? 0 : (100 * killed.length) / judged;
process.stdout.write(
  `${name}: ${killed.length} of ${judged} killed, ${share.toFixed(1)} %; ${survivors.length} survived\n`,
);

type Result = (typeof results)[number];
function byPlace(a: Result, b: Result): number {
  return a.fileName.localeCompare(b.fileName) || a.location.start.line - b.location.start.line;
}
