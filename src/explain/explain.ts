/** The whole explanation of a report. Pure: the same report, words and options give the same lines. */

import type { Report } from '../engine/report.ts';
import { sendingServiceOf } from '../judgement/intermediary.ts';
import { adviceOf } from './advice.ts';
import { checkLines } from './checks.ts';
import type { ExplainOptions, Explanation } from './explanation.ts';
import { findingLines } from './findings.ts';
import { glossary } from './glossary.ts';
import { identityLines } from './identities.ts';
import { pathLines } from './path.ts';
import { questionLines } from './questions.ts';
import { serviceName } from './service-name.ts';
import { verdictLine } from './verdict.ts';
import type { Words } from './words.ts';

export function explain(report: Report, words: Words, options: ExplainOptions = {}): Explanation {
  const verdict = verdictLine(report, words);
  const service = sendingServiceOf(report);
  return {
    verdict,
    identities: identityLines(report, words),
    checks: checkLines(report, words),
    path: pathLines(report, words, options),
    advice: adviceOf(report, verdict.id, words),
    findings: findingLines(report, words),
    service: service && serviceName(service.name, words),
    questions: questionLines(report, words),
    glossary: glossary(words),
  };
}
