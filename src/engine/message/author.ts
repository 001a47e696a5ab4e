/** The author that a reader sees: the From field, and the Author Domain of it. RFC 5322 §3.6.2, RFC 9989 "Author Domain". */

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

/** Why there is no single Author Domain. */
export type AuthorFault = 'no-from' | 'several-from' | 'several-domains' | 'no-address' | 'unreadable' | 'bad-domain';

export type Author = {
  readonly mailboxes: readonly Mailbox[];
  /** Indexes of the From fields. */
  readonly fields: readonly number[];
  /** A-label form, lower case; null with a fault. */
  readonly domain: string | null;
  readonly fault: AuthorFault | null;
};
