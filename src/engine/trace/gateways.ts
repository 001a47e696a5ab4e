/** Gateways of the reader's own that stand before the receiver, as the reader names them. */

import { type Address, formatAddress, matches, parseAddress } from '../dns/address.ts';
import { toAscii } from '../dns/name.ts';
import type { Receiver } from './trace.ts';

/** "192.0.2.1", "2001:db8::/32" or "gw.example". */
export type NamedGateway = { readonly kind: 'network' | 'host'; readonly text: string };

/** Null for all that is neither an address, a network nor a host name. */
export function parseGateway(text: string): NamedGateway | null {
  const [head = '', prefix, ...more] = text
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .split('/');
  if (more.length > 0) return null;
  const address = parseAddress(head);
  if (address) {
    const most = address.octets.length * 8;
    if (prefix === undefined) return { kind: 'network', text: formatAddress(address) };
    return /^\d{1,3}$/.test(prefix) && Number(prefix) <= most
      ? { kind: 'network', text: `${formatAddress(address)}/${Number(prefix)}` }
      : null;
  }
  const host = prefix === undefined ? toAscii(head) : null;
  // A name of one label or of digits alone is a slip of the pen.
  return host?.includes('.') && !/^[0-9.]+$/.test(host) ? { kind: 'host', text: host } : null;
}

/** The receiver together with gateways before it: its record then begins where they took the message. */
export function withGateways(receiver: Receiver, gateways: readonly NamedGateway[]): Receiver {
  if (gateways.length === 0) return receiver;
  const ofKind = (kind: NamedGateway['kind']) => gateways.filter((one) => one.kind === kind).map(({ text }) => text);
  return {
    ...receiver,
    gateways: ofKind('network'),
    gatewayHosts: ofKind('host'),
  };
}

/** Whether an address is one of the reader's own gateways'. */
export function isFromGateway(ip: string | null, { gateways = [] }: Receiver): boolean {
  const address = ip === null ? null : parseAddress(ip);
  return address !== null && isWithin(address, gateways);
}

/** Whether an address lies in one of the networks ("192.0.2.0/24"; without a length, one address). */
export function isWithin(address: Address, networks: readonly string[]): boolean {
  return networks.some((text) => {
    const [head = '', prefix] = text.split('/');
    const network = parseAddress(head);
    const bits = prefix === undefined ? (network?.octets.length ?? 0) * 8 : Number(prefix);
    return network !== null && matches(address, network, bits);
  });
}
