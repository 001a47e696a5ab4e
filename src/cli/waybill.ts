/** The node door: waybill mail.eml. */

import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Catalogue } from '../explain/words.ts';
import { type Io, run } from './run.ts';

/** Octets of a file that are read at most: far more than any mail, and less than what a machine has. */
const MAX_FILE = 0x2000_0000;

const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'is a directory',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
};

const io: Io = {
  async readOctets(file) {
    try {
      if (file === '-') return await octetsOf(process.stdin);
      const found = await stat(file);
      if (found.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
      return await octetsOf(createReadStream(file));
    } catch (error) {
      const { code = '', message } = error as { code?: string; message: string };
      throw new Error(`${file}: ${sentences[code] ?? message}`);
    }
  },
  async readCatalogue(locale) {
    const file = new URL(`../../public/_locales/${locale}/messages.json`, import.meta.url);
    return JSON.parse(await readFile(file, 'utf8')) as Catalogue;
  },
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
  now: () => Math.floor(Date.now() / 1000),
};

async function octetsOf(stream: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += (chunk as Buffer).length;
    if (size > MAX_FILE) throw new Error('larger than 512 MB, which no mail is');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

// Whoever reads our output may stop reading: `| head`.
process.stdout.on('error', (error: { code?: string }) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2);
});

try {
  process.exitCode = await run(process.argv.slice(2), io);
} catch (error) {
  // Outcomes are values, so this is a mistake of ours: say so in one line.
  process.stderr.write(`waybill: unexpected: ${String(error).split('\n', 1)[0]}\n`);
  process.exitCode = 1;
}
