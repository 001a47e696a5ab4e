/** What a page says to the worker, and that has to reach it. */

import { browser } from '../browser.ts';
import type { ReaderMessage, ReaderReply } from '../protocol.ts';

/** A worker that was stopped in the middle of a message is told again, this often and after this long (milliseconds). */
const TOLD = 5;
const TELL_AGAIN = 500;

export type Tell = (message: ReaderMessage) => Promise<ReaderReply>;

/** Wakes a worker that sleeps. failed: also where it could not be reached. */
export async function tell(message: ReaderMessage): Promise<ReaderReply> {
  for (let told = 0; told < TOLD; told++) {
    const reply = await browser.runtime.sendMessage(message).catch(() => null);
    if (reply) return reply as ReaderReply;
    await new Promise((later) => setTimeout(later, TELL_AGAIN));
  }
  return 'failed';
}
