/**
 * `npm run limits -- ROOM [TESTS…]`: multiplies each number that the room states at the top of a file by a thousand, one after the
 * other, and tells which of them no test of the room notices. A limit that can grow so far unseen is none. Not part of `npm test`.
 */

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentFor, roomOf, root, testsOf } from './room.ts';

const STATED = /^(?:export )?const ([A-Z][A-Z_0-9]+) = ([0-9][^;n]*);/gm;
const GREATER = 1000;

const [name = '', ...besides] = process.argv.slice(2);
const room = roomOf(name);
if (!room) {
  process.stderr.write(`usage: npm run limits -- ROOM [TESTS…]\nno folder or file below src: "${name}"\n`);
  process.exit(2);
}

/** A copy is broken, not the sources themselves; its modules are found above it. */
const copy = join(root, 'dist/limits');
rmSync(copy, { recursive: true, force: true });
mkdirSync(copy, { recursive: true });
for (const part of ['src', 'tests', 'tools', 'public', 'package.json', 'tsconfig.json', 'manifest.json']) {
  cpSync(join(root, part), join(copy, part), { recursive: true });
}

function testsPass(): boolean {
  const args = ['vitest', 'run', '--config', 'tools/mutation.config.ts', '--bail', '1'];
  const env = { ...process.env, ...environmentFor([room?.tests ?? '', ...besides.map(testsOf)]) };
  return spawnSync('npx', args, { cwd: copy, env, stdio: 'ignore' }).status === 0;
}

if (!testsPass()) {
  process.stderr.write(`the tests of ${name} fail as they are\n`);
  process.exit(1);
}
let survived = 0;
let stated = 0;
for (const file of room.files) {
  const text = readFileSync(join(copy, file), 'utf8');
  for (const { 0: whole, 1: limit = '', 2: value = '', index } of text.matchAll(STATED)) {
    const greater = whole.replace(`= ${value};`, `= ${GREATER} * (${value});`);
    writeFileSync(join(copy, file), text.slice(0, index) + greater + text.slice(index + whole.length));
    stated++;
    if (testsPass()) {
      survived++;
      process.stdout.write(`${file}  ${limit} = ${value}\n`);
    }
  }
  writeFileSync(join(copy, file), text);
}
process.stdout.write(`${name}: ${stated} numbers stated; ${survived} may grow a thousandfold unnoticed\n`);
rmSync(copy, { recursive: true, force: true });
