/** What the rows of the verdict table ask, where the question has an answer of its own. */

import { faultOf } from '../../engine/dkim/reasons.ts';
import type { Grounds } from '../grounds.ts';
import type { Worth } from '../proofs.ts';
import { isRelated, type SignatureResult } from '../results.ts';
import type { Answer } from './verdict.ts';

export function failed({ dmarc }: Grounds): boolean {
  return dmarc.result === 'fail';
}

/**
 * Recorded as pass, and decided otherwise now. Where the receiver found the same of SPF, of the signatures and of the policy, nothing
 * has changed since: it judged otherwise than the standard, and the cause is what the rows below say.
 */
export function passedThen({ dmarc, recordedDmarc, comparison }: Grounds): boolean {
  if (recordedDmarc !== 'pass' || dmarc.source !== 'now' || dmarc.result === 'pass') return false;
  return comparison.dmarc !== 'receivers-policy';
}

/** The record still passes by the rules of RFC 7489, which the receiver seems to follow: nothing has changed since. */
export function passesByOlderRule(grounds: Grounds): boolean {
  return passedThen(grounds) && grounds.report.verified?.dmarc?.rfc7489?.result === 'pass';
}

/** A signature that was recorded as pass, and has no key, or another one, today: the message lies unchanged in the mailbox. */
export function lostItsKey({ recorded, check }: SignatureResult): boolean {
  if (recorded?.result !== 'pass' || !check || check.result === null) return false;
  return faultOf(check) === 'key' || (check.bodyHash === 'pass' && check.headerSignature === 'fail');
}

/** What passed in the author's name, DMARC or not; best first. A policy that asks for an exact name decides what counts. */
export function isConfirmedBy({ proofs, dmarc }: Grounds, via: 'dkim' | 'spf', worth: Worth): boolean {
  const [best] = proofs;
  return (dmarc.result === 'pass' || dmarc.result === 'none') && best?.via === via && best.worth === worth;
}

/** A proof that is worth less than it seems: said in the verdict itself. */
export function isWeak({ proofs, dmarc }: Grounds, worth: Worth): boolean {
  return (dmarc.result === 'pass' || dmarc.result === 'none') && proofs[0]?.worth === worth;
}

/** Not confirmed, where a service of the table answers for its customers; else nothing supports the name. */
export function unlessKnown({ knownSender }: Grounds): Answer {
  return knownSender ? 'unclear' : 'contradicted';
}

/** Somebody who gains nothing by a lie vouches for a list or forwarder. */
export function unlessVouched(grounds: Grounds): Answer {
  return grounds.intermediary?.vouched ? 'unclear' : unlessKnown(grounds);
}

export function isGmail(domain: string | undefined): boolean {
  return domain === 'gmail.com' || domain === 'googlemail.com';
}

/** Whose default signature it is, where there is no other: it is made until the customer's own key is switched on. */
export function defaultTenantOf({ passing }: Grounds): 'Google Workspace' | 'Microsoft 365' | null {
  if (passing.length === 0) return null;
  if (passing.every(isGoogleDefault)) return 'Google Workspace';
  return passing.every(isMicrosoftDefault) ? 'Microsoft 365' : null;
}

export function isGoogleDefault({ domain }: SignatureResult): boolean {
  return domain.endsWith('.gappssmtp.com');
}

function isMicrosoftDefault({ domain }: SignatureResult): boolean {
  return domain.endsWith('.onmicrosoft.com');
}

/** A host of websites is known by its names alone only where the reverse-path is its own. */
export function isSentByWebHost({ webHost, webProgram, spf }: Grounds): boolean {
  if (webProgram !== null) return true;
  return webHost?.evidence.some((one) => one.signal === 'spf-domain' && one.value === spf?.domain) ?? false;
}

/** A server that the domain of the reverse-path refuses, where that domain is the author's. */
export function isRefused({ spf }: Grounds): boolean {
  const result = spf?.standing.result;
  return isRelated(spf?.relation) && (result === 'fail' || result === 'softfail');
}
