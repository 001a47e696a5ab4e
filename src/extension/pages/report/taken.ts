/** A message from a file or the clipboard: its digest is made here, and the digest alone goes to the worker. */

import { type Digest, digest } from '../../../engine/digest.ts';
import type { Report } from '../../../engine/report.ts';
import type { Words } from '../../../explain/words.ts';
import { browser } from '../../browser.ts';
import { type Command, PORT } from '../../protocol.ts';
import { watchInspection } from '../../store.ts';
import { reportFrom } from './saved.ts';

export const LARGEST = 50 * 1024 * 1024; // octets: twice what Gmail takes

export type Taken =
  | { readonly kind: 'message'; readonly digest: Digest }
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'refused'; readonly why: 'large' | 'failed' };

/** What a file or a pasted text is. Never rejects. */
export async function takenFrom(octets: Uint8Array, words: Words): Promise<Taken> {
  if (octets.length > LARGEST) return { kind: 'refused', why: 'large' };
  if (/^\s*\{/.test(new TextDecoder().decode(octets.subarray(0, 64)))) {
    const report = reportFrom(new TextDecoder().decode(octets), words);
    return report ? { kind: 'report', report } : { kind: 'refused', why: 'failed' };
  }
  const whole = await digest(octets);
  // Header fields alone: there is no body that could be judged.
  const made = whole.bodySize === 0 ? await digest(octets, 'approximate') : whole;
  return /^[!-9;-~]+[ \t]*:/m.test(made.header)
    ? { kind: 'message', digest: made }
    : { kind: 'refused', why: 'failed' };
}

/** Hands a digest to the worker as the inspection of this very tab; resolves to the tab's number when it is stored. */
export async function handOver(made: Digest): Promise<number> {
  const tab = (await browser.tabs.getCurrent())?.id;
  if (tab === undefined) throw new Error('not in a tab');
  return new Promise((done) => {
    const port = browser.runtime.connect({ name: PORT });
    const unwatch = watchInspection(tab, () => {
      unwatch();
      port.disconnect();
      done(tab);
    });
    port.postMessage({ do: 'take', tab, digest: made } satisfies Command);
  });
}
