/** Who sent it: the sending service, and by which facts it is recognised. */

import type { Grade } from '../outcome.ts';

export type ServiceKind =
  | 'sending-service'
  | 'mailbox-provider'
  | 'web-host'
  | 'list'
  | 'forwarder'
  /** Filters mail on its way in or out. Never the sender. */
  | 'gateway';

/** A text in every language that readers have. */
export type InLanguages = { readonly en: string; readonly ja: string };

/** What gave a service away, and how much that is worth: a verified identifier is strong, a header that anyone can write a hint. */
export type ServiceEvidence = {
  readonly signal:
    | 'dkim-domain'
    /** A selector that its customers are given: "resend", "hs1-...". */
    | 'dkim-selector'
    | 'dkim-key-alias'
    | 'spf-domain'
    | 'spf-include'
    | 'confirmed-name'
    | 'host-name'
    | 'received'
    | 'header';
  readonly strength: 'strong' | 'hint';
  readonly grade: Grade;
  /** The text that matched: a whole name, or the field name of a header. */
  readonly value: string;
  /** Index of the header field that it was read from; null where it came from the DNS. */
  readonly field: number | null;
};

export type ServiceMatch = {
  /** Key of the service in the data table. */
  readonly id: string;
  readonly name: InLanguages;
  readonly kind: ServiceKind;
  /** Best first. */
  readonly evidence: readonly ServiceEvidence[];
};

/** By what a service shows itself. Domains are suffixes: "sendgrid.net" is also "u1.wl2.sendgrid.net". */
export type ServiceSignals = {
  /** d= of signatures. */
  readonly dkim?: readonly string[];
  /** Selectors; with a final "*", how they begin. */
  readonly selectors?: readonly string[];
  /** Where the name of a DKIM key leads by CNAME. */
  readonly keys?: readonly string[];
  /** MAIL FROM domains, or where they lead by CNAME. */
  readonly mailFrom?: readonly string[];
  /** What SPF records include, or where that leads by CNAME. */
  readonly includes?: readonly string[];
  /** Names of its servers. */
  readonly hosts?: readonly string[];
  /** Words that its servers write into Received fields. */
  readonly received?: readonly string[];
  /** Field names in lower case; with a final "*", how they begin; after a colon, what the value holds. */
  readonly headers?: readonly string[];
};

/** A record as the service has its customers publish it. Blanks are in braces: {domain} is the Author Domain. */
export type RecordTemplate = {
  readonly type: 'TXT' | 'CNAME' | 'MX';
  readonly name: string;
  readonly value: string;
};

/** How a customer of the service comes to be aligned. */
export type ServiceFix = {
  /** Author-domain signatures. Empty where it is not known what they need. */
  readonly dkim: readonly RecordTemplate[];
  /** A MAIL FROM domain below the Author Domain. Empty likewise. */
  readonly mailFrom: readonly RecordTemplate[];
  /**
   * The SPF term that stands for the servers that its customers' mail comes from: "include:sendgrid.net"; by server, where each
   * stands alone, "a:{host}". Null where it has none, or it is not known. One server's address is never advised in its place.
   */
  readonly spf: string | null;
  /** Whether MAIL FROM can be brought below the Author Domain at all; null where that is not known. */
  readonly spfCanAlign: boolean | null;
};

/** What to click, in the words of the service's own pages, and the page that says so. */
export type Panel = { readonly path: InLanguages; readonly url: string };

/** A row of the table. */
export type Service = {
  readonly id: string;
  /** As it writes itself: in Japanese, and in Latin letters. */
  readonly name: InLanguages;
  readonly kind: ServiceKind;
  readonly signals: ServiceSignals;
  readonly fix: ServiceFix;
  readonly panel: Panel | null;
  /**
   * Domains that a well-known list or forwarder signs with whatever it passes on, and nothing else: where such a signature holds,
   * somebody who has no interest in the lie says that it was there.
   */
  readonly vouches: readonly string[];
  readonly documentation: string | null;
  /** The day on which the row was held against the service's own documentation, YYYY-MM-DD; null where it was not. */
  readonly checkedOn: string | null;
};
