/**
 * Authenticated Received Chain: who sealed what on the way. RFC 8617, an experiment that is being retired
 * (draft-ietf-dmarc-arc-to-historic): evidence, never a verdict.
 */

import type { Claim } from '../authres/authres.ts';
import type { DkimKey, DkimReason } from '../dkim/dkim.ts';
import type { Outcome } from '../outcome.ts';
import type { arcReasons } from './reasons.ts';

/** One ARC set: what its sealer saw, and whether its two signatures hold. */
export type ArcSet = {
  readonly instance: number;
  /** Indexes of ARC-Seal, ARC-Message-Signature and ARC-Authentication-Results in the header section. */
  readonly fields: { readonly seal: number; readonly messageSignature: number; readonly results: number };
  readonly domain: string;
  readonly selector: string;
  readonly cv: 'none' | 'pass' | 'fail' | null;
  readonly time: number | null;
  /** Null: not judged. */
  readonly seal: 'pass' | 'fail' | null;
  readonly messageSignature: 'pass' | 'fail' | null;
  readonly sealKey: DkimKey | null;
  readonly messageKey: DkimKey | null;
  /** Why each does not hold, in the words of DKIM; absent where it holds or is not judged. */
  readonly sealReason?: DkimReason;
  readonly messageReason?: DkimReason;
  readonly claims: readonly Claim[];
};

/** Chain Validation (RFC 8617 §5.2). `sets` are those that are complete and can be read, also where the chain is broken. */
export type ArcCheck = Outcome<typeof arcReasons> & {
  /** The instance at which the chain broke; null where it did not. */
  readonly instance: number | null;
  /** The oldest instance whose message signature still fits, with all newer ones (§5.2 step 5). */
  readonly oldestPass: number | null;
  readonly sets: readonly ArcSet[];
};
