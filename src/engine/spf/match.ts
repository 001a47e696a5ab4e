/** Does a mechanism match? All of them but `include`, which is a check of its own. RFC 7208 §5. */

import { matches } from '../dns/address.ts';
import type { DnsAnswer, Rdata } from '../dns/dns.ts';
import { isWithin } from '../dns/name.ts';
import { never } from '../outcome.ts';
import { addressType, ask, type Check } from './context.ts';
import { LIMITS } from './limits.ts';
import type { Mechanism } from './mechanism.ts';
import type { SpfReason } from './reasons.ts';
import { targetOf } from './target.ts';
import { hasAddress, validatedNames } from './validated-names.ts';

/** What ends the check in a term: a question that failed, a limit that was broken. */
export type Ended = Extract<
  SpfReason,
  'term-lookup-failed' | 'too-many-void-lookups' | 'too-many-mx-names' | 'question-budget'
>;

/** `ended` null: `matched` says it. */
export type Match = {
  readonly matched: boolean;
  readonly ended: Ended | null;
  readonly target: string | null;
  readonly answers: readonly DnsAnswer[];
};

type LocalMechanism = Extract<Mechanism, { name: 'all' | 'ip4' | 'ip6' }>;
type AskingMechanism = Exclude<Mechanism, LocalMechanism | { name: 'include' }>;

export function isLocal(mechanism: Mechanism): mechanism is LocalMechanism {
  return mechanism.name === 'all' || mechanism.name === 'ip4' || mechanism.name === 'ip6';
}

/** §5.1, §5.6: what needs no question. */
export function matchesLocally(check: Check, mechanism: LocalMechanism): boolean {
  return mechanism.name === 'all' || matches(check.ip, mechanism.network, mechanism.prefix);
}

export async function matchMechanism(
  check: Check,
  domain: string,
  mechanism: Exclude<Mechanism, { name: 'include' }>,
): Promise<Match> {
  if (isLocal(mechanism)) {
    return { matched: matchesLocally(check, mechanism), ended: null, target: null, answers: [] };
  }
  const answers: DnsAnswer[] = [];
  const target = await targetOf(check, domain, mechanism.target, answers);
  if (!target.ok) return { matched: false, ended: target.reason, target: null, answers };
  const { name, question } = target;
  const found = question === null ? false : await search(check, mechanism, question, answers);
  return typeof found === 'string'
    ? { matched: false, ended: found, target: name, answers }
    : { matched: found, ended: null, target: name, answers };
}

/** Whether a mechanism that asks matches, or why that ends the check. */
async function search(
  check: Check,
  mechanism: AskingMechanism,
  name: string,
  answers: DnsAnswer[],
): Promise<boolean | Ended> {
  switch (mechanism.name) {
    case 'a':
      return searchHost(check, name, prefixOf(check, mechanism), answers);
    case 'mx':
      return searchMx(check, name, prefixOf(check, mechanism), answers);
    case 'ptr':
      return searchPtr(check, name, answers);
    case 'exists': {
      // §5.7: "The lookup type is A even when the connection type is IPv6".
      const asked = await ask(check, name, 'A', answers);
      return asked.ok ? asked.records.length > 0 : asked.reason;
    }
    default:
      return never(mechanism);
  }
}

function prefixOf(check: Check, lengths: { readonly ip4: number; readonly ip6: number }): number {
  return check.ip.version === 4 ? lengths.ip4 : lengths.ip6;
}

/** §5.3: one of the name's addresses lies in the client's network. */
async function searchHost(check: Check, name: string, prefix: number, answers: DnsAnswer[]): Promise<boolean | Ended> {
  const asked = await ask(check, name, addressType(check.ip), answers);
  return asked.ok ? hasAddress(asked.records, check, prefix) : asked.reason;
}

/** §5.4: of one of its mail exchangers. No implicit MX: a domain without MX records has no exchanger here. */
async function searchMx(check: Check, name: string, prefix: number, answers: DnsAnswer[]): Promise<boolean | Ended> {
  const asked = await ask(check, name, 'MX', answers);
  if (!asked.ok) return asked.reason;
  // §4.6.4: an eleventh name is a permerror, not a reason to stop looking.
  if (asked.records.length > LIMITS.mxNames) return 'too-many-mx-names';
  for (const exchange of exchangesOf(asked.records)) {
    const found = await searchHost(check, exchange, prefix, answers);
    if (found !== false) return found;
  }
  return false;
}

/** In a fixed order, since servers rotate theirs. The null MX (RFC 7505) names no host. */
export function exchangesOf(records: readonly Rdata[]): readonly string[] {
  return records
    .flatMap((record) => (record.type === 'MX' ? [record] : []))
    .sort((a, b) => a.preference - b.preference || (a.exchange < b.exchange ? -1 : 1))
    .map((record) => record.exchange)
    .filter((exchange) => exchange !== '');
}

/** §5.5: one of the client's validated names is the target-name or lies below it. */
async function searchPtr(check: Check, name: string, answers: DnsAnswer[]): Promise<boolean | Ended> {
  const validated = await validatedNames(check, answers);
  return validated.ok ? validated.names.some((one) => isWithin(one, name)) : validated.reason;
}
