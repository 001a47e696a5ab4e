/**
 * What the receiver recorded against what is found now, and for each difference why. RFC 8601 §2.7.
 *
 * A difference has no witness: nobody kept what the DNS said when the message came. So the reason is what remains when the other
 * ones are ruled out, in the order of how surely each can be told: another identity, no answer, a copy or a key that no longer
 * fits, and only then what the receiver may have decided by itself.
 */

import type { ArcCheck } from '../engine/arc/arc.ts';
import type { Claim } from '../engine/authres/authres.ts';
import type { DkimCheck, DkimReason } from '../engine/dkim/dkim.ts';
import type { DmarcCheck } from '../engine/dmarc/dmarc.ts';
import { toAscii } from '../engine/dns/name.ts';
import type { Report } from '../engine/report.ts';
import type { SpfCheck } from '../engine/spf/spf.ts';
import { splitAddress } from '../engine/syntax/rfc5321.ts';
import type { Envelope } from '../engine/trace/trace.ts';
import { type CompareReason, compareReasons } from './comparison-reasons.ts';
import { recordedPolicyOf } from './policy.ts';
import type { SignatureResult } from './results.ts';

/** For each check, how what is recorded stands to what was found. */
export type Comparison = {
  readonly spf: CompareReason;
  /** One a signature, in their order. */
  readonly dkim: readonly CompareReason[];
  readonly dmarc: CompareReason;
  readonly arc: CompareReason;
};

export function comparisonOf(
  { recorded: { results, envelope }, verified }: Report,
  signatures: readonly SignatureResult[],
): Comparison {
  const spf = compareSpf(results.spf, verified?.spf ?? null, envelope);
  const dkim = signatures.map(({ recorded, check, field }) =>
    compareDkim(recorded, field === null && verified?.dkim ? 'absent' : check),
  );
  return {
    spf,
    dkim,
    dmarc: compareDmarc(results.dmarc, verified?.dmarc ?? null, [spf, ...dkim]),
    arc: compareArc(results.arc, verified?.arc ?? null),
  };
}

type Judged = { readonly result: string | null } | null;

/** What every method has in common. Null: the two differ, and the method's own facts have to say why. */
function inCommon(claim: Claim | null, check: Judged): CompareReason | null {
  if (!claim) return 'not-recorded';
  if (!check) return 'not-checked';
  const then = keywordOf(claim);
  if (check.result === then) return 'same';
  if (check.result === null) return 'not-judged';
  if (check.result === 'temperror') return 'could-not-check';
  return then === 'temperror' ? 'receiver-could-not-check' : null;
}

/** Forerunners of RFC 8601 for its keywords. */
function keywordOf({ result }: Claim): string {
  return result === 'hardfail' ? 'fail' : result;
}

const SPF_KEYWORDS: readonly string[] = ['none', 'neutral', 'pass', 'fail', 'softfail', 'permerror'];

/** Limits of RFC 7208 §4.6.4 that receivers apply more or less strictly. */
const SPF_LIMITS: readonly SpfCheck['reason'][] = ['too-many-lookups', 'too-many-void-lookups', 'too-many-mx-names'];

/** `envelope`: what `check` was made of, and which fields say otherwise. */
export function compareSpf(claim: Claim | null, check: SpfCheck | null, envelope: Envelope): CompareReason {
  if (claim && check?.reason === 'not-asked') return 'not-checked';
  const other = claim && check && otherSender(claim, check, envelope);
  if (other) return other;
  const common = inCommon(claim, check);
  if (common || !claim || !check) return common ?? 'unexplained';
  // Gmail writes "neutral ... best guess record" where a domain publishes none.
  const guessed = claim.comments.some((comment) => comment.includes('best guess record'));
  if (guessed || !SPF_KEYWORDS.includes(keywordOf(claim)) || SPF_LIMITS.includes(check.reason)) {
    return 'receivers-policy';
  }
  return 'record-changed';
}

function otherSender(claim: Claim, check: SpfCheck, { disagreements }: Envelope): CompareReason | null {
  const checked = spfDomainOf(claim);
  if (checked !== null && check.domain !== '' && checked !== check.domain) return 'other-identity';
  return disagreements.some(({ about, field }) => about === 'ip' && field === claim.field) ? 'other-address' : null;
}

