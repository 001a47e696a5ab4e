/** What the author's domain asks for where nothing confirms its name, and what the receiver made of it. RFC 9989 §4.7. */

import type { Claim } from '../engine/authres/authres.ts';
import type { Policy } from '../engine/dmarc/dmarc.ts';
import type { Report } from '../engine/report.ts';

/** As found now, else as the receiver wrote it down. */
export function policyOf({ recorded, verified }: Report): Policy | null {
  const found = verified?.dmarc ?? null;
  return found?.record ? found.policy : recordedPolicyOf(recorded.results.dmarc);
}

/** Gmail notes "(p=QUARANTINE sp=NONE dis=NONE)" in a comment; others write policy.dmarc. */
export function recordedPolicyOf(claim: Claim | null): Policy | null {
  const text = claim?.properties['policy.dmarc'] ?? claim?.comments.find((comment) => /^p=/i.test(comment)) ?? '';
  const word = text.match(/^(?:p=)?(none|quarantine|reject)\b/i)?.[1]?.toLowerCase();
  return word === 'none' || word === 'quarantine' || word === 'reject' ? word : null;
}

/** Gmail writes what it made of the policy: "p=QUARANTINE sp=QUARANTINE dis=NONE" is nothing. */
export function isSpared({ recorded }: Report): boolean {
  return recorded.results.dmarc?.comments.some((comment) => /\bdis=none\b/i.test(comment)) ?? false;
}
