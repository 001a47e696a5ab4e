/** What the parts of the extension say to each other. */

import type { Digest } from '../engine/digest.ts';
import type { Place, Report } from '../engine/report.ts';

/** Why there is nothing to show: each has its own sentence and next step. */
export type ReadFailure =
  | 'not-gmail'
  | 'no-message'
  | 'no-access'
  | 'signed-out'
  | 'not-found'
  | 'offline'
  | 'timed-out'
  | 'too-many-requests'
  | 'server-error'
  | 'not-a-message'
  | 'too-large'
  | 'unexpected';

/** The message that the reader looked at, as the page names it: to tell whether the user has moved on. */
export type Located = {
  /** Gmail's id of the message, as found in the page. */
  readonly id: string;
  readonly subject: string | null;
  readonly sender: string | null;
  readonly place: Place;
  /** How it was chosen: right-clicked, focused, the only one open, or the last one open. */
  readonly chosen: 'pointed' | 'focused' | 'only' | 'last';
  /** Expanded messages that could have been meant. */
  readonly candidates: number;
};

/** What the reader gives back to the worker. */
export type ReaderResult =
  | { readonly ok: true; readonly located: Located; readonly digest: Digest }
  | { readonly ok: false; readonly failure: ReadFailure; readonly located: Located | null; readonly detail: string };

/** Whether the DNS is asked for one inspection. */
export type Consent = 'unasked' | 'given' | 'refused';

/** One inspection, as it lies in storage.session under its tab. */
export type Inspection = {
  readonly tab: number;
  /** Grows with each inspection of the tab: an older one that ends late is dropped. */
  readonly serial: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly consent: Consent;
  readonly located: Located | null;
} & (
  | { readonly step: 'reading' }
  | { readonly step: 'failed'; readonly failure: ReadFailure; readonly detail: string }
  /** recorded: nothing asked yet. checking: results are coming in. done: all that can be known is known. */
  | { readonly step: 'recorded' | 'checking' | 'done'; readonly digest: Digest; readonly report: Report }
);

/** What a page asks of the worker, over a port. */
export type Command =
  /** Start, unless the tab's inspection is there already; `again` starts over. */
  | { readonly do: 'inspect'; readonly tab: number; readonly again: boolean }
  | { readonly do: 'consent'; readonly tab: number; readonly answer: 'always' | 'once' | 'not' };

export const PORT = 'waybill';
