/**
 * The data table of services. Adding a service is adding a row: by what it shows itself, how its customers come to be
 * aligned, where it says so itself, and on which day that was looked up. A correction needs no code.
 */

import { mailboxProviders, passedThrough, webHosts } from './hosts.ts';
import { japaneseServices } from './japanese-services.ts';
import { moreSendingServices } from './more-sending-services.ts';
import { sendingServices } from './sending-services.ts';
import type { Service } from './services.ts';

export const services: readonly Service[] = [
  ...sendingServices,
  ...moreSendingServices,
  ...japaneseServices,
  ...webHosts,
  ...mailboxProviders,
  ...passedThrough,
];

/** The row of a match. */
export function serviceOf(id: string): Service | null {
  return services.find((service) => service.id === id) ?? null;
}
