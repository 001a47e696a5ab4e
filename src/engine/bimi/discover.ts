/**
 * Assertion Record Discovery: does the Author Domain publish a logo? BIMI draft-10 §7.1, §7.2.
 *
 * Nothing is asked unless the message fulfils what §7.1 asks of it: DMARC passes, under a policy that is enforced.
 *
 * Departures:
 * - Selectors from the local part (lps=, §4.5) are not asked for: the question would hold a part of the sender's address.
 * - The Organizational Domain is that of RFC 9989; the draft still names RFC 7489.
 * - Of a temporary error at the Author Domain nothing further is asked: a record may be there.
 */

import type { DkimCheck } from '../dkim/dkim.ts';
import type { DmarcCheck, DmarcRecord } from '../dmarc/dmarc.ts';
import { treeWalk } from '../dmarc/tree-walk.ts';
import { type DnsAnswer, type Resolver, txtTexts } from '../dns/dns.ts';
import { toAscii } from '../dns/name.ts';
import { fieldsNamed } from '../message/fields.ts';
import type { Field } from '../message/message.ts';
import { outcomeOf } from '../outcome.ts';
import type { BimiCheck } from './bimi.ts';
import { bimiReasons } from './reasons.ts';
import { isBimiRecord, parseBimiRecord, parseSelector } from './record.ts';

export const DEFAULT_SELECTOR = 'default';

type Found = { readonly texts: readonly string[]; readonly answer: DnsAnswer };

export async function discoverBimi(
  fields: readonly Field[],
  dmarc: DmarcCheck,
  dkim: readonly DkimCheck[],
  resolve: Resolver,
): Promise<BimiCheck> {
  const nothing = { selector: DEFAULT_SELECTOR, domain: null, record: null, answers: [] };
  if (dmarc.result !== 'pass' || dmarc.domain === null) {
    return { ...outcomeOf(bimiReasons, 'dmarc-not-passed'), ...nothing };
  }
  if (!isEnforced(dmarc)) return { ...outcomeOf(bimiReasons, 'policy-not-enforced'), ...nothing };
  const selector = selectorOf(fields, dmarc, dkim);

  const own = await query(selector, dmarc.domain, resolve);
  if (own === null || own.texts.length > 0 || own.answer.status === 'failed') {
    return conclude(selector, dmarc.domain, own ? [own] : []);
  }
  const organization = await organizationOf(dmarc, dmarc.domain, resolve);
  const above = organization === dmarc.domain ? null : await query(selector, organization, resolve);
  return above ? conclude(selector, organization, [own, above]) : conclude(selector, dmarc.domain, [own]);
}

type Policed = Pick<DmarcCheck, 'domain' | 'organizationalDomain' | 'policy' | 'record' | 'walk'>;

/** §7.1 steps 7 to 9, of the record that applies and of those at the Author Domain and the Organizational Domain. */
export function isEnforced({ domain, organizationalDomain, policy, record, walk }: Policed): boolean {
  const others = walk.flatMap((step) =>
    step.record && (step.name === domain || step.name === organizationalDomain) ? [step.record] : [],
  );
  return policy !== null && policy !== 'none' && [record, ...others].every((one) => one === null || isMeant(one));
}

function isMeant({ p, sp, ignored }: DmarcRecord): boolean {
  const partial = ignored.some(({ tag, value }) => tag === 'pct' && value !== '100');
  return p !== null && p !== 'none' && sp !== 'none' && !(p === 'quarantine' && partial);
}

/** §5.5: a selector counts where an aligned signature covers it. Which of several fields is meant nobody can tell. */
function selectorOf(fields: readonly Field[], { alignments }: DmarcCheck, dkim: readonly DkimCheck[]): string {
  const [field, second] = fieldsNamed(fields, 'bimi-selector');
  if (!field || second) return DEFAULT_SELECTOR;
  const signed = dkim.some(
    (check) =>
      alignments.some((one) => one.aligned && one.via === 'dkim' && one.field === check.field) &&
      check.signature?.h.some((name) => name.toLowerCase() === 'bimi-selector'),
  );
  return (signed ? parseSelector(field.value) : null) ?? DEFAULT_SELECTOR;
}

/** Null where the name would be too long for the DNS, so that nothing can be there. */
async function query(selector: string, domain: string, resolve: Resolver): Promise<Found | null> {
  const name = toAscii(`${selector}._bimi.${domain}`);
  if (name === null) return null;
  const answer = await resolve({ name, type: 'TXT' });
  return { texts: txtTexts(answer).filter(isBimiRecord), answer };
}

/**
 * The walk of DMARC, where one was made to its end. Where it was not needed there, it is made here, but for names right below
 * a top-level domain: nobody's logo stands above those.
 */
async function organizationOf({ walk, organizationalDomain }: DmarcCheck, domain: string, resolve: Resolver) {
  if (walk.length > 1) return organizationalDomain ?? domain;
  if (domain.split('.').length <= 2) return domain;
  return (await treeWalk(domain, resolve, walk[0])).organizationalDomain ?? domain;
}

function conclude(selector: string, domain: string, found: readonly Found[]): BimiCheck {
  const last = found.at(-1);
  const place = { selector, domain, answers: found.map(({ answer }) => answer) };
  const end = (reason: keyof typeof bimiReasons, record: BimiCheck['record'] = null): BimiCheck =>
    ({ ...outcomeOf(bimiReasons, reason), ...place, record }) as BimiCheck;
  if (last?.answer.status === 'failed') {
    return end(last.answer.cause === 'budget' ? 'question-budget' : 'lookup-failed');
  }
  const [text, second] = last?.texts ?? [];
  if (text === undefined) return end('no-record');
  if (second !== undefined) return end('several-records');
  const parsed = parseBimiRecord(text);
  if (!parsed.ok) return end(parsed.reason);
  return end(parsed.value.location === null ? 'declined' : 'indicator-published', parsed.value);
}
