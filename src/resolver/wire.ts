/**
 * Questions to octets, octets to answers. RFC 1035 §4, 2308, 3596, 6672, 6891, 8467 (padding), 8484 §4.1 (id 0), 8914.
 *
 * An answer is taken only as the answer to the question that was asked: its records are found by following the aliases from the
 * name in question, in whatever order they stand; records of other names are as if they were not there.
 */

import { formatAddress } from '../engine/dns/address.ts';
import type { DnsFailure, DnsFailureDetail, DnsOutcome, Question, Rdata, RecordType } from '../engine/dns/dns.ts';
import { isWithin, labels, normalizeName, unescapeLabel } from '../engine/dns/name.ts';
import { IN, type MessageBody, type Resource, readBody, readHeader, readName, TYPE, u16, u32 } from './dns-message.ts';

/** RFC 8467 §4.1: queries are padded to a multiple of this, so that their size does not tell the name. */
const BLOCK = 128;
const OPTION = { padding: 12, extendedError: 15 } as const;
const RCODE = { noError: 0, servFail: 2, nxDomain: 3, refused: 5 } as const;
/** What a message can be at all (RFC 1035 §4.2.2). */
export const MAX_MESSAGE = 65_535;
/** As recursive resolvers have it. */
const MAX_ALIASES = 16;
const MAX_EXTENDED = 8;

/** The query for a question; null where no DNS message can carry its name. */
export function encodeQuery(question: Question): Uint8Array<ArrayBuffer> | null {
  const name = normalizeName(question.name);
  if (name === null) return null;
  // Id 0, so that the same question is the same URL (RFC 8484 §4.1); RD; AD, to be told whether the answer is authentic
  // (RFC 6840 §5.7); one question, and one additional record.
  const octets = [0, 0, 0x01, 0x20, 0, 1, 0, 0, 0, 0, 0, 1];
  for (const label of labels(name)) {
    const own = unescapeLabel(label) ?? [];
    octets.push(own.length, ...own);
  }
  octets.push(0, 0, TYPE[question.type], 0, IN);
  // OPT (RFC 6891 §6.1.2): root, type 41, 4096 octets, no flags; then its data: one option, padding. No client subnet.
  octets.push(0, 0, TYPE.OPT, 0x10, 0, 0, 0, 0, 0);
  const padding = (BLOCK - ((octets.length + 6) % BLOCK)) % BLOCK;
  octets.push(0, padding + 4, 0, OPTION.padding, 0, padding);
  return Uint8Array.from([...octets, ...new Array<number>(padding).fill(0)]);
}

/** What the octets answer to the question. Whatever they are, it is an outcome. */
export function decodeAnswer(question: Question, octets: Uint8Array): DnsOutcome {
  const malformed = (detail: DnsFailureDetail) => failure('malformed', detail);
  const name = normalizeName(question.name);
  if (name === null) return malformed('not-a-name');
  if (octets.length === 0) return malformed('empty');
  if (octets.length > MAX_MESSAGE) return malformed('too-large');
  const header = readHeader(octets);
  if (!header) return malformed('broken-message');
  if (header.id !== 0) return malformed('wrong-id');
  if (!header.response || header.opcode !== 0) return malformed('not-a-response');
  // DNS over HTTPS has no reason to cut an answer (RFC 8484 §6); half a record set would be a wrong one.
  if (header.truncated) return malformed('truncated');
  const body = readBody(octets);
  if (!body) return malformed('broken-message');
  const [asked] = body.questions;
  if (body.questions.length !== 1 || asked?.name !== name || asked.type !== TYPE[question.type] || asked.class !== IN) {
    return malformed('wrong-question');
  }
  const edns = readEdns(octets, body);
  const errors = edns.extended.length > 0 ? { extended: edns.extended } : {};
  const rcode = edns.rcode * 16 + header.rcode;
  switch (rcode) {
    case RCODE.noError:
    case RCODE.nxDomain:
      return { ...follow(name, question.type, octets, body, rcode, header.authentic), ...errors };
    case RCODE.servFail:
      return { ...failure('servfail'), ...errors };
    case RCODE.refused:
      return { ...failure('refused'), ...errors };
    default:
      return { ...failure('servfail', 'other-rcode'), ...errors };
  }
}

/** An outcome without an answer. */
export function failure(cause: DnsFailure, detail?: DnsFailureDetail): DnsOutcome {
  const common = { authentic: false, aliases: [], ttl: 0, status: 'failed', cause } as const;
  return detail ? { ...common, detail } : common;
}

