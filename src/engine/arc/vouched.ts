/**
 * What another mailbox at the same provider found before it passed the message on. Whoever has an account there can write those
 * lines: they count only under a seal of the provider's that verifies, together with a message signature of that set that still
 * fits, so that they are about this message as it is. RFC 8617 §5.2.
 */

import type { Claim, RecordedResults } from '../authres/authres.ts';
import { recordedResults } from '../authres/recorded.ts';
import type { Author } from '../message/author.ts';
import { rowOf } from '../trace/receivers.ts';
import type { Earlier, Receiver } from '../trace/trace.ts';
import type { ArcCheck } from './arc.ts';

/** Of `Recorded`. */
type Known = {
  readonly earlier: Earlier | null;
  readonly receiver: Receiver;
  readonly author: Author;
  readonly claims: readonly Claim[];
};

/** Null where nothing vouches for it. */
export function vouchedResults(recorded: Known, arc: ArcCheck | null): RecordedResults | null {
  const { earlier, receiver, author } = recorded;
  if (earlier?.instance == null || arc?.result !== 'pass') return null;
  const set = arc.sets.find(({ instance }) => instance === earlier.instance);
  const { sealers } = rowOf(receiver);
  const fits = arc.oldestPass !== null && arc.oldestPass <= earlier.instance;
  if (!set || !fits || set.seal !== 'pass' || !sealers.includes(set.domain.toLowerCase())) return null;
  const claims = recorded.claims.filter(({ field }) => field === set.fields.results);
  return recordedResults(
    claims.map((claim) => ({ ...claim, grade: 'recorded' })),
    author.domain,
  );
}
