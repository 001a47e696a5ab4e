/**
 * Where the receiver's own record ends: the first hop, from the newest, by which one of its servers took the message from outside,
 * and only where every line above it is the receiver's own.
 *
 * The receiver writes above all that came in, without a break: whoever invents such a line can only place it further down. So a
 * line of somebody else's above means that the mailbox is elsewhere, an own line that cannot be read is the boundary with nothing
 * known of the client, and never is a line further down taken in its place: also not "by mx.google.com" under a hand-over by
 * Google's own servers, since whoever has an account there can write it below his own submission.
 */

import type { Field } from '../message/message.ts';
import { resultsInstance } from '../syntax/arc-instance.ts';
import { isFromGateway } from './gateways.ts';
import { isNamed, type ReceiverRow, rowOf } from './receivers.ts';
import type { Boundary, Earlier, NoBoundary, Receiver } from './trace.ts';
import { type Line, type Whose, whoseLine } from './whose-line.ts';

export type Run = {
  readonly boundary: Boundary | null;
  readonly noBoundary: NoBoundary | null;
  /** How many of the newest lines are the receiver's own steps within. */
  readonly steps: number;
  /** What stands above the field of this index, only the receiver can have written: its record. -1: there is none. */
  readonly ownAbove: number;
  readonly earlier: Earlier | null;
};

/** `lines` are the Received fields, newest first; a `hop` of the result counts from the oldest. */
export function runOf(lines: readonly Line[], fields: readonly Field[], receiver: Receiver): Run {
  const row = rowOf(receiver);
  const read: Whose[] = [];
  let end = 0;
  for (; end < lines.length; end++) {
    const whose = whoseLine(lines[end] as Line, row, end > 0);
    read.push(whose);
    if (whose.kind !== 'within') break;
  }
  const hopOf = (at: number) => lines.length - 1 - at;
  const ends = read[end];
  const stop = lines[end];
  const info = fields.find(({ key }) => key === 'x-gmail-fetch-info');
  const fetched = fetchOf(stop, ends, info);
  if (fetched)
    return { boundary: null, noBoundary: fetched.why, steps: end, ownAbove: fetched.ownAbove, earlier: null };
  if (stop && ends?.kind === 'taken') {
    const at = belowGateways(lines, end, receiver);
    const { field, received } = lines[at] as Line;
    const [by, certain] = at === end ? [ends.by, ends.certain] : [received.by ?? '', received.times.by <= 1];
    return {
      boundary: { field, hop: hopOf(at), by, certain, readable: certain && received.head !== 'unclear' },
      noBoundary: null,
      steps: at,
      ownAbove: field,
      earlier: at === end && certain ? earlierOf(lines, at, fields, row) : null,
    };
  }
  const first = firstOfAll(lines, end);
  if (first !== null) {
    const { field, received } = lines[first] as Line;
    const boundary = { field, hop: hopOf(first), by: received.by ?? '', certain: true, readable: true };
    return { boundary, noBoundary: null, steps: first, ownAbove: field, earlier: null };
  }
  return { boundary: null, noBoundary: whyNone(lines, end, ends, row), steps: end, ownAbove: -1, earlier: null };
}

type Fetch = { readonly why: NoBoundary; readonly ownAbove: number };

/** A mailbox that was fetched by POP or IMAP: what lies below was recorded for somebody else. `stop` is the line that ends the run. */
function fetchOf(stop: Line | undefined, ends: Whose | undefined, info: Field | undefined): Fetch | null {
  const above = info && (!stop || info.index < stop.field) ? info : undefined;
  if (ends?.kind !== 'fetched' && !above) return null;
  // "user@example.org 1 pop.example.org 995 user", above or right below the line.
  const [account = null, , host = null] = info?.value.trim().slice(0, 2000).split(/\s+/, 5) ?? [];
  if (stop && ends?.kind === 'fetched') {
    const why = { reason: 'fetched', field: stop.field, protocol: ends.protocol } as const;
    const told = ends.own && info ? { host, account } : { host: stop.received.from.helo, account: null };
    return { why: { ...why, ...told }, ownAbove: ends.own ? stop.field : -1 };
  }
  const field = above?.index ?? 0;
  return { why: { reason: 'fetched', field, protocol: 'POP3', host, account }, ownAbove: field };
}

/** A message that never was outside: the receiver took it from an internal address, and nobody has written a line before. */
function firstOfAll(lines: readonly Line[], end: number): number | null {
  const first = lines.at(-1)?.received;
  return first && end === lines.length && first.head === 'client' && first.from.addresses.length > 0 ? end - 1 : null;
}

function whyNone(lines: readonly Line[], end: number, ends: Whose | undefined, row: ReceiverRow): NoBoundary {
  const line = lines[end];
  if (lines.length === 0) return { reason: 'no-received' };
  if (!line || !ends) return { reason: 'inside', field: (lines.at(-1) as Line).field, host: null };
  const { field, received } = line;
  if (ends.kind === 'submitted') return { reason: 'submitted', field, host: ends.by, how: ends.how };
  if (ends.kind === 'imported') {
    // A program that sends hands in a message without a path; one that moves a mailbox brings the path along.
    const below = lines.slice(end + 1).find((other) => whoseLine(other, row, true).kind === 'foreign');
    return below
      ? { reason: 'imported', field, host: below.received.by }
      : { reason: 'submitted', field, host: received.by ?? '', how: 'http' };
  }
  if (end > 0) return { reason: 'inside', field, host: received.by };
  const station = lines.findIndex((other) => other.received.times.by === 1 && isNamed(other.received.by, row.hosts));
  return { reason: 'elsewhere', field, host: received.by, station: station < 0 ? null : lines.length - 1 - station };
}

/**
 * Where a gateway that the reader named handed it over, the gateway's own lines are next, without a break; the boundary is the one
 * by which it took the message from outside. A gateway that wrote no line under its name moves nothing: what stands there may be
 * anybody's.
 */
function belowGateways(lines: readonly Line[], taken: number, receiver: Receiver): number {
  if (!isFromGateway(lines[taken]?.received.from.ip ?? null, receiver)) return taken;
  const row = rowOf({ authservIds: [], hosts: receiver.gatewayHosts ?? [] });
  for (let at = taken + 1; at < lines.length; at++) {
    const line = lines[at] as Line;
    const whose = whoseLine(line, row, true);
    if (whose.kind === 'taken' && !isFromGateway(line.received.from.ip, receiver)) return at;
    if (whose.kind !== 'within' && whose.kind !== 'taken') break;
  }
  return taken;
}

/** The line below by which another mailbox at the same provider took the message, where the provider's own servers handed it over. */
function earlierOf(lines: readonly Line[], taken: number, fields: readonly Field[], row: ReceiverRow): Earlier | null {
  const { from } = (lines[taken] as Line).received;
  if (!isNamed(from.rdns, row.neighbours) || from.mayBeForged) return null;
  for (let at = taken + 1; at < lines.length; at++) {
    const line = lines[at] as Line;
    const whose = whoseLine(line, row, true);
    if (whose.kind === 'taken') {
      const { field, received } = line;
      const above = fields.slice((lines[at - 1] as Line).field + 1, field);
      const results = above.findLast(({ key }) => key === 'arc-authentication-results');
      const instance = results ? resultsInstance(results.value) : null;
      return { field, hop: lines.length - 1 - at, by: whose.by, for: received.for, instance };
    }
    if (whose.kind !== 'within') return null;
  }
  return null;
}
