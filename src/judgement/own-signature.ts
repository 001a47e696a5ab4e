/** The author's own signature that is there and does not count, and where the fault lies: in the key, the field, the time, or in what was signed. */

import type { DkimCheck, DkimReason } from '../engine/dkim/dkim.ts';
import { type DkimFault, faultOf } from '../engine/dkim/reasons.ts';
import type { Report } from '../engine/report.ts';
import { isRelated, type Results, type SignatureResult } from './results.ts';

export type OwnSignature = {
  readonly domain: string;
  readonly selector: string | null;
  /** Null where only a result is recorded, and its words do not tell. */
  readonly fault: DkimFault | null;
  /** Null where only a result is recorded. */
  readonly reason: DkimReason | null;
  readonly check: DkimCheck | null;
};

/** The first that stands and did not pass, or cannot be read; null where none is there, or one of them passed. */
export function ownSignatureOf({ recorded }: Report, { signatures }: Results): OwnSignature | null {
  const own = signatures.filter((one) => isRelated(one.relation));
  if (own.some((one) => one.standing.result === 'pass')) return null;
  const failed = own.find((one) => one.standing.result !== null);
  if (failed) {
    const { domain, selector, check } = failed;
    return { domain, selector, fault: faultOfResult(failed), reason: check?.reason ?? null, check };
  }
  const author = recorded.author.domain ?? '';
  const unreadable = recorded.unreadableSignatures.find(({ domain }) => domain === null || domain === author);
  if (!unreadable) return null;
  const { domain, selector, reason } = unreadable;
  return { domain: domain ?? author, selector, fault: faultOf({ reason }), reason, check: null };
}

/** Gmail writes "(no key for signature)", "(body hash did not verify)". */
function faultOfResult({ check, standing, recorded }: SignatureResult): DkimFault | null {
  if (standing.source === 'now' && check) return faultOf(check);
  const said = recorded?.comments.join(' ') ?? '';
  if (/^no key|key (?:not found|revoked)/i.test(said)) return 'key';
  return /body ?hash|did not verify/i.test(said) ? 'content' : null;
}
