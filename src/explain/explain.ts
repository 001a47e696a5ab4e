/** The whole explanation of a judgement. Pure: the same judgement, words and options give the same lines. */

import type { Judgement } from '../judgement/judgement.ts';
import { adviceOf } from './advice.ts';
import { checkLines } from './checks.ts';
import type { ExplainOptions, Explanation } from './explanation.ts';
import { findingLines } from './findings.ts';
import { glossary } from './glossary.ts';
import { identityLines } from './identities.ts';
import { pathLines } from './path.ts';
import { questionLines } from './questions.ts';
import { receiverName, shownDomain } from './shown.ts';
import { verdictLine } from './verdict.ts';
import { inLanguage, type Words } from './words.ts';

export function explain(judgement: Judgement, words: Words, options: ExplainOptions = {}): Explanation {
  const { recorded } = judgement.report;
  return {
    receiver: receiverName(recorded.receiver),
    author: recorded.author.domain && shownDomain(recorded.author.domain),
    verdict: verdictLine(judgement, words),
    identities: identityLines(judgement, words),
    checks: checkLines(judgement, words),
    path: pathLines(judgement, words, options),
    advice: adviceOf(judgement, words),
    findings: findingLines(judgement, words),
    service: judgement.service && inLanguage(judgement.service.name, words),
    questions: questionLines(judgement.report, words),
    glossary: glossary(words),
  };
}
