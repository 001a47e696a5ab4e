/** What RFC 7489 would have answered, where it differs, and why: receivers that have not moved on yet still judge so. */

import type { DmarcCheck, Rfc7489Answer } from '../engine/dmarc/dmarc.ts';
import { resultWord } from './result-word.ts';
import { shownDomain } from './shown.ts';
import type { Words } from './words.ts';

/** Two sentences: the answer, and what makes the difference. Empty where there is none. */
export function rfc7489Sentences(check: DmarcCheck, words: Words): readonly string[] {
  const { rfc7489, result } = check;
  if (!rfc7489) return [];
  const answer = words.text(rfc7489.result === result ? 'dmarc_former_same' : 'dmarc_former', {
    result: resultWord(rfc7489.result, words),
  });
  return [answer, whyOf(check, rfc7489, words)];
}

function whyOf(check: DmarcCheck, rfc7489: Rfc7489Answer, words: Words): string {
  const { policyDomain, walk, organizationalDomain } = check;
  const domain = shownDomain(policyDomain ?? '');
  const organization = shownDomain(rfc7489.organizationalDomain);
  if (rfc7489.policyDomain !== policyDomain) {
    // RFC 7489 §6.6.3 step 5: several records end the search; RFC 9989 §4.10 goes on.
    const several = walk.find((step) => step.dropped === 'several');
    if (several && rfc7489.policyDomain === null) {
      return words.text('dmarc_former_several', { name: shownDomain(several.name) });
    }
    if (rfc7489.policyDomain === null) return words.text('dmarc_former_no_record', { organization, domain });
    const values = { former: shownDomain(rfc7489.policyDomain), domain };
    return words.text(policyDomain === null ? 'dmarc_former_record_alone' : 'dmarc_former_record', values);
  }
  const [aligned] = rfc7489.aligned;
  if (aligned)
    return words.text('dmarc_former_together', {
      other: shownDomain(aligned),
      author: shownDomain(check.domain ?? ''),
      organization,
    });
  return words.text('dmarc_former_apart', { organization, domain: shownDomain(organizationalDomain ?? domain) });
}
