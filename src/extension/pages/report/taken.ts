/** A message from a file or the clipboard: its octets stay in this page, and its digest alone goes to the worker. */

import { type Digest, digest } from '../../../engine/digest.ts';
import { checksToInfer } from '../../../engine/dkim/alteration/infer.ts';
import type { Report } from '../../../engine/report.ts';
import type { Words } from '../../../explain/words.ts';
import { browser } from '../../browser.ts';
import { type AlterationResult, type Command, PORT, type Stored } from '../../protocol.ts';
import { alterationsOf } from '../../webmail/alteration.ts';
import { storeIn } from '../../worker/store.ts';
import type { Inspected } from '../components/stage.tsx';
import { endOfFirst, isMbox } from './mbox.ts';
import { reportFrom } from './saved.ts';

type Octets = Uint8Array<ArrayBuffer>;

const LARGEST = 50 * 1024 * 1024; // octets: twice what Gmail takes

/** large: of more octets than are taken in. gone: a file that cannot be read, or no longer, or a folder. failed: neither of both. */
export type Refusal = 'large' | 'gone' | 'failed';
export type Taken =
  | { readonly kind: 'message'; readonly octets: Octets; readonly digest: Digest }
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'refused'; readonly why: Refusal };

/** What a file or a pasted text is. Never rejects. */
export async function takenFrom(given: Blob, words: Words): Promise<Taken> {
  const octets = await firstOf(given);
  if (typeof octets === 'string') return { kind: 'refused', why: octets };
  if (/^\s*\{/.test(new TextDecoder().decode(octets.subarray(0, 64)))) {
    const report = reportFrom(new TextDecoder().decode(octets), words);
    return report ? { kind: 'report', report } : { kind: 'refused', why: 'failed' };
  }
  const whole = await digest(octets);
  // Header fields alone: there is no body that could be judged.
  const made = whole.bodySize === 0 ? await digest(octets, 'approximate') : whole;
  return /^[!-9;-~]+[ \t]*:/m.test(made.header)
    ? { kind: 'message', octets, digest: made }
    : { kind: 'refused', why: 'failed' };
}

/** Of a mailbox the first message alone, however large the rest is; of anything else all. */
async function firstOf(given: Blob): Promise<Octets | Extract<Refusal, 'large' | 'gone'>> {
  const isLarge = given.size > LARGEST;
  const octets = await (isLarge ? given.slice(0, LARGEST) : given).arrayBuffer().then(
    (read) => new Uint8Array(read),
    () => null,
  );
  if (!octets) return 'gone';
  const end = isMbox(octets) ? endOfFirst(octets) : null;
  if (end !== null) return octets.subarray(0, end);
  return isLarge ? 'large' : octets;
}

/** The message of this page's own inspection, as long as the page is open. */
let held: { readonly serial: number; readonly octets: Octets } | null = null;

/** Hands a message to the worker as the inspection of this very tab; resolves to the tab's number when it is stored. */
export async function handOver({ octets, digest: made }: Extract<Taken, { kind: 'message' }>): Promise<number> {
  const tab = await ownTab();
  held = { serial: await inspected({ tab }, made), octets };
  return tab;
}

/** The same of a message beside that one. */
export async function handOverBeside(made: Digest): Promise<Stored> {
  const subject = { beside: await ownTab() };
  await inspected(subject, made);
  return subject;
}

async function ownTab(): Promise<number> {
  const tab = (await browser.tabs.getCurrent())?.id;
  if (tab === undefined) throw new Error('not in a tab');
  return tab;
}

/** The serial of the inspection, when it is stored. */
function inspected(subject: Stored, made: Digest): Promise<number> {
  return new Promise((done) => {
    const port = browser.runtime.connect({ name: PORT });
    const unwatch = storeIn(browser).watchOne(subject, ({ serial }) => {
      unwatch();
      port.disconnect();
      done(serial);
    });
    port.postMessage({ kind: 'take', subject, digest: made } satisfies Command);
  });
}

/** Looks for what was changed on the way in a message that was opened here. Null where this page does not have its octets. */
export function inferTaken({ serial, report }: Inspected): Promise<AlterationResult> | null {
  if (held?.serial !== serial) return null;
  const source = { ok: true, octets: held.octets, fidelity: 'complete' } as const;
  return alterationsOf(source, checksToInfer(report.verified?.dkim ?? []));
}
