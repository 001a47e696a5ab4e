/**
 * Which row of the verdict table holds: facts to a VerdictId, the first that holds is the verdict.
 *
 * The special comes before the general. What the author's own signature tells (changed, without a key, broken) therefore
 * stands before what a service's return address tells, and what is no message at all before everything. The last row, `other`,
 * is left for a permanent error that the receiver recorded and that cannot be judged now.
 */

import type { Report } from '../engine/report.ts';
import type { ServiceMatch } from '../engine/services/services.ts';
import { isRewritten } from '../engine/trace/rewritten.ts';
import { type VerdictId, verdictIds } from '../explain/explanation.ts';
import { type Intermediary, intermediaryOf, sendingServiceOf, webHostOf, webProgramOf } from './intermediary.ts';
import { isRelated, recordedDmarcOf, type SignatureStanding, type Standings, standingsOf } from './results.ts';

/** What the rows are decided by. */
export type Facts = Standings & {
  readonly report: Report;
  /** Signatures that stand as pass. */
  readonly passing: readonly SignatureStanding[];
  /** Signatures in the name of the Author Domain that stand, and not as pass. */
  readonly failing: readonly SignatureStanding[];
  /** SPF stands as pass, for a reverse-path that a forwarder has not rewritten. */
  readonly spfPass: boolean;
  readonly intermediary: Intermediary | null;
  /** The service that sent it; null where nothing proves one. */
  readonly service: ServiceMatch | null;
};

export function factsOf(report: Report): Facts {
  const standings = standingsOf(report);
  const { spf, signatures } = standings;
  return {
    ...standings,
    report,
    passing: signatures.filter((one) => one.standing.result === 'pass'),
    failing: signatures.filter(
      (one) => isRelated(one.relation) && one.standing.result !== null && one.standing.result !== 'pass',
    ),
    spfPass: spf?.standing.result === 'pass' && !isRewritten(report.recorded.envelope.mailFrom?.value ?? ''),
    intermediary: intermediaryOf(report),
    service: sendingServiceOf(report),
  };
}

export function verdictOf(report: Report): VerdictId {
  const facts = factsOf(report);
  return verdictIds.find((id) => rows[id](facts)) ?? 'other';
}

const rows: Readonly<Record<VerdictId, (facts: Facts) => boolean>> = {
  'not-a-message': ({ report }) => report.recorded.limits.includes('not-a-message'),
  'malformed-author': ({ report }) => report.recorded.author.fault !== null,
  // A signature needs no trusted hop: where one is verified now, it stands.
  'not-delivered': (facts) => facts.report.recorded.boundary === null && facts.dmarc.result !== 'pass',
  'signed-by-author': (facts) => facts.dmarc.result === 'pass' && facts.passing.some((one) => one.aligned),
  'allowed-by-author': (facts) => facts.dmarc.result === 'pass',
  'key-changed-since': (facts) => passedThen(facts) && facts.signatures.some(lostItsKey),
  'passed-on-arrival': passedThen,
  'could-not-check': (facts) => facts.dmarc.result === null,
  'no-policy': (facts) => facts.dmarc.result === 'none',
  'gmail-send-as': (facts) => failed(facts) && facts.spfPass && isGmail(facts.spf?.domain),
  'default-tenant-signature': ({ passing, ...facts }) =>
    failed(facts) && passing.length > 0 && passing.every((one) => isDefaultTenant(one.domain)),
  'web-host-sender': (facts) => failed(facts) && (webProgramOf(facts.report) !== null || sentByWebHost(facts)),
  'strict-subdomain': (facts) => failed(facts) && strictlyRefused(facts) !== null,
  'list-changed': (facts) => failed(facts) && facts.intermediary !== null && facts.failing.some(isBroken),
  'key-never-published': (facts) =>
    failed(facts) && facts.failing.length > 0 && facts.failing.every((one) => !isBroken(one)),
  'signature-broken': (facts) => failed(facts) && facts.failing.some(isBroken),
  'service-signature-only': (facts) => failed(facts) && facts.spfPass && facts.passing.length > 0,
  'service-return-path': (facts) => failed(facts) && facts.spfPass,
  'signed-by-other': (facts) => failed(facts) && facts.passing.length > 0,
  forwarded: (facts) => failed(facts) && facts.intermediary !== null,
  'spf-record-broken': (facts) => failed(facts) && facts.spf?.standing.result === 'permerror',
  'server-not-listed': (facts) =>
    failed(facts) && isRelated(facts.spf?.relation) && isRefused(facts.spf?.standing.result),
  'nothing-vouches': (facts) => failed(facts) && facts.spf?.standing.result !== 'pass',
  other: () => true,
};

function failed({ dmarc }: Pick<Facts, 'dmarc'>): boolean {
  return dmarc.result === 'fail';
}

/** Recorded as pass, and decided otherwise now. */
function passedThen({ dmarc, report }: Facts): boolean {
  return recordedDmarcOf(report) === 'pass' && dmarc.source === 'now' && dmarc.result !== 'pass';
}

/** The record still passes by the rules of RFC 7489, which the receiver seems to follow: nothing has changed since. */
export function passesByOlderRule(facts: Facts): boolean {
  return passedThen(facts) && facts.report.verified?.dmarc?.former?.result === 'pass';
}

/** A signature that was recorded as pass, and has no key, or another one, today: the message lies unchanged in the mailbox. */
function lostItsKey({ recorded, check }: SignatureStanding): boolean {
  if (recorded?.result !== 'pass' || !check || check.result === null) return false;
  if (check.result === 'permerror' && check.reason.startsWith('key-')) return true;
  return check.bodyHash === 'pass' && check.headerSignature === 'fail';
}

/** It failed, and not for want of a key. Gmail writes "(no key for signature)". */
function isBroken({ standing, check, recorded }: SignatureStanding): boolean {
  if (standing.source === 'now') return check?.reason !== 'key-missing' && check?.reason !== 'key-revoked';
  return !recorded?.comments.some((comment) => comment.startsWith('no key'));
}

export function isGmail(domain: string | undefined): boolean {
  return domain === 'gmail.com' || domain === 'googlemail.com';
}

/** What Google Workspace and Microsoft 365 sign with until the customer's own key is switched on. */
export function isDefaultTenant(domain: string): boolean {
  return domain.endsWith('.gappssmtp.com') || domain.endsWith('.onmicrosoft.com');
}

/** A host of websites is known by its names alone only where the reverse-path is its own. */
function sentByWebHost({ report, spf }: Facts): boolean {
  return webHostOf(report)?.evidence.some((one) => one.signal === 'spf-domain' && one.value === spf?.domain) ?? false;
}

/**
 * The domain of what passed for a name of the same organisation, where only adkim=s or aspf=s stands in the way. As long as
 * nothing was asked: where DMARC failed all the same, nothing else can have stood in the way.
 */
export function strictlyRefused({ report, spf, passing }: Facts): string | null {
  const check = report.verified?.dmarc;
  if (check) {
    const refused = check.alignments.find((one) => one.passed && one.mode === 's' && one.relation === 'organizational');
    return refused?.domain ?? null;
  }
  const passed = spf?.standing.result === 'pass' ? [spf, ...passing] : passing;
  return passed.find((one) => one.relation === 'organizational')?.domain ?? null;
}

function isRefused(result: string | null | undefined): boolean {
  return result === 'fail' || result === 'softfail';
}
