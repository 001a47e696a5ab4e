/** What a row of the verdict table is: when it holds, what it answers, which sentences say it, and what is to be done. */

import type { Grounds } from '../grounds.ts';
import type { MessageKey } from '../message-key.ts';

/** How a line is drawn: a shape, a word and a colour together. */
export type Tone = 'pass' | 'fail' | 'caution' | 'none' | 'unknown';

/**
 * Whether it came from who it says, best first. confirmed: a domain is; with-caution: it is, and that says less than it seems to.
 * unclear: not confirmed, for a reason that somebody other than the sender answers for. not-checked: no answer, or no rule to
 * check against. contradicted: nothing supports the name, or its domain disowns the message; malformed senders are no better.
 * none: there is nothing to ask it of.
 */
export type Answer = 'confirmed' | 'with-caution' | 'unclear' | 'not-checked' | 'contradicted' | 'none';

/** Fixed, or told by what the verdict stands on. */
export type By<T> = T | ((grounds: Grounds) => T);

/** One thing for the sender's administrator to do. */
export type Advice =
  | { readonly text: MessageKey; readonly why: MessageKey | null }
  /** Something to publish or to switch on, with the records of this message. */
  | {
      readonly publish:
        | 'signature'
        | 'mail-from'
        | 'dmarc'
        | 'own-return'
        | 'server'
        | 'spf'
        | 'relaxed-alignment'
        | 'tenant-key'
        | 'panel-key';
    }
  /** What the first server that sealed the message had found. */
  | { readonly told: 'sealed-results' };

export type Verdict = {
  readonly id: string;
  readonly holds: (grounds: Grounds) => boolean;
  readonly answer: By<Answer>;
  /** One line that is understood in five seconds. */
  readonly title: By<MessageKey>;
  /** One sentence why. */
  readonly sentence: By<MessageKey>;
  /** A part of that sentence which is one itself. */
  readonly part?: { readonly name: string; readonly key: By<MessageKey> };
  /** What it says is told by the octets alone, whoever wrote down the rest; without this it rests on a record. */
  readonly rests?: 'on-octets';
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

/** Green is only what somebody signed, and what did not lie in Spam: a pass there is calm. */
export function toneOf(answer: Answer, { report, proofs }: Grounds): Tone {
  switch (answer) {
    case 'confirmed':
      return report.place !== 'spam' && proofs[0]?.via === 'dkim' ? 'pass' : 'none';
    case 'with-caution':
    case 'unclear':
      return 'caution';
    case 'not-checked':
      return 'unknown';
    case 'contradicted':
      return 'fail';
    case 'none':
      return 'none';
  }
}
