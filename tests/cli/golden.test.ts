/** Every row of the verdict table end to end: what the command line prints for each sample, word for word, in both languages. */

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { verdicts } from '../../src/judgement/verdicts/table.ts';
import { octetsOf, samples, worldZone } from '../mail/samples/samples.ts';
import { locales } from '../words.ts';
import { filesOf } from './files.ts';

// A whole inspection each: a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 });

/** Rewrites the files instead of comparing with them. */
const writing = process.env['GOLDEN'] === 'write';
const folder = join(import.meta.dirname, '../fixtures/golden');

/** Some days after the last of the samples came. */
const NOW = String(Date.UTC(2026, 10, 24) / 1000);

const notMessages = {
  'not-a-message': 'Minutes of the meeting\n\nPresent: all.\n',
  'not-a-message-empty': '',
} as const;

type Golden = { readonly id: string; readonly octets: Uint8Array; readonly more: readonly string[] };
const goldens: readonly Golden[] = [
  ...samples.map(({ id, folder }) => ({ id, octets: octetsOf(id), more: ['--place', folder] })),
  ...Object.entries(notMessages).map(([id, text]) => ({ id, octets: new TextEncoder().encode(text), more: [] })),
];

async function waybill(octets: Uint8Array, ...argv: readonly string[]): Promise<string> {
  let printed = '';
  const files: Readonly<Record<string, Uint8Array>> = { message: octets, world: new TextEncoder().encode(worldZone()) };
  const code = await run(['message', '--zone', 'world', '--now', NOW, ...argv], {
    ...filesOf(files),
    print: (text) => {
      printed += text;
    },
    complain: (text) => expect.unreachable(text),
    now: () => 0,
    timeZone: 'UTC',
  });
  expect(code).toBe(0);
  return printed;
}

const reached = new Set<string>();
const weak = [
  'signed-partly',
  'signed-replayed',
  'allowed-to-anyone',
  'shared-suffix',
  'confirmed-by-record',
  'signature-at-fault',
];

describe.each(goldens)('$id', ({ id, octets, more }) => {
  it.each(locales)('in %s', async (locale) => {
    const argv = [...more, '--lang', locale];
    const text = await waybill(octets, ...argv);
    const letter = await waybill(octets, ...argv, '--letter');
    const { verdict } = JSON.parse(await waybill(octets, ...argv, '--json'));
    reached.add(verdict.id);
    const whole = letter === '' ? text : `${text}\n${'-'.repeat(40)}\n\n${letter}`;
    const file = join(folder, `${id}.${locale}.txt`);
    if (writing) writeFileSync(file, whole);
    expect(existsSync(file), `${file}: GOLDEN=write writes it`).toBe(true);
    expect(whole).toBe(readFileSync(file, 'utf8'));
  });
});

it('every row of the verdict table is reached that a sample in a file can reach', () => {
  const others = new Set(['allowed-by-author', 'forwarded', ...weak]); // of a mailbox alone, and of tests/cases.test.ts
  expect(verdicts.map(({ id }) => id).filter((id) => !reached.has(id) && !others.has(id))).toEqual([]);
});

it('no file is left of a sample that is no more', () => {
  const known = new Set(goldens.flatMap(({ id }) => locales.map((locale) => `${id}.${locale}.txt`)));
  expect(readdirSync(folder).filter((file) => file.endsWith('.txt') && !known.has(file))).toEqual([]);
});

afterAll(() => {
  if (!writing) return;
  const known = new Set(goldens.map(({ id }) => id));
  for (const file of readdirSync(folder)) {
    if (file.endsWith('.txt') && !known.has(file.split('.')[0] ?? '')) rmSync(join(folder, file));
  }
});
