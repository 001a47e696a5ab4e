/** What passed in the author's name, and how much each pass is worth to a reader: not every pass confirms somebody. */

import { coversWhatIsSeen } from '../engine/dkim/coverage.ts';
import { REPLAY_AGE, replaySigns } from '../engine/dkim/replay.ts';
import type { Report } from '../engine/report.ts';
import { namesRelation } from './relation.ts';
import { isRelated, type Results, type SignatureResult, type SpfResult } from './results.ts';

/**
 * good: it confirms the domain. The others only with a caution:
 * partial   the signature leaves open what a reader sees (RFC 6376 §8.2: l=; an unsigned Subject or Date)
 * replayed  signed long before, for others, and handed over by somebody else (RFC 6376 §8.6)
 * anyone    the SPF record lets everybody pass, or far too many (RFC 7208 §10.1)
 * shared    aligned by an Organizational Domain that is a public suffix, below which strangers hold names (RFC 9989 §4.10.2)
 * as-file   it rests on what a file says, which anybody may have written
 */
export type Worth = 'good' | 'partial' | 'replayed' | 'anyone' | 'shared' | 'as-file';

export type Proof = {
  readonly via: 'dkim' | 'spf';
  readonly domain: string;
  /** equal, or of the same organisation. */
  readonly relation: SpfResult['relation'];
  readonly worth: Worth;
};

/** Best first; of equal worth a signature before a server. */
export function proofsOf(report: Report, { spf, signatures }: Results): readonly Proof[] {
  const dkim = signatures.filter((one) => one.aligned).map((one) => signatureProof(one, report, spf));
  const server = spf?.aligned ? [spfProof(spf, report)] : [];
  const all: readonly Proof[] = [...dkim, ...server];
  return [...all.filter(({ worth }) => worth === 'good'), ...all.filter(({ worth }) => worth !== 'good')];
}

function signatureProof(one: SignatureResult, report: Report, spf: SpfResult | null): Proof {
  return { via: 'dkim', domain: one.domain, relation: one.relation, worth: signatureWorth(one, report, spf) };
}

function signatureWorth(one: SignatureResult, report: Report, spf: SpfResult | null): Worth {
  const { recorded } = report;
  const { check, standing, field } = one;
  if (isShared(report, 'dkim', field)) return 'shared';
  if (standing.source === 'recorded' && recorded.source.kind !== 'mailbox') return 'as-file';
  if (check && standing.source === 'now' && !coversWhatIsSeen(check)) return 'partial';
  const signature = recorded.signatures.find((own) => own.field === field);
  if (!signature) return 'good';
  if (!check && signature.l !== null) return 'partial';
  const { age, addressed } = replaySigns(signature, recorded);
  const isLate = age !== null && age > REPLAY_AGE;
  return isLate && addressed === 'to-others' && isFromStranger(one, report, spf) ? 'replayed' : 'good';
}

/** The server that handed it over bears no name of the signer or the author, and may not send for them. */
function isFromStranger({ domain }: SignatureResult, { recorded }: Report, spf: SpfResult | null): boolean {
  if (spf?.standing.result === 'pass' && isRelated(spf.relation)) return false;
  const peer = recorded.boundary && recorded.hops[recorded.boundary.hop]?.from.rdns?.toLowerCase();
  const own = [domain, recorded.author.domain].filter((name) => name !== null);
  return !peer || own.every((name) => !isRelated(namesRelation(peer, name)));
}

function spfProof(spf: SpfResult, report: Report): Proof {
  const { verified, recorded } = report;
  const breadth = spf.standing.source === 'now' ? verified?.spf?.breadth?.kind : null;
  const worth = isShared(report, 'spf', null)
    ? 'shared'
    : breadth === 'anyone' || breadth === 'wide'
      ? 'anyone'
      : recorded.source.kind === 'mailbox'
        ? 'good'
        : 'as-file'; // the address that was checked is what the file says
  return { via: 'spf', domain: spf.domain, relation: spf.relation, worth };
}

function isShared({ verified }: Report, via: Proof['via'], field: number | null): boolean {
  return verified?.dmarc?.alignments.some((one) => one.via === via && one.field === field && one.acrossSuffix) ?? false;
}
