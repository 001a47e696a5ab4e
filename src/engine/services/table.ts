/**
 * The data table of services. Adding a service is adding a row: by what it shows itself, how its customers come to be
 * aligned, what they click, where it says so itself, and on which day that was looked up. A correction needs no code.
 */

import { isWithin } from '../dns/name.ts';
import type { Service } from './services.ts';
import { gateways } from './table/gateways.ts';
import { japaneseServices } from './table/japanese-services.ts';
import { forwarders, lists } from './table/lists-and-forwarders.ts';
import { mailboxProviders } from './table/mailbox-providers.ts';
import { sendingServices } from './table/sending-services.ts';
import { webHosts } from './table/web-hosts.ts';

export const services: readonly Service[] = [
  ...sendingServices,
  ...japaneseServices,
  ...webHosts,
  ...mailboxProviders,
  ...gateways,
  ...lists,
  ...forwarders,
];

const byId: ReadonlyMap<string, Service> = new Map(services.map((service) => [service.id, service]));

/** The row of a match. */
export function serviceOf(id: string): Service | null {
  return byId.get(id) ?? null;
}

/**
 * The SPF term for mail that a service's server handed over. `host` is the name of that server, as confirmed or recorded; null
 * where the service has no term, or one for each server and this is none of them. Blanks that are left are in braces.
 */
export function spfTermOf({ fix, signals }: Service, host: string | null): string | null {
  if (!fix.spf?.includes('{host}')) return fix.spf;
  const own = host !== null && signals.hosts?.some((domain) => isWithin(host, domain) && host !== domain);
  return own ? fix.spf.replace('{host}', host) : null;
}

/** The well-known list or forwarder that signs with this domain. It counts only where the signature holds. */
export function vouchingFor(signer: string): Service | null {
  return services.find(({ vouches }) => vouches.some((domain) => isWithin(signer, domain))) ?? null;
}
