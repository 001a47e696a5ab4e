/** What the DNS would be asked, as far as it is known before anything is asked. */

import type { Recorded } from '../../engine/report.ts';

export type KnownName = {
  readonly check: 'spf' | 'dkim' | 'dmarc';
  readonly domain: string;
  readonly question: string;
};

/** One entry for each name, in the order of the checks. More follow from the records that come back. */
export function knownNames(recorded: Recorded): readonly KnownName[] {
  const names = new Map<string, KnownName>();
  const add = (check: KnownName['check'], domain: string, question: string) => {
    if (domain && !names.has(question)) names.set(question, { check, domain, question });
  };
  const { mailFrom, helo } = recorded.envelope;
  // RFC 7208 §2.4: the null reverse-path is checked as postmaster at the HELO name.
  const identity = mailFrom?.value ? mailFrom.value.slice(mailFrom.value.lastIndexOf('@') + 1) : (helo?.value ?? '');
  add('spf', identity, identity);
  for (const { s, d } of recorded.signatures) add('dkim', d, `${s}._domainkey.${d}`);
  const { domain } = recorded.author;
  if (domain) add('dmarc', domain, `_dmarc.${domain}`);
  return [...names.values()];
}
