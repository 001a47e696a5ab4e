/** What RFC 7489 would have answered, where it differs, and why: receivers that have not moved on yet still judge so. */

import type { DmarcCheck, FormerAnswer } from '../engine/dmarc/dmarc.ts';
import { resultWord } from './result-word.ts';
import { shownDomain } from './shown.ts';
import type { Words } from './words.ts';

/** Two sentences: the answer, and what makes the difference. Empty where there is none. */
export function formerSentences(check: DmarcCheck, words: Words): readonly string[] {
  const { former, result } = check;
  if (!former) return [];
  const answer = words.text(former.result === result ? 'dmarc_former_same' : 'dmarc_former', {
    result: resultWord(former.result, words),
  });
  return [answer, whyOf(check, former, words)];
}

function whyOf(check: DmarcCheck, former: FormerAnswer, words: Words): string {
  const { policyDomain, walk, organizationalDomain } = check;
  const domain = shownDomain(policyDomain ?? '');
  const organization = shownDomain(former.organizationalDomain);
  if (former.policyDomain !== policyDomain) {
    // RFC 7489 §6.6.3 step 5: several records end the search; RFC 9989 §4.10 goes on.
    const several = walk.find((step) => step.dropped === 'several');
    if (several && former.policyDomain === null) {
      return words.text('dmarc_former_several', { name: shownDomain(several.name) });
    }
    if (former.policyDomain === null) return words.text('dmarc_former_no_record', { organization, domain });
    const values = { former: shownDomain(former.policyDomain), domain };
    return words.text(policyDomain === null ? 'dmarc_former_record_alone' : 'dmarc_former_record', values);
  }
  const [aligned] = former.aligned;
  if (aligned)
    return words.text('dmarc_former_together', {
      other: shownDomain(aligned),
      author: shownDomain(check.domain ?? ''),
      organization,
    });
  return words.text('dmarc_former_apart', { organization, domain: shownDomain(organizationalDomain ?? domain) });
}
