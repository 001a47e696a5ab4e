/** What trace fields say, as values. RFC 5321 §4.4, RFC 5598 for the roles. */

import type { Grade } from '../outcome.ts';

/** TLS as a trace field tells it. A hop that says nothing of TLS has null: that is not "plaintext". */
export type Tls = { readonly version: string | null; readonly cipher: string | null };

/** The words of the mail architecture, RFC 5598. A MUA writes no Received field: it is where the path begins. */
export type Role = 'msa' | 'mta' | 'relay' | 'list' | 'forwarder' | 'filter' | 'mx' | 'mda' | 'unknown';

/** What a role was concluded from. */
export type RoleEvidence =
  /** The receiver's first server; and that nothing stands below it: it took the message from the address that wrote it. */
  | 'boundary'
  | 'boundary-direct'
  /** The same, and the name of that address is made of the address: a line of a consumer, which ought to use its MSA. */
  | 'boundary-direct-dynamic'
  /** Such a line with Received fields below, which then need not be true. */
  | 'boundary-dynamic'
  /** Took it from a gateway of the reader's own, where the boundary is. */
  | 'from-gateway'
  /** Above the boundary. */
  | 'internal-delivery'
  /** LMTP: RFC 2033. */
  | 'lmtp'
  /** RFC 4954, as the protocol word or a comment tells. */
  | 'smtp-auth'
  | 'pop-before-smtp'
  /** The server notes port 587 or 465: RFC 6409, RFC 8314. */
  | 'submission-port'
  | 'http-submission'
  | 'mapi-submission'
  /** A program on the machine itself; and one that runs as a web server's user. */
  | 'local-submission'
  | 'local-web-user'
  | 'filter-software'
  /** The hop is within the domain of List-Id (RFC 2919); or names its list software. */
  | 'list-id'
  | 'list-software'
  /** X-Forwarded-For, X-Forwarded-To or Resent-* above it; Delivered-To above it although it went on; MAIL FROM rewritten. */
  | 'forwarding-field'
  | 'delivered-to'
  | 'srs'
  /** Neither the organization that took it first nor the receiver. */
  | 'other-organization'
  | 'in-between';

/** One Received field, read. Null is "not recorded". */
export type Hop = {
  /** Index of its field in the header section. */
  readonly field: number;
  readonly grade: Grade & ('recorded' | 'claimed');
  readonly from: {
    readonly helo: string | null;
    /** The name that the server found for the address; null where it found none. */
    readonly rdns: string | null;
    readonly ip: string | null;
    /** The server says that the name does not lead back to the address ("may be forged"). */
    readonly mayBeForged?: true;
  };
  readonly by: string | null;
  /** The address of that server, as the next one saw it under a related name; null for the last, and where it is an inside one. */
  readonly address: string | null;
  /** The protocol word, upper case as RFC 3848 registers it where it is one of those ("ESMTPS"), else as written. */
  readonly with: string | null;
  readonly id: string | null;
  readonly for: string | null;
  /** envelope-from as some servers note it. */
  readonly envelopeFrom: string | null;
  readonly tls: Tls | null;
  /** SMTP-AUTH, or a submission that the server says it authenticated. */
  readonly authenticated: boolean;
  /** True where the step never left one machine or one provider. */
  readonly internal: boolean;
  /** Seconds since 1970, a fraction where the server wrote one; null where no date could be read. */
  readonly time: number | null;
  /** The date as written. */
  readonly timeText: string | null;
  readonly role: Role;
  /** What the role was concluded from, as a key for `explain`. */
  readonly roleEvidence: RoleEvidence | null;
  /** Who it says it took the message from is not related to who took it at the hop before: a gap, not a forgery. */
  readonly gap?: true;
};

/** A value of the envelope, and the field that it was read from. */
export type Sourced<T> = { readonly value: T; readonly field: number };

/** The SMTP envelope as far as the receiver wrote it down. Null is "not recorded". */
export type Envelope = {
  /** The address that the trusted hop took the message from. */
  readonly ip: Sourced<string> | null;
  readonly helo: Sourced<string> | null;
  /** The reverse-path without its angle brackets; '' is the null reverse-path. */
  readonly mailFrom: Sourced<string> | null;
  /** Fields that contradict the ones used: the same question, another answer. */
  readonly disagreements: readonly {
    readonly about: 'ip' | 'helo' | 'mailFrom';
    readonly value: string;
    readonly field: number;
  }[];
};

/** Where the receiver's own record ends. Above it (newer): recorded. Below: claimed. */
export type Boundary = {
  /** Index of the boundary Received in the header section. */
  readonly field: number;
  /** Index of the same hop in `hops`. */
  readonly hop: number;
  readonly by: string;
};

/** Whose record is believed: a fact about the reader, passed in. */
export type Receiver = {
  /** authserv-ids that are the reader's provider's own, lower case. */
  readonly authservIds: readonly string[];
  /** Names after `by` of the servers that take its mail from outside, lower case. */
  readonly hosts: readonly string[];
  /**
   * Addresses and networks ("192.0.2.0/24"), in canonical text, of gateways of the reader's own that stand before those hosts and
   * hand mail on to them; and the names after `by` that they write, lower case. Both together move the boundary down to them.
   */
  readonly gateways?: readonly string[];
  readonly gatewayHosts?: readonly string[];
};
