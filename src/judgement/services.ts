/** Which service played which part in a message: who sent it for the author, whose web server, whose server handed it over. */

import type { Report } from '../engine/report.ts';
import type { ServiceEvidence, ServiceMatch } from '../engine/services/services.ts';
import { splitAddress } from '../engine/syntax/rfc5321.ts';
import { namesRelation } from './relation.ts';
import { domainOf } from './results.ts';

/** Best evidence first. Before the checks have ended, by what the receiver recorded. */
export function servicesOf({ recorded, verified }: Report): readonly ServiceMatch[] {
  return verified && verified.services.length > 0 ? verified.services : recorded.services;
}

/** The service that sent it, by evidence that nobody else can write. */
export function sendingServiceOf(services: readonly ServiceMatch[]): ServiceMatch | null {
  return services.find((one) => one.kind === 'sending-service' && isStrong(one)) ?? null;
}

/** A service that proved itself, and sends for customers of its own: a gateway on the receiver's side is none. */
export function knownSenderOf(services: readonly ServiceMatch[]): ServiceMatch | null {
  return services.find((one) => senders.has(one.kind) && isStrong(one)) ?? null;
}

const senders: ReadonlySet<ServiceMatch['kind']> = new Set(['sending-service', 'web-host', 'mailbox-provider']);

/** The web host whose server sent it, by any evidence: its own names are what a web program is recognised by. */
export function webHostOf(services: readonly ServiceMatch[]): ServiceMatch | null {
  return services.find((one) => one.kind === 'web-host') ?? null;
}

/** Whose server handed it over, by the name that the receiver recorded for its address, or that we confirmed. */
export function carrierOf(services: readonly ServiceMatch[]): ServiceMatch | null {
  const named = ({ signal, grade }: ServiceEvidence) =>
    signal === 'confirmed-name' || (signal === 'host-name' && grade === 'recorded');
  return services.find(({ evidence }) => evidence.some(named)) ?? null;
}

function isStrong(service: ServiceMatch): boolean {
  return service.evidence.some((one) => one.strength === 'strong');
}

/** Accounts that web servers run programs under. */
const webAccounts: ReadonlySet<string> = new Set(['apache', 'www-data', 'www', 'nobody', 'httpd', 'nginx', 'wwwrun']);

/** The server of a form or a blog that sends mail under the server's own name; null where it was none. */
export function webProgramOf({ recorded }: Report): string | null {
  const mailFrom = recorded.envelope.mailFrom?.value ?? '';
  const domain = domainOf(mailFrom);
  if (!domain) return null;
  if (webAccounts.has(splitAddress(mailFrom).localPart.toLowerCase())) return domain;
  const program = recorded.hops.find((hop) => hop.roleEvidence === 'local-web-user');
  if (program?.by && namesRelation(program.by.toLowerCase(), domain) !== 'none') return domain;
  return hostNames.some((name) => name.test(domain)) ? domain : null;
}

/** The names that shared hosting gives its servers; a customer's own domain never looks like one. */
const hostNames: readonly RegExp[] = [
  /^sv\d{1,6}\.(?:xserver|wpx|xbiz)\.(?:jp|ne\.jp)$/,
  /^www\d{1,6}\.sakura\.ne\.jp$/,
  /^www\d{1,6}\.conoha\.ne\.jp$/,
];
