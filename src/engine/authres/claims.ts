/**
 * Every result that anybody wrote, and which of them are the receiver's own. RFC 8601 §5, §7.1; RFC 7208 §9.1.
 *
 * Recorded is what stands where only the receiver can have written it:
 * - above the boundary, with its authserv-id;
 * - else in the unbroken run right below the boundary: Gmail writes Received-SPF and Authentication-Results there, in this
 *   order. The first Authentication-Results ends the run, whosever it is: what follows came with the message.
 * A name proves nothing: the same authserv-id anywhere else is a claim.
 */

import type { Field } from '../message/message.ts';
import type { Boundary, Receiver } from '../trace/trace.ts';
import type { Claim, RecordedResults } from './authres.ts';
import { parseReceivedSpf, parseResults } from './parse.ts';

/** Claims that are kept, newest field first. */
export const MAX_CLAIMS = 1000;

/** A field before it is graded. */
type Draft = Omit<Claim, 'grade'>;

const SOURCES: Readonly<Record<string, Claim['source']>> = {
  'authentication-results': 'authentication-results',
  'arc-authentication-results': 'arc-authentication-results',
  'received-spf': 'received-spf',
};

export function claimsOf(fields: readonly Field[], boundary: Boundary | null, receiver: Receiver): readonly Claim[] {
  const own = boundary === null ? new Set<number>() : ownFields(fields, boundary, receiver);
  return fields
    .filter((field) => SOURCES[field.key] !== undefined)
    .flatMap((field) =>
      draftsOf(field).map((draft): Claim => ({ grade: own.has(field.index) ? 'recorded' : 'claimed', ...draft })),
    )
    .slice(0, MAX_CLAIMS);
}

function draftsOf(field: Field): readonly Draft[] {
  const source = SOURCES[field.key] as Claim['source'];
  if (source === 'received-spf') {
    const result = parseReceivedSpf(field);
    const authservId = result?.properties['receiver']?.toLowerCase() ?? null;
    return result ? [{ field: field.index, source, instance: null, authservId, ...result }] : [];
  }
  const { instance, authservId, results } = parseResults(field);
  return results.map((result) => ({ field: field.index, source, instance, authservId, ...result }));
}

/** Indexes of the fields that the receiver itself wrote. */
function ownFields(fields: readonly Field[], boundary: Boundary, receiver: Receiver): ReadonlySet<number> {
  const isOwn = (field: Field) => {
    const { authservId } = parseResults(field);
    return authservId !== null && receiver.authservIds.includes(authservId);
  };
  const above = fields.filter((field) => field.index < boundary.field);
  const own = above.filter((field) => SOURCES[field.key] && (field.key === 'received-spf' || isOwn(field)));
  if (!own.some((field) => field.key === 'authentication-results')) own.push(...runBelow(fields, boundary, isOwn));
  return new Set(own.map((field) => field.index));
}

function runBelow(fields: readonly Field[], boundary: Boundary, isOwn: (field: Field) => boolean): readonly Field[] {
  let at = boundary.field + 1;
  while (fields[at]?.key === 'received-spf') at++;
  const results = fields[at];
  // A Received-SPF below the boundary is believed only together with the receiver's own Authentication-Results behind it.
  if (results?.key !== 'authentication-results' || !isOwn(results)) return [];
  const spf = fields.slice(boundary.field + 1, at);
  return [...spf.slice(0, 1), results];
}

/** What the receiver itself recorded: Authentication-Results first, then its ARC-Authentication-Results, then Received-SPF. */
export function recordedResults(claims: readonly Claim[]): RecordedResults {
  const recorded = claims.filter((claim) => claim.grade === 'recorded');
  const spf = pick(recorded, 'spf');
  const dkim = pick(recorded, 'dkim');
  const dmarc = pick(recorded, 'dmarc');
  const arc = pick(recorded, 'arc');
  const contradicted = recorded.filter((claim) => {
    const picked = { spf, dkim, dmarc, arc }[claim.method] ?? [];
    return picked.length > 0 && picked[0]?.source !== claim.source && !picked.some((other) => agrees(claim, other));
  });
  return {
    spf: mailFromFirst(spf),
    dkim,
    dmarc: dmarc[0] ?? null,
    arc: arc[0] ?? null,
    ...(contradicted.length > 0 ? { contradicted } : {}),
  };
}

/** All results of a method from the best source that has one. */
function pick(recorded: readonly Claim[], method: string): readonly Claim[] {
  for (const source of ['authentication-results', 'arc-authentication-results', 'received-spf']) {
    const claims = recorded.filter((claim) => claim.method === method && claim.source === source);
    if (claims.length > 0) return claims;
  }
  return [];
}

/** RFC 8601 §2.7.2: HELO and MAIL FROM may each have a result. */
function mailFromFirst(spf: readonly Claim[]): Claim | null {
  return spf.find((claim) => claim.properties['smtp.mailfrom'] !== undefined) ?? spf[0] ?? null;
}

function agrees(claim: Claim, other: Claim): boolean {
  return claim.result === other.result && (claim.method !== 'dkim' || signerOf(claim) === signerOf(other));
}

function signerOf({ properties }: Claim): string {
  return (properties['header.d'] ?? properties['header.i']?.replace(/^.*@/s, '') ?? '').toLowerCase();
}
