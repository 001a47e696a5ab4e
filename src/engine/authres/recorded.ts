/** What the receiver itself recorded of each method, picked from its claims. RFC 8601 §4, §7.1. */

import { type Claim, type PolicyApplied, propertyOf, type RecordedResults } from './authres.ts';

const METHODS = ['spf', 'dkim', 'dmarc', 'arc'] as const;

/**
 * Authentication-Results first, then the receiver's ARC-Authentication-Results, then Received-SPF.
 *
 * The first two hold the same results. Where they do not, the ARC set counts alone: it stands above the boundary, where nobody
 * else can have written, and Gmail's Authentication-Results stands below. Of several results of one method that contradict each
 * other the worst counts: the sender's words in a comment may have made another.
 *
 * A DMARC result counts for the Author Domain alone; `author` is that domain, null where there is none to hold it against.
 */
export function recordedResults(claims: readonly Claim[], author: string | null): RecordedResults {
  const recorded = claims.filter((claim) => claim.grade === 'recorded');
  const from = (source: Claim['source']) => recorded.filter((claim) => claim.source === source);
  const [results, arc, receivedSpf] = [
    from('authentication-results'),
    newestSet(from('arc-authentication-results')),
    from('received-spf'),
  ];
  const differ = METHODS.some((method) => of(arc, method).some((claim) => isDenied(claim, of(results, method))));
  const sources = differ ? [arc] : [results, arc, receivedSpf];
  const picked = (method: string) =>
    sources.map((source) => of(source, method)).find((found) => found.length > 0) ?? [];
  const contradicted = [...results, ...arc, ...receivedSpf].filter((claim) => isDenied(claim, picked(claim.method)));
  const elsewhere = picked('dmarc').filter(({ about }) => author !== null && about !== null && about !== author);
  const dmarc = worst(picked('dmarc').filter((claim) => !elsewhere.includes(claim)));
  return {
    spf: worst(mailFromFirst(picked('spf'))),
    dkim: withoutContradiction(picked('dkim')),
    dmarc,
    arc: worst(picked('arc')),
    policyApplied: dmarc && policyAppliedOf(dmarc),
    ...(elsewhere.length > 0 ? { elsewhere } : {}),
    ...(contradicted.length > 0 ? { contradicted } : {}),
  };
}

/** A receiver that passes a message on inside seals it more than once: the last set has seen all. */
function newestSet(claims: readonly Claim[]): readonly Claim[] {
  return claims.filter((claim) => claim.field === claims[0]?.field);
}

function of(claims: readonly Claim[], method: string): readonly Claim[] {
  return claims.filter((claim) => claim.method === method);
}

/** `others` tell of the same method, and none of them says the same. */
function isDenied(claim: Claim, others: readonly Claim[]): boolean {
  return others.length > 0 && !others.includes(claim) && !others.some((other) => agrees(claim, other));
}

function agrees(claim: Claim, other: Claim): boolean {
  return claim.result === other.result && (claim.method !== 'dkim' || claim.about === other.about);
}

/** RFC 8601 §2.7.2: HELO and MAIL FROM may each have a result. */
function mailFromFirst(spf: readonly Claim[]): readonly Claim[] {
  const ofMailFrom = spf.filter((claim) => propertyOf(claim, 'smtp.mailfrom') !== null);
  return ofMailFrom.length > 0 ? ofMailFrom : spf.slice(0, 1);
}

/** Results from the worst on; a word that is none of these stands between none and pass. */
const WORST = ['fail', 'hardfail', 'softfail', 'permerror', 'temperror', 'policy', 'neutral', 'none'];

/** The worst of several that contradict each other. */
function worst(claims: readonly Claim[]): Claim | null {
  const rank = ({ result }: Claim) => {
    if (result === 'pass') return WORST.length + 1;
    return WORST.includes(result) ? WORST.indexOf(result) : WORST.length;
  };
  return claims.reduce<Claim | null>((found, claim) => (found && rank(found) <= rank(claim) ? found : claim), null);
}

/** A pass and another result of one and the same signature: the pass does not count. */
function withoutContradiction(dkim: readonly Claim[]): readonly Claim[] {
  const denied = new Set(dkim.filter(({ result }) => result !== 'pass').map(signatureOf));
  return dkim.filter((claim) => claim.result !== 'pass' || !denied.has(signatureOf(claim)));
}

/** RFC 6008: header.b tells signatures of one signer apart; header.s and header.a do where it is absent. */
function signatureOf(claim: Claim): string {
  return JSON.stringify([claim.about, ...['header.s', 'header.a', 'header.b'].map((key) => propertyOf(claim, key))]);
}

/** "(p=REJECT sp=REJECT dis=NONE arc=pass)" of Gmail and OpenDMARC; "action=none" of Microsoft; policy.dmarc of others. */
function policyAppliedOf(claim: Claim): PolicyApplied {
  const said = claim.comments.map((comment) => comment.slice(0, 1000)).find((comment) => /^p=/i.test(comment)) ?? '';
  const tag = (name: string) =>
    new RegExp(`(?:^|\\s)${name}=([a-z]{1,20})`, 'i').exec(said)?.[1]?.toLowerCase() ?? null;
  const property = (key: string) => propertyOf(claim, key)?.toLowerCase() ?? null;
  return {
    p: tag('p') ?? property('policy.dmarc'),
    sp: tag('sp'),
    disposition: tag('dis') ?? property('action'),
    arc: tag('arc'),
  };
}
