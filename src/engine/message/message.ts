/** A message as it came: its header fields without loss, and the mailboxes of an address field. RFC 5322 §2.2, §3.4. */

import type { OctetString } from '../octets.ts';

/** One header field. Nothing of it is decoded, unfolded or trimmed. */
export type Field = {
  /** Its place in the header section, from the top: 0 is the newest trace field. */
  readonly index: number;
  /** The field name as written, without the white space that obsolete syntax allows before the colon. */
  readonly name: string;
  /** The name in lower case, to look up by. */
  readonly key: string;
  /** All octets of the field, its own folding included, without the CRLF that ends it. */
  readonly raw: OctetString;
  /** The octets after the colon, folding included. */
  readonly value: OctetString;
};

/** One mailbox of an address field. */
export type Mailbox = {
  /** Decoded for the eye (RFC 2047); null where there is none. */
  readonly displayName: string | null;
  /** As written, without comments and white space; local part unquoted only where that loses nothing. */
  readonly address: string;
  readonly localPart: string;
  /** A-label form, lower case; null where it is no domain name. */
  readonly domain: string | null;
};
