/**
 * IP addresses: their strict text forms, the networks they lie in, and the names of their reverse zones. RFC 4291, 5952, 3596.
 *
 * ipaddr.js holds the arithmetic; the grammar is ours, since it also reads octal and short IPv4 forms, and "::1.2.3.4" as if it
 * were IPv4-mapped.
 */

import ipaddr from 'ipaddr.js';

/** An address as its octets, 4 or 16, in network order. */
export type Address = { readonly version: 4 | 6; readonly octets: readonly number[] };

/** RFC 3986 §3.2.2, dec-octet: no leading zero, so that nobody can read it as octal. */
const DEC_OCTET = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const IPV4 = new RegExp(`^${DEC_OCTET}(?:\\.${DEC_OCTET}){3}$`);
const IPV6 = /^[0-9a-f:]{2,39}$/i;

/** Four decimal octets, nothing else. */
export function parseIPv4(text: string): Address | null {
  return IPV4.test(text) ? { version: 4, octets: text.split('.').map(Number) } : null;
}

/** RFC 4291 §2.2, all three forms; no zone identifier. IPv4-mapped addresses stay IPv6: networks are written so. */
export function parseIPv6(text: string): Address | null {
  if (text.length > 45) return null;
  const plain = hexTail(text);
  if (plain === null || !IPV6.test(plain) || !ipaddr.IPv6.isValid(plain)) return null;
  return { version: 6, octets: ipaddr.IPv6.parse(plain).toByteArray() };
}

/** The form of RFC 4291 §2.2 (3), with its IPv4 tail as two groups; other texts as they are. */
function hexTail(text: string): string | null {
  if (!text.includes('.')) return text;
  const at = text.lastIndexOf(':') + 1;
  const tail = parseIPv4(text.slice(at));
  if (at === 0 || tail === null) return null;
  const [a = 0, b = 0, c = 0, d = 0] = tail.octets;
  return `${text.slice(0, at)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

/**
 * The address of a client: strict IPv4 or IPv6. An IPv4-mapped IPv6 address (::ffff:0:0/96) is the IPv4 address that it carries
 * (RFC 7208 §5). Null for all else: short and octal forms, zone identifiers, brackets, white space.
 */
export function parseAddress(text: string): Address | null {
  const address = parseIPv4(text) ?? parseIPv6(text);
  return address && matches(address, MAPPED, 96) ? { version: 4, octets: address.octets.slice(12) } : address;
}

const MAPPED: Address = { version: 6, octets: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 0, 0] };

/** The canonical text: RFC 5952 for IPv6. */
export function formatAddress(address: Address): string {
  if (address.version === 4) return address.octets.join('.');
  return new ipaddr.IPv6([...address.octets]).toRFC5952String();
}

/** Whether the first `prefix` bits are the network's. Never between IPv4 and IPv6. */
export function matches(address: Address, network: Address, prefix: number): boolean {
  if (address.version !== network.version || prefix > address.octets.length * 8) return false;
  return address.octets.every((octet, i) => {
    const bits = Math.min(8, Math.max(0, prefix - i * 8));
    const mask = 0xff & (0xff << (8 - bits));
    return (octet & mask) === ((network.octets[i] ?? 0) & mask);
  });
}

/** Hexadecimal digits, from the highest: 32 for IPv6, 8 for IPv4. */
export function nibbles(address: Address): readonly string[] {
  return address.octets.flatMap((octet) => [(octet >> 4).toString(16), (octet & 15).toString(16)]);
}

/** Where the names of an address are published. RFC 1035 §3.5 in-addr.arpa, RFC 3596 §2.5 ip6.arpa. */
export function reverseName(address: Address): string {
  return address.version === 4
    ? `${address.octets.toReversed().join('.')}.in-addr.arpa`
    : `${nibbles(address).toReversed().join('.')}.ip6.arpa`;
}

type Range = ReturnType<ipaddr.IPv4['range'] | ipaddr.IPv6['range']>;

const INTERNAL: ReadonlySet<Range> = new Set<Range>([
  'private',
  'loopback',
  'linkLocal',
  'uniqueLocal',
  'carrierGradeNat',
  'unspecified',
]);

/**
 * Whether an address belongs to the inside of some network, so that it says nothing about who handed a message over: RFC 1918,
 * 3927, 4193, 6598, loopback, unspecified. Documentation and benchmark ranges are not inside.
 */
export function isInternalAddress(address: Address): boolean {
  return INTERNAL.has(ipaddr.fromByteArray([...address.octets]).range());
}
