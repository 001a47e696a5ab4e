/** A small DNS for tables of DMARC cases: TXT records by name, and what else a name can answer. Counts what it was asked. */

import type { DnsAnswer, DnsFailure, Question, Resolver } from '../../../src/engine/dns/dns.ts';

/** TXT records, a failure, or an alias to a name that is not there. */
export type Entry = readonly string[] | string | { readonly failed: DnsFailure } | { readonly alias: string };
export type Zone = Readonly<Record<string, Entry>>;

export type World = Resolver & { readonly asked: readonly Question[] };

/** A name that is not in the zone, and has none below it there, is NXDOMAIN. `TYPE name` entries are for other types. */
export function worldOf(zone: Zone): World {
  const asked: Question[] = [];
  const resolve = async (question: Question): Promise<DnsAnswer> => {
    asked.push(question);
    const base = { question, server: 'test', at: 0, took: 0, authentic: false, aliases: [], ttl: 300 };
    const entry = question.type === 'TXT' ? zone[question.name] : zone[`${question.type} ${question.name}`];
    if (entry === undefined) {
      const names = Object.keys(zone).map((key) => key.replace(/^\S+ /, ''));
      const exists = names.some((name) => name === question.name || name.endsWith(`.${question.name}`));
      return { ...base, status: exists ? 'nodata' : 'nxdomain' };
    }
    if (typeof entry === 'object' && 'failed' in entry)
      return { ...base, ttl: 0, status: 'failed', cause: entry.failed };
    if (typeof entry === 'object' && 'alias' in entry) return { ...base, aliases: [entry.alias], status: 'nxdomain' };
    const texts = typeof entry === 'string' ? [entry] : entry;
    return { ...base, status: 'found', records: texts.map((text) => ({ type: 'TXT', strings: [text] })) };
  };
  return Object.assign(resolve, { asked });
}

export const servfail = { failed: 'servfail' } as const;
