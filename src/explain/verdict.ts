/** The verdict in words: one line for five seconds, one sentence why, the same in the terms of mail, and what is said beside it. */

import type { Judgement } from '../judgement/judgement.ts';
import { defaultTenantOf } from '../judgement/verdicts/conditions.ts';
import { told } from '../judgement/verdicts/verdict.ts';
import { sentencesBeside } from './beside-verdict.ts';
import type { VerdictLine } from './explanation.ts';
import { receiverName, shownDomain } from './shown.ts';
import { technicalCause } from './technical-cause.ts';
import { inLanguage, type Values, type Words } from './words.ts';

export function verdictLine(judgement: Judgement, words: Words): VerdictLine {
  const { id, tone, title, sentence, part } = judgement.verdict;
  const values = verdictValues(judgement, words);
  const inserted = part ? { [part.name]: words.text(told(part.key, judgement), values) } : {};
  return {
    id,
    tone: told(tone, judgement),
    title: words.text(told(title, judgement), values),
    sentence: words.text(told(sentence, judgement), { ...values, ...inserted }),
    because: technicalCause(judgement, words),
    added: sentencesBeside(judgement, words),
  };
}

/** Who is who in the sentences. A name that nothing tells is replaced by the nearest that something tells. */
export function verdictValues(judgement: Judgement, words: Words): Values {
  const { report, spf, signatures, passing, failing, intermediary } = judgement;
  const author = report.recorded.author.domain ?? '';
  const signer = (passing.find((one) => one.aligned) ?? passing[0] ?? failing[0] ?? signatures[0])?.domain ?? '';
  const returnDomain = spf?.domain || words.text('value_not_recorded');
  const service =
    defaultTenantOf(judgement) ??
    (judgement.service && inLanguage(judgement.service.name, words)) ??
    shownDomain(signer || returnDomain);
  return {
    author: shownDomain(author),
    receiver: receiverName(report.recorded.receiver),
    return: shownDomain(returnDomain),
    signer: shownDomain(signer),
    service,
    host: shownDomain(judgement.webProgram ?? returnDomain),
    related: shownDomain(judgement.strictlyRefused ?? ''),
    via: shownDomain(intermediary?.name ?? '') || words.text('value_unknown_via'),
  };
}
