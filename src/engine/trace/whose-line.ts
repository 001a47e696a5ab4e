/**
 * Whose a Received line is: the receiver's own, and then whether it is a step within or one by which something came from outside;
 * or somebody else's. DESIGN: "whose record is believed".
 *
 * The words of the client (HELO, the name of its address, what stands in comments beside them) come first in a line, and it may
 * choose them. So a name of the receiver's anywhere behind "by" makes the line the receiver's, and only what the server itself
 * found out may make it a step within: an address, the protocol, and that there is no client at all.
 */

import { type Address, isInternalAddress, parseAddress } from '../dns/address.ts';
import { unfold } from '../message/fields.ts';
import type { OctetString } from '../octets.ts';
import { isWithin } from './gateways.ts';
import { isHttp, isLocal } from './protocol.ts';
import type { Received } from './received.ts';
import { type HostPattern, isNamed, type ReceiverRow } from './receivers.ts';

/** A Received field: its place in the header section, its octets and what is read of them. */
export type Line = { readonly field: number; readonly value: OctetString; readonly received: Received };

export type Whose =
  /** A hand-off within the receiver, or into the mailbox. */
  | { readonly kind: 'within' }
  /** Taken from outside, or from a client that cannot be read. certain: the line is the receiver's however it is read. */
  | { readonly kind: 'taken'; readonly by: string; readonly certain: boolean }
  | { readonly kind: 'submitted'; readonly by: string; readonly how: 'smtp' | 'http' }
  /** Fetched from another mailbox; own: by the receiver itself. */
  | { readonly kind: 'fetched'; readonly protocol: string; readonly own: boolean }
  | { readonly kind: 'imported' }
  | { readonly kind: 'foreign' };

const FETCHED = /^(?:POP3?|IMAP4?)(?:S|-SSL)?$/i;
const LMTP = /^(?:UTF8)?LMTPS?A?$/;

/** `within`: all lines above it are steps within. */
export function whoseLine({ received, value }: Line, row: ReceiverRow, within: boolean): Whose {
  const { by, with: protocol, times } = received;
  const own = ownName(received, row, within);
  if (protocol !== null && FETCHED.test(protocol) && times.with === 1 && times.by <= 1)
    return { kind: 'fetched', protocol, own: own !== null };
  if (own === null) {
    const named = nameWithin(value, row.hosts);
    if (named !== null) return { kind: 'taken', by: named, certain: false };
    return isDelivery(received, row) ? { kind: 'within' } : { kind: 'foreign' };
  }
  const certain = times.by <= 1 || (times.by === 2 && /\bby\b/.test(protocol ?? ''));
  if (!certain) return { kind: 'taken', by: own, certain };
  if (isNamed(by, row.imports) && isHttp(protocol)) return { kind: 'imported' };
  if (times.with <= 1 && isSubmission(received, row))
    return { kind: 'submitted', by: own, how: isHttp(protocol) ? 'http' : 'smtp' };
  return isStepWithin(received, row) ? { kind: 'within' } : { kind: 'taken', by: own, certain };
}

/** The name or address behind "by" where it is the receiver's. */
function ownName({ by, head }: Received, row: ReceiverRow, within: boolean): string | null {
  if (by === null) return null;
  if (isNamed(by, row.hosts) || isNamed(by, row.submission) || isNamed(by, row.neighbours)) return by;
  const address = parseAddress(by.replace(/^\[(.*)\]$/, '$1'));
  if (address === null) return null;
  const isOwn = (head === 'nobody' && isWithin(address, row.handOffs)) || (within && isWithin(address, row.inner));
  return isOwn ? by : null;
}

/** Octets of a line that are searched for a name of the receiver's. */
const MAX_SEARCHED = 100_000;

/** A name of the receiver's behind a "by" that stands where the client may have put it: in a comment, or as a second one. */
function nameWithin(value: OctetString, hosts: readonly HostPattern[]): string | null {
  const text = unfold(value).slice(0, MAX_SEARCHED);
  for (const [, name = ''] of text.matchAll(/\bby[ \t]{1,8}([A-Za-z0-9._-]{1,255})/gi)) {
    if (isNamed(name.replace(/\.$/, ''), hosts)) return name;
  }
  return null;
}

/** Into the mailbox: LMTP (RFC 2033) or a program on the machine, from one of the receiver's hosts, and from no address outside. */
function isDelivery({ from, with: protocol, times }: Received, row: ReceiverRow): boolean {
  const delivers = LMTP.test(protocol ?? '') || isLocal(protocol);
  return (
    delivers &&
    times.by === 1 &&
    times.with === 1 &&
    isNamed(from.helo ?? from.rdns, row.hosts) &&
    from.addresses.every(isInside)
  );
}

function isSubmission({ by, with: protocol, head }: Received, row: ReceiverRow): boolean {
  if (isNamed(by, row.submission)) return true;
  // The protocol word is the server's (RFC 3848). What a comment says of a login may be the client's HELO.
  if (/^(?:UTF8)?(?:E?SMTPS?A|ASMTPS?)$/.test(protocol ?? '')) return true;
  return head === 'nobody' && isHttp(protocol);
}

/** No client, or only addresses of the inside. */
function isStepWithin({ head, from, submitter, with: protocol }: Received, row: ReceiverRow): boolean {
  if (head === 'nobody' || (submitter !== null && isLocal(protocol))) return true;
  const first = row.firstWord === 'address' && from.addresses.length === 0 ? from.ip : null;
  if (head !== 'client') return false;
  const addresses = first === null ? from.addresses : [first];
  return addresses.length > 0 && addresses.every((text) => isInside(text) || isWithin(addressOf(text), row.peers));
}

function isInside(text: string): boolean {
  return isInternalAddress(addressOf(text));
}

/** The reader of lines has parsed it before. */
function addressOf(text: string): Address {
  return parseAddress(text) as Address;
}
