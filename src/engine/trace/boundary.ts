/**
 * Where the receiver's own record ends: the newest hop at which one of its servers took the message from outside.
 *
 * The newest, since the receiver writes above all that came in: whoever invents such a line can only place it further down. What
 * may move the line down is therefore only what the receiver's server itself found out: a peer with an internal address or with
 * that of a gateway which the reader named, or one that logged in. Never a name: HELO is the client's word, and the name of an address its owner's.
 */

import { isInternalAddress, matches, parseAddress } from '../dns/address.ts';
import type { Field } from '../message/message.ts';
import type { Received } from './received.ts';
import type { Boundary, Receiver } from './trace.ts';

type Line = { readonly field: number; readonly received: Received };

/** `lines` are the Received fields, newest first; `hop` of the result counts from the oldest. */
export function boundaryOf(lines: readonly Line[], fields: readonly Field[], receiver: Receiver): Boundary | null {
  const outside = lines.findIndex(({ received }) => isFromOutside(received, receiver.hosts));
  const taken = outside < 0 ? firstOfAll(lines, receiver.hosts) : outside;
  const top = belowGateways(lines, taken, receiver);
  const line = lines[top];
  if (!line) return null;
  // A mailbox that was fetched by POP or IMAP: what lies below was recorded for somebody else.
  if (lines.slice(0, top).some(({ received }) => /^(?:POP3?|IMAP4?)(?:S|-SSL)?$/i.test(received.with ?? '')))
    return null;
  if (fields.some((field) => field.key === 'x-gmail-fetch-info' && field.index < line.field)) return null;
  return { field: line.field, hop: lines.length - 1 - top, by: line.received.by ?? '' };
}

/** A message that never was outside: the receiver took it from an internal address, and nobody has written a line before. */
function firstOfAll(lines: readonly Line[], hosts: readonly string[]): number {
  const first = lines.at(-1)?.received;
  return first && isTaken(first, hosts) ? lines.length - 1 : -1;
}

function isFromOutside(received: Received, hosts: readonly string[]): boolean {
  const address = received.from.ip === null ? null : parseAddress(received.from.ip);
  return isTaken(received, hosts) && (address === null || !isInternalAddress(address));
}

/** Taken by one of these hosts from a peer that it names: without a from clause it is a hand-off, after a login a submission. */
function isTaken({ by, from, authenticated }: Received, hosts: readonly string[]): boolean {
  return !authenticated && isOneOf(by, hosts) && (from.ip !== null || from.helo !== null || from.rdns !== null);
}

function isOneOf(by: string | null, hosts: readonly string[]): boolean {
  return by !== null && hosts.includes(by.toLowerCase());
}

/**
 * Where a gateway handed it over, the gateway's own lines are next, without a break; the boundary is the one by which it took the
 * message from outside. A gateway that wrote no line under its name moves nothing: what stands there may be anybody's.
 */
function belowGateways(lines: readonly Line[], taken: number, receiver: Receiver): number {
  const hosts = receiver.gatewayHosts ?? [];
  if (!isFromGateway(lines[taken]?.received.from.ip ?? null, receiver)) return taken;
  const rest = lines.slice(taken + 1);
  const end = rest.findIndex(({ received }) => !isOneOf(received.by, hosts));
  const own = end < 0 ? rest : rest.slice(0, end);
  const outermost = own.findIndex(
    ({ received }) => isFromOutside(received, hosts) && !isFromGateway(received.from.ip, receiver),
  );
  return outermost < 0 ? taken : taken + 1 + outermost;
}

/** Whether an address is one of the reader's own gateways'. */
export function isFromGateway(ip: string | null, { gateways = [] }: Receiver): boolean {
  const address = ip === null ? null : parseAddress(ip);
  if (address === null) return false;
  return gateways.some((gateway) => {
    const [text = '', prefix] = gateway.split('/');
    const network = parseAddress(text);
    const bits = prefix === undefined ? (network?.octets.length ?? 0) * 8 : Number(prefix);
    return network !== null && matches(address, network, bits);
  });
}
