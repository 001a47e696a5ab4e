/** What a row of the verdict table is: when it holds, how it is drawn, which sentences say it, and what is to be done. */

import type { Grounds } from '../grounds.ts';
import type { MessageKey } from '../message-key.ts';
import type { SignatureResult } from '../results.ts';

/** How a line is drawn: a shape, a word and a colour together. */
export type Tone = 'pass' | 'fail' | 'caution' | 'none' | 'unknown';

/** Fixed, or told by what the verdict stands on. */
export type By<T> = T | ((grounds: Grounds) => T);

/** Something to publish, with the records of this message. */
export type Publish =
  | { readonly publish: 'dkim' | 'mail-from' | 'dmarc' | 'own-return' | 'server' | 'spf' }
  | { readonly publish: 'relaxed-alignment' | 'tenant-key' | 'panel-key' }
  | { readonly publish: 'key'; readonly of: SignatureResult };

/** One thing for the sender's administrator to do. */
export type Advice =
  | { readonly text: MessageKey; readonly why: MessageKey | null }
  | Publish
  /** What the first server that sealed the message had found. */
  | { readonly told: 'sealed-results' };

export type Verdict = {
  readonly id: string;
  readonly holds: (grounds: Grounds) => boolean;
  readonly tone: By<Tone>;
  /** One line that is understood in five seconds. */
  readonly title: By<MessageKey>;
  /** One sentence why. */
  readonly sentence: By<MessageKey>;
  /** A part of that sentence which is one itself. */
  readonly part?: { readonly name: string; readonly key: By<MessageKey> };
  /** silent: it is not about three results, so their terms explain nothing. */
  readonly terms?: 'silent';
  readonly recipient: By<readonly MessageKey[]>;
  readonly administrator: By<readonly Advice[]>;
  /** How the ready message to the sender's administrator begins; null where nobody needs to be written to, or nobody is known to write to. */
  readonly letter: By<MessageKey | null>;
};

export function told<T extends string | readonly unknown[] | null>(by: By<T>, grounds: Grounds): T {
  return typeof by === 'function' ? by(grounds) : by;
}
