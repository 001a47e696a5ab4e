/** The worker's questions to the reader of a tab, which is put there first where there is none. */

import { browser } from '../browser.ts';
import { gmailHost, type Located, type ReaderRequest, type ReadFailure } from '../protocol.ts';

/** What the reader answers; a string is the failure. */
export async function ask<Answer extends object | null = Located>(
  tab: number,
  request: ReaderRequest,
): Promise<Answer | ReadFailure> {
  const { url } = await browser.tabs.get(tab).catch(() => ({ url: undefined }));
  // Without leave for the site its address is not told either.
  if (url === undefined && !(await browser.permissions.contains(gmailHost))) return 'no-access';
  if (!url?.startsWith('https://mail.google.com/mail/')) return 'not-gmail';
  const send = () => browser.tabs.sendMessage(tab, request) as Promise<Answer | ReadFailure>;
  try {
    // A tab that is older than the extension has none, and one of an older version cannot answer any more.
    return await send().catch(async () => {
      await browser.scripting.executeScript({ target: { tabId: tab }, files: ['reader.js'] });
      return send();
    });
  } catch {
    return 'no-access'; // the host permission was taken back, or a policy forbids scripts on this site
  }
}
