/**
 * Every result that anybody wrote, and which of them are the receiver's own. RFC 8601 §5, §7.1; RFC 7208 §9.1.
 *
 * Recorded is what stands where only the receiver can have written it:
 * - above the boundary, with its authserv-id;
 * - else in the unbroken run right below the boundary: Gmail writes Received-SPF and Authentication-Results there, in this
 *   order. The first Authentication-Results ends the run, whosever it is: what follows came with the message.
 * A name proves nothing: the same authserv-id anywhere else is a claim.
 *
 * The message's first line follows the run, and where it begins with a space it is the end of the run's last field. So of that
 * field only what it cannot have brought counts (`isAppended`).
 */

import type { Field } from '../message/message.ts';
import type { Run } from '../trace/boundary.ts';
import { isNamed, type ReceiverRow, rowOf } from '../trace/receivers.ts';
import type { Receiver } from '../trace/trace.ts';
import type { Claim } from './authres.ts';
import { parseReceivedSpf, parseResults } from './parse.ts';

/** Claims that are kept, newest field first. */
export const MAX_CLAIMS = 1000;

/** A field before it is graded. */
type Draft = Omit<Claim, 'grade'>;

const SOURCES: ReadonlyMap<string, Claim['source']> = new Map([
  ['authentication-results', 'authentication-results'],
  ['arc-authentication-results', 'arc-authentication-results'],
  ['received-spf', 'received-spf'],
]);

/** What is looked at of a path. */
type Place = Pick<Run, 'boundary' | 'ownAbove'>;

export function claimsOf(fields: readonly Field[], place: Place, receiver: Receiver): readonly Claim[] {
  const row = rowOf(receiver);
  const read = fields.flatMap((field) => {
    const source = SOURCES.get(field.key);
    return source === undefined ? [] : [{ field, drafts: draftsOf(field, source) }];
  });
  const isAbove = ({ field, authservId, source }: Draft) =>
    field < place.ownAbove && (source === 'received-spf' || isOwnId(authservId, row));
  const above = read.flatMap(({ drafts }) => drafts.filter(isAbove));
  const hasResults = above.some(({ source }) => source === 'authentication-results');
  const below = hasResults ? new Set<Draft>() : new Set(runBelow(fields, read, place, row, above));
  return read
    .flatMap(({ drafts }) =>
      drafts.map((draft): Claim => {
        const isOwn = isAbove(draft) || below.has(draft);
        return { grade: isOwn ? 'recorded' : 'claimed', ...draft };
      }),
    )
    .slice(0, MAX_CLAIMS);
}

function isOwnId(authservId: string | null, { authservIds }: ReceiverRow): boolean {
  return authservIds === 'none' ? authservId === null : isNamed(authservId, authservIds);
}

function draftsOf(field: Field, source: Claim['source']): readonly Draft[] {
  if (source === 'received-spf') {
    const result = parseReceivedSpf(field);
    const authservId = result ? (aboutReceiver(result.properties) ?? null) : null;
    return result ? [{ field: field.index, source, instance: null, authservId, ...result }] : [];
  }
  const { instance, authservId, results } = parseResults(field);
  return results.map((result) => ({ field: field.index, source, instance, authservId, ...result }));
}

function aboutReceiver(properties: Claim['properties']): string | undefined {
  return Object.hasOwn(properties, 'receiver') ? properties['receiver']?.toLowerCase() : undefined;
}

type Read = { readonly field: Field; readonly drafts: readonly Draft[] };

/** What counts of the unbroken run right below the boundary. `above`: the receiver's own words above it. */
function runBelow(
  fields: readonly Field[],
  read: readonly Read[],
  { boundary }: Place,
  row: ReceiverRow,
  above: readonly Draft[],
): readonly Draft[] {
  if (boundary === null || row.authservIds === 'none') return [];
  const draftsAt = (at: number) => read.find(({ field }) => field.index === at)?.drafts ?? [];
  let at = boundary.field + 1;
  const spf: number[] = [];
  const results: number[] = [];
  for (; at < fields.length; at++) {
    const key = fields[at]?.key ?? '';
    if (key === 'received-spf') spf.push(at);
    else if (key === 'authentication-results' && isOwnField(fields[at] as Field, row)) {
      results.push(at);
      if (row.run.length === 0) break;
    } else if (!row.run.includes(key)) break;
  }
  // A Received-SPF below the boundary is believed only together with the receiver's own Authentication-Results.
  const last = results.at(-1);
  if (last === undefined) return [];
  const own = results.flatMap(draftsAt);
  const arc = above.filter(({ source }) => source === 'arc-authentication-results');
  return [...spf.slice(0, 1).flatMap(draftsAt), ...own].filter(
    (draft) =>
      (boundary.certain || draft.result !== 'pass') &&
      (draft.source === 'received-spf' || !isAppended(draft, own, arc, row)),
  );
}

function isOwnField(field: Field, row: ReceiverRow): boolean {
  return isOwnId(parseResults(field).authservId, row);
}

/**
 * Whether a result in the run may be the message's first line, folded onto it. The receiver's ARC set above the boundary names all
 * methods that it judged. Without one the field counts as written, but not what stands behind the place that its method has in the
 * receiver's order, and no method again with another between.
 */
function isAppended(draft: Draft, own: readonly Draft[], arc: readonly Draft[], { order }: ReceiverRow): boolean {
  // Several signatures may have one signer, so that of DKIM the result has to be the same.
  const isSame = ({ method, about, result }: Draft) =>
    method === draft.method && about === draft.about && (method !== 'dkim' || result === draft.result);
  if (arc.length > 0) return !arc.some(isSame);
  const before = own.slice(0, own.indexOf(draft)).map(({ method }) => method);
  const isAgain = before.includes(draft.method) && before.at(-1) !== draft.method;
  const place = order.indexOf(draft.method);
  return isAgain || (place >= 0 && before.some((method) => order.indexOf(method) > place));
}
