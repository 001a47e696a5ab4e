/**
 * What Gmail, Yahoo and Microsoft ask of senders, rule by rule: held against this message, or named as something that one
 * message cannot show. Whose rule it is and of whom it is asked stands in the table, as on their pages.
 */

import type { Report } from '../engine/report.ts';
import { type Facts, factsOf } from '../judgement/judgement.ts';
import { oneClick, unsubscribeField } from '../judgement/one-click.ts';
import * as judge from '../judgement/sender-rules.ts';
import type { Tone } from './explanation.ts';
import { snake } from './message-key.ts';
import { receiverName } from './shown.ts';
import type { MessageKey, Words } from './words.ts';

export type RuleState = 'met' | 'not-met' | 'open' | 'not-needed' | 'not-checkable';
export type Asker = 'Gmail' | 'Yahoo' | 'Microsoft';
/** Of whom it is asked. Advice is asked of nobody. */
export type Asked = 'everyone' | 'bulk' | 'marketing' | 'advice';

export type RuleLine = {
  readonly id: string;
  readonly state: RuleState;
  readonly tone: Tone;
  readonly stateWord: string;
  readonly text: string;
  /** By which fact; null where there is nothing to add. */
  readonly more: string | null;
  readonly askers: readonly Asker[];
  readonly asked: Asked;
  readonly askedWord: string;
  /** Index of the header field that decided; null where it was not one. */
  readonly field: number | null;
};

export type Judged = { readonly state: RuleState; readonly more?: string | null; readonly field?: number | null };
type Rule = {
  readonly id: string;
  readonly text: MessageKey;
  readonly asked: Asked;
  readonly askers: readonly Asker[];
  readonly judge: (facts: Facts, words: Words) => Judged;
};

/** Where each of them says so, and the day of the text that the table was held against, YYYY-MM-DD. */
export const askersPages: Readonly<Record<Asker, { readonly url: string; readonly asOf: string }>> = {
  Gmail: { url: 'https://support.google.com/a/answer/81126', asOf: '2026-03-11' },
  Yahoo: { url: 'https://senders.yahooinc.com/best-practices/', asOf: '2025-04-10' },
  Microsoft: {
    url: 'https://techcommunity.microsoft.com/blog/microsoftdefenderforoffice365blog/strengthening-email-ecosystem-outlook%E2%80%99s-new-requirements-for-high%E2%80%90volume-senders/4399730',
    asOf: '2025-08-02',
  },
};

const all: readonly Asker[] = ['Gmail', 'Yahoo', 'Microsoft'];
const tones: Readonly<Record<RuleState, Tone>> = {
  met: 'pass',
  'not-met': 'fail',
  open: 'unknown',
  'not-needed': 'none',
  'not-checkable': 'none',
};

export function senderRules(report: Report, words: Words): readonly RuleLine[] {
  const facts = factsOf(report);
  const receiver = receiverName(report.recorded.receiver);
  return rules.map(({ id, text, asked, askers, judge }) => {
    const { state, more = null, field = null } = judge(facts, words);
    return {
      id,
      state,
      tone: state === 'not-met' && asked === 'advice' ? 'caution' : tones[state],
      stateWord: words.text(`rule_state_${snake(state)}`),
      text: words.text(text, { receiver }),
      more,
      askers,
      asked,
      askedWord: words.text(`rule_asked_${asked}`),
      field,
    };
  });
}

const unseen = (): Judged => ({ state: 'not-checkable' });

function rule(
  id: string,
  text: MessageKey,
  asked: Asked,
  askers: readonly Asker[],
  judge: Rule['judge'] = unseen,
): Rule {
  return { id, text, asked, askers, judge };
}

const rules: readonly Rule[] = [
  rule('either', 'rule_either', 'everyone', ['Gmail', 'Yahoo'], judge.either),
  rule('spf', 'rule_spf', 'bulk', all, judge.spf),
  rule('dkim', 'rule_dkim', 'bulk', all, judge.dkim),
  rule('dmarc', 'rule_dmarc', 'bulk', all, judge.dmarcRecord),
  rule('aligned', 'rule_aligned', 'bulk', all, judge.aligned),
  rule('aligned-both', 'rule_aligned_both', 'advice', ['Gmail', 'Microsoft'], judge.alignedBoth),
  rule('key', 'rule_key', 'everyone', ['Gmail', 'Yahoo'], judge.keys),
  rule('reverse', 'rule_reverse', 'everyone', ['Gmail', 'Yahoo'], judge.reverseName),
  rule('tls', 'rule_tls', 'everyone', ['Gmail'], judge.tls),
  rule('form', 'rule_form', 'everyone', ['Gmail', 'Yahoo'], judge.form),
  rule('not-gmail', 'rule_not_gmail', 'everyone', ['Gmail'], judge.gmailName),
  rule('sealed', 'rule_sealed', 'advice', all, judge.sealed),
  rule('one-click', 'rule_one_click', 'marketing', ['Gmail'], oneClick),
  rule('unsubscribe-field', 'rule_unsubscribe_field', 'marketing', ['Yahoo'], unsubscribeField),
  rule('visible-unsubscribe', 'rule_visible_unsubscribe', 'marketing', all),
  rule('honoured', 'rule_honoured', 'marketing', ['Gmail', 'Yahoo']),
  rule('rate', 'rule_rate', 'everyone', ['Gmail', 'Yahoo']),
  rule('honest', 'rule_honest', 'everyone', all),
  rule('consent', 'rule_consent', 'advice', all),
  rule('bounces', 'rule_bounces', 'advice', all),
  rule('replies', 'rule_replies', 'advice', ['Microsoft']),
  rule('volume', 'rule_volume', 'bulk', ['Gmail', 'Microsoft']),
];
