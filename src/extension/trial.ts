/** One harmless question to a resolver, asked anew each time: does it answer, and how soon? */

import type { DnsAnswer } from '../engine/dns/dns.ts';
import { dohResolver } from '../resolver/doh.ts';
import type { Provider } from '../resolver/providers.ts';

/** RFC 2606 §3: a name that everybody may ask for, and that says nothing about who asks. */
export const TRIAL_NAME = 'example.com';

export function tryResolver(provider: Provider): Promise<DnsAnswer> {
  return dohResolver(provider)({ name: TRIAL_NAME, type: 'A' });
}
