/** Report -> everything a presenter shows, already in words. Popup, report page, CLI and exports show these lines and no others. */

import type { Relation } from '../engine/dmarc/dmarc.ts';
import type { VerdictId } from '../judgement/verdicts/table.ts';
import type { Answer, Tone } from '../judgement/verdicts/verdict.ts';
import type { QuestionLines } from './questions.ts';

export type { Answer, Tone };

/** A result in one word, as it is shown. */
export type Cell = {
  readonly tone: Tone;
  readonly word: string;
  /** The bare keyword behind the word; 'pending' where it is still asked for, null where there is none. */
  readonly keyword: string | null;
};

/** The verdict: one line that is understood in five seconds, one sentence why, and what is said beside it. */
export type VerdictLine = {
  readonly id: VerdictId;
  /** Whether it came from who it says: what the tone draws. */
  readonly answer: Answer;
  readonly tone: Tone;
  readonly title: string;
  readonly sentence: string;
  /** The same in the terms of mail: which check, for which domain. Null where the sentence says all. */
  readonly because: string | null;
  /** Added sentences, never verdicts of their own. */
  readonly added: readonly string[];
};

/** One identity of the picture "who is who": the visible From first, then the Return-Path, then each signature. */
export type IdentityLine = {
  readonly id: 'from' | 'mail-from' | 'dkim';
  /** "Visible sender (From)" */
  readonly label: string;
  /** A domain, or a word for its absence. */
  readonly value: string;
  /** The check of this identity; null for the visible From. */
  readonly cell: Cell | null;
  /** To the visible From; null for that itself, and where there is nothing to compare. */
  readonly relation: Relation | null;
  /** Aligned as DMARC asks: an unaligned pass is not drawn like an aligned one. */
  readonly aligned: boolean;
  /** The relation in words: "same domain", "another domain". */
  readonly relationWord: string | null;
};

/** A sentence, and the rule that it stands on: "RFC 7208 §4.6.4"; null where it is no rule's. */
export type Detail = { readonly text: string; readonly rule: string | null };

/** One row of the checks table. */
export type CheckLine = {
  readonly check: 'spf' | 'dkim' | 'dmarc' | 'arc' | 'bimi';
  readonly name: string;
  readonly recorded: Cell;
  readonly now: Cell;
  /** The domain that the check is about; null where there is none. */
  readonly subject: string | null;
  /** What `subject` is of; null where there is none. */
  readonly of: 'mail-from' | 'helo' | 'signature' | 'author' | null;
  /** Of `subject` to the visible From; null where there is nothing to compare. */
  readonly relation: Relation | null;
  /** How many there are of its kind: signatures. */
  readonly count: number;
  /** Its domain is aligned with the visible From: an unaligned pass is not drawn like an aligned one. Null: no such question. */
  readonly aligned: boolean | null;
  /** Short: "not aligned", "asks for quarantine". */
  readonly note: string | null;
  /** The reason, and what it means. */
  readonly details: readonly Detail[];
};

/** One step of the path, oldest first. */
export type HopLine = {
  readonly field: number;
  readonly grade: 'recorded' | 'claimed';
  /** "MX", "MSA", "relay": the term; with its meaning in `roleMeaning`. */
  readonly role: string;
  readonly roleMeaning: string;
  /** What the role was concluded from, in words; null where nothing is known of it. */
  readonly roleEvidence: string | null;
  /** The server that took the message, or a word for "not recorded". */
  readonly host: string;
  /** Its address as the next server saw it; null where that is not recorded, or says nothing. */
  readonly address: string | null;
  /** Whom it took it from: name and address. */
  readonly from: string;
  /** The same in its parts; null where one is not recorded. */
  readonly peer: { readonly name: string | null; readonly address: string | null };
  readonly known: boolean;
  /** Whom it took it from is not whom the step before names: something between is not recorded. */
  readonly gap: boolean;
  /** "ESMTPSA · SMTP-AUTH" */
  readonly protocol: string | null;
  readonly tls: string;
  /** The same where there is little room: a version that is not recorded goes without saying. */
  readonly tlsShort: string;
  /** The cipher suite by its own name; null where none is recorded. */
  readonly cipher: string | null;
  readonly time: string | null;
  /** The same to the minute, where there is little room. */
  readonly shortTime: string | null;
  /** The date as the server wrote it. */
  readonly timeText: string | null;
  /** From the step before; null for the first, and where a time is missing. Seconds, negative where the clocks differ. */
  readonly delay: number | null;
  /** The same after the estimate of the clocks: never negative. */
  readonly corrected: number | null;
  /** "3 s", or "clocks differ by 5 s". */
  readonly delayWord: string | null;
  /** The time by evened clocks, where it is another one: "2 s". */
  readonly correctedWord: string | null;
  /** What is odd about the step, in sentences. */
  readonly notes: readonly string[];
};

