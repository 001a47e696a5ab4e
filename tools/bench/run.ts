/** `npm run bench [NAME…]`: the measurements of tools/bench, all of them or those that are named. Not part of the tests. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a NAME.bench.ts exports. `run` prints a table. */
type Bench = { readonly title: string; readonly run: () => Promise<void> };

const END = '.bench.ts';
const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(END))
  .map((file) => file.slice(0, -END.length))
  .sort();

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`no such bench: ${unknown.join(', ')}; there are: ${known.join(', ')}\n`);
  process.exit(2);
}
for (const name of wanted.length > 0 ? wanted : known) {
  const file = pathToFileURL(join(import.meta.dirname, name + END)).href;
  const { title, run } = (await import(file)) as Bench;
  process.stdout.write(`\n# ${name}: ${title}\n\n`);
  await run();
}
