/**
 * Questions to octets, octets to answers. RFC 1035 §4, 2308, 3596, 6672, 6891, 7871 (no client subnet), 8467 (padding), 8484 §4.1 (id 0), 8914.
 *
 * An answer is taken only as the answer to the question that was asked: its records are found by following the aliases from the
 * name in question, in whatever order they stand; records of other names are as if they were not there.
 */

import type { DnsFailure, DnsFailureDetail, DnsOutcome, Question } from '../engine/dns/dns.ts';
import { labels, normalizeName, unescapeLabel } from '../engine/dns/name.ts';
import { follow } from './answer-section.ts';
import { IN, type MessageBody, readBody, readHeader, TYPE, u16 } from './dns-message.ts';

/** RFC 8467 §4.1: queries are padded to a multiple of this, so that their size does not tell the name. */
const BLOCK = 128;
const OPTION = { clientSubnet: 8, padding: 12, extendedError: 15 } as const;
const RCODE = { noError: 0, servFail: 2, nxDomain: 3, refused: 5 } as const;
/** What a message can be at all (RFC 1035 §4.2.2). */
export const MAX_MESSAGE = 65_535;
const MAX_EXTENDED = 8;
/** RFC 7871 §7.1.2: family IPv4, no bit of an address: the resolver is to pass nothing of the reader's network on. */
const NO_SUBNET = [0, OPTION.clientSubnet, 0, 4, 0, 1, 0, 0];

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
  // OPT (RFC 6891 §6.1.2): root, type 41, 4096 octets, no flags; then its data: two options.
  octets.push(0, 0, TYPE.OPT, 0x10, 0, 0, 0, 0, 0);
  const padding = (BLOCK - ((octets.length + 6 + NO_SUBNET.length) % BLOCK)) % BLOCK;
  octets.push(0, NO_SUBNET.length + padding + 4, ...NO_SUBNET, 0, OPTION.padding, 0, padding);
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
  // RFC 2181 §9: a reply that is cut is not to be used; HTTPS has room for all of it, so there is no other way to ask.
  if (header.truncated) return malformed('truncated');
  const body = readBody(octets);
  if (!body) return malformed('broken-message');
  const [asked] = body.questions;
  if (body.questions.length !== 1 || asked?.name !== name || asked.type !== TYPE[question.type] || asked.class !== IN) {
    return malformed('wrong-question');
  }
  const edns = readEdns(body);
  const errors = edns.extended.length > 0 ? { extended: edns.extended } : {};
  const rcode = edns.rcode * 16 + header.rcode;
  switch (rcode) {
    case RCODE.noError:
    case RCODE.nxDomain: {
      const followed = follow(name, question.type, body);
      if (!followed.ok) return malformed(followed.detail);
      const { aliases, records, ttl } = followed;
      const common = { authentic: header.authentic, aliases, ttl, ...errors };
      if (rcode === RCODE.nxDomain) return { ...common, status: 'nxdomain' };
      return records.length > 0 ? { ...common, status: 'found', records } : { ...common, status: 'nodata' };
    }
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

/** The eight high bits of the rcode, and Extended DNS Errors. An option that does not fit ends the reading: it is only a remark. */
function readEdns({ octets, additional }: MessageBody): { rcode: number; extended: readonly string[] } {
  const opt = additional.find((one) => one.type === TYPE.OPT);
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
