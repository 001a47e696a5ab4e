/** What a ROOM stands for on the command line of the tools that break one: its files, and the tests that are its own. */

import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '..');

/** `files`: paths from the root. */
export type Room = { readonly files: readonly string[]; readonly tests: string };

/** A folder or a file below src; `engine/` may be left out. */
export function roomOf(name: string): Room | null {
  for (const path of name === '' ? [] : [name, `engine/${name}`]) {
    if (existsSync(join(root, 'src', `${path}.ts`)))
      return { files: [`src/${path}.ts`], tests: testsOf(dirname(path)) };
    if (existsSync(join(root, 'src', path))) return { files: filesBelow(path), tests: testsOf(path) };
  }
  return null;
}

function filesBelow(path: string): readonly string[] {
  return readdirSync(join(root, 'src', path), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => `src/${path}/${file.replaceAll('\\', '/')}`)
    .sort();
}

/** A folder stands for every test below it. */
export function testsOf(path: string): string {
  const found = statSync(join(root, 'tests', path), { throwIfNoEntry: false });
  return found?.isFile() ? `tests/${path}` : `tests/${path}/**/*.test.ts`;
}

/** Handed to tools/mutation.config.ts. The random comparisons are made short: each is run once a break. */
export function environmentFor(tests: readonly string[]): Record<string, string> {
  return { MUTATION_TESTS: JSON.stringify(tests), FUZZ_TIMES: process.env['FUZZ_TIMES'] ?? '0.02' };
}
