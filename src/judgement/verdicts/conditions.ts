/** What the rows of the verdict table ask, where the question has an answer of its own. */

import type { Grounds } from '../grounds.ts';
import { isRelated, type SignatureResult } from '../results.ts';

export function failed({ dmarc }: Grounds): boolean {
  return dmarc.result === 'fail';
}

/** Recorded as pass, and decided otherwise now. */
export function passedThen({ dmarc, recordedDmarc }: Grounds): boolean {
  return recordedDmarc === 'pass' && dmarc.source === 'now' && dmarc.result !== 'pass';
}

/** The record still passes by the rules of RFC 7489, which the receiver seems to follow: nothing has changed since. */
export function passesByOlderRule(grounds: Grounds): boolean {
  return passedThen(grounds) && grounds.report.verified?.dmarc?.rfc7489?.result === 'pass';
}

/** A signature that was recorded as pass, and has no key, or another one, today: the message lies unchanged in the mailbox. */
export function lostItsKey({ recorded, check }: SignatureResult): boolean {
  if (recorded?.result !== 'pass' || !check || check.result === null) return false;
  if (check.result === 'permerror' && check.reason.startsWith('key-')) return true;
  return check.bodyHash === 'pass' && check.headerSignature === 'fail';
}

/** It failed, and not for want of a key. Gmail writes "(no key for signature)". */
export function isBroken({ standing, check, recorded }: SignatureResult): boolean {
  if (standing.source === 'now') return check?.reason !== 'key-missing' && check?.reason !== 'key-revoked';
  return !recorded?.comments.some((comment) => comment.startsWith('no key'));
}

/** Something that passed counts for the author, with a policy or without. */
export function isConfirmed({ spf, passing }: Grounds): boolean {
  return spf?.aligned === true || passing.some((one) => one.aligned);
}

export function isGmail(domain: string | undefined): boolean {
  return domain === 'gmail.com' || domain === 'googlemail.com';
}

/** Whose default signature it is, where there is no other: it is made until the customer's own key is switched on. */
export function defaultTenantOf({ passing }: Grounds): 'Google Workspace' | 'Microsoft 365' | null {
  if (passing.length === 0 || !passing.every((one) => isGoogleDefault(one) || isMicrosoftDefault(one))) return null;
  return passing[0] && isGoogleDefault(passing[0]) ? 'Google Workspace' : 'Microsoft 365';
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
