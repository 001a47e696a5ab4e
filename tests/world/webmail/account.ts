/** Which mailbox an address means. Gmail's base path keeps the account, and a delegated mailbox in one of two ways. */

import type { Account, MailMessage } from './mailbox.ts';

const basePath = /^\/mail(?:\/ca)?(?:\/b\/([^/]+))?(?:\/u\/(\d+))?(?:\/d\/([^/]+))?\/?(popout|sw\.js)?$/;

export type Place = {
  readonly account: Account;
  /** "/mail/u/0", without a final slash. */
  readonly base: string;
  readonly rest: 'popout' | 'sw.js' | '';
};

export function placeOf(path: string, accounts: readonly Account[]): Place | null {
  const parts = basePath.exec(path);
  if (!parts) return null;
  const [, older, index = '0', newer, rest = ''] = parts;
  const delegate = newer ? 'd' : older ? 'b' : null;
  const account = accounts.find((one) => one.index === Number(index) && one.delegate === delegate);
  if (!account) return null;
  const base = path.slice(0, path.length - rest.length).replace(/\/$/, '');
  return { account, base, rest: rest as Place['rest'] };
}

/**
 * The message that a request names. `th` takes the hexadecimal id of a message and nothing else; `permmsgid` takes
 * "msg-f:" with a decimal number, or "msg-a:" as it is.
 */
export function messageOf(account: Account, query: URLSearchParams): MailMessage | null {
  const th = query.get('th');
  const permId = query.get('permmsgid');
  const messages = account.threads.flatMap((thread) => thread.messages);
  if (th !== null) return messages.find((one) => one.legacyHex === th) ?? null;
  return messages.find((one) => one.permId === permId) ?? null;
}
