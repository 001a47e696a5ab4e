/**
 * Asks ahead for the Assertion Record, so that it does not wait for SPF and DKIM: as soon as the policy is known to be enforced,
 * at the Author Domain and at its Organizational Domain. BIMI draft-10 §7.1, §7.2. The answers are judged by nobody.
 */

import { discoverPolicy, requestOf } from '../dmarc/policy.ts';
import { treeWalk } from '../dmarc/tree-walk.ts';
import type { Resolver } from '../dns/dns.ts';
import { toAscii } from '../dns/name.ts';
import { fieldsNamed } from '../message/fields.ts';
import type { Field } from '../message/message.ts';
import { DEFAULT_SELECTOR, isEnforced } from './discover.ts';
import { parseSelector } from './record.ts';

/** For messages that probably pass DMARC: of the others nothing is asked. */
export async function askAhead(fields: readonly Field[], author: string, resolve: Resolver): Promise<void> {
  const { applies, walk } = await discoverPolicy(author, resolve);
  if (!applies?.record) return;
  const { policy } = await requestOf(applies.record, applies.name, author, resolve);
  const { organizationalDomain, steps } = walk ?? (await treeWalk(author, resolve, applies));
  if (!isEnforced({ domain: author, organizationalDomain, policy, record: applies.record, walk: steps })) return;
  const [field, second] = fieldsNamed(fields, 'bimi-selector');
  const selector = (field && !second ? parseSelector(field.value) : null) ?? DEFAULT_SELECTOR;
  for (const domain of new Set([author, organizationalDomain ?? author])) {
    const name = toAscii(`${selector}._bimi.${domain}`);
    if (name !== null) void resolve({ name, type: 'TXT' });
  }
}
