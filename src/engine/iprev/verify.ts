/** Does a name of the client's address lead back to the address? RFC 8601 §3. */

import { type Address, matches, parseAddress, parseIPv4, parseIPv6, reverseName } from '../dns/address.ts';
import type { DnsAnswer, Resolver } from '../dns/dns.ts';
import { outcomeOf } from '../outcome.ts';
import type { IprevCheck } from './iprev.ts';
import { iprevReasons } from './reasons.ts';

/** RFC 8601 §3 lets a verifier limit the names it follows; ten is the number of RFC 7208 §4.6.4. */
export const MAX_NAMES = 10;

const NOTHING = { confirmed: [], unconfirmed: [], unanswered: [], answers: [] } as const;

/** `ip`: the address of the client as recorded; null where none is known. */
export async function verifyIprev(ip: string | null, resolve: Resolver): Promise<IprevCheck> {
  const address = ip === null ? null : parseAddress(ip);
  if (!address) return { ...outcomeOf(iprevReasons, 'not-asked'), ip, ...NOTHING };

  const reverse = await resolve({ name: reverseName(address), type: 'PTR' });
  if (reverse.status === 'failed') {
    const reason = reverse.cause === 'budget' ? 'question-budget' : 'reverse-lookup-failed';
    return { ...outcomeOf(iprevReasons, reason), ip, ...NOTHING, answers: [reverse] } as IprevCheck;
  }
  const names = namesOf(reverse);
  if (names.length === 0) return { ...outcomeOf(iprevReasons, 'no-name'), ip, ...NOTHING, answers: [reverse] };

  const type = address.version === 4 ? 'A' : 'AAAA';
  const forward = await Promise.all(names.map((name) => resolve({ name, type })));
  const named = (fits: (answer: DnsAnswer) => boolean) => names.filter((_, i) => forward[i] && fits(forward[i]));
  const found = {
    ip,
    confirmed: named((answer) => leadsBack(answer, address)),
    unconfirmed: named((answer) => answer.status !== 'failed' && !leadsBack(answer, address)),
    unanswered: named((answer) => answer.status === 'failed'),
    answers: [reverse, ...forward],
  };
  // One name that agrees is enough, whatever became of the others.
  if (found.confirmed.length > 0) return { ...outcomeOf(iprevReasons, 'confirmed'), ...found };
  if (found.unanswered.length > 0) {
    const ours = forward.some((answer) => answer.status === 'failed' && answer.cause === 'budget');
    return { ...outcomeOf(iprevReasons, ours ? 'question-budget' : 'forward-lookup-failed'), ...found } as IprevCheck;
  }
  return { ...outcomeOf(iprevReasons, 'not-confirmed'), ...found };
}

/** The first ten names of a PTR answer, each once. */
function namesOf(answer: DnsAnswer): readonly string[] {
  if (answer.status !== 'found') return [];
  const names = answer.records.flatMap((record) => (record.type === 'PTR' && record.name !== '' ? [record.name] : []));
  return [...new Set(names)].slice(0, MAX_NAMES);
}

function leadsBack(answer: DnsAnswer, address: Address): boolean {
  if (answer.status !== 'found') return false;
  return answer.records.some((record) => {
    if (record.type !== 'A' && record.type !== 'AAAA') return false;
    const found = record.type === 'A' ? parseIPv4(record.address) : parseIPv6(record.address);
    return found !== null && matches(address, found, address.octets.length * 8);
  });
}
