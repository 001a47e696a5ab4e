/**
 * The data table of services. Adding a service is adding a row: by what it shows itself, how its customers come to be
 * aligned, what they click, where it says so itself, and on which day that was looked up. A correction needs no code.
 */

import type { Service } from './services.ts';
import { gateways } from './table/gateways.ts';
import { japaneseServices } from './table/japanese-services.ts';
import { lists } from './table/lists-and-forwarders.ts';
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
];

const byId: ReadonlyMap<string, Service> = new Map(services.map((service) => [service.id, service]));

/** The row of a match. */
export function serviceOf(id: string): Service | null {
  return byId.get(id) ?? null;
}
