/** What the parts of the extension say to each other. */

import type { Digest } from '../engine/digest.ts';
import type { Alteration } from '../engine/dkim/alteration/alteration.ts';
import type { DkimCheck } from '../engine/dkim/dkim.ts';
import type { Place, Report } from '../engine/report.ts';
import type { ProviderId } from '../resolver/providers.ts';

/** Why there is nothing to show: each has its own sentence and next step. */
export type ReadFailure =
  | 'not-gmail'
  | 'no-message'
  /** A collapsed message was right-clicked: it has no id until it is opened. */
  | 'collapsed'
  /** Several are open, and nobody saw which one was right-clicked. */
  | 'which-message'
  /** A chat, a call or a text message is open. */
  | 'not-mail'
  | 'no-access'
  /** The page does not answer: its tab is asleep, or busy. */
  | 'page-silent'
  /** The octets lie on Gmail's other host, which the user has not allowed. */
  | 'elsewhere'
  | 'signed-out'
  /** The answer came from another mailbox: the account's number in the address has changed. */
  | 'account-moved'
  | 'not-found'
  | 'offline'
  | 'timed-out'
  /** The connection broke off in the middle, more than once. */
  | 'interrupted'
  | 'cancelled'
  | 'too-many-requests'
  | 'server-error'
  | 'not-a-message'
  /** A report that made room for newer ones. */
  | 'dropped'
  /** The browser refused to keep what was found: there is no room, or it is no plain data. */
  | 'not-stored'
  | 'unexpected';

/** An open message that could have been meant. */
export type Candidate = {
  /** As in `Located`. */
  readonly id: string;
  readonly sender: string | null;
  /** When it came, in milliseconds since 1970, by its id; null where the id does not tell. */
  readonly at: number | null;
};

/** The message that the reader looked at, as the page names it: to tell whether the user has moved on. */
export type Located = {
  /** Gmail's id of the message, as found in the page. */
  readonly id: string;
  readonly subject: string | null;
  readonly sender: string | null;
  readonly place: Place;
  /**
   * How it was chosen: right-clicked, picked from the list, focused, the only one open, the newest one open, the newest of
   * those in the window where not all are, the last of the conversation whose row was right-clicked, or the one that the
   * "Show original" page is about. unclear: several are open, and nobody saw which was right-clicked; `id` is ''.
   */
  readonly chosen: 'pointed' | 'picked' | 'focused' | 'only' | 'last' | 'visible' | 'row' | 'original' | 'unclear';
  /** Open messages that could have been meant, in the order of the page. */
  readonly candidates: readonly Candidate[];
  /** It was no longer on the screen when its octets had come: the user had moved on. */
  readonly left?: boolean;
};

/** Which message is meant: the right-clicked one (the menu was used), one that is open, one of these, or the one that was read before. */
export type Meant =
  /** element: what Firefox calls it, for whoever asks it soon. Null where the browser does not tell. */
  | { readonly by: 'pointer'; readonly element: number | null }
  /** Right-clicked in a frame of another site, of which the page sees nothing. */
  | { readonly by: 'frame' }
  | { readonly by: 'view' }
  | { readonly by: 'candidate'; readonly id: string }
  | { readonly by: 'id'; readonly located: Located };

/** The worker to the reader. `serial` names the inspection; which message is meant is answered at once. */
export type ReaderRequest = { readonly serial: number } & (
  | { readonly kind: 'location'; readonly meant: Meant }
  /** The same, and its digest is wanted: it follows as a `reading`. */
  | { readonly kind: 'octets'; readonly meant: Meant }
  /** What each step sees, without content. */
  | { readonly kind: 'survey'; readonly meant: Meant }
  /** Whatever that reader has under way. */
  | { readonly kind: 'stop' }
  /** Is it on the screen? Answered with `present`; where it is, a `left` follows when it no longer is. */
  | { readonly kind: 'presence'; readonly meant: Extract<Meant, { by: 'id' }> }
  /** What was changed since these signatures were made? An `alteration` follows. */
  | { readonly kind: 'alterations'; readonly meant: Meant; readonly checks: readonly DkimCheck[] }
);

/** Whoever gives an `ik` away may be lying: it has this shape, or it is none. */
export const isKey = (key: unknown): key is string => typeof key === 'string' && /^[a-z0-9]{6,16}$/.test(key);

/** What it takes to fetch a message: handed to the worker where the page itself may not. */
export type Errand = {
  /** "https://mail.google.com/mail/u/0/": account and delegation kept. */
  readonly base: string;
  /** 16 hexadecimal digits: `th=` of a request. Null for a message just sent, which has none yet. */
  readonly hex: string | null;
  /** "msg-f:DECIMAL" or "msg-a:rDECIMAL": `permmsgid=` of a request. */
  readonly perm: string | null;
  /** The session's `ik`, where the page gives it away. */
  readonly key: string | null;
};

export type ReaderResult =
  | { readonly ok: true; readonly digest: Digest }
  | {
      readonly ok: false;
      readonly failure: ReadFailure;
      readonly detail: string;
    };

/** Why what was changed on the way could not be looked for. */
export type AlterationFailure =
  | ReadFailure
  /** A message that was opened from a file: its octets went with the page that had them. */
  | 'octets-gone'
  /** Gmail gave only a part of the message, or only its text. */
  | 'body-missing';
export type AlterationResult =
  | { readonly ok: true; readonly alterations: readonly Alteration[] }
  | { readonly ok: false; readonly failure: AlterationFailure };

/** What the worker may have more success with. redirected: to Gmail's other host. unreachable: perhaps by a policy of the page. */
export type HandedOn = Errand & { readonly why: 'redirected' | 'unreachable' };

