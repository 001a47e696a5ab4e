/**
 * check_host(): may this address send for this domain? RFC 7208 §4.
 *
 * Evaluation is strictly from left to right; only the questions are asked ahead (prefetch.ts), so `resolve` must ask one
 * question once. One departure: records of more than 10,000 terms are not judged (§11.1 warns of such, §4.6.4 sets no limit).
 */

import { parseAddress } from '../dns/address.ts';
import type { Resolver } from '../dns/dns.ts';
import { breadthOf } from './breadth.ts';
import { type Check, senderOf, valuesOf } from './context.ts';
import { evaluate } from './evaluate.ts';
import { LIMITS, nothingSpent, type Spent } from './limits.ts';
import { fetchAhead } from './prefetch.ts';
import { type SpfReason, spfOutcome } from './reasons.ts';
import type { SpfCheck, SpfInput, SpfVoid } from './spf.ts';

type Identity = SpfCheck['identity'];

export async function checkHost(input: SpfInput, identity: Identity, resolve: Resolver): Promise<SpfCheck> {
  const sender = senderOf(input, identity);
  const ip = parseAddress(input.ip);
  if (!ip) return withoutQuestions('no-address', identity, sender.domain, input);
  // §4.3: an identity without a domain, or one that no mail system could carry, has no record.
  if (sender.domain === '' || sender.domain.startsWith('[')) return withoutQuestions('no-domain', identity, '', input);
  if (sender.localPart.length + sender.domain.length > LIMITS.identity) {
    return withoutQuestions('malformed-domain', identity, '', input);
  }

  const check: Check = { ip, values: valuesOf(input, sender, ip), resolve, spent: nothingSpent() };
  const ahead = fetchAhead(check, sender.domain);
  const { tree, decidedBy, explanation } = await evaluate(check, sender.domain, { depth: 0, within: 'check' });
  ahead.stop();
  const { lookups, voidLookups, tenthLookup } = check.spent;
  return {
    ...tree.outcome,
    identity,
    domain: tree.domain,
    input,
    lookups,
    voidLookups,
    voids: check.spent.voids.flatMap(voidOf),
    breadth: breadthOf(tree, decidedBy, ip),
    decidedBy,
    tenthLookup,
    explanation,
    tree,
  };
}

function voidOf({ answer, place }: Spent['voids'][number]): readonly SpfVoid[] {
  if (place === null) return [];
  const { question, status } = answer;
  // Behind an alias it is the target that does not exist (RFC 6604 §3).
  if (status === 'nxdomain' && answer.aliases.length === 0) return [{ place, question, why: 'no-such-name' }];
  const why = question.type === 'AAAA' ? 'no-ipv6-address' : question.type === 'A' ? 'no-ipv4-address' : 'no-record';
  return [{ place, question, why }];
}

/** What stands for a check that was not made, because no envelope is known or nothing may be asked. */
export function spfNotAsked(identity: Identity): SpfCheck {
  return withoutQuestions('not-asked', identity, '', null);
}

function withoutQuestions(reason: SpfReason, identity: Identity, domain: string, input: SpfInput | null): SpfCheck {
  return {
    ...spfOutcome(reason),
    identity,
    domain: domain.toLowerCase(),
    input,
    lookups: 0,
    voidLookups: 0,
    voids: [],
    breadth: null,
    decidedBy: null,
    tenthLookup: null,
    explanation: null,
    tree: null,
  };
}
