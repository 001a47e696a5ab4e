/**
 * Signs that a message was sent again, by somebody else, to somebody else: a signature holds for whoever has it. RFC 6376 §8.6.
 *
 * Each of them has innocent causes - a queue, a list, a forward, Bcc - so that none decides anything by itself.
 */

import { fieldsNamed } from '../message/fields.ts';
import { parseMailboxes } from '../message/mailboxes.ts';
import type { Field } from '../message/message.ts';
import type { Boundary, Hop } from '../trace/trace.ts';
import { headerReader } from './canonical-header.ts';
import type { DkimSignature } from './dkim.ts';

/** Seconds. What waits in queues, or is greylisted, comes within a day (RFC 5321 §4.5.4.1 gives up after four or five). */
export const REPLAY_AGE = 86_400;

export type ReplaySigns = {
  /** Seconds from the signature (t=, else a Date that is signed) to the receiver's taking the message; null where either is not known. */
  readonly age: number | null;
  /** Whether a To or Cc that is signed names the mailbox it came to; null where the mailbox or such a field is not there. */
  readonly addressed: 'to-mailbox' | 'to-others' | null;
};

/** Of `Recorded`. */
type Known = {
  readonly fields: readonly Field[];
  readonly hops: readonly Pick<Hop, 'time' | 'for'>[];
  readonly boundary: Pick<Boundary, 'field' | 'hop'> | null;
  readonly date: number | null;
};

export function replaySigns(signature: DkimSignature, recorded: Known): ReplaySigns {
  const { fields, hops, boundary, date } = recorded;
  const own = fields.find(({ index }) => index === signature.field);
  if (!own) return { age: null, addressed: null };
  const signed = headerReader(fields).select(signature.h, own);
  const at = signature.t ?? (signed.some(({ key }) => key === 'date') ? date : null);
  const arrived = boundary === null ? null : (hops[boundary.hop]?.time ?? null);
  return { age: at === null || arrived === null ? null : arrived - at, addressed: addressedTo(signed, recorded) };
}

function addressedTo(signed: readonly Field[], recorded: Known): ReplaySigns['addressed'] {
  const mailboxes = mailboxesOf(recorded);
  const named = signed
    .filter(({ key }) => key === 'to' || key === 'cc')
    .flatMap(({ value }) => parseMailboxes(value).mailboxes)

    .map(({ address }) => plain(address));
  if (mailboxes.length === 0 || named.length === 0) return null;
  return mailboxes.some((mailbox) => named.includes(mailbox)) ? 'to-mailbox' : 'to-others';
}

/** Delivered-To of the receiver, above the line by which it took the message; and "for" of that line. */
function mailboxesOf({ fields, hops, boundary }: Known): readonly string[] {
  if (boundary === null) return [];
  const delivered = fieldsNamed(fields, 'delivered-to').filter(({ index }) => index < boundary.field);
  const all = [...delivered.map(({ value }) => value), hops[boundary.hop]?.for ?? ''];
  return all.map((one) => plain(one.trim().replace(/^<|>$/g, ''))).filter((one) => one.includes('@'));
}

/** Without case, a detail behind "+" (RFC 5233 §1), and the dots that Gmail does not tell apart. */
function plain(address: string): string {
  const at = address.lastIndexOf('@');
  const [local = ''] = address.slice(0, at).toLowerCase().split('+', 1);
  const domain = address.slice(at + 1).toLowerCase();
  return `${domain === 'gmail.com' || domain === 'googlemail.com' ? local.replaceAll('.', '') : local}@${domain}`;
}
