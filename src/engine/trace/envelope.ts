/** The SMTP envelope as far as the receiver wrote it down, each value with its field, and what contradicts it. RFC 5321 §4.4, RFC 7208 §9.1. */

import type { Claim } from '../authres/authres.ts';
import { fieldsNamed, textOf } from '../message/fields.ts';
import type { Field } from '../message/message.ts';
import { splitAddress } from '../syntax/rfc5321.ts';
import { addressIn } from './from-clause.ts';
import type { Boundary, Envelope, Hop, Sourced } from './trace.ts';

type About = Envelope['disagreements'][number]['about'];
type Source = Sourced<string | null | undefined>;

/** Only what is recorded counts; without a boundary nothing is. */
export function envelopeOf(
  fields: readonly Field[],
  hops: readonly Hop[],
  boundary: Boundary | null,
  claims: readonly Claim[],
): Envelope {
  const hop = boundary === null ? undefined : hops[boundary.hop];
  if (!boundary || !hop) return { ip: null, helo: null, mailFrom: null, disagreements: [] };
  const recorded = claims.filter((claim) => claim.grade === 'recorded' && claim.method === 'spf');
  const received = recorded.filter((claim) => claim.source === 'received-spf');
  const results = recorded.filter((claim) => claim.source !== 'received-spf');
  const property = (from: readonly Claim[], key: string): readonly Source[] =>
    from.map((claim) => ({ value: claim.properties[key], field: claim.field }));

  const ip = present([
    { value: hop.from.ip, field: hop.field },
    ...property(received, 'client-ip').map(asAddress),
    ...results.map((claim) => ({ value: addressSaid(claim), field: claim.field })),
  ]);
  const helo = present([
    { value: hop.from.helo, field: hop.field },
    ...property(received, 'helo'),
    ...property(results, 'smtp.helo'),
  ]);
  const mailFrom = present([
    ...returnPath(fields, boundary),
    ...property(received, 'envelope-from'),
    ...property(results, 'smtp.mailfrom').map(asReversePath),
    { value: hop.envelopeFrom, field: hop.field },
  ]);
  return {
    ip: ip[0] ?? null,
    helo: helo[0] ?? null,
    mailFrom: mailFrom[0] ?? null,
    disagreements: [...others('ip', ip), ...others('helo', helo), ...others('mailFrom', mailFrom)],
  };
}

function present(sources: readonly Source[]): readonly Sourced<string>[] {
  return sources.flatMap(({ value, field }) => (value === null || value === undefined ? [] : [{ value, field }]));
}

/** The Return-Path nearest above the boundary: the receiver writes it there. Below, it came with the message. */
function returnPath(fields: readonly Field[], boundary: Boundary): readonly Source[] {
  const field = fieldsNamed(fields, 'return-path').findLast(({ index }) => index < boundary.field);
  if (!field) return [];
  const text = textOf(field);
  return [{ value: /<([^<>]*)>/.exec(text)?.[1] ?? text, field: field.index }];
}

function asAddress({ value, field }: Source): Source {
  return { value: value ? addressIn(value) : null, field };
}

/** RFC 8601 §2.7.2 lets smtp.mailfrom be the domain alone. "@domain" is what RFC 7208 §4.3 calls a sender without local part. */
function asReversePath({ value, field }: Source): Source {
  const path = value?.replace(/^<(.*)>$/s, '$1');
  return { value: path && !path.includes('@') ? `@${path}` : path, field };
}

/** Gmail: "… designates 192.0.2.1 as permitted sender"; Outlook: "sender IP is 192.0.2.1". */
function addressSaid({ comments, properties }: Claim): string | null {
  if (properties['smtp.remote-ip']) return addressIn(properties['smtp.remote-ip']);
  const said =
    /(?:designates?|permitted|neither permitted nor denied by best guess record for domain of \S+|sender IP is|IP:?) \[?([0-9a-f.:]{3,45})\b/i;
  for (const comment of comments) {
    const address = addressIn(said.exec(comment.slice(0, 1000))?.[1] ?? '');
    if (address !== null) return address;
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