/** Where the path begins, before any server: whom the oldest of them took the message from. */
export type SourceLine = {
  /** Name and address, or a word for "not recorded". */
  readonly name: string;
  /** "MUA" where that server was the one at which it was handed in; '' where nothing tells. */
  readonly role: string;
  readonly roleMeaning: string;
  readonly roleEvidence: string | null;
};

/** What the path tells of the way as a whole: a sentence, and what it stands on. */
export type JourneyLine = {
  readonly id: 'submission' | 'boundary' | 'relay' | 'direct' | 'envelope' | 'held' | 'clocks' | 'unsteady' | 'date';
  readonly text: string;
  /** The grounds, in a sentence; null where the fields of the path say it themselves. */
  readonly grounds: string | null;
  /** inferred: concluded by us; claimed: as others say; recorded: as the receiver says. */
  readonly grade: 'recorded' | 'claimed' | 'inferred';
  readonly field: number | null;
};

export type PathLines = {
  /** Who recorded: "Gmail". */
  readonly receiver: string;
  /** "5 steps · 4 s" */
  readonly summary: string;
  readonly journey: readonly JourneyLine[];
  /** Null where there is no step. */
  readonly source: SourceLine | null;
  readonly hops: readonly HopLine[];
  /** Index into `hops` of the first recorded step; null where nothing is recorded. */
  readonly firstRecorded: number | null;
  readonly claimedLabel: string;
  readonly recordedLabel: string;
};

/** A DNS record to publish. What is not known of it is marked in the value by ‹angle quotes›. */
export type RecordToPublish = { readonly type: 'TXT' | 'CNAME' | 'MX'; readonly name: string; readonly value: string };

export type AdviceLine = {
  readonly text: string;
  readonly why: string | null;
  readonly records: readonly RecordToPublish[];
};

/** A term of mail, in one line. */
export type Term = { readonly term: string; readonly meaning: string };

/** What the explanation depends on beside the report. */
export type ExplainOptions = {
  /** An IANA name; the platform's own where it is absent. */
  readonly timeZone?: string;
};

/** A thing worth a look. Never a verdict. */
export type FindingLine = {
  readonly id: string;
  readonly tone: 'caution' | 'none';
  readonly text: string;
  readonly field: number | null;
};

export type Explanation = {
  /** Who recorded: "Gmail". */
  readonly receiver: string;
  /** The visible From's domain; null where none can be read. */
  readonly author: string | null;
  readonly verdict: VerdictLine;
  readonly identities: readonly IdentityLine[];
  readonly checks: readonly CheckLine[];
  readonly path: PathLines;
  readonly advice: {
    readonly recipient: readonly string[];
    readonly administrator: readonly AdviceLine[];
    /** A ready message to the sender's administrator, to copy; null where there is nothing to mend. */
    readonly letter: string | null;
  };
  readonly findings: readonly FindingLine[];
  /** "SendGrid", or null. */
  readonly service: string | null;
  /** How many DNS questions were asked, of whom, and why some failed; null where none was. */
  readonly questions: QuestionLines | null;
  /** The terms used, each in one line. */
  readonly glossary: readonly Term[];
};
