/** Why a signature does not fit: what must be undone so that it does. Inferred; the signature stays failed. */

import type { OctetString } from '../../octets.ts';

/** Every change that is looked for. `in`: what of the message it is about. */
export const changeReasons = {
  /** Text behind what was signed: a list's footer, a scanner's notice. */
  'text-appended': { in: 'body', rule: 'RFC 6376 §8.2' },
  'text-prepended': { in: 'body', rule: 'RFC 6376 §3.7' },
  /** A known notice ("This message came from outside ..."). */
  'banner-added': { in: 'body', rule: 'RFC 6376 §3.7' },
  /** Text within a part of the message, before the part ends. */
  'text-inserted': { in: 'body', rule: 'RFC 6376 §3.7' },
  'part-added': { in: 'body', rule: 'RFC 2046 §5.1' },
  /** What was signed is one part of a message around it. */
  'message-wrapped': { in: 'body', rule: 'RFC 2046 §5.1' },
  'line-endings-changed': { in: 'body', rule: 'RFC 6376 §5.3' },
  'white-space-changed': { in: 'body', rule: 'RFC 6376 §3.4.3' },
  /** ">From " for "From ", ".." for ".". */
  'lines-quoted': { in: 'body', rule: 'RFC 4155; RFC 5321 §4.5.2' },
  /** CRLF and a space in lines that are too long for SMTP, as Postfix and sendmail break them. */
  'lines-broken': { in: 'body', rule: 'RFC 5321 §4.5.3.1.6' },
  're-encoded': { in: 'body', rule: 'RFC 6376 §5.3' },
  /** Not proved: what is gone cannot be hashed. */
  'part-emptied': { in: 'body', rule: 'RFC 2046 §5.1' },
  /** Not proved: a multipart with one part, or none. */
  'part-removed': { in: 'body', rule: 'RFC 2046 §5.1' },
  /** Not proved: l= says how much there was. */
  'body-shortened': { in: 'body', rule: 'RFC 6376 §3.5' },

  'subject-tagged': { in: 'header', rule: 'RFC 6376 §3.7' },
  'from-rewritten': { in: 'header', rule: 'RFC 6376 §3.7' },
  'message-id-replaced': { in: 'header', rule: 'RFC 6376 §3.7' },
  'field-added': { in: 'header', rule: 'RFC 6376 §5.4.2' },
  'field-refolded': { in: 'header', rule: 'RFC 6376 §3.4.1' },
  'words-re-encoded': { in: 'header', rule: 'RFC 2047 §2' },
  /** Quotes around a display name, or none; a comment for it; angle brackets. */
  'address-rewritten': { in: 'header', rule: 'RFC 5322 §3.4' },
  'transfer-encoding-changed': { in: 'header', rule: 'RFC 6376 §5.3' },
  /** As the copy in z= has it; removed: nothing else is left of it. */
  'field-removed': { in: 'header', rule: 'RFC 6376 §3.5' },
  'field-changed': { in: 'header', rule: 'RFC 6376 §3.5' },
} as const satisfies Record<string, { readonly in: 'body' | 'header'; readonly rule: string }>;

export type ChangeReason = keyof typeof changeReasons;

/** Of the body it says where, and how much: what stands there stays where the message is. */
export type Change = {
  readonly reason: ChangeReason;
  /** With the change undone the hash or the signature fits. */
  readonly proved: boolean;
  /** Octets that came, or that are gone. */
  readonly octets?: number;
  /** The line of the body at which they stand, from 1. */
  readonly line?: number;
  /** Of a header field: its name, and what it was when it was signed; null where it was not there. */
  readonly name?: string;
  readonly signed?: OctetString | null;
};

/** Of one signature. No change: nothing that was tried makes it fit. */
export type Alteration = {
  /** Index of the DKIM-Signature field. */
  readonly field: number;
  readonly changes: readonly Change[];
};
