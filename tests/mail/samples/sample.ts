/** What a sample message is made of, and how it was delivered. Read by make.ts; the samples themselves stand in post/. */

import type { ArcKeyword, DkimKeyword, DmarcKeyword, SpfKeyword } from '../../../src/engine/outcome.ts';
import type { VerdictId } from '../../../src/judgement/verdicts/table.ts';
import type { Signature } from './sign.ts';
import type { ZoneRecord } from './zone.ts';

/** One result of DKIM as Gmail records it. `words` stand in parentheses behind the keyword. */
export type RecordedDkim = {
  readonly result: DkimKeyword;
  readonly words?: string;
  readonly domain: string;
  readonly selector: string;
};

export type Envelope = {
  /** '' is the null reverse-path. */
  readonly mailFrom: string;
  readonly helo: string;
  readonly rdns: string | null;
  readonly ip: string;
};

/** What the receiver wrote. `policy` as the record says it; `disposition` as Gmail applied it. */
export type RecordedByGmail = {
  readonly spf: SpfKeyword;
  readonly dkim: readonly RecordedDkim[];
  readonly dmarc: { readonly result: DmarcKeyword; readonly policy: string; readonly disposition: string } | null;
};

/** What our own check is to find with the zone beside it. */
export type ExpectedNow = {
  readonly spf: SpfKeyword | null;
  /** In header order, newest first. */
  readonly dkim: readonly (DkimKeyword | null)[];
  readonly dmarc: DmarcKeyword | null;
  readonly arc?: ArcKeyword;
};

export type Sample = {
  readonly id: string;
  readonly folder: 'inbox' | 'spam' | 'sent';
  /** One line for people: what is peculiar about it. */
  readonly about: string;
  /** Samples of one conversation share a name. */
  readonly conversation?: string;
  /** Seconds since 1970: when it was written. */
  readonly at: number;
  readonly from: string;
  readonly to?: string;
  readonly subject: string;
  /** Fields of the author beyond From, To, Subject, Date, Message-ID and MIME: "Name: value". */
  readonly fields?: readonly string[];
  readonly body: string;
  readonly signatures: readonly Signature[];
  /** Where it is signed: before the trace fields of `path` are put on it, or by the last of those servers. */
  readonly signedBy?: 'submission' | 'relay';
  /** Trace fields that were on it when it was handed to Gmail, oldest first. `t`: a date, that many seconds after `at`. */
  readonly path: (t: (seconds: number) => string) => readonly string[];
  /** What happened to it after it was signed, and before the last of `path`. */
  readonly altered?: (message: string, at: number) => string | Promise<string>;
  /** Null: it never came in through a mail server (sent by the reader). */
  readonly envelope: Envelope | null;
  readonly recorded: RecordedByGmail | null;
  readonly now: ExpectedNow;
  readonly verdict: VerdictId;
  readonly zone: readonly ZoneRecord[];
};
