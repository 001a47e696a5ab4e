/** The verdict in words: one line for five seconds, one sentence why, the same in the terms of mail, and what is said beside it. */

import { never } from '../engine/outcome.ts';
import type { Report } from '../engine/report.ts';
import { webProgramOf } from '../judgement/intermediary.ts';
import {
  type Facts,
  factsOf,
  isDefaultTenant,
  passesByOlderRule,
  strictlyRefused,
  verdictOf,
} from '../judgement/judgement.ts';
import { addedSentences } from './beside-verdict.ts';
import type { Tone, VerdictId, VerdictLine } from './explanation.ts';
import { snake } from './message-key.ts';
import { serviceName } from './service-name.ts';
import { receiverName, shownDomain } from './shown.ts';
import { becauseOf } from './technical-cause.ts';
import type { Values, Words } from './words.ts';

export function verdictLine(report: Report, words: Words): VerdictLine {
  const id = verdictOf(report);
  const facts = factsOf(report);
  const values = verdictValues(facts, words);
  return {
    id,
    tone: toneOf(id, facts),
    ...sentences(id, facts, values, words),
    because: becauseOf(id, facts, words),
    added: addedSentences(id, facts, words),
  };
}

/** Who is who in the sentences. A name that nothing tells is replaced by the nearest that something tells. */
export function verdictValues(facts: Facts, words: Words): Values {
  const { report, spf, passing, failing, intermediary } = facts;
  const author = report.recorded.author.domain ?? '';
  const signer = (passing.find((one) => one.aligned) ?? passing[0] ?? failing[0] ?? facts.signatures[0])?.domain ?? '';
  const returnDomain = spf?.domain || words.text('value_not_recorded');
  return {
    author: shownDomain(author),
    receiver: receiverName(report.recorded.receiver),
    return: shownDomain(returnDomain),
    signer: shownDomain(signer),
    service: serviceName(tenantOf(facts) ?? facts.service?.name ?? shownDomain(signer || returnDomain), words),
    host: shownDomain(webProgramOf(report) ?? returnDomain),
    related: shownDomain(strictlyRefused(facts) ?? ''),
    via: shownDomain(intermediary?.name ?? '') || words.text('value_unknown_via'),
  };
}

/** Whose default signature it is, where there is no other. */
function tenantOf({ passing }: Facts): string | null {
  if (passing.length === 0 || !passing.every((one) => isDefaultTenant(one.domain))) return null;
  return passing[0]?.domain.endsWith('.gappssmtp.com') ? 'Google Workspace' : 'Microsoft 365';
}

function sentences(id: VerdictId, facts: Facts, values: Values, words: Words): { title: string; sentence: string } {
  const named = facts.service !== null;
  switch (id) {
    case 'not-delivered':
      return facts.report.recorded.hops.length > 0 && facts.report.place !== 'sent'
        ? pair('verdict_not_recorded_title', 'verdict_not_recorded_sentence')
        : pair('verdict_not_delivered_title', 'verdict_not_delivered_sentence');
    case 'could-not-check':
      return undecidedSentences();
    case 'signed-by-author':
      return signedSentences();
    case 'passed-on-arrival':
      if (passesByOlderRule(facts)) return pair('verdict_older_rule_title', 'verdict_older_rule_sentence');
      return {
        title: words.text('verdict_passed_on_arrival_title', values),
        sentence: words.text('verdict_passed_on_arrival_sentence', { ...values, reason: reasonNow(facts, words) }),
      };
    case 'no-policy':
      return {
        title: words.text('verdict_no_policy_title', values),
        sentence: words.text(hasRecord(facts.report) ? 'verdict_no_policy_unusable' : 'verdict_no_policy_sentence', {
          ...values,
          checks: withoutPolicy(facts, values, words),
        }),
      };
    case 'service-signature-only':
    case 'service-return-path': {
      const key = `verdict_${snake(id)}` as const;
      return pair(`${key}_title`, named ? `${key}_sentence` : `${key}_unnamed`);
    }
    default: {
      const key = `verdict_${snake(id)}` as const;
      return pair(`${key}_title`, `${key}_sentence`);
    }
  }

  function pair(title: Parameters<Words['text']>[0], sentence: Parameters<Words['text']>[0]) {
    return { title: words.text(title, values), sentence: words.text(sentence, values) };
  }

  /** The one who signed is named, where that is another name of the author's organisation. */
  function signedSentences() {
    if (facts.passing.some((one) => one.aligned && one.relation === 'equal'))
      return pair('verdict_signed_by_author_title', 'verdict_signed_by_author_sentence');
    return pair('verdict_signed_by_author_related_title', 'verdict_signed_by_author_related_sentence');
  }

  function undecidedSentences() {
    const { verified } = facts.report;
    if (verified === null) return pair('verdict_not_checked_title', 'verdict_not_checked_sentence');
    if (verified.dmarc === null && !verified.complete)
      return pair('verdict_checking_title', 'verdict_checking_sentence');
    return pair('verdict_could_not_check_title', 'verdict_could_not_check_sentence');
  }
}

/** There is a record, and it cannot be used: that is not the same as none. */
function hasRecord({ verified }: Report): boolean {
  return verified?.dmarc?.reason === 'no-valid-policy';
}

function reasonNow({ report: { verified } }: Facts, words: Words): string {
  return verified?.dmarc?.result === 'none'
    ? words.text('verdict_reason_policy_gone')
    : words.text('verdict_reason_fails_now');
}

/** Without a policy there is still something to say: who vouches for the visible sender, if anybody does. */
function withoutPolicy({ spf, passing }: Facts, values: Values, words: Words): string {
  if (passing.some((one) => one.aligned)) return words.text('verdict_no_policy_signed', values);
  if (spf?.aligned) return words.text('verdict_no_policy_allowed', values);
  return words.text('verdict_no_policy_nothing', values);
}

function toneOf(id: VerdictId, facts: Facts): Tone {
  switch (id) {
    case 'signed-by-author':
    case 'allowed-by-author':
      return 'pass';
    case 'malformed-author':
    case 'key-changed-since':
    case 'passed-on-arrival':
    case 'forwarded':
    case 'list-changed':
      return 'caution';
    case 'not-a-message':
    case 'not-delivered':
      return 'none';
    case 'could-not-check':
      return 'unknown';
    case 'no-policy':
      return facts.spf?.aligned || facts.passing.some((one) => one.aligned) ? 'none' : 'caution';
    case 'gmail-send-as':
    case 'default-tenant-signature':
    case 'web-host-sender':
    case 'strict-subdomain':
    case 'key-never-published':
    case 'signature-broken':
    case 'service-signature-only':
    case 'service-return-path':
    case 'signed-by-other':
    case 'spf-record-broken':
    case 'server-not-listed':
    case 'nothing-vouches':
      return 'fail';
    case 'other':
      return facts.dmarc.result === 'fail' ? 'fail' : 'caution';
    default:
      return never(id);
  }
}
