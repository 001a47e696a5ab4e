/**
 * Whether a name looks like a consumer's line rather than a server: made of its own address, or of the words that providers use
 * for lines. A rule of thumb with errors in both directions; whoever shows it says that it is inferred.
 */

import { parseAddress } from '../dns/address.ts';

/** What is looked at: the name that the receiver found, and the address. */
type Client = { readonly rdns: string | null; readonly ip: string | null };

/** Labels of names that providers give to the lines of consumers, alone or with digits and hyphens around. */
const LINE =
  /(?:^|[.\d-])(?:dyn(?:amic)?(?:ip)?|dhcp|pppo[ea]|ppp|[axv]?dsl|dial(?:up|in)?|dip|cable|ftth|fibre|fttb|flets|ipngn|ipbf|eaccess|bbtec|broadband|pool|catv|wimax|mobile|lte)(?=[.\d-]|$)/;
/** Labels of names that are made of their address too, but stand for machines in a data centre. */
const SERVER =
  /(?:^|[.\d-])(?:static|server|vps|vm|host(?:ing|ed)?|mail|smtp|mta|mx|mx[a-z]?|out|relay|ec2|compute|cloud|colo|dedicated)(?=[.\d-]|$)|amazonaws|googleusercontent|vultr|linode/;

export function looksDynamic({ rdns, ip }: Client): boolean {
  if (rdns === null || ip === null) return false;
  const name = rdns.toLowerCase();
  if (SERVER.test(name)) return false;
  return LINE.test(name) || formsOf(ip).some((form) => name.includes(form));
}

/** An IPv4 address as it is written into names, in either order: with separators, padded with zeros, and in hexadecimal. */
function formsOf(ip: string): readonly string[] {
  const address = parseAddress(ip);
  if (address?.version !== 4) return [];
  const orders = [address.octets, address.octets.toReversed()];
  return orders.flatMap((octets) => [
    ...['-', '.', 'x', '_'].map((mark) => octets.join(mark)),
    octets.map((octet) => String(octet).padStart(3, '0')).join(''),
    octets.map((octet) => octet.toString(16).padStart(2, '0')).join(''),
  ]);
}