/** The domain that the receiver's result is about: of MAIL FROM, or of HELO where that is null (RFC 7208 §2.4). Null: not said. */
function spfDomainOf({ properties }: Claim): string | null {
  const mailFrom = (properties['smtp.mailfrom'] ?? properties['envelope-from'])?.replace(/^<(.*)>$/s, '$1');
  const sender = mailFrom || (properties['smtp.helo'] ?? properties['helo']);
  return sender ? toAscii(splitAddress(sender).domain) : null;
}

/** `claim` and `check` are about one signature; 'absent' where the message holds none that the claim could be about. */
export function compareDkim(claim: Claim | null, check: DkimCheck | 'absent' | null): CompareReason {
  if (check === 'absent') return 'signature-not-here';
  // Gmail writes "temperror (no key for signature)" where the answer was that there is none.
  const noKey = check !== null && NO_KEY.has(check.reason);
  if (noKey && claim?.result === 'temperror' && claim.comments.some((said) => said.startsWith('no key'))) {
    return 'other-words';
  }
  const common = inCommon(claim, check);
  if (common || !claim || !check) return common ?? 'unexplained';
  if (claim.result === 'pass') return passedThen(check);
  if (check.result !== 'pass') return check.reason === 'key-rejected' ? 'not-judged' : 'other-words';
  if (claim.result === 'policy') return 'receivers-policy';
  const said = [claim.reason ?? '', ...claim.comments].join(' ');
  if (/body ?hash|body has been altered/i.test(said)) return 'unexplained';
  return /\bkey\b|signature/i.test(said) ? 'key-published-since' : 'unexplained';
}

/** Why a signature that passed then does not now. What is not here was as wrong then: the receiver let it pass. */
function passedThen({ reason }: DkimCheck): CompareReason {
  return notSince[reason] ?? (reason.startsWith('key-') ? 'key-rotated' : 'receivers-policy');
}

/** Any other fault of the key is one that it has got since. */
const notSince: Partial<Readonly<Record<DkimReason, CompareReason>>> = {
  'key-rejected': 'not-judged',
  'key-too-small': 'receivers-policy',
  'signed-with-other-key': 'key-rotated',
  'selector-is-name': 'key-rotated',
  'body-hash-mismatch': 'copy-altered',
  'body-shorter-than-signed': 'copy-altered',
  'header-hash-mismatch': 'key-or-header-changed',
  'signature-mismatch': 'key-or-header-changed',
  expired: 'expired-since',
};

/** The DNS has no key, or one that was taken back. */
const NO_KEY: ReadonlySet<DkimReason> = new Set([
  'key-missing',
  'key-alias-dangling',
  'key-revoked',
  'selector-is-name',
]);

/** `others`: how SPF and the signatures compare. */
export function compareDmarc(
  claim: Claim | null,
  check: DmarcCheck | null,
  others: readonly CompareReason[],
): CompareReason {
  const author = claim?.properties['header.from'];
  const domain = author ? toAscii(splitAddress(author).domain) : null;
  if (domain && check?.domain && domain !== check.domain) return 'other-identity';
  // Microsoft: no record, but the message would have passed with one.
  if (claim?.result === 'bestguesspass') return check?.result === 'none' ? 'other-words' : 'receivers-policy';
  const common = inCommon(claim, check);
  if (common || !claim || !check) return common ?? 'unexplained';
  if (check.rfc7489?.result === claim.result) return 'former-rules';
  const [then, now] = [claim.result, check.result];
  if (![then, now].every((one) => one === 'pass' || one === 'fail')) return 'record-changed';
  if (others.some((reason) => compareReasons[reason].result === 'different')) return 'follows-other-check';
  const policy = recordedPolicyOf(claim);
  return policy && check.record?.p && policy !== check.record.p ? 'record-changed' : 'receivers-policy';
}

export function compareArc(claim: Claim | null, check: ArcCheck | null): CompareReason {
  const common = inCommon(claim, check);
  if (common || !claim || !check) return common ?? 'unexplained';
  if (claim.result === 'none') return 'sealed-since';
  if (check.reason === 'body-changed') return 'copy-altered';
  if (check.reason === 'message-signature-mismatch' || check.reason === 'seal-mismatch') return 'key-or-header-changed';
  return check.reason === 'message-key-unusable' || check.reason === 'seal-key-unusable'
    ? 'key-rotated'
    : 'unexplained';
}
