/**
 * From the name in question along its aliases to the records, or to where there are none. RFC 1034 §3.6.2, 2308, 6672.
 *
 * The records may stand in any order; those of other names or another class are as if they were not there.
 */

import type { Rdata, RecordType } from '../engine/dns/dns.ts';
import { isWithin, normalizeName, parentOf } from '../engine/dns/name.ts';
import { IN, type MessageBody, type Resource, TYPE, u32 } from './dns-message.ts';
import { nameIn, rdataOf } from './rdata.ts';

/** Longest chain of aliases, as recursive resolvers have it. */
export const MAX_ALIASES = 16;

export type Followed = {
  readonly ok: true;
  readonly aliases: readonly string[];
  /** In the order of the message; none is "no records", or "no such name" where the response code says so. */
  readonly records: readonly Rdata[];
  /** Seconds: the least on the way to the records, or to the SOA that speaks for their absence. */
  readonly ttl: number;
};

export function follow(
  start: string,
  type: RecordType,
  body: MessageBody,
): Followed | { readonly ok: false; readonly detail: 'alias-loop' | 'broken-message' } {
  const answer = answersByName(body);
  const aliases: string[] = [];
  let name = start;
  let ttl = Number.POSITIVE_INFINITY;
  for (let found = aliasOf(name, type, body, answer); found; found = aliasOf(name, type, body, answer)) {
    const { target } = found;
    if (target === null) return { ok: false, detail: 'broken-message' };
    if (aliases.length === MAX_ALIASES || target === start || aliases.includes(target)) {
      return { ok: false, detail: 'alias-loop' };
    }
    aliases.push(target);
    ttl = Math.min(ttl, found.ttl);
    name = target;
  }
  const records: Rdata[] = [];
  for (const resource of answer.get(`${TYPE[type]} ${name}`) ?? []) {
    const rdata = rdataOf(type, body, resource);
    if (!rdata) return { ok: false, detail: 'broken-message' };
    records.push(rdata);
    ttl = Math.min(ttl, lifetime(resource));
  }
  if (records.length === 0) ttl = Math.min(ttl, negativeTtl(name, body));
  return { ok: true, aliases, records, ttl };
}

type ByName = ReadonlyMap<string, readonly Resource[]>;

/** The answer section by "type name". */
function answersByName(body: MessageBody): ByName {
  const byName = new Map<string, Resource[]>();
  for (const resource of body.answer) {
    if (resource.class !== IN) continue;
    const key = `${resource.type} ${resource.name}`;
    const others = byName.get(key);
    if (others) others.push(resource);
    else byName.set(key, [resource]);
  }
  return byName;
}

/** Null for a target that cannot be read. */
type Alias = { readonly target: string | null; readonly ttl: number };

/** Where a CNAME of the name or a DNAME above it leads. Who asks for the CNAME itself is not led on. */
function aliasOf(name: string, type: RecordType, body: MessageBody, answer: ByName): Alias | null {
  if (type === 'CNAME') return null;
  const cname = answer.get(`${TYPE.CNAME} ${name}`)?.[0];
  if (cname) return { target: nameIn(body, cname.start, cname.end), ttl: lifetime(cname) };
  // RFC 6672 §3.1: a server makes up the CNAME for a DNAME, but an old one may leave that to us.
  for (let above = parentOf(name); above !== null; above = parentOf(above)) {
    const dname = answer.get(`${TYPE.DNAME} ${above}`)?.[0];
    if (!dname) continue;
    const suffix = nameIn(body, dname.start, dname.end);
    return { target: suffix === null ? null : normalizeName(substitute(name, above, suffix)), ttl: lifetime(dname) };
  }
  return null;
}

/** RFC 6672 §2.2: the labels of a name that are below `above`, below `suffix` instead. It can be too long for a name. */
export function substitute(name: string, above: string, suffix: string): string {
  const below = above === '' ? name : name.slice(0, -above.length - 1);
  return suffix === '' ? below : `${below}.${suffix}`;
}

/** RFC 2181 §8: a TTL with the highest bit set is 0. */
function lifetime(resource: Resource): number {
  return resource.ttl > 0x7fffffff ? 0 : resource.ttl;
}

/** RFC 2308 §5: the lesser of the SOA's TTL and its MINIMUM; without a SOA the answer should not be kept. */
function negativeTtl(name: string, { octets, authority }: MessageBody): number {
  const soa = authority.find(
    (one) => one.type === TYPE.SOA && one.class === IN && isWithin(name, one.name) && one.end - one.start >= 22,
  );
  return soa ? Math.min(lifetime(soa), u32(octets, soa.end - 4)) : 0;
}
