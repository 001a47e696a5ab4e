/** What to do: for the recipient in sentences; for the sender's administrator with the exact records for this message. */

import { never } from '../engine/outcome.ts';
import type { Judgement } from '../judgement/judgement.ts';
import { type Advice, told } from '../judgement/verdicts/verdict.ts';
import { hostAdvice, signatureAdvice, tenantAdvice } from './advice-dkim.ts';
import { dmarcAdvice, relaxAdvice, sealedAdvice } from './advice-dmarc.ts';
import { mailFromAdvice, ownReturnAdvice, serverAdvice, spfAdvice } from './advice-spf.ts';
import type { AdviceLine, Explanation } from './explanation.ts';
import { letterOf } from './letter.ts';
import { verdictValues } from './verdict.ts';
import type { Words } from './words.ts';

export function adviceOf(judgement: Judgement, words: Words): Explanation['advice'] {
  const { verdict } = judgement;
  const values = verdictValues(judgement, words);
  const administrator = told(verdict.administrator, judgement).flatMap((one) => adviceLines(one, judgement, words));
  const opening = told(verdict.letter, judgement);
  // Where nothing supports the name, the sender has to say first that it is theirs: until then there is nothing to publish.
  const isUnclaimed = told(verdict.answer, judgement) === 'contradicted' && opening !== null;
  const first: AdviceLine = { text: words.text('admin_first_ask', values), why: null, records: [] };
  return {
    recipient: told(verdict.recipient, judgement).map((key) => words.text(key, values)),
    administrator: isUnclaimed ? [first, ...administrator] : administrator,
    letter: isUnclaimed
      ? letterOf('letter_opening_unclear_name', judgement, [], words)
      : opening && letterOf(opening, judgement, administrator, words),
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
    case 'signature':
      return signatureAdvice(judgement, words);
    case 'mail-from':
      return mailFromAdvice(judgement, words);
    case 'dmarc':
      return dmarcAdvice(judgement, words);
    case 'own-return':
      return ownReturnAdvice(judgement, words);
    case 'server':
      return serverAdvice(judgement, words);
    case 'spf':
      return spfAdvice(judgement, words);
    case 'relaxed-alignment':
      return [relaxAdvice(judgement, words)];
    case 'tenant-key':
      return [tenantAdvice(judgement, words)];
    case 'panel-key':
      return [hostAdvice(judgement, words)];
    default:
      return never(advice.publish);
  }
}
