/** The validated names of the client's address, for `ptr` and for %{p}. RFC 7208 §5.5, §7.3. */

import { matches, parseIPv4, parseIPv6, reverseName } from '../dns/address.ts';
import type { DnsAnswer, Rdata } from '../dns/dns.ts';
import { isWithin } from '../dns/name.ts';
import { addressType, ask, type Check } from './context.ts';
import { LIMITS } from './limits.ts';

export type ValidatedNames =
  | { readonly ok: true; readonly names: readonly string[] }
  | { readonly ok: false; readonly reason: 'too-many-void-lookups' | 'question-budget' };

/** The names of the address that lead back to it, in the order of the PTR answer. */
export async function validatedNames(check: Check, answers: DnsAnswer[]): Promise<ValidatedNames> {
  const reverse = await ask(check, reverseName(check.ip), 'PTR', answers);
  // §5.5: "If a DNS error occurs while doing the PTR RR lookup, then this mechanism fails to match."
  if (!reverse.ok) {
    const { reason } = reverse;
    return reason === 'term-lookup-failed' ? { ok: true, names: [] } : { ok: false, reason };
  }
  const names: string[] = [];
  for (const name of ptrNames(reverse.records)) {
    const forward = await ask(check, name, addressType(check.ip), answers);
    if (forward.ok) {
      if (hasAddress(forward.records, check, check.ip.octets.length * 8)) names.push(name);
    } else if (forward.reason !== 'term-lookup-failed') {
      return { ok: false, reason: forward.reason };
    } // §5.5: on a DNS error "that domain name is skipped and the search continues".
  }
  return { ok: true, names };
}

/** The same for %{p}: the client's address stays the same, so another %{p} costs nothing more. */
export async function validatedNamesOnce(check: Check, answers: DnsAnswer[]): Promise<ValidatedNames> {
  if (check.spent.validated === null) {
    const asked: DnsAnswer[] = [];
    const validated = await validatedNames(check, asked);
    if (!validated.ok) {
      answers.push(...asked);
      return validated;
    }
    check.spent.validated = { names: validated.names, answers: asked };
  }
  answers.push(...check.spent.validated.answers);
  return { ok: true, names: check.spent.validated.names };
}

/** §4.6.4: all records other than the first 10 MUST be ignored. */
export function ptrNames(records: readonly Rdata[]): readonly string[] {
  return records
    .flatMap((record) => (record.type === 'PTR' ? [record.name] : []))
    .slice(0, LIMITS.ptrNames)
    .filter((name) => name !== '');
}

/** Whether one of the addresses lies in the same network as the client. */
export function hasAddress(records: readonly Rdata[], { ip }: Check, prefix: number): boolean {
  return records.some((record) => {
    if (record.type !== 'A' && record.type !== 'AAAA') return false;
    const address = record.type === 'A' ? parseIPv4(record.address) : parseIPv6(record.address);
    return address !== null && matches(ip, address, prefix);
  });
}

/**
 * §7.3, "p": the record's domain if it is among the names, else a subdomain of it, else any of them; "unknown" without names
 * or after a DNS error.
 */
export function chooseName(names: readonly string[], domain: string): string {
  const parent = domain.toLowerCase();
  return names.find((name) => name === parent) ?? names.find((name) => isWithin(name, parent)) ?? names[0] ?? 'unknown';
}
