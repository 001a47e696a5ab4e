/** The rules for senders in words: each as it is asked, how this message stands to it, and by which fact. */

import { never } from '../engine/outcome.ts';
import type { Judgement } from '../judgement/judgement.ts';
import type { Asked, Asker, RuleFact, RuleState } from '../judgement/sender-rule.ts';
import { senderRules } from '../judgement/sender-rules.ts';
import type { Tone } from './explanation.ts';
import { snake } from './message-key.ts';
import { resultWord } from './result-word.ts';
import { receiverName, shownDomain } from './shown.ts';
import { policyWord } from './technical-cause.ts';
import type { Words } from './words.ts';

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

const tones: Readonly<Record<RuleState, Tone>> = {
  met: 'pass',
  'not-met': 'fail',
  open: 'unknown',
  'not-needed': 'none',
  'not-checkable': 'none',
};

export function ruleLines(judgement: Judgement, words: Words): readonly RuleLine[] {
  const receiver = receiverName(judgement.report.recorded.receiver);
  return senderRules.map(({ id, text, asked, askers, judge }) => {
    const { state, fact = null, field = null } = judge(judgement);
    return {
      id,
      state,
      tone: state === 'not-met' && asked === 'advice' ? 'caution' : tones[state],
      stateWord: words.text(`rule_state_${snake(state)}`),
      text: words.text(text, { receiver }),
      more: fact && factSentence(fact, words),
      askers,
      asked,
      askedWord: words.text(`rule_asked_${asked}`),
      field,
    };
  });
}

function factSentence(fact: RuleFact, words: Words): string {
  switch (fact.kind) {
    case 'spf':
      return words.text('rule_spf_more', {
        domain: shownDomain(fact.domain),
        result: resultWord(fact.result, words),
      });
    case 'signers':
      return words.text('rule_dkim_more', { domains: fact.domains.map(shownDomain).join(', ') });
    case 'aligned':
      return words.text('rule_aligned_more', { domains: fact.domains.map(shownDomain).join(', ') });
    case 'policy':
      return words.text('rule_dmarc_more', {
        domain: shownDomain(fact.domain),
        policy: policyWord(fact.policy, words),
      });
    case 'key':
      return words.text('rule_key_more', { bits: fact.bits });
    case 'reverse-name':
      return words.text('rule_reverse_more', { name: shownDomain(fact.name) });
    case 'form':
      return words.text('rule_form_more', { fields: fact.fields.join(', ') });
    case 'signed-unsubscribe':
      return words.text('rule_one_click_signed', { domain: shownDomain(fact.domain) });
    case 'said':
      return words.text(fact.text);
    default:
      return never(fact);
  }
}
