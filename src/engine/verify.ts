/** Recorded + resolver + clock -> Verified, growing check by check. Nothing is asked that `resolve` is not given. */

import { validateArc } from './arc/validate.ts';
import type { Digest } from './digest.ts';
import { verifyDkim } from './dkim/verify.ts';
import { evaluateDmarc } from './dmarc/evaluate.ts';
import { discoverPolicy } from './dmarc/policy.ts';
import type { Resolver } from './dns/dns.ts';
import { memo } from './dns/memo.ts';
import { verifyIprev } from './iprev/verify.ts';
import type { Recorded, SpfVerified, Verified } from './report.ts';
import { identifyServices } from './services/identify.ts';
import { checkHost, spfNotAsked } from './spf/check-host.ts';
import type { SpfInput } from './spf/spf.ts';

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
    verified = { ...verified, services: identifyServices(recorded, verified) };
    onProgress?.(verified);
  };

  const { author, fields, envelope } = recorded;
  const context = { resolve, now, arrivedAt: arrivedAt(recorded) };
  // What DMARC asks first does not wait for SPF and DKIM: its answers lie in the memo when their results are in.
  const policy = author.domain === null ? null : discoverPolicy(author.domain, resolve);
  const spf = checkSpf(recorded, now, resolve);
  const dkim = verifyDkim(fields, digest, context);
  const dmarc = Promise.all([spf, dkim, policy]).then(([spf, dkim]) => evaluateDmarc({ author, spf, dkim }, resolve));
  await Promise.all([
    spf.then((spf) => know({ spf })),
    dkim.then((dkim) => know({ dkim })),
    validateArc(fields, digest, context).then((arc) => know({ arc })),
    verifyIprev(envelope.ip?.value ?? null, resolve).then((iprev) => know({ iprev })),
    dmarc.then((dmarc) => know({ dmarc })),
  ]);
  know({ complete: true });
  return verified;
}

function nothingVerified(at: number): Verified {
  return { at, spf: null, dkim: null, arc: null, dmarc: null, iprev: null, services: [], ledger: [], complete: false };
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
