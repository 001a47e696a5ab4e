/** What to do: for the recipient in sentences; for the sender's administrator with the exact records for this message. */

import { never } from '../engine/outcome.ts';
import type { Judgement } from '../judgement/judgement.ts';
import { type Advice, told } from '../judgement/verdicts/verdict.ts';
import type { AdviceLine, Explanation } from './explanation.ts';
import { letterOf } from './letter.ts';
import {
  dkimAdvice,
  dmarcAdvice,
  hostAdvice,
  keyAdvice,
  listServerAdvice,
  mailFromAdvice,
  ownReturnAdvice,
  relaxAdvice,
  sealedAdvice,
  spfAdvice,
  tenantAdvice,
} from './records.ts';
import { verdictValues } from './verdict.ts';
import type { Words } from './words.ts';

export function adviceOf(judgement: Judgement, words: Words): Explanation['advice'] {
  const { verdict } = judgement;
  const values = verdictValues(judgement, words);
  const administrator = told(verdict.administrator, judgement).flatMap((one) => adviceLines(one, judgement, words));
  const opening = told(verdict.letter, judgement);
  return {
    recipient: told(verdict.recipient, judgement).map((key) => words.text(key, values)),
    administrator,
    letter: opening && letterOf(opening, judgement, administrator, words),
  };
}

function adviceLines(advice: Advice, judgement: Judgement, words: Words): readonly AdviceLine[] {
  if ('told' in advice) return sealedAdvice(judgement, words);
  if ('text' in advice) {
    const values = verdictValues(judgement, words);
    const { text, why } = advice;
    return [{ text: words.text(text, values), why: why && words.text(why, values), records: [] }];
  }
  switch (advice.publish) {
    case 'dkim':
      return [dkimAdvice(judgement, words)];
    case 'mail-from':
      return mailFromAdvice(judgement, words);
    case 'dmarc':
      return [dmarcAdvice(judgement.report.recorded.author.domain ?? '', words)];
    case 'own-return':
      return [ownReturnAdvice(judgement, words)];
    case 'server':
      return [listServerAdvice(judgement, words)];
    case 'spf':
      return [spfAdvice(judgement, words)];
    case 'relaxed-alignment':
      return [relaxAdvice(judgement, words)];
    case 'tenant-key':
      return [tenantAdvice(judgement, words)];
    case 'panel-key':
      return [hostAdvice(judgement, words)];
    case 'key':
      return [keyAdvice(advice.of, judgement, words)];
    default:
      return never(advice);
  }
}
