/** What stays the same during one check, the sender among it, and how it asks. RFC 7208 §2.3, §2.4, §4.1, §4.3; RFC 8616 §4. */

import { type Address, formatAddress, nibbles } from '../dns/address.ts';
import type { DnsAnswer, Rdata, RecordType, Resolver } from '../dns/dns.ts';
import { toAscii } from '../dns/name.ts';
import type { OctetString } from '../octets.ts';
import { splitAddress } from '../syntax/rfc5321.ts';
import { LIMITS, type Spent, spendVoidLookup } from './limits.ts';
import type { MacroValues } from './macro.ts';
import type { SpfInput } from './spf.ts';

export type Check = {
  readonly ip: Address;
  /** The letters' values but for the record's domain, and for the validated name, which costs questions. */
  readonly values: Omit<MacroValues, 'd' | 'p'>;
  readonly resolve: Resolver;
  readonly spent: Spent;
};

export type Sender = { readonly localPart: OctetString; readonly domain: OctetString };

/** §2.3: for HELO, and §2.4: for the null reverse-path, the sender is "postmaster" at the HELO name. */
export function senderOf(input: SpfInput, identity: 'mailfrom' | 'helo'): Sender {
  if (identity === 'helo' || input.mailFrom === '') return { localPart: 'postmaster', domain: domainForm(input.helo) };
  const { localPart, domain } = splitAddress(input.mailFrom);
  // §4.3: "If the <sender> has no local-part, substitute the string 'postmaster'".
  return { localPart: localPart || 'postmaster', domain: domainForm(domain) };
}

/** RFC 8616 §4: U-labels MUST be converted to A-labels, for the question and for macros. ASCII stays as it is. */
function domainForm(domain: OctetString): OctetString {
  const text = domain.endsWith('.') ? domain.slice(0, -1) : domain;
  return isAscii(text) ? text : (toAscii(text) ?? text);
}

export function isAscii(text: OctetString): boolean {
  return !/[^\x00-\x7f]/.test(text);
}

export function valuesOf(input: SpfInput, sender: Sender, ip: Address): Check['values'] {
  const address = formatAddress(ip);
  return {
    s: `${sender.localPart}@${sender.domain}`,
    l: sender.localPart,
    o: sender.domain,
    // §7.3: the dotted quad, or the nibbles of an IPv6 address between dots.
    i: ip.version === 4 ? address : nibbles(ip).join('.'),
    h: input.helo.length > LIMITS.identity ? 'unknown' : domainForm(input.helo),
    c: address,
    r: input.receiver || 'unknown',
    t: String(Math.floor(input.now)),
    v: ip.version === 4 ? 'in-addr' : 'ip6',
  };
}

/** The record type of the client's own kind (§5). */
export function addressType(ip: Address): 'A' | 'AAAA' {
  return ip.version === 4 ? 'A' : 'AAAA';
}

export type Asked =
  | { readonly ok: true; readonly records: readonly Rdata[] }
  | { readonly ok: false; readonly reason: 'term-lookup-failed' | 'too-many-void-lookups' | 'question-budget' };

/**
 * One question of a term. Its answer joins `answers`.
 *
 * §5: NXDOMAIN is as good as no records; any other error ends the check. §4.6.4: both kinds of nothing are void lookups.
 */
export async function ask(check: Check, name: string, type: RecordType, answers: DnsAnswer[]): Promise<Asked> {
  const answer = await check.resolve({ name, type });
  answers.push(answer);
  if (answer.status === 'failed') {
    return { ok: false, reason: answer.cause === 'budget' ? 'question-budget' : 'term-lookup-failed' };
  }
  if (answer.status === 'found') {
    const records = answer.records.filter((record) => record.type === type);
    if (records.length > 0) return { ok: true, records };
  }
  return spendVoidLookup(check.spent, answer)
    ? { ok: true, records: [] }
    : { ok: false, reason: 'too-many-void-lookups' };
}
