/** What a rule for senders is: of whom it is asked, how a message stands to it, and by which fact that is told. */

import type { Policy } from '../engine/dmarc/dmarc.ts';
import type { SpfKeyword } from '../engine/outcome.ts';
import type { Grounds } from './grounds.ts';
import type { MessageKey } from './message-key.ts';

export type RuleState = 'met' | 'not-met' | 'open' | 'not-needed' | 'not-checkable';
export type Asker = 'Gmail' | 'Yahoo' | 'Microsoft';
/** Of whom it is asked. Advice is asked of nobody. */
export type Asked = 'everyone' | 'bulk' | 'marketing' | 'advice';

/** The fact by which a rule was judged. */
export type RuleFact =
  | { readonly kind: 'spf'; readonly domain: string; readonly result: SpfKeyword }
  | { readonly kind: 'signers' | 'aligned'; readonly domains: readonly string[] }
  | { readonly kind: 'policy'; readonly domain: string; readonly policy: Policy }
  | { readonly kind: 'key'; readonly bits: number }
  | { readonly kind: 'reverse-name'; readonly name: string }
  /** Fields that do not stand there as often as they must. */
  | { readonly kind: 'form'; readonly fields: readonly string[] }
  | { readonly kind: 'signed-unsubscribe'; readonly domain: string }
  | { readonly kind: 'said'; readonly text: MessageKey };

export type Judged = {
  readonly state: RuleState;
  readonly fact?: RuleFact | null;
  /** Index of the header field that decided. */
  readonly field?: number | null;
};

export type SenderRule = {
  readonly id: string;
  readonly text: MessageKey;
  readonly asked: Asked;
  readonly askers: readonly Asker[];
  readonly judge: (grounds: Grounds) => Judged;
};
