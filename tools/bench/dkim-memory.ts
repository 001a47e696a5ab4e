/** Prints what a digest takes at its peak beside the message itself, resident octets, as Linux counts them. For the bench. */

import { readFileSync, writeFileSync } from 'node:fs';
import { digest } from '../../src/engine/digest.ts';
import { base64Lines, spacedText } from '../../tests/mail/bodies.ts';
import { octetsOf } from '../../tests/mail/signer.ts';

const [, , shape = ''] = process.argv;
const size = 25 * 2 ** 20;

function message(): Uint8Array {
  const tags = (c: string) => `DKIM-Signature: v=1; a=rsa-sha256; c=${c}; d=a.example; s=b; h=from; bh=AAAA; b=AAAA`;
  const fields = ['From: a@a.example', tags('relaxed/relaxed'), ...(shape === 'both' ? [tags('simple/simple')] : [])];
  const octets = octetsOf({ fields, body: (shape.startsWith('base64') ? base64Lines : spacedText)(size) });
  return shape.endsWith('-lf') ? Buffer.from(octets.toString('latin1').replaceAll('\r\n', '\n'), 'latin1') : octets;
}

const status = (name: string) =>
  1024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync('/proc/self/status', 'latin1'))?.[1]);
const collect = () => (globalThis as { gc?: () => void }).gc?.();

const octets = message();
await digest(octets.subarray(0, 1000)); // the code itself
collect();
collect();
writeFileSync('/proc/self/clear_refs', '5'); // the peak begins here
const before = status('VmRSS');
// As in a tab: other things have their turn between the pieces.
await digest(octets, 'complete', () => new Promise((resume) => setImmediate(resume)));
process.stdout.write(JSON.stringify({ peak: status('VmHWM') - before, size: octets.length }));
