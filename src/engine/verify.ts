/** Recorded + resolver + clock -> Verified, growing check by check. Nothing is asked that `resolve` is not given. */

import { validateArc } from './arc/validate.ts';
import { discoverBimi } from './bimi/discover.ts';
import { askAhead } from './bimi/prefetch.ts';
import type { Digest } from './digest.ts';
import { verifyDkim } from './dkim/verify.ts';
import { evaluateDmarc } from './dmarc/evaluate.ts';
import { fetchAhead, relatedTo } from './dmarc/prefetch.ts';
import type { Resolver } from './dns/dns.ts';
import { memo } from './dns/memo.ts';
import { verifyIprev } from './iprev/verify.ts';
import type { Recorded, SpfVerified, Verified } from './report.ts';
import { identifyServices } from './services/identify.ts';
import { checkHost, spfNotAsked } from './spf/check-host.ts';
import type { SpfInput } from './spf/spf.ts';
import { splitAddress } from './syntax/rfc5321.ts';

export type World = {
  readonly resolve: Resolver;
  /** Seconds since 1970. */
  readonly now: number;
  /** Settles when the time is up: what is unanswered by then has failed. */
  readonly expired?: Promise<unknown>;
  /** Called with all that is known so far, each time a check has ended. */
  readonly onProgress?: (verified: Verified) => void;
};

/** All checks at once. Each question is asked once; how many there may be is for the memo to say. */
export async function verify(recorded: Recorded, digest: Digest, world: World): Promise<Verified> {
  const { now, expired, onProgress } = world;
  const resolve = memo(world.resolve, { now: () => now * 1000, ...(expired && { expired }) });
  let verified = nothingVerified(now);
  const know = (part: Partial<Verified>) => {
    verified = { ...verified, ...part, ledger: resolve.ledger };
    // Once: when the last of what services are recognised by is in.
    const { spf, dkim, iprev } = verified;
    if ((part.spf || part.dkim || part.iprev) && spf && dkim && iprev)
      verified = { ...verified, services: identifyServices(recorded, verified) };
    onProgress?.(verified);
  };

  const { author, fields, envelope } = recorded;
  const context = { resolve, now, arrivedAt: arrivedAt(recorded) };
  // In the order of how far each has to ask: what leads on to further questions does not stand in line behind what does not.
  const spf = checkSpf(recorded, now, resolve);
  const iprev = verifyIprev(envelope.ip?.value ?? null, resolve);
  const dkim = verifyDkim(fields, digest, context);
  const arc = validateArc(fields, digest, context);
  if (author.domain !== null) fetchPolicies(recorded, author.domain, resolve);
  const dmarc = Promise.all([spf, dkim]).then(([spf, dkim]) => evaluateDmarc({ author, spf, dkim }, resolve));
  const bimi = Promise.all([dmarc, dkim]).then(([dmarc, dkim]) => discoverBimi(fields, dmarc, dkim, resolve));
  await Promise.all([
    spf.then((spf) => know({ spf })),
    dkim.then((dkim) => know({ dkim })),
    arc.then((arc) => know({ arc })),
    iprev.then((iprev) => know({ iprev })),
    dmarc.then((dmarc) => know({ dmarc })),
    bimi.then((bimi) => know({ bimi })),
  ]);
  know({ complete: true });
  return verified;
}

/** Before the first check has ended. `at` in seconds since 1970. */
export function nothingVerified(at: number): Verified {
  const unknown = { spf: null, dkim: null, arc: null, dmarc: null, bimi: null, iprev: null };
  return { at, ...unknown, services: [], ledger: [], complete: false };
}

/** What DMARC and BIMI ask does not wait for SPF and DKIM: its answers lie in the memo when their results are in. */
function fetchPolicies(recorded: Recorded, author: string, resolve: Resolver): void {
  const related = relatedTo(author, identifiersOf(recorded));
  fetchAhead(author, related, resolve);
  // Without a domain that could be aligned DMARC does not pass.
  if (related.length > 0) void askAhead(recorded.fields, author, resolve);
}

/** The domains that SPF (RFC 7208 §2.4) and the signatures may come to speak for. */
function identifiersOf({ envelope, signatures }: Recorded): readonly string[] {
  const sender = envelope.mailFrom?.value || envelope.helo?.value || '';
  return [splitAddress(sender).domain, ...signatures.map(({ d }) => d)];
}

/** When the trusted hop took the message: a signature that has expired since was good then. */
function arrivedAt({ boundary, hops }: Recorded): number | null {
  return boundary === null ? null : (hops[boundary.hop]?.time ?? null);
}

/**
 * RFC 7208 §2.3, §2.4: MAIL FROM, and HELO beside it. Both come from the envelope that the trusted hop recorded; without the
 * client's address and the identity there is nothing to check.
 */
async function checkSpf(recorded: Recorded, now: number, resolve: Resolver): Promise<SpfVerified> {
  const { envelope, boundary } = recorded;
  const { ip, helo, mailFrom } = envelope;
  const input = (ip: string): SpfInput => ({
    ip,
    mailFrom: mailFrom?.value ?? '',
    helo: helo?.value ?? '',
    receiver: boundary?.by ?? 'unknown',
    now,
  });
  const [ofMailFrom, ofHelo] = await Promise.all([
    ip && mailFrom ? checkHost(input(ip.value), 'mailfrom', resolve) : spfNotAsked('mailfrom'),
    ip && helo ? checkHost(input(ip.value), 'helo', resolve) : null,
  ]);
  return { ...ofMailFrom, helo: ofHelo };
}
