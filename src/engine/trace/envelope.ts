/** The SMTP envelope as far as the receiver wrote it down, each value with its field, and what contradicts it. RFC 5321 §4.4, RFC 7208 §9.1. */

import { type Claim, propertyOf } from '../authres/authres.ts';
import { toAscii } from '../dns/name.ts';
import { fieldsNamed, textOf } from '../message/fields.ts';
import type { Field } from '../message/message.ts';
import type { OctetString } from '../octets.ts';
import { splitAddress } from '../syntax/rfc5321.ts';
import { addressIn } from './from-clause.ts';
import type { Boundary, Envelope, Gateway, Hop, Sourced } from './trace.ts';

type About = Envelope['disagreements'][number]['about'];
type Source = Sourced<string | null | undefined>;

/** What the receiver wrote down of a message, before it is asked what of it agrees. */
type Words = {
  readonly fields: readonly Field[];
  readonly boundary: Boundary;
  readonly hop: Hop;
  readonly receivedSpf: readonly Claim[];
  readonly results: readonly Claim[];
  readonly configured: Claim | null;
};

const NOTHING: Envelope = { ip: null, helo: null, mailFrom: null, disagreements: [] };

/** Only what is recorded counts; without a boundary nothing is, and of a line that reads in several ways only what stands above it. */
export function envelopeOf(
  fields: readonly Field[],
  hops: readonly Hop[],
  boundary: Boundary | null,
  claims: readonly Claim[],
): Envelope {
  const words = boundary === null ? null : wordsOf(fields, hops, boundary, claims);
  if (!words) return NOTHING;
  const { boundary: taken, hop, receivedSpf, results, configured } = words;
  const property = (from: readonly Claim[], key: string): readonly Source[] =>
    from.map((claim) => ({ value: propertyOf(claim, key), field: claim.field }));
  const atHop = taken.readable ? hop.from : { ip: null, helo: null };
  const agreed = agreedClient(words);
  // Behind a gateway: the address that the receiver judged, and none where it judged none. The HELO is the gateway's.
  const behind = agreed !== null && agreed.value !== atHop.ip ? agreed : null;
  const peer = configured || behind ? [] : [{ value: atHop.ip, field: hop.field }];
  const said = configured || behind || !taken.readable ? [] : addressWords(words).filter(isSayable(words));
  const ip = present([...(behind ? [behind] : []), ...peer, ...said]);
  const helo = present([
    ...(configured || (behind && atHop.ip) ? [] : [{ value: atHop.helo, field: hop.field }]),
    ...property(receivedSpf, 'helo'),
    ...property(results, 'smtp.helo'),
  ]);
  const mailFrom = present([
    ...returnPath(fields, taken),
    ...property(receivedSpf, 'envelope-from'),
    ...property(results, 'smtp.mailfrom').map(asReversePath),
    { value: taken.readable ? hop.envelopeFrom : null, field: hop.field },
  ]);
  return {
    ip: ip[0] ?? null,
    helo: helo[0] ?? null,
    mailFrom: mailFrom[0] ?? null,
    disagreements: [...others('ip', ip), ...others('helo', helo), ...others('mailFrom', mailFrom)],
  };
}

function wordsOf(
  fields: readonly Field[],
  hops: readonly Hop[],
  boundary: Boundary,
  claims: readonly Claim[],
): Words | null {
  const hop = hops[boundary.hop];
  if (!hop) return null;
  const recorded = claims.filter((claim) => claim.grade === 'recorded');
  const spf = recorded.filter((claim) => claim.method === 'spf');
  return {
    fields,
    boundary,
    hop,
    receivedSpf: spf.filter((claim) => claim.source === 'received-spf'),
    results: spf.filter((claim) => claim.source !== 'received-spf'),
    configured: recorded.find(({ method, result }) => method === 'gateway.spf' && result === 'pass') ?? null,
  };
}

/** The address of the client as each of the receiver's fields says it. */
function addressWords({ receivedSpf, results }: Words): readonly Source[] {
  return [
    ...receivedSpf.map((claim) => asAddress({ value: propertyOf(claim, 'client-ip'), field: claim.field })),
    ...results.map((claim) => ({ value: addressSaid(claim), field: claim.field })),
  ];
}

/** Beside the hop's own address every word counts, to be told where it differs; in its place no Received-SPF that may be the sender's. */
function isSayable({ boundary, hop, receivedSpf }: Words): (source: Source) => boolean {
  return ({ field }) =>
    hop.from.ip !== null || field < boundary.field || !receivedSpf.some((claim) => claim.field === field);
}

/**
 * The client that the receiver itself judged, where two of its words agree: behind an inbound gateway that is not its peer. The
 * first Received-SPF below the boundary may be the sender's: it counts only beside a result that the receiver gave, never beside
 * gateway.spf=; and what stands above the boundary, where nobody else can write, is never contradicted.
 */
function agreedClient(words: Words): Sourced<string> | null {
  const { boundary, receivedSpf, configured } = words;
  const said = present(addressWords(configured ? { ...words, receivedSpf: [] } : words));
  const isReceivedSpf = ({ field }: Sourced<string>) => receivedSpf.some((claim) => claim.field === field);
  const result = said.find((word) => !isReceivedSpf(word));
  if (!result || !said.some(({ field, value }) => field !== result.field && value === result.value)) return null;
  const above = said.filter(({ field }) => field < boundary.field);
  return above.every(({ value }) => value === result.value) ? (said.find(isReceivedSpf) ?? result) : null;
}

