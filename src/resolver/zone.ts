/**
 * Master files -> Resolver: a world made of zones, for the command line, the tests and the demo. RFC 1034 §4.3.2, 4592, 6672, 2308.
 *
 * All files are one tree. What is in none of them does not exist; whatever stands above a name exists (RFC 8020). Delegations are
 * not looked at: nobody else is there to be asked.
 */

import type { DnsAnswer, DnsFailure, DnsOutcome, Question, Rdata, Resolver } from '../engine/dns/dns.ts';
import { normalizeName, parentOf } from '../engine/dns/name.ts';
import { MAX_ALIASES, substitute } from './answer-section.ts';
import { parseZone, type Zone, type ZoneRecord } from './master-file.ts';

export type ZoneOptions = {
  /** "name" or "name TYPE" to the failure of its questions, beside those that the files name. */
  readonly faults?: Readonly<Record<string, DnsFailure>>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
};

/** The records of each name, also of those that have none but stand above others. */
type Tree = ReadonlyMap<string, readonly ZoneRecord[]>;
type World = { readonly tree: Tree; readonly faults: ReadonlyMap<string, DnsFailure> };

/**
 * A resolver that knows these zones. A text that is no master file is its author's mistake and throws; whoever takes files from
 * others reads them with `parseZone` first.
 */
export function zoneResolver(zones: readonly (string | Zone)[], options: ZoneOptions = {}): Resolver {
  const world = worldOf(zones.map(zoneOf), options.faults ?? {});
  return async (question): Promise<DnsAnswer> => ({
    question,
    server: 'zone',
    at: options.now?.() ?? 0,
    took: 0,
    ...lookUp(question, world),
  });
}

function zoneOf(zone: string | Zone, index: number): Zone {
  if (typeof zone !== 'string') return zone;
  const parsed = parseZone(zone);
  if (!parsed.ok) throw new Error(`zone ${index}, line ${parsed.line}: ${parsed.problem}`);
  return parsed.value;
}

function worldOf(zones: readonly Zone[], more: Readonly<Record<string, DnsFailure>>): World {
  const tree = new Map<string, ZoneRecord[]>([['', []]]);
  const faults = new Map<string, DnsFailure>(Object.entries(more));
  for (const zone of zones) {
    for (const { name, type, cause } of zone.faults) faults.set(type ? `${name} ${type}` : name, cause);
    for (const record of zone.records) {
      for (let name: string | null = record.owner; name !== null && !tree.has(name); name = parentOf(name)) {
        tree.set(name, []);
      }
      tree.get(record.owner)?.push(record);
    }
  }
  return { tree, faults };
}

/** RFC 1034 §4.3.2: from alias to alias, to the records or to the end of the names. */
function lookUp(question: Question, { tree, faults }: World): DnsOutcome {
  const aliases: string[] = [];
  const common = { authentic: false, aliases };
  const failed = (cause: DnsFailure) => ({ ...common, ttl: 0, status: 'failed', cause }) as const;
  let ttl = Number.POSITIVE_INFINITY;
  let name = normalizeName(question.name);
  if (name === null) return { ...failed('malformed'), detail: 'not-a-name' };

  for (;;) {
    const fault = faults.get(`${name} ${question.type}`) ?? faults.get(name);
    if (fault) return failed(fault);
    const here = recordsAt(name, tree);
    if (here === null) return { ...common, ttl: Math.min(ttl, negativeTtl(name, tree)), status: 'nxdomain' };

    const alias = here.find((record) => record.rdata.type === 'CNAME');
    if (alias?.rdata.type === 'CNAME' && question.type !== 'CNAME') {
      const target = normalizeName(alias.rdata.name);
      if (aliases.length === MAX_ALIASES) return { ...failed('servfail'), detail: 'alias-loop' };
      // RFC 6672 §2.2: a substitution can make a name too long for the DNS.
      if (target === null) return failed('servfail');
      aliases.push(target);
      ttl = Math.min(ttl, alias.ttl);
      name = target;
      continue;
    }
    const found = here.filter((record) => record.rdata.type === question.type);
    if (found.length === 0) return { ...common, ttl: Math.min(ttl, negativeTtl(name, tree)), status: 'nodata' };
    ttl = found.reduce((least, record) => Math.min(least, record.ttl), ttl);
    return { ...common, ttl, status: 'found', records: found.map((record) => record.rdata as Rdata) };
  }
}

/** The records that answer for a name: its own, or those that a DNAME or a wildcard makes up for it. Null: no such name. */
function recordsAt(name: string, tree: Tree): readonly ZoneRecord[] | null {
  const own = tree.get(name);
  if (own) return own;
  // RFC 4592 §3.3.1: only a wildcard right below the closest encloser counts; a name in between, even an empty one, hides it.
  let encloser = parentOf(name) ?? '';
  while (!tree.has(encloser)) encloser = parentOf(encloser) ?? '';
  const dname = tree.get(encloser)?.find((record) => record.rdata.type === 'DNAME');
  if (dname?.rdata.type === 'DNAME') {
    const target = substitute(name, encloser, dname.rdata.name);
    return [{ owner: name, ttl: dname.ttl, rdata: { type: 'CNAME', name: target } }]; // RFC 6672 §3.1
  }
  return tree.get(encloser === '' ? '*' : `*.${encloser}`) ?? null;
}

/** RFC 2308 §5: the lesser of the SOA's TTL and its last field, from the zone that the name would be in; 0 without a SOA. */
function negativeTtl(name: string, tree: Tree): number {
  for (let zone: string | null = name; zone !== null; zone = parentOf(zone)) {
    for (const { ttl, rdata } of tree.get(zone) ?? []) if (rdata.type === 'SOA') return Math.min(ttl, rdata.minimum);
  }
  return 0;
}
