/** A report: what is recorded, what is verified so far, and where the message lay. Only JSON goes through. */

import type { ArcCheck } from './arc/arc.ts';
import type { Claim, RecordedResults } from './authres/authres.ts';
import type { BimiCheck } from './bimi/bimi.ts';
import type { Alteration } from './dkim/alteration/alteration.ts';
import type { DkimCheck, DkimSignature, UnreadableSignature } from './dkim/dkim.ts';
import type { UnjudgedSignature } from './dkim/unjudged-signatures.ts';
import type { DmarcCheck } from './dmarc/dmarc.ts';
import type { DnsAnswer } from './dns/dns.ts';
import type { IprevCheck } from './iprev/iprev.ts';
import type { Author } from './message/author.ts';
import type { Field } from './message/message.ts';
import type { ServiceMatch } from './services/services.ts';
import type { SpfCheck } from './spf/spf.ts';
import type { Clocks } from './trace/clocks.ts';
import type { Boundary, Earlier, Envelope, Gateway, Hop, NoBoundary, Receiver } from './trace/trace.ts';

/**
 * Where the octets came from: fetched from the mailbox's own provider; from a page of another site; or a file, pasted text or
 * standard input, which anybody may have written. It decides what a record may be called, not where it is read.
 */
export type Source =
  | { readonly kind: 'mailbox' }
  | { readonly kind: 'site'; readonly host: string }
  | { readonly kind: 'file' };

/** All that can be known without the network. */
export type Recorded = {
  /** Octets that were at hand: of a message that was cut, of what was left. */
  readonly size: number;
  /** Octets that do not fit this report's limits, or bodies that are not complete: what could not be taken in. */
  readonly limits: readonly ('header-cut' | 'body-cut' | 'body-approximate' | 'hops-cut' | 'not-a-message')[];
  readonly source: Source;
  readonly receiver: Receiver;
  readonly fields: readonly Field[];
  /** Oldest first. */
  readonly hops: readonly Hop[];
  /** Of boundary and noBoundary exactly one is null. */
  readonly boundary: Boundary | null;
  readonly noBoundary: NoBoundary | null;
  readonly earlier: Earlier | null;
  readonly gateway: Gateway | null;
  /** How long each step took, one a hop. */
  readonly clocks: Clocks;
  readonly envelope: Envelope;
  readonly author: Author;
  /** Decoded for the eye; null where there is none. */
  readonly subject: string | null;
  /** The Date field, seconds since 1970. */
  readonly date: number | null;
  readonly messageId: string | null;
  /** Every result that anybody wrote, newest field first, graded. */
  readonly claims: readonly Claim[];
  /** The receiver's own. */
  readonly results: RecordedResults;
  /** DKIM-Signature fields that could be read, newest first. */
  readonly signatures: readonly DkimSignature[];
  /** Those that could not, and why. */
  readonly unreadableSignatures: readonly UnreadableSignature[];
  /** DKIM2 and Google's own: shown, and not judged. */
  readonly unjudgedSignatures: readonly UnjudgedSignature[];
  /** Services that had a hand in it, by what the receiver recorded and by hints. Best evidence first. */
  readonly services: readonly ServiceMatch[];
};

/** The SPF check for MAIL FROM, and for HELO beside it. */
export type SpfVerified = SpfCheck & { readonly helo: SpfCheck | null };

/** What was checked now. A check that is still under way is null. */
export type Verified = {
  /** Seconds since 1970. */
  readonly at: number;
  readonly spf: SpfVerified | null;
  /** One check a signature, in header order; null until all are there. */
  readonly dkim: readonly DkimCheck[] | null;
  /** What was changed since, inferred where the octets are: one for each signature that does not fit. Absent: not looked for yet. */
  readonly alterations?: readonly Alteration[];
  readonly arc: ArcCheck | null;
  readonly dmarc: DmarcCheck | null;
  /** What the Author Domain publishes of its logo; asked for only where DMARC passes under an enforced policy. */
  readonly bimi: BimiCheck | null;
  readonly iprev: IprevCheck | null;
  /** The same, by what was checked as well. Empty until SPF, the signatures and the client's name are there. */
  readonly services: readonly ServiceMatch[];
  /** Every question that was asked. */
  readonly ledger: readonly DnsAnswer[];
  readonly complete: boolean;
};

/** Where the message lay when it was read: seen in the webmail page, not in the octets. */
export type Place = 'spam' | 'inbox' | 'sent' | 'trash' | 'other';

export type Report = {
  readonly recorded: Recorded;
  /** Null: nothing was asked. */
  readonly verified: Verified | null;
  readonly place: Place | null;
};

/** What JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined };

/** The wall: it compiles only while a report is nothing but JSON, so that storage and messages carry it whole. */
export function asJson(report: Report): Json {
  return report;
}
