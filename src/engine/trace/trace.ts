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
  /** A server of the receiver's provider, below a hand-over by that provider; by its names, which an account holder can write too. */
  | 'same-provider'
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
  /** False where the line may be read as somebody else's: of what stands right below only what is no pass counts. */
  readonly certain: boolean;
  /** False where what the line says of the client reads in more than one way: nothing is known of it then. */
  readonly readable: boolean;
};

/** Why the receiver has no hop by which it took the message from outside. */
export type NoBoundary =
  /** A draft, or never on the way. */
  | { readonly reason: 'no-received' }
  /**
   * The mailbox is elsewhere: the newest line is somebody else's. `host` is its server, null where that cannot be read; `station`
   * the hop further down that bears the receiver's name (a claim), null where there is none.
   */
  | {
      readonly reason: 'elsewhere';
      readonly field: number;
      readonly host: string | null;
      readonly station: number | null;
    }
  /** Handed in by a user of the receiver's own: sent, not received. */
  | { readonly reason: 'submitted'; readonly field: number; readonly host: string; readonly how: 'smtp' | 'http' }
  /** Put into the mailbox by a program; `host` is the server whose line stands next: the mailbox that it came from. */
  | { readonly reason: 'imported'; readonly field: number; readonly host: string | null }
  /** Fetched from another mailbox at `host`. What the receiver recorded is about the path that it found, not about a client. */
  | {
      readonly reason: 'fetched';
      readonly field: number;
      readonly protocol: string;
      readonly host: string | null;
      readonly account: string | null;
    }
  /** All its lines are steps within; `host` is the server of another name whose line stands below them. */
  | { readonly reason: 'inside'; readonly field: number; readonly host: string | null };

/**
 * Another mailbox at the same provider that had the message before: the provider's own servers handed it over, and this line of
 * theirs stands below. Whoever has an account there can write it: a claim, unless a seal of the provider's that verifies covers it.
 */
export type Earlier = {
  readonly field: number;
  readonly hop: number;
  readonly by: string;
  readonly for: string | null;
  /** Of the ARC-Authentication-Results right above it. */
  readonly instance: number | null;
};

/** A server of the reader's own side that stood before the receiver. */
export type Gateway = {
  /**
   * skipped: the receiver itself judged the address before it. configured: its administrator named it as inside, and no SPF was
   * judged (gateway.spf=). named: the reader named it, and the record begins there.
   */
  readonly how: 'skipped' | 'configured' | 'named';
  readonly ip: string | null;
  /** The name that the receiver found for its address, else what it called itself. */
  readonly host: string | null;
  /** Whose configuration names it. */
  readonly domain: string | null;
  /** The field that tells. */
  readonly field: number;
};

/** Whose record is believed: a fact about the reader, passed in. */
export type Receiver = {
  /** Id of a row of `receivers`; absent for a server that is named by its host alone. */
  readonly row?: string;
  /** authserv-ids that are the reader's provider's own, lower case; "*.example" for all below. */
  readonly authservIds: readonly string[];
  /** Names after `by` of the servers that take its mail from outside, lower case; "*.example" for all below. */
  readonly hosts: readonly string[];
  /**
   * Addresses and networks ("192.0.2.0/24"), in canonical text, of gateways of the reader's own that stand before those hosts and
   * hand mail on to them; and the names after `by` that they write, lower case. Both together move the boundary down to them.
   */
  readonly gateways?: readonly string[];
  readonly gatewayHosts?: readonly string[];
};
