/** The shape of --json and --ndjson. */

import type { Recorded, Verified } from '../engine/report.ts';
import type { Explanation, VerdictLine } from '../explain/explanation.ts';

/** Fields are added without another number; it grows where one is renamed, taken away, or means something else. */
export const JSON_VERSION = 1;

/** What one object of --json, and one line of --ndjson, is.  */
export type JsonReport = {
  readonly version: 1;
  readonly file: string;
  /** Its place in an mbox, from 1; null: the file is the message. */
  readonly message: number | null;
  readonly recorded: Recorded;
  /** Null: nothing was asked. */
  readonly verified: Verified | null;
  /** The row of the verdict table that holds, in words. */
  readonly verdict: VerdictLine;
  /** All that the text shows. Not in --ndjson. */
  readonly explanation?: Explanation;
};

/** A line of --ndjson in place of a message that could not be read. */
export type JsonProblem = {
  readonly version: 1;
  readonly file: string;
  readonly message: number | null;
  readonly problem: string;
};
