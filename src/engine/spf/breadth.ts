/**
 * What a pass is worth: by which kind of term, and how many others it lets pass. RFC 7208 §8.3 says no more than that the client
 * is authorized; of "+all" that is true of everybody.
 */

import { type Address, parseIPv4, parseIPv6 } from '../dns/address.ts';
import type { DnsAnswer } from '../dns/dns.ts';
import { uses } from './macro.ts';
import type { Mechanism } from './mechanism.ts';
import { parseTerm } from './record.ts';
import type { SpfBreadth, SpfPlace, SpfStep, SpfTree } from './spf.ts';

type Family = 'ip4' | 'ip6';

/**
 * Prefix lengths, of IPv4 and IPv6. By `wide` 1/256 of all IPv4 addresses pass: no organisation has more. A network of the size
 * `own` or smaller is somebody's own, whatever else is listed beside it.
 */
export const PREFIXES = { wide: { ip4: 8, ip6: 19 }, own: { ip4: 24, ip6: 48 } } as const;

/** Null where the check did not pass by a term. */
export function breadthOf(tree: SpfTree, decidedBy: SpfPlace, ip: Address): SpfBreadth | null {
  if (tree.outcome.result !== 'pass') return null;
  const matched = matchedIn(tree);
  const term = matched && parseTerm(matched.step.term);
  if (!matched || term?.kind !== 'directive') return null;
  const family = ip.version === 4 ? 'ip4' : 'ip6';
  const kind = kindOf(term.mechanism, family);
  if (kind !== 'listed') return { kind, share: kind === 'anyone' ? 1 : null, place: decidedBy };
  const share = shareOf(matched.tree.steps.flatMap((step) => networksOf(step, family)));
  const own = (prefixOf(term.mechanism, family) ?? 0) >= PREFIXES.own[family];
  return { kind: !own && share >= 2 ** -PREFIXES.wide[family] ? 'wide' : 'listed', share, place: decidedBy };
}

/** The step that matched, and its record: within the includes and redirects that led to it. */
function matchedIn(tree: SpfTree): { readonly tree: SpfTree; readonly step: SpfStep } | null {
  const step = tree.steps.find(({ state, term }) => state === 'matched' && !/^exp=/i.test(term));
  if (!step) return null;
  return step.nested ? matchedIn(step.nested) : { tree, step };
}

function kindOf(mechanism: Mechanism, family: Family): 'anyone' | 'listed' | 'asked' | 'reverse-name' {
  if (mechanism.name === 'all') return 'anyone';
  if (mechanism.name === 'ptr') return 'reverse-name';
  if (prefixOf(mechanism, family) === 0) return 'anyone';
  const target = 'target' in mechanism ? mechanism.target : null;
  // Only these letters speak of the client; the sender and the HELO name are for the client to choose.
  if (target && uses(target, 'icp')) return 'asked';
  return mechanism.name === 'exists' ? 'anyone' : 'listed';
}

/** How many bits of an address are compared. */
function prefixOf(mechanism: Mechanism, family: Family): number | null {
  switch (mechanism.name) {
    case 'ip4':
    case 'ip6':
      return mechanism.prefix;
    case 'a':
    case 'mx':
      return mechanism[family];
    default:
      return null;
  }
}

/** A stretch of all addresses of a family, as a part of 1. */
type Network = { readonly start: number; readonly size: number };

/** What a term lets pass, as far as it is known: of a host name that has been asked for. */
function networksOf({ term, answers }: SpfStep, family: Family): readonly Network[] {
  const parsed = parseTerm(term);
  if (parsed.kind !== 'directive' || parsed.qualifier !== '+') return [];
  const { mechanism } = parsed;
  if (mechanism.name === family) return [networkOf(mechanism.network, mechanism.prefix)];
  if (mechanism.name !== 'a' && mechanism.name !== 'mx') return [];
  return addressesIn(answers, family).map((address) => networkOf(address, mechanism[family]));
}

function addressesIn(answers: readonly DnsAnswer[], family: Family): readonly Address[] {
  const records = answers.flatMap((answer) => (answer.status === 'found' ? answer.records : []));
  return records.flatMap((record) => {
    if (record.type === 'A' && family === 'ip4') return parseIPv4(record.address) ?? [];
    return record.type === 'AAAA' && family === 'ip6' ? (parseIPv6(record.address) ?? []) : [];
  });
}

function networkOf({ octets }: Address, prefix: number): Network {
  const size = 2 ** -prefix;
  const place = octets.reduce((sum, octet, i) => sum + octet * 2 ** (-8 * (i + 1)), 0);
  return { start: Math.floor(place / size) * size, size };
}

/** The share of all addresses that lies in any of the networks. */
function shareOf(networks: readonly Network[]): number {
  let [share, end] = [0, 0];
  for (const { start, size } of [...networks].sort((a, b) => a.start - b.start)) {
    const from = Math.max(start, end);
    if (from > start && start + size <= from) continue;
    // A single IPv6 address is smaller than what a number of that size can tell apart, and is there all the same.
    share += from === start ? size : start + size - from;
    end = start + size;
  }
  return share;
}
