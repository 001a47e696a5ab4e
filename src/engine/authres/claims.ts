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

const METHODS = ['spf', 'dkim', 'dmarc', 'arc'] as const;

/**
 * What the receiver itself recorded: Authentication-Results first, then its ARC-Authentication-Results, then Received-SPF.
 *
 * The first two hold the same results. Where they do not, the ARC set counts alone: it stands above the boundary, where nobody
 * else can have written, and Gmail's Authentication-Results stands below.
 */
export function recordedResults(claims: readonly Claim[]): RecordedResults {
  const recorded = claims.filter((claim) => claim.grade === 'recorded');
  const from = (source: Claim['source']) => recorded.filter((claim) => claim.source === source);
  const [results, arc, receivedSpf] = [
    from('authentication-results'),
    newestSet(from('arc-authentication-results')),
    from('received-spf'),
  ];
  const differ = METHODS.some((method) => of(arc, method).some((claim) => isDenied(claim, of(results, method))));
  const sources = differ ? [arc] : [results, arc, receivedSpf];
  const picked = (method: string) =>
    sources.map((source) => of(source, method)).find((found) => found.length > 0) ?? [];
  const contradicted = [...results, ...arc, ...receivedSpf].filter((claim) => isDenied(claim, picked(claim.method)));
  return {
    spf: mailFromFirst(picked('spf')),
    dkim: picked('dkim'),
    dmarc: picked('dmarc')[0] ?? null,
    arc: picked('arc')[0] ?? null,
    ...(contradicted.length > 0 ? { contradicted } : {}),
  };
}

/** A receiver that passes a message on inside seals it more than once: the last set has seen all. */
function newestSet(claims: readonly Claim[]): readonly Claim[] {
  return claims.filter((claim) => claim.field === claims[0]?.field);
}

function of(claims: readonly Claim[], method: string): readonly Claim[] {
  return claims.filter((claim) => claim.method === method);
}

/** `others` tell of the same method, and none of them says the same. */
function isDenied(claim: Claim, others: readonly Claim[]): boolean {
  return others.length > 0 && !others.includes(claim) && !others.some((other) => agrees(claim, other));
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
