/** Sentences that stand beside a verdict and never are one. */

import type { Report } from '../engine/report.ts';
import type { Facts } from '../judgement/judgement.ts';
import { isRelated, recordedDmarcOf } from '../judgement/results.ts';
import type { VerdictId } from './explanation.ts';
import { resultWord } from './result-word.ts';
import { receiverName, shownDomain } from './shown.ts';
import { policyOf } from './technical-cause.ts';
import type { Words } from './words.ts';

export function addedSentences(id: VerdictId, facts: Facts, words: Words): readonly string[] {
  const { report } = facts;
  const author = shownDomain(report.recorded.author.domain ?? '');
  const receiver = receiverName(report.recorded.receiver);
  const sentences: string[] = [];
  if (id === 'not-a-message') return [];
  const spam = report.place === 'spam' ? [whyInSpam(facts, author, words)] : [];
  if (report.recorded.author.fault) return [words.text(faultKeys[report.recorded.author.fault]), ...spam];
  if (id === 'not-delivered') return [];
  sentences.push(...spam);
  if (facts.dmarc.result === 'fail' && isMonitoring(facts)) sentences.push(words.text('added_monitoring', { author }));
  if (report.recorded.envelope.mailFrom?.value === '') sentences.push(words.text('added_null_reverse_path'));
  const differing = differs(facts, receiver, words);
  if (differing) sentences.push(differing);
  return receiver === 'Gmail' ? [...sentences, ...gmailMarks(facts, words)] : sentences;
}

const faultKeys = {
  'no-from': 'author_no_from',
  'several-from': 'author_several_from',
  'several-domains': 'author_several_domains',
  'no-address': 'author_no_address',
  unreadable: 'author_unreadable',
  'bad-domain': 'author_bad_domain',
} as const;

/** What put it there was known on arrival: what is found now, under a key or a policy that has changed since, did not. */
function whyInSpam({ report, dmarc }: Facts, author: string, words: Words): string {
  const then = recordedDmarcOf(report) ?? dmarc.result;
  if (then === 'pass' && dmarc.result === 'pass') return words.text('added_spam_although_pass');
  const policy = then === 'fail' && !isSpared(report) ? policyOf(report) : null;
  if (policy === 'quarantine' || policy === 'reject') return words.text('added_spam_policy', { author, policy });
  return words.text('added_spam_unsaid');
}

/** Gmail writes what it made of the policy: "p=QUARANTINE sp=QUARANTINE dis=NONE" is nothing. */
function isSpared({ recorded }: Report): boolean {
  return recorded.results.dmarc?.comments.some((comment) => /\bdis=none\b/i.test(comment)) ?? false;
}

/** p=none, or one step down to it under t=y: failing mail is to be reported, not stopped. */
function isMonitoring({ report }: Facts): boolean {
  return policyOf(report) === 'none';
}

/** Only where both are decided: a check that could not be made now contradicts nothing. */
function differs({ report, dmarc }: Facts, receiver: string, words: Words): string | null {
  const then = recordedDmarcOf(report);
  if (then === null || dmarc.source !== 'now' || then === dmarc.result) return null;
  return words.text('differs', {
    receiver,
    recorded: resultWord(then, words),
    now: resultWord(dmarc.result, words),
  });
}

/**
 * What Gmail shows beside the sender, from what it recorded: "via" where the message was authenticated for another domain than
 * the visible one, a question mark where it was not authenticated at all; and its warning to be careful where DMARC failed. In
 * Spam it gives the reason for that instead.
 */
function gmailMarks({ report, spf, signatures }: Facts, words: Words): readonly string[] {
  if (recordedDmarcOf(report) === 'pass') return [];
  const passed = [spf, ...signatures].filter((one) => one?.recorded?.result === 'pass');
  if (report.recorded.author.domain === null || passed.some((one) => isRelated(one?.relation))) return [];
  const other = passed.at(-1)?.domain;
  const careful = recordedDmarcOf(report) === 'fail' && report.place !== 'spam';
  return [
    ...(other ? [words.text('added_gmail_via', { domain: shownDomain(other) })] : []),
    ...(!other && spf?.recorded ? [words.text('added_gmail_question_mark')] : []),
    ...(careful ? [words.text('added_gmail_careful')] : []),
  ];
}
