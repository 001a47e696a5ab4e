/** Sentences that stand beside a verdict and never are one. */

import type { Judgement } from '../judgement/judgement.ts';
import { isSpared } from '../judgement/policy.ts';
import { isRelated } from '../judgement/results.ts';
import { resultWord } from './result-word.ts';
import { receiverName, shownDomain } from './shown.ts';
import type { Words } from './words.ts';

export function sentencesBeside(judgement: Judgement, words: Words): readonly string[] {
  const { report, verdict } = judgement;
  const author = shownDomain(report.recorded.author.domain ?? '');
  const receiver = receiverName(report.recorded.receiver);
  const sentences: string[] = [];
  if (verdict.id === 'not-a-message') return [];
  const spam = report.place === 'spam' ? [whyInSpam(judgement, author, words)] : [];
  if (report.recorded.author.fault) return [words.text(faultKeys[report.recorded.author.fault]), ...spam];
  if (verdict.id === 'not-delivered') return [];
  sentences.push(...spam);
  // p=none, or one step down to it under t=y: failing mail is to be reported, not stopped.
  if (judgement.dmarc.result === 'fail' && judgement.policy === 'none')
    sentences.push(words.text('added_monitoring', { author }));
  if (report.recorded.envelope.mailFrom?.value === '') sentences.push(words.text('added_null_reverse_path'));
  const differing = differs(judgement, receiver, words);
  if (differing) sentences.push(differing);
  return receiver === 'Gmail' ? [...sentences, ...gmailMarks(judgement, words)] : sentences;
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
function whyInSpam({ report, dmarc, recordedDmarc, policy }: Judgement, author: string, words: Words): string {
  const then = recordedDmarc ?? dmarc.result;
  if (then === 'pass' && dmarc.result === 'pass') return words.text('added_spam_although_pass');
  const asked = then === 'fail' && !isSpared(report) ? policy : null;
  if (asked === 'quarantine' || asked === 'reject') return words.text('added_spam_policy', { author, policy: asked });
  return words.text('added_spam_unsaid');
}

/** Only where both are decided: a check that could not be made now contradicts nothing. */
function differs({ dmarc, recordedDmarc: then }: Judgement, receiver: string, words: Words): string | null {
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
function gmailMarks({ report, recordedDmarc, spf, signatures }: Judgement, words: Words): readonly string[] {
  if (recordedDmarc === 'pass') return [];
  const passed = [spf, ...signatures].filter((one) => one?.recorded?.result === 'pass');
  if (report.recorded.author.domain === null || passed.some((one) => isRelated(one?.relation))) return [];
  const other = passed.at(-1)?.domain;
  const careful = recordedDmarc === 'fail' && report.place !== 'spam';
  return [
    ...(other ? [words.text('added_gmail_via', { domain: shownDomain(other) })] : []),
    ...(!other && spf?.recorded ? [words.text('added_gmail_question_mark')] : []),
    ...(careful ? [words.text('added_gmail_careful')] : []),
  ];
}
