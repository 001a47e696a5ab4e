/**
 * Where the receiver's own record ends: the newest hop at which one of its servers took the message from outside.
 *
 * The newest, since the receiver writes above all that came in: whoever invents such a line can only place it further down. What
 * may move the line down is therefore only what the receiver's server itself found out: a peer with an internal address or with
 * that of a gateway which the reader named, or one that logged in. Never a name: HELO is the client's word, and the name of an address its owner's.
 */

import { isInternalAddress, parseAddress } from '../dns/address.ts';
import type { Field } from '../message/message.ts';
import type { Received } from './received.ts';
import type { Boundary, Receiver } from './trace.ts';

type Line = { readonly field: number; readonly received: Received };

/** `lines` are the Received fields, newest first; `hop` of the result counts from the oldest. */
export function boundaryOf(lines: readonly Line[], fields: readonly Field[], receiver: Receiver): Boundary | null {
  const top = lines.findIndex(({ received }) => isFromOutside(received, receiver));
  const line = lines[top];
  if (!line) return null;
  // A mailbox that was fetched by POP or IMAP: what lies below was recorded for somebody else.
  if (lines.slice(0, top).some(({ received }) => /^(?:POP3?|IMAP4?)S?$/i.test(received.with ?? ''))) return null;
  if (fields.some((field) => field.key === 'x-gmail-fetch-info' && field.index < line.field)) return null;
  return { field: line.field, hop: lines.length - 1 - top, by: line.received.by ?? '' };
}

function isFromOutside(received: Received, receiver: Receiver): boolean {
  const { by, from, authenticated } = received;
  if (by === null || authenticated || !receiver.hosts.includes(by.toLowerCase())) return false;
  if (from.ip !== null && receiver.gateways?.includes(from.ip)) return false;
  const address = from.ip === null ? null : parseAddress(from.ip);
  if (address !== null) return !isInternalAddress(address);
  return from.helo !== null || from.rdns !== null; // without a from clause it is a hand-off
}
