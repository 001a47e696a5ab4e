/** The verdict in the terms of mail: which check, for which domain, and what the domain asks for. */

import type { Policy } from '../engine/dmarc/dmarc.ts';
import type { Report } from '../engine/report.ts';
import type { Judgement } from '../judgement/judgement.ts';
import { dkimReason } from './reason.ts';
import { resultWord } from './result-word.ts';
import { shownDomain, shownText } from './shown.ts';
import type { Words } from './words.ts';

/** Null where the verdict is about no three results. */
export function technicalCause(judgement: Judgement, words: Words): string | null {
  if (judgement.verdict.terms === 'silent') return null;
  const missing = judgement.verdict.id === 'could-not-check' ? unanswered(judgement.report, words) : null;
  const parts = [missing, spfPart(judgement, words), dkimPart(judgement, words), dmarcPart(judgement, words)];
  return sentencesTogether(
    parts.filter((part) => part !== null),
    words,
  );
}

/** The first question that nobody answered. */
function unanswered({ verified }: Report, words: Words): string | null {
  const failed = verified?.ledger.find((answer) => answer.status === 'failed');
  if (!failed) return null;
  return words.text('because_unanswered', {
    name: shownDomain(failed.question.name),
    type: failed.question.type,
    server: failed.server === 'zone' ? words.text('value_zone') : shownText(failed.server),
  });
}

/** Japanese sets no space between sentences. */
export function sentencesTogether(sentences: readonly string[], words: Words): string {
  return sentences.join(words.locale === 'ja' ? '' : ' ');
}

function spfPart({ spf, report }: Judgement, words: Words): string | null {
  const author = shownDomain(report.recorded.author.domain ?? '');
  if (!spf || spf.standing.result === null) return null;
  const values = { author, return: shownDomain(spf.domain), result: resultWord(spf.standing.result, words) };
  const passed = spf.standing.result === 'pass';
  if (spf.identity === 'helo') return words.text(passed ? 'because_spf_helo' : 'because_spf_helo_failed', values);
  if (!passed) return words.text('because_spf_failed', values);
  if (spf.relation === 'equal') return words.text('because_spf_own', values);
  if (spf.aligned) return words.text('because_spf_aligned', values);
  return words.text(spf.relation === 'organizational' ? 'because_spf_related' : 'because_spf_unaligned', values);
}

function dkimPart({ signatures, passing, failing, report }: Judgement, words: Words): string | null {
  const author = shownDomain(report.recorded.author.domain ?? '');
  const aligned = passing.find((one) => one.aligned);
  if (aligned?.relation === 'equal') return words.text('because_dkim_own', { author });
  if (aligned) return words.text('because_dkim_aligned', { signer: shownDomain(aligned.domain), author });
  if (failing[0]) return words.text('because_dkim_failed', { signer: shownDomain(failing[0].domain) });
  const related = passing.find((one) => one.relation === 'organizational');
  if (related) return words.text('because_dkim_related', { signer: shownDomain(related.domain), author });
  if (passing[0]) return words.text('because_dkim_other', { signer: shownDomain(passing[0].domain), author });
  const [unreadable] = report.recorded.unreadableSignatures;
  if (unreadable && signatures.every(({ standing }) => standing.result === null)) {
    return words.text('because_dkim_unreadable', { reason: dkimReason(unreadable.reason, words).text });
  }
  if (signatures.length === 0) return words.text('because_dkim_none');
  const judged = signatures.find((one) => one.standing.result !== null && one.domain !== '');
  return judged ? words.text('because_dkim_failed', { signer: shownDomain(judged.domain) }) : null;
}

function dmarcPart({ dmarc, policy, report }: Judgement, words: Words): string | null {
  const author = shownDomain(report.recorded.author.domain ?? '');
  switch (dmarc.result) {
    case 'pass':
      return words.text('because_dmarc_pass', { author });
    case 'none':
      return words.text('because_dmarc_none', { author });
    case 'fail':
      return policy
        ? words.text('because_dmarc_fail_policy', { author, policy: policyWord(policy, words) })
        : words.text('because_dmarc_fail', { author });
    case null:
      return null;
    default:
      return words.text('because_dmarc_other', { author, result: resultWord(dmarc.result, words) });
  }
}

export function policyWord(policy: Policy, words: Words): string {
  return words.text(`policy_${policy}`);
}
