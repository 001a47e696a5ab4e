/** Signs of what happened on the way: a list, a forwarder, a web program. What anybody can write is a sign, never a proof. */

import type { Field } from '../engine/message/message.ts';
import type { Recorded, Report } from '../engine/report.ts';
import { identifyServices } from '../engine/services/identify.ts';
import type { ServiceEvidence, ServiceMatch } from '../engine/services/services.ts';
import { isRewritten } from '../engine/trace/rewritten.ts';
import type { Hop } from '../engine/trace/trace.ts';
import { namesRelation } from './relation.ts';
import { domainOf } from './results.ts';

/** The hop at which the receiver took the message from outside. */
export function handOver({ recorded: { hops, boundary } }: Report): Hop | null {
  return boundary === null ? null : (hops[boundary.hop] ?? null);
}

/** Who stood between the sender and the receiver. The name is null where nothing tells it. */
export type Intermediary = { readonly kind: 'list' | 'forwarder'; readonly name: string | null };

/** Best evidence first. Before anything is checked, by what the receiver recorded. */
function servicesOf({ recorded, verified }: Report): readonly ServiceMatch[] {
  if (verified && verified.services.length > 0) return verified.services;
  return identifyServices(recorded, { spf: verified?.spf ?? null, dkim: verified?.dkim ?? null, iprev: null });
}

/** The service that sent it, by evidence that nobody else can write. */
export function sendingServiceOf(report: Report): ServiceMatch | null {
  return servicesOf(report).find((one) => one.kind === 'sending-service' && isStrong(one)) ?? null;
}

/** The web host whose server sent it, by any evidence: its own names are what a web program is recognised by. */
export function webHostOf(report: Report): ServiceMatch | null {
  return servicesOf(report).find((one) => one.kind === 'web-host') ?? null;
}

/** Whose server handed it over, by the name that the receiver recorded for its address, or that we confirmed. */
export function carrierOf(report: Report): ServiceMatch | null {
  const named = ({ signal, grade }: ServiceEvidence) =>
    signal === 'confirmed-name' || (signal === 'host-name' && grade === 'recorded');
  return servicesOf(report).find(({ evidence }) => evidence.some(named)) ?? null;
}

function isStrong(service: ServiceMatch): boolean {
  return service.evidence.some((one) => one.strength === 'strong');
}

export function intermediaryOf(report: Report): Intermediary | null {
  const { recorded } = report;
  const list = listName(report);
  if (list !== null) return { kind: 'list', name: list || null };
  const mailFrom = recorded.envelope.mailFrom?.value ?? '';
  if (isRewritten(mailFrom)) return { kind: 'forwarder', name: domainOf(mailFrom) };
  const forwarder = recorded.hops.find((hop) => hop.role === 'forwarder');
  if (forwarder) return { kind: 'forwarder', name: forwarder.by };
  const resent = sendersFields(recorded).filter((field) => forwardingFields.has(field.key));
  if (resent.length > 0) {
    // X-Forwarded-To names the mailbox that it went to.
    const from = resent.find((field) => field.key !== 'x-forwarded-to' && field.key !== 'resent-to');
    return { kind: 'forwarder', name: sealer(recorded) ?? domainOf(firstAddress(from?.value ?? '')) };
  }
  const seal = sealer(recorded);
  return seal ? { kind: 'forwarder', name: seal } : null;
}

const forwardingFields: ReadonlySet<string> = new Set([
  'x-forwarded-to',
  'x-forwarded-for',
  'resent-from',
  'resent-sender',
  'resent-to',
]);

/** '' where there is a list without a name, null where there is none. Sending services write List-Id too: theirs is no list. */
function listName(report: Report): string | null {
  const { recorded } = report;
  const named = servicesOf(report).find((one) => one.kind === 'list');
  const id = fieldValue(recorded, 'list-id');
  const name = id?.match(/<([^<>]{1,255})>/)?.[1] ?? id?.trim() ?? '';
  if (named || recorded.hops.some((hop) => hop.roleEvidence === 'list-software')) return name || named?.name || '';
  if (sendingServiceOf(report)) return null;
  if (recorded.hops.some((hop) => hop.role === 'list')) return name;
  return id !== null || fieldValue(recorded, 'list-post') !== null ? name : null;
}

/**
 * The newest ARC sealer below the trust boundary. Microsoft seals what its own customers send, so its first set says nothing
 * about forwarding.
 */
function sealer(recorded: Recorded): string | null {
  for (const field of sendersFields(recorded)) {
    if (field.key !== 'arc-seal') continue;
    const domain = tagOf(field.value, 'd');
    const instance = Number(tagOf(field.value, 'i'));
    if (domain && !(domain === 'microsoft.com' && instance === 1)) return domain;
  }
  return null;
}

/** One tag of a tag list, good enough for a name to show. */
function tagOf(value: string, tag: string): string | null {
  for (const part of value.split(';', 64)) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === tag) return part.slice(at + 1).replace(/\s/g, '');
  }
  return null;
}

/** Accounts that web servers run programs under. */
const webAccounts: ReadonlySet<string> = new Set(['apache', 'www-data', 'www', 'nobody', 'httpd', 'nginx', 'wwwrun']);

/** A form or a blog that sends mail under the server's own name. */
export function webProgramOf(report: Report): string | null {
  const mailFrom = report.recorded.envelope.mailFrom?.value ?? '';
  const domain = domainOf(mailFrom);
  if (!domain) return null;
  if (webAccounts.has(mailFrom.slice(0, mailFrom.lastIndexOf('@')).toLowerCase())) return domain;
  const program = report.recorded.hops.find((hop) => hop.roleEvidence === 'local-web-user');
  if (program?.by && namesRelation(program.by.toLowerCase(), domain) !== 'none') return domain;
  return hostNames.some((name) => name.test(domain)) ? domain : null;
}

/** The names that shared hosting gives its servers; a customer's own domain never looks like one. */
const hostNames: readonly RegExp[] = [
  /^sv\d{1,6}\.(?:xserver|wpx|xbiz)\.(?:jp|ne\.jp)$/,
  /^www\d{1,6}\.sakura\.ne\.jp$/,
  /^www\d{1,6}\.conoha\.ne\.jp$/,
];

/** The fields that others wrote: all below the trust boundary, or all where there is none. */
export function sendersFields(recorded: Recorded): readonly Field[] {
  const { boundary } = recorded;
  return boundary ? recorded.fields.filter((field) => field.index > boundary.field) : recorded.fields;
}

/** The value of the first field of a name, unfolded; null where there is none. */
export function fieldValue(recorded: Recorded, key: string): string | null {
  const field = recorded.fields.find((one) => one.key === key);
  return field ? unfolded(field) : null;
}

/** RFC 5322 §2.2.3: the value on one line. */
export function unfolded({ value }: Field): string {
  return value.replace(/\r?\n/g, '').trim();
}

/** The first thing in a value that looks like an address. */
export function firstAddress(value: string): string | null {
  return value.match(/[^\s<>,;:"()]{1,64}@[^\s<>,;:"()]{1,255}/)?.[0] ?? null;
}
