/** The Received fields of a header section -> the path, oldest hop first, and where it is believed. RFC 5321 §4.4. */

import { isInternalAddress, parseAddress } from '../dns/address.ts';
import { fieldsNamed } from '../message/fields.ts';
import type { Field } from '../message/message.ts';
import { type Run, runOf } from './boundary.ts';
import { organizationOf, sameOrganization } from './organization.ts';
import { isHttp, isLocal } from './protocol.ts';
import { parseReceived, type Received } from './received.ts';
import { rolesOf } from './roles.ts';
import type { Hop, Receiver } from './trace.ts';

/** Hops that are read. RFC 5321 §6.3 lets a server see a loop at 100. */
export const MAX_HOPS = 200;

export type Path = Run & {
  /** Oldest first. X-Received repeats a step of its neighbour and is no hop. */
  readonly hops: readonly Hop[];
  /** True where there are more Received fields than are read; the newest were. */
  readonly cut: boolean;
};

export function pathOf(fields: readonly Field[], receiver: Receiver): Path {
  const all = fieldsNamed(fields, 'received');
  const lines = all
    .slice(0, MAX_HOPS)
    .map(({ index, value }) => ({ field: index, value, received: parseReceived(value) }));
  const run = runOf(lines, fields, receiver);
  const oldestFirst = lines.toReversed();
  const roles = rolesOf(oldestFirst, fields, run, receiver);
  const hops = oldestFirst.map(({ field, received }, at): Hop => {
    const isUnclear = run.boundary?.field === field && !run.boundary.readable;
    const { helo, rdns, ip, mayBeForged } = isUnclear ? UNKNOWN : received.from;
    return {
      field,
      grade: field <= run.ownAbove || at >= lines.length - run.steps ? 'recorded' : 'claimed',
      from: mayBeForged ? { helo, rdns, ip, mayBeForged } : { helo, rdns, ip },
      by: received.by,
      address: addressFrom(oldestFirst[at + 1]?.received, received),
      with: received.with,
      id: received.id,
      for: received.for,
      envelopeFrom: received.envelopeFrom,
      tls: received.tls,
      authenticated: received.authenticated,
      internal: isInternal(received),
      time: received.time,
      timeText: received.timeText,
      role: roles[at]?.role ?? 'unknown',
      roleEvidence: roles[at]?.evidence ?? null,
      ...(hasGap(oldestFirst[at - 1]?.received, received) ? { gap: true as const } : {}),
    };
  });
  return { ...run, hops, cut: all.length > MAX_HOPS };
}

/** The client of a boundary that cannot be read. */
const UNKNOWN = { helo: null, rdns: null, ip: null, mayBeForged: false };

/** The address of the server that wrote `hop`. */
function addressFrom(next: Received | undefined, hop: Received): string | null {
  const ip = next?.from.ip ?? null;
  const address = ip === null ? null : parseAddress(ip);
  if (!next || address === null || isInternalAddress(address)) return null;
  // Only where a name says that it is the same server: behind a gap, or where neither has a name, it may be another's.
  const { helo, rdns } = next.from;
  const by = hop.by?.toLowerCase() ?? null;
  return by !== null && [helo, rdns].some((name) => name?.toLowerCase() === by || sameOrganization(name, by))
    ? ip
    : null;
}

/** A step within one machine, one network or one provider: no TLS to be expected there. */
function isInternal({ from, by, with: protocol }: Received): boolean {
  if (/^(?:(?:UTF8)?LMTPS?A?|mapi)$/i.test(protocol ?? '') || isLocal(protocol)) return true;
  const address = from.ip === null ? null : parseAddress(from.ip);
  if (address !== null && isInternalAddress(address)) return true;
  if (from.helo === null && from.rdns === null && address === null) return !isHttp(protocol);
  if (/^localhost(?:\.|$)/i.test(from.helo ?? '') && address === null) return true;
  // The name that the server found: HELO is the client's word. Exchange writes no names; its own servers' HELO has to do.
  const byHelo = address === null || /^(?:Microsoft SMTP Server|HTTPS)/.test(protocol ?? '');
  return !from.mayBeForged && sameOrganization(from.rdns ?? (byHelo ? from.helo : null), by);
}

/** Both sides name an organization, and neither name of the client is that of the server before. Inside a network names tell nothing. */
function hasGap(before: Received | undefined, hop: Received): boolean {
  const address = hop.from.ip === null ? null : parseAddress(hop.from.ip);
  if (address !== null && isInternalAddress(address)) return false;
  const names = [hop.from.helo, hop.from.rdns].filter((name) => organizationOf(name) !== null);
  if (!before || organizationOf(before.by) === null || names.length === 0) return false;
  return !names.some((name) => sameOrganization(name, before.by));
}
