/** Receivers that are known by name, and gateways of the reader's own before them. */

import { formatAddress, parseAddress } from '../dns/address.ts';
import { toAscii } from '../dns/name.ts';
import type { Receiver } from './trace.ts';

/**
 * Gmail and Google Workspace. `mx.google.com` takes mail from outside, also Google's own from mail-sor-*.google.com.
 * smtp.gmail.com and gmailapi.google.com take mail from Google's users: what they wrote is the sender's side of the path.
 */
export const gmail: Receiver = { authservIds: ['mx.google.com'], hosts: ['mx.google.com'] };

/** A gateway as the reader names it: "192.0.2.1", "2001:db8::/32" or "gw.example"; null for all else. */
export type Gateway = { readonly kind: 'network' | 'host'; readonly text: string };

export function parseGateway(text: string): Gateway | null {
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
export function withGateways(receiver: Receiver, gateways: readonly Gateway[]): Receiver {
  if (gateways.length === 0) return receiver;
  const ofKind = (kind: Gateway['kind']) => gateways.filter((one) => one.kind === kind).map(({ text }) => text);
  return {
    ...receiver,
    gateways: ofKind('network'),
    gatewayHosts: ofKind('host'),
  };
}