/** A server of the reader's own side before the receiver, as far as the receiver's words or the reader's tell of one. */
export function gatewayOf(
  fields: readonly Field[],
  hops: readonly Hop[],
  boundary: Boundary | null,
  claims: readonly Claim[],
): Gateway | null {
  const words = boundary === null ? null : wordsOf(fields, hops, boundary, claims);
  if (!words) return null;
  const { hop, configured } = words;
  const named = hops.find(({ roleEvidence }) => roleEvidence === 'from-gateway');
  if (named) return { how: 'named', ...peerOf(named), domain: null, field: named.field };
  if (configured) {
    const remote = addressIn(propertyOf(configured, 'smtp.remote-ip') ?? '');
    const { ip, host } = peerOf(hop);
    const domain = toAscii(propertyOf(configured, 'policy.d') ?? '');
    return { how: 'configured', ip: remote ?? ip, host, domain, field: configured.field };
  }
  const agreed = agreedClient(words);
  if (!agreed || hop.from.ip === null || agreed.value === hop.from.ip || !words.boundary.readable) return null;
  return { how: 'skipped', ...peerOf(hop), domain: null, field: agreed.field };
}

function peerOf({ from }: Hop): { readonly ip: string | null; readonly host: string | null } {
  return { ip: from.ip, host: from.rdns ?? from.helo };
}

function present(sources: readonly Source[]): readonly Sourced<string>[] {
  return sources.flatMap(({ value, field }) => (value === null || value === undefined ? [] : [{ value, field }]));
}

/** The Return-Path nearest above the boundary: the receiver writes it there. Below, it came with the message. */
function returnPath(fields: readonly Field[], boundary: Boundary): readonly Source[] {
  const field = fieldsNamed(fields, 'return-path').findLast(({ index }) => index < boundary.field);
  if (!field) return [];
  return [{ value: reversePathIn(field), field: field.index }];
}

/** The reverse-path of a Return-Path field without its angle brackets. A quoted local part may hold some (RFC 5321 §4.1.2). */
export function reversePathIn(field: Field): OctetString {
  const text = textOf(field);
  const start = text.indexOf('<') + 1;
  if (start === 0) return text;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === '\\' && quoted) at++;
    else if (char === '"') quoted = !quoted;
    else if (char === '>' && !quoted) return text.slice(start, at);
  }
  return text.slice(start);
}

function asAddress({ value, field }: Source): Source {
  return { value: value ? addressIn(value) : null, field };
}

/** RFC 8601 §2.7.2 lets smtp.mailfrom be the domain alone. "@domain" is what RFC 7208 §4.3 calls a sender without local part. */
function asReversePath({ value, field }: Source): Source {
  const path = value?.replace(/^<(.*)>$/s, '$1');
  return { value: path && !path.includes('@') ? `@${path}` : path, field };
}

/**
 * What receivers say of the client in a comment of their spf result; the sender's words stand within, so that only the whole comment
 * counts. Gmail and others: "domain of a@b.example designates 192.0.2.1 as permitted sender"; Outlook; policyd-spf.
 */
const SAID: readonly RegExp[] = [
  / designates? ([0-9a-f.:]{3,45}) as permitted sender$/i,
  /^[a-z0-9.-]+: ([0-9a-f.:]{3,45}) is neither permitted nor denied by /i,
  /^sender IP is ([0-9a-f.:]{3,45})$/i,
  /^client-ip=([0-9a-f.:]{3,45})(?:;|$)/i,
];

function addressSaid(claim: Claim): string | null {
  const remote = propertyOf(claim, 'smtp.remote-ip');
  if (remote !== null) return addressIn(remote);
  for (const [nth, comment] of claim.comments.entries()) {
    const said = SAID.map((form) => form.exec(comment)?.[1]).find((text) => text !== undefined);
    if (said === undefined) continue;
    // A local part in quotes may hold a parenthesis, and then tears the comment that quotes it.
    const isTorn = claim.comments.some((text) => text.split('"').length % 2 === 0);
    return isTorn || (nth > 0 && !comment.startsWith('client-ip=')) ? null : addressIn(said);
  }
  return null;
}

function others(about: About, sources: readonly Sourced<string>[]): Envelope['disagreements'] {
  const [used, ...rest] = sources;
  if (!used) return [];
  return rest
    .filter(({ value }) => differs(about, used.value, value))
    .map(({ value, field }) => ({ about, value, field }));
}

function differs(about: About, used: string, other: string): boolean {
  if (about === 'ip') return used !== other;
  if (about === 'helo') return bareHost(used) !== bareHost(other);
  // RFC 7208 §2.4: with a null reverse-path SPF takes postmaster@HELO, and some servers note that.
  if (used === '') return other !== '' && !other.startsWith('@') && !/^postmaster@/i.test(other);
  const [local, domain] = parts(used);
  const [otherLocal, otherDomain] = parts(other);
  return domain !== otherDomain || (local !== '' && otherLocal !== '' && local !== otherLocal);
}

function bareHost(text: string): string {
  return text.toLowerCase().replace(/\.$/, '');
}

/** The local part is treated as case-sensitive (RFC 5321 §2.4); the domain is not. */
function parts(path: string): readonly [string, string] {
  const { localPart, domain } = splitAddress(path);
  return [localPart, domain.toLowerCase()];
}
