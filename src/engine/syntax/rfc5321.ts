/** SMTP grammar: the protocol words of a Received field, and the parts of an address. RFC 5321 §4.1.2, §4.4. */

import type { OctetString } from '../octets.ts';

/**
 * Protocol words of the `with` clause: SMTP and ESMTP (RFC 5321 §4.4), with S for TLS and A for SMTP AUTH (RFC 3848), UTF8 in
 * front (RFC 6531 §4.3). SMTPS, SMTPSA, ASMTP and those of HTTP and qmail are not registered, and common.
 */
export const MAIL_PROTOCOL = '(?:UTF8)?E?SMTPS?A?|(?:UTF8)?LMTPS?A?|ASMTPS?|MMS|QMQP|QMTP|HTTPS?|HTTPREST|REST';

/**
 * Mailbox = Local-part "@" ( Domain / address-literal ): parted at the last "@", since a quoted local part may hold others.
 * Without any it is all domain.
 */
export function splitAddress(address: OctetString): { readonly localPart: OctetString; readonly domain: OctetString } {
  const at = address.lastIndexOf('@');
  return { localPart: address.slice(0, Math.max(at, 0)), domain: address.slice(at + 1) };
}
