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

/** Which message is meant: the right-clicked one (the menu was used), one that is open, or the one that was read before. */
export type Meant =
  | { readonly by: 'pointer' }
  | { readonly by: 'view' }
  | { readonly by: 'id'; readonly located: Located };

/** The worker to the reader: which message is meant (answered at once), and, where `want` says so, its octets' digest. */
export type ReaderRequest = {
  readonly to: 'reader';
  readonly serial: number;
  readonly meant: Meant;
  readonly want: 'location' | 'octets';
};

export type ReaderResult =
  | { readonly ok: true; readonly digest: Digest }
  | { readonly ok: false; readonly failure: ReadFailure; readonly detail: string };

/** The reader to the worker, when it has the message or knows why not. */
export type ReaderMessage = {
  readonly from: 'reader';
  readonly serial: number;
  readonly located: Located | null;
  readonly result: ReaderResult;
};

/** Whether the DNS is asked for one inspection. */
export type Consent = 'unasked' | 'given' | 'refused';

/** One inspection, as it lies in storage.session under its tab. */
export type Inspection = {
  readonly tab: number;
  /** When it was begun, in milliseconds since 1970; with the tab it names the inspection: an older one that ends late is dropped. */
  readonly serial: number;
  /** It was begun from the menu, for the message that was right-clicked. */
  readonly pointed: boolean;
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
  /** Start, unless the inspection of the message that is open is there already; `again` starts over. */
  | { readonly do: 'inspect'; readonly tab: number; readonly again: boolean }
  | { readonly do: 'consent'; readonly tab: number; readonly answer: 'always' | 'once' | 'not' };

export const PORT = 'waybill';
