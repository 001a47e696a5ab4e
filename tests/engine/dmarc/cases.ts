/** DMARC cases in one line each: what SPF and DKIM said, and what the DNS holds. */

import type { DkimCheck } from '../../../src/engine/dkim/dkim.ts';
import { evaluateDmarc } from '../../../src/engine/dmarc/evaluate.ts';
import type { DnsAnswer } from '../../../src/engine/dns/dns.ts';
import type { Author } from '../../../src/engine/message/author.ts';
import type { SpfCheck, SpfTree } from '../../../src/engine/spf/spf.ts';
import { type World, worldOf, type Zone } from './world.ts';

type Result = 'pass' | 'fail' | 'temperror' | 'permerror' | 'none' | 'neutral' | 'softfail' | 'policy' | null;

/** "pass example.com": a result and the domain it is about. */
export type Said = `${string} ${string}`;

const from = (domain: string | null): Author => ({
  mailboxes: [],
  fields: [],
  domain,
  fault: domain === null ? 'no-from' : null,
});
const split = (said: Said): [Result, string] => {
  const [result = '', domain = ''] = said.split(' ');
  return [result === 'null' ? null : (result as Result), domain];
};
const spf = (said: Said | null): SpfCheck | null => {
  if (said === null) return null;
  const [result, domain] = split(said);
  return { result, domain, identity: 'mailfrom' } as SpfCheck;
};
const dkim = (said: readonly Said[]): readonly DkimCheck[] =>
  said.map((one, field) => {
    const [result, domain] = split(one);
    return { result, domain: domain || null, field } as DkimCheck;
  });

/** A TXT record that SPF came across at a name. */
const treeOf = (seen: Readonly<Record<string, string>>): SpfTree | null =>
  Object.entries(seen).reduceRight<SpfTree | null>((nested, [domain, text]) => {
    const question = { name: domain, type: 'TXT' } as const;
    const answer = { question, status: 'found', records: [{ type: 'TXT', strings: [text] }] } as object as DnsAnswer;
    return { domain, answer, steps: [{ nested }] } as object as SpfTree;
  }, null);

export const evaluate = (
  author: string | null,
  mailFrom: Said | null,
  signatures: readonly Said[],
  zone: Zone | World,
  seenBySpf: Readonly<Record<string, string>> = {},
) =>
  evaluateDmarc(
    {
      author: from(author),
      spf: mailFrom === null ? null : ({ ...spf(mailFrom), tree: treeOf(seenBySpf) } as SpfCheck),
      dkim: dkim(signatures),
    },
    typeof zone === 'function' ? zone : worldOf(zone),
  );

/** A Policy Record. */
export const p = (policy: string, more = '') => `v=DMARC1; p=${policy}${more}`;
