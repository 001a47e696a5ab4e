/** What a verdict stands on: everything that is concluded from a report once, before it is decided which row holds. */

import { vouchedResults } from '../engine/arc/vouched.ts';
import type { RecordedResults } from '../engine/authres/authres.ts';
import type { Policy } from '../engine/dmarc/dmarc.ts';
import type { DmarcKeyword } from '../engine/outcome.ts';
import type { Report } from '../engine/report.ts';
import type { ServiceMatch } from '../engine/services/services.ts';
import { isRewritten } from '../engine/trace/rewritten.ts';
import type { Hop } from '../engine/trace/trace.ts';
import { type Comparison, comparisonOf } from './comparison.ts';
import { type Intermediary, intermediaryOf } from './intermediary.ts';
import { type OwnSignature, ownSignatureOf } from './own-signature.ts';
import { policyOf } from './policy.ts';
import { type Proof, proofsOf } from './proofs.ts';
import { isRelated, type Results, recordedDmarcOf, resultsOf, type SignatureResult } from './results.ts';
import { carrierOf, knownSenderOf, sendingServiceOf, servicesOf, webHostOf, webProgramOf } from './services.ts';

export type Grounds = Results & {
  readonly report: Report;
  /** What the receiver recorded of DMARC. */
  readonly recordedDmarc: DmarcKeyword | null;
  /** Signatures that stand as pass. */
  readonly passing: readonly SignatureResult[];
  /** Signatures in the name of the Author Domain that stand, and not as pass. */
  readonly failing: readonly SignatureResult[];
  /** The signature that speaks for DKIM where one has to. */
  readonly speaking: SignatureResult | null;
  /** The reverse-path is one that a forwarder has rewritten (SRS and the like). */
  readonly rewritten: boolean;
  /** SPF stands as pass, for a reverse-path that a forwarder has not rewritten. */
  readonly spfPass: boolean;
  readonly comparison: Comparison;
  readonly policy: Policy | null;
  /** What passed in the author's name, best first. */
  readonly proofs: readonly Proof[];
  /** A signature in the author's name that does not count. */
  readonly ownSignature: OwnSignature | null;
  /** What an earlier mailbox at the same provider found, where a seal of the provider's own that verifies covers it. */
  readonly vouchedEarlier: RecordedResults | null;
  /** The hop at which the receiver took the message from outside. */
  readonly handOver: Hop | null;
  /** The record begins at a gateway of the reader's own. */
  readonly atGateway: boolean;
  readonly intermediary: Intermediary | null;
  /** Best evidence first. */
  readonly services: readonly ServiceMatch[];
  /** The service that sent it; null where nothing proves one. */
  readonly service: ServiceMatch | null;
  readonly webHost: ServiceMatch | null;
  readonly carrier: ServiceMatch | null;
  /** A service of the table that proved itself, whatever its kind: somebody else than the sender answers for its customers. */
  readonly knownSender: ServiceMatch | null;
  /** The server of a web program that sent it. */
  readonly webProgram: string | null;
  /** The domain of what passed for a name of the same organisation, where only adkim=s or aspf=s stands in the way. */
  readonly strictlyRefused: string | null;
};

export function groundsOf(report: Report): Grounds {
  const { recorded } = report;
  const { hops, boundary, envelope } = recorded;
  const results = resultsOf(report);
  const { spf, signatures } = results;
  const passing = signatures.filter((one) => one.standing.result === 'pass');
  const services = servicesOf(report);
  const service = sendingServiceOf(services);
  const rewritten = isRewritten(envelope.mailFrom?.value ?? '');
  return {
    ...results,
    report,
    recordedDmarc: recordedDmarcOf(report),
    passing,
    failing: signatures.filter(
      (one) => isRelated(one.relation) && one.standing.result !== null && one.standing.result !== 'pass',
    ),
    speaking: speakingOf(signatures),
    rewritten,
    spfPass: spf?.standing.result === 'pass' && !rewritten,
    comparison: comparisonOf(report, signatures),
    policy: policyOf(report),
    proofs: proofsOf(report, results),
    ownSignature: ownSignatureOf(report, results),
    vouchedEarlier: vouchedResults(recorded, report.verified?.arc ?? null),
    handOver: boundary === null ? null : (hops[boundary.hop] ?? null),
    atGateway: hops.some(({ roleEvidence }) => roleEvidence === 'from-gateway'),
    intermediary: intermediaryOf(report, results, services, service !== null),
    services,
    service,
    knownSender: knownSenderOf(services),
    webHost: webHostOf(services),
    carrier: carrierOf(services),
    webProgram: webProgramOf(report),
    strictlyRefused: strictlyRefusedOf(report, results, passing),
  };
}

/** The one that counts for the author, else one that passed, else one in the author's name, else the first. */
function speakingOf(signatures: readonly SignatureResult[]): SignatureResult | null {
  return (
    signatures.find((one) => one.aligned) ??
    signatures.find((one) => one.standing.result === 'pass') ??
    signatures.find((one) => isRelated(one.relation)) ??
    signatures[0] ??
    null
  );
}

/** As long as nothing was asked: where DMARC failed all the same, nothing else can have stood in the way. RFC 9989 §4.4. */
function strictlyRefusedOf({ verified }: Report, { spf }: Results, passing: readonly SignatureResult[]): string | null {
  if (verified?.dmarc) {
    const refused = verified.dmarc.alignments.find(
      (one) => one.passed && one.mode === 's' && one.relation === 'organizational',
    );
    return refused?.domain ?? null;
  }
  const passed = spf?.standing.result === 'pass' ? [spf, ...passing] : passing;
  return passed.find((one) => one.relation === 'organizational')?.domain ?? null;
}
