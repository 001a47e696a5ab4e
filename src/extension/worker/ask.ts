/** The worker's questions to the reader of a tab, which is put there first where there is none. */

import type { Browser } from '../browser.ts';
import { gmailHost, type Located, type ReaderRequest, type ReadFailure } from '../protocol.ts';
import { within } from './within.ts';

/** A page that is loading or busy answers late, one that is frozen never: this long (milliseconds) it is waited for. */
export const PAGE_ANSWERS = 10_000;

/** What the reader answers; a string is the failure. */
export type Ask = <Answer extends object | null = Located>(
  tab: number,
  request: ReaderRequest,
) => Promise<Answer | ReadFailure>;

export function asking({ tabs, permissions, scripting }: Browser): Ask {
  return async <Answer extends object | null = Located>(tab: number, request: ReaderRequest) => {
    const { url } = await tabs.get(tab).catch(() => ({ url: undefined }));
    // Without leave for the site its address is not told either.
    if (url === undefined && !(await permissions.contains(gmailHost))) return 'no-access';
    if (!url?.startsWith('https://mail.google.com/mail/')) return 'not-gmail';
    const send = async () => {
      const answer = await within(
        PAGE_ANSWERS,
        tabs.sendMessage(tab, request) as Promise<Answer | ReadFailure | undefined>,
      );
      if (answer === undefined) throw new Error('nobody there understands the question');
      return answer;
    };
    let timedOut = false;
    const note = (error: unknown) => {
      timedOut ||= String(error).includes('no answer within');
      throw error;
    };
    try {
      // A tab that is older than the extension has none, and one of an older version cannot answer any more.
      return await send()
        .catch(note)
        .catch(async () => {
          if (timedOut) throw new Error('the page does not answer');
          await within(PAGE_ANSWERS, scripting.executeScript({ target: { tabId: tab }, files: ['reader.js'] })).catch(
            note,
          );
          return send().catch(note);
        });
    } catch {
      // A host permission that was taken back, or a policy that forbids scripts on this site; else the tab is asleep.
      return timedOut ? 'page-silent' : 'no-access';
    }
  };
}
