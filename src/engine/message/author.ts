/** The author that a reader sees: the From field, and the Author Domain of it. RFC 5322 §3.6.2, RFC 9989 "Author Domain". */

import { fieldsNamed } from './fields.ts';
import { parseMailboxes } from './mailboxes.ts';
import type { Field, Mailbox } from './message.ts';

/** Why there is no single Author Domain. */
export type AuthorFault = 'no-from' | 'several-from' | 'several-domains' | 'no-address' | 'unreadable' | 'bad-domain';

export type Author = {
  readonly mailboxes: readonly Mailbox[];
  /** Indexes of the From fields. */
  readonly fields: readonly number[];
  /** A-label form, lower case; null with a fault. */
  readonly domain: string | null;
  readonly fault: AuthorFault | null;
};

/** The Author of a message. Several addresses with one domain between them have that Author Domain. */
export function authorOf(fields: readonly Field[]): Author {
  const from = fieldsNamed(fields, 'from');
  const lists = from.map((field) => parseMailboxes(field.value));
  const mailboxes = lists.flatMap((list) => list.mailboxes);
  const domains = new Set(mailboxes.map((mailbox) => mailbox.domain));
  const fault = faultOf(
    from.length,
    lists.every((list) => list.readable),
    domains,
  );
  const [domain = null] = domains;
  return { mailboxes, fields: from.map((field) => field.index), domain: fault === null ? domain : null, fault };
}

function faultOf(count: number, readable: boolean, domains: ReadonlySet<string | null>): AuthorFault | null {
  if (count === 0) return 'no-from';
  if (count > 1) return 'several-from'; // RFC 5322 §3.6: at most one
  if (!readable) return 'unreadable';
  if (domains.size === 0) return 'no-address';
  if (domains.has(null)) return 'bad-domain';
  return domains.size > 1 ? 'several-domains' : null;
}