/** From the name in question along the aliases to the records, or to where there are none. */
function follow(
  start: string,
  type: RecordType,
  octets: Uint8Array,
  body: MessageBody,
  rcode: 0 | 3,
  authentic: boolean,
): DnsOutcome {
  const answer = answersByName(body);
  const aliases: string[] = [];
  let name = start;
  let ttl = Number.POSITIVE_INFINITY;
  for (let alias = null; type !== 'CNAME'; aliases.push(name)) {
    alias = aliasOf(name, octets, answer);
    if (alias === null) break;
    if (alias === 'broken') return failure('malformed', 'broken-message');
    name = alias.target;
    if (aliases.length === MAX_ALIASES || name === start || aliases.includes(name)) {
      return failure('malformed', 'alias-loop');
    }
    ttl = Math.min(ttl, alias.ttl);
  }
  const found = rcode === RCODE.noError ? (answer.get(`${TYPE[type]} ${name}`) ?? []) : [];
  const records: Rdata[] = [];
  for (const resource of found) {
    const rdata = rdataOf(type, octets, resource);
    if (!rdata) return failure('malformed', 'broken-message');
    records.push(rdata);
    ttl = Math.min(ttl, lifetime(resource));
  }
  if (records.length > 0) return { authentic, aliases, ttl, status: 'found', records };
  ttl = Math.min(ttl, negativeTtl(name, octets, body));
  return { authentic, aliases, ttl, status: rcode === RCODE.nxDomain ? 'nxdomain' : 'nodata' };
}

/** The answer section by "type name". */
function answersByName(body: MessageBody): ReadonlyMap<string, readonly Resource[]> {
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

type Alias = { readonly target: string; readonly ttl: number };

/** Where a CNAME of the name or a DNAME above it leads. A server that sends DNAME sends the CNAME too, but may leave it out. */
function aliasOf(
  name: string,
  octets: Uint8Array,
  answer: ReadonlyMap<string, readonly Resource[]>,
): Alias | 'broken' | null {
  const cname = answer.get(`${TYPE.CNAME} ${name}`)?.[0];
  if (cname) {
    const target = nameIn(octets, cname.start, cname.end);
    return target === null ? 'broken' : { target, ttl: lifetime(cname) };
  }
  for (let above = parentOf(name); above !== null; above = parentOf(above)) {
    const dname = answer.get(`${TYPE.DNAME} ${above}`)?.[0];
    if (!dname) continue;
    const suffix = nameIn(octets, dname.start, dname.end);
    const below = above === '' ? name : name.slice(0, -above.length - 1);
    const target = suffix === null ? null : normalizeName(suffix === '' ? below : `${below}.${suffix}`);
    return target === null ? 'broken' : { target, ttl: lifetime(dname) };
  }
  return null;
}

function parentOf(name: string): string | null {
  if (name === '') return null;
  const dot = name.indexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1);
}

/** RFC 2181 §8: a TTL with the highest bit set is 0. */
function lifetime(resource: Resource): number {
  return resource.ttl > 0x7fffffff ? 0 : resource.ttl;
}

/** RFC 2308 §5: the lesser of the SOA's TTL and its MINIMUM; without a SOA the answer must not be kept. */
function negativeTtl(name: string, octets: Uint8Array, body: MessageBody): number {
  const soa = body.authority.find(
    (one) => one.type === TYPE.SOA && one.class === IN && isWithin(name, one.name) && one.end - one.start >= 22,
  );
  return soa ? Math.min(lifetime(soa), u32(octets, soa.end - 4)) : 0;
}

/** A name that fills the octets from `at` to `end`. */
function nameIn(octets: Uint8Array, at: number, end: number): string | null {
  const name = readName(octets, at);
  return name?.next === end ? name.value : null;
}

function rdataOf(type: RecordType, octets: Uint8Array, { start, end }: Resource): Rdata | null {
  switch (type) {
    case 'A':
    case 'AAAA': {
      const version = type === 'A' ? 4 : 6;
      if (end - start !== (version === 4 ? 4 : 16)) return null;
      return { type, address: formatAddress({ version, octets: [...octets.subarray(start, end)] }) };
    }
    case 'TXT': {
      const strings = stringsOf(octets, start, end);
      return strings && { type, strings };
    }
    case 'MX': {
      const exchange = nameIn(octets, start + 2, end);
      return exchange === null ? null : { type, preference: u16(octets, start), exchange };
    }
    case 'PTR':
    case 'CNAME': {
      const name = nameIn(octets, start, end);
      return name === null ? null : { type, name };
    }
  }
}

/** RFC 1035 §3.3.14: one or more character-strings, which fill the data. */
function stringsOf(octets: Uint8Array, at: number, end: number): readonly string[] | null {
  const strings: string[] = [];
  while (at < end) {
    const next = at + 1 + (octets[at] ?? 0);
    if (next > end) return null;
    strings.push(String.fromCharCode(...octets.subarray(at + 1, next)));
    at = next;
  }
  return strings.length > 0 ? strings : null;
}

/** The eight high bits of the rcode, and Extended DNS Errors. An option that does not fit ends the reading: it is only a remark. */
function readEdns(octets: Uint8Array, body: MessageBody): { rcode: number; extended: readonly string[] } {
  const opt = body.additional.find((one) => one.type === TYPE.OPT);
  const extended: string[] = [];
  if (!opt) return { rcode: 0, extended };
  for (let at = opt.start; at + 4 <= opt.end && extended.length < MAX_EXTENDED; ) {
    const start = at + 4;
    const end = start + u16(octets, at + 2);
    if (end > opt.end) break;
    if (u16(octets, at) === OPTION.extendedError && end - start >= 2) {
      const text = new TextDecoder().decode(octets.subarray(start + 2, Math.min(end, start + 258))).replace(/\0+$/, '');
      extended.push(text ? `${u16(octets, start)}: ${text}` : String(u16(octets, start)));
    }
    at = end;
  }
  return { rcode: opt.ttl >>> 24, extended };
}
