/**
 * Receivers that are known by name: which lines are theirs, and where their record stands. A new one is a row.
 *
 * Read from the delivered mail that is cited in the tests; a name in a row is believed only where it stands in the unbroken run at
 * the top, which nobody outside can write (boundary.ts).
 */

import { toAscii } from '../dns/name.ts';
import type { Receiver } from './trace.ts';

/** A host name in lower case, or "*.example.net" for all names below that. */
export type HostPattern = string;
/** "192.0.2.0/24", in canonical text. */
export type Network = string;

export type ReceiverRow = {
  /** What a reader or the command line calls it. */
  readonly id: string;
  readonly name: string;
  /** Names after "by" of its servers: of those that take mail from outside, and of those within that hand it on. */
  readonly hosts: readonly HostPattern[];
  /** Addresses that stand for such a name: in lines that begin with "by", as a hand-off does; and below a line with a name. */
  readonly handOffs: readonly Network[];
  readonly inner: readonly Network[];
  /** Servers that take mail from its own users: what they write is the sender's side of a path. */
  readonly submission: readonly HostPattern[];
  /** Where programs put messages into a mailbox. */
  readonly imports: readonly HostPattern[];
  /** Addresses of its own servers: a line that tells of such a peer is a step within. */
  readonly peers: readonly Network[];
  /** Names that it finds for the addresses of its provider's other servers: who has an account there can hand over from them. */
  readonly neighbours: readonly HostPattern[];
  /** helo: the word behind "from" is what the client called itself. address: it is the address that was seen (Yahoo). */
  readonly firstWord: 'helo' | 'address';
  /** authserv-id of its Authentication-Results; none: it writes no id (RFC 8601 §2.2 asks for one), and only above the boundary. */
  readonly authservIds: readonly HostPattern[] | 'none';
  /** The order in which one field of its own names the methods; empty where that is not known. */
  readonly order: readonly string[];
  /**
   * Fields that it writes between its results where these stand below the boundary, one a method. Empty: there is one
   * Authentication-Results, and it ends the run.
   */
  readonly run: readonly string[];
  /** Signing domains of its own ARC seals. */
  readonly sealers: readonly string[];
};

const nothing: Omit<ReceiverRow, 'id' | 'name' | 'hosts' | 'authservIds'> = {
  handOffs: [],
  inner: [],
  submission: [],
  imports: [],
  peers: [],
  neighbours: [],
  firstWord: 'helo',
  order: [],
  run: [],
  sealers: [],
};

export const receivers: readonly ReceiverRow[] = [
  {
    // Gmail and Google Workspace. gmr-mx takes mail for Google Groups; "by 2002:a05:…" and, until 2016, "by 10.…" are its inside.
    ...nothing,
    id: 'gmail',
    name: 'Gmail',
    hosts: ['mx.google.com', 'gmr-mx.google.com'],
    handOffs: ['2002::/16', '10.0.0.0/8'],
    submission: ['smtp.gmail.com', 'smtp-relay.gmail.com', 'gmailapi.google.com'],
    imports: ['gmailapi.google.com'],
    neighbours: ['*.google.com'],
    authservIds: ['mx.google.com'],
    order: ['dkim', 'arc', 'gateway.spf', 'spf', 'dmarc'],
    sealers: ['google.com'],
  },
  {
    // Yahoo and AOL: Authentication-Results below the step to the mail store, above the line of the server that took it.
    ...nothing,
    id: 'yahoo',
    name: 'Yahoo Mail',
    hosts: ['*.yahoo.com', '*.aol.com'],
    inner: ['10.0.0.0/8'],
    firstWord: 'address',
    authservIds: ['*.yahoo.com', '*.aol.com'],
  },
  {
    // Outlook.com and Microsoft 365: Authentication-Results without an id, above the line by which its front end took the message.
    ...nothing,
    id: 'outlook',
    name: 'Outlook',
    hosts: ['*.outlook.com', '*.office365.com', '*.exchangelabs.com'],
    peers: ['2603:1000::/24', '2a01:111:e400::/48'],
    authservIds: 'none',
    sealers: ['microsoft.com'],
  },
  {
    // iCloud Mail: one Authentication-Results a method below the boundary, each under a name of its own, with others of Apple's between.
    ...nothing,
    id: 'icloud',
    name: 'iCloud Mail',
    hosts: ['*.icloud.com', '*.me.com', '*.mac.com', '*.apple.com'],
    authservIds: ['*.icloud.com'],
    run: ['x-icl-score', 'x-icl-info', 'x-icl-repid', 'x-arc-info', 'x-dmarc-info', 'x-dmarc-policy'],
  },
];

/** Gmail and Google Workspace, for whoever fetched the octets from there. */
export const gmail: Receiver = { row: 'gmail', authservIds: ['mx.google.com'], hosts: ['mx.google.com'] };

/** A receiver by the id of its row, or by a host name that stands for itself; null where the text is neither. */
export function receiverNamed(text: string): Receiver | null {
  const row = receivers.find(({ id }) => id === text.toLowerCase());
  if (row) return { row: row.id, authservIds: row.authservIds === 'none' ? [] : row.authservIds, hosts: row.hosts };
  const host = toAscii(text);
  if (host === null) return null;
  const known = receivers.find(({ hosts }) => hosts.includes(host));
  return { ...(known && { row: known.id }), authservIds: [host], hosts: [host] };
}

/** The row of a receiver; of one that is named by its host alone, what can be said of any server. */
export function rowOf(receiver: Receiver): ReceiverRow {
  const row = receivers.find(({ id }) => id === receiver.row);
  return row ?? { ...nothing, id: '', name: '', hosts: receiver.hosts, authservIds: receiver.authservIds };
}

/** Whether one of the patterns is about that name. */
export function isNamed(name: string | null, patterns: readonly HostPattern[]): boolean {
  if (name === null) return false;
  const host = name.toLowerCase();
  return patterns.some((pattern) => (pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern));
}