/** How far a fetch that takes longer has come. */
export type Progress = { readonly received: number; readonly total: number | null };

/** The reader to the worker, which it wakes. */
export type ReaderMessage =
  /** It has the message, or knows why not. */
  | {
      readonly kind: 'reading';
      readonly serial: number;
      readonly located: Located | null;
      readonly result: ReaderResult;
      readonly errand?: HandedOn;
      /** The whole message could be had if the user allowed Gmail's other host. */
      readonly elsewhere?: boolean;
      /** Were it another message, it could be asked for in another way. */
      readonly more?: boolean;
    }
  | { readonly kind: 'progress'; readonly serial: number; readonly progress: Progress }
  /** What was changed since the message was signed. */
  | {
      readonly kind: 'alteration';
      readonly serial: number;
      readonly alteration: AlterationResult;
      readonly errand?: HandedOn;
    }
  /** The message of that inspection is no longer on the screen. */
  | { readonly kind: 'left'; readonly serial: number }
  /** May it look into the world of the page's scripts? Answered with the session's `ik`, or null. */
  | { readonly kind: 'key' };

/** A message of the reader of that kind. */
export type Said<Kind extends ReaderMessage['kind']> = Extract<ReaderMessage, { kind: Kind }>;

/**
 * What became of it. Of an errand to the other host: not-allowed, or failed; then the reader goes on by itself. another: it is
 * not from whom the page shows; the reader asks for it in another way.
 */
export type ReaderReply = 'stored' | 'not-stored' | 'not-allowed' | 'failed' | 'another';

/** What the page showed, and what came. sender: they contradict each other. subject: only that, and the page showed no sender. */
export type Another = { readonly by: 'sender' | 'subject'; readonly shown: string; readonly got: string };

/** Whether the DNS is asked for one inspection. */
export type Consent = 'unasked' | 'given' | 'refused';

/** What is stored: about the message of a tab, or about the one that is compared with it. */
export type Stored = { readonly tab: number } | { readonly beside: number };
/** What a page is about: besides, a report that was opened from a file, of which nothing is stored. */
export type Subject = Stored | { readonly saved: 'file' };

/** One name for each. */
export function nameOfSubject(subject: Subject): string {
  if ('tab' in subject) return `${subject.tab}`;
  return 'beside' in subject ? `beside:${subject.beside}` : 'saved';
}

/** The tab that it is shown in, or beside; null of a saved report. */
export function tabOf(subject: Stored): number;
export function tabOf(subject: Subject): number | null;
export function tabOf(subject: Subject): number | null {
  if ('tab' in subject) return subject.tab;
  return 'beside' in subject ? subject.beside : null;
}

/** One inspection, as it lies in storage.session under the name of its subject. */
export type Inspection<Of extends Subject = Stored> = {
  readonly subject: Of;
  /** When it was begun, in milliseconds since 1970; with the subject it names the inspection: an older one that ends late is dropped. */
  readonly serial: number;
  /** It was begun from the menu, for the message that was right-clicked. */
  readonly pointed: boolean;
  readonly consent: Consent;
  readonly located: Located | null;
} & (
  | { readonly step: 'reading'; readonly progress?: Progress }
  | { readonly step: 'failed'; readonly failure: ReadFailure; readonly detail: string }
  /** recorded: nothing asked yet. checking: results are coming in. done: all that can be known is known. */
  | {
      readonly step: 'recorded' | 'checking' | 'done';
      readonly digest: Digest;
      readonly report: Report;
      /** The whole message could be had if the user allowed Gmail's other host. */
      readonly elsewhere?: boolean;
      /** It may be another message than the one that is open. */
      readonly another?: Another;
      /** What was changed on the way is being looked for, or why it could not be. */
      readonly alteration?: 'asked' | AlterationFailure;
    }
);

/** What a page asks of the worker, over a port. */
export type Command =
  /** Start, unless the inspection of the message that is open is there already. */
  | { readonly kind: 'inspect'; readonly tab: number }
  /** Start over: of what the last one was about. */
  | { readonly kind: 'inspect-again'; readonly tab: number }
  /** Another of the candidates. */
  | { readonly kind: 'choose'; readonly tab: number; readonly id: string }
  | { readonly kind: 'cancel'; readonly tab: number }
  /** What was changed since the signatures were made that do not fit? Of a message whose octets the page itself does not have. */
  | { readonly kind: 'infer'; readonly tab: number }
  /** The same, answered by the page that has the octets. */
  | { readonly kind: 'inferred'; readonly tab: number; readonly serial: number; readonly alteration: AlterationResult }
  /** A message that was opened in that tab itself, without Gmail. Its octets stay in the page. */
  | { readonly kind: 'take'; readonly subject: Stored; readonly digest: Digest }
  /** The reader's answer to "Check now?", given of that resolver, which is thereby chosen. */
  | {
      readonly kind: 'consent';
      readonly tab: number;
      readonly answer: 'always' | 'once' | 'not';
      readonly resolver: ProviderId;
    };

export const PORT = 'waybill';

/** The worker to a page, over its port. */
export type Reply =
  /** What is stored is about the message that is open. */
  | { readonly kind: 'current' }
  /** What could not be stored, and is failed therefore. It is shown all the same. */
  | { readonly kind: 'not-stored'; readonly inspection: Inspection & { readonly step: 'failed' } };

/** Where Gmail sends some downloads; asked of the user only when one lies there. */
export const attachmentHost = { origins: ['https://mail-attachment.googleusercontent.com/*'] };
export const gmailHost = { origins: ['https://mail.google.com/*'] };

/** What Firefox calls the domain names of a message that are looked up: of its kinds the strictest that fits. */
export const dataCollection = 'personalCommunications';
export type WithDataCollection = { readonly data_collection?: readonly string[] };
