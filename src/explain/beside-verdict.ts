/** Sentences that stand beside a verdict and never are one: the first is the weightiest. */

import type { Judgement } from '../judgement/judgement.ts';
import { isRelated } from '../judgement/results.ts';
import { resultWord } from './result-word.ts';
import { receiverName, shownDomain, shownText } from './shown.ts';
import type { Words } from './words.ts';

type Beside = (judgement: Judgement, values: Named, words: Words) => readonly string[];
type Named = { readonly author: string; readonly receiver: string };

export function sentencesBeside(judgement: Judgement, words: Words): readonly string[] {
  const { author, receiver, source } = judgement.report.recorded;
  const values = { author: shownDomain(author.domain ?? ''), receiver: receiverName(receiver) };
  const sentences = besides(judgement).flatMap((say) => say(judgement, values, words));
  return source.kind === 'file' && judgement.verdict.id !== 'not-a-message'
    ? [...sentences, words.text('added_as_file')]
    : sentences;
}

function besides({ verdict, report }: Judgement): readonly Beside[] {
  if (verdict.id === 'not-a-message' || verdict.id === 'not-delivered') return [];
  if (report.recorded.author.fault) return [fault, inSpam];
  const always = [inSpam, excused, gateway, fetched, earlier, monitoring, nullReversePath, differing];
  return receiverName(report.recorded.receiver) === 'Gmail' ? [...always, gmailMarks] : always;
}

const faultKeys = {
  'no-from': 'author_no_from',
  'several-from': 'author_several_from',
  'several-domains': 'author_several_domains',
  'no-address': 'author_no_address',
  unreadable: 'author_unreadable',
  'bad-domain': 'author_bad_domain',
} as const;

function fault({ report }: Judgement, _: Named, words: Words): readonly string[] {
  const { fault } = report.recorded.author;
  return fault ? [words.text(faultKeys[fault])] : [];
}

/** What put it there was known on arrival: what is found now, under a key or a policy that has changed since, did not. */
function inSpam(
  { report, dmarc, recordedDmarc, policy }: Judgement,
  { author }: Named,
  words: Words,
): readonly string[] {
  if (report.place !== 'spam') return [];
  const then = recordedDmarc ?? dmarc.result;
  if (then === 'pass' && dmarc.result === 'pass') return [words.text('added_spam_although_pass')];
  const disposition = report.recorded.results.policyApplied?.disposition;
  const asked = then === 'fail' && disposition !== 'none' ? policy : null;
  if (asked === 'quarantine') return [words.text('added_spam_policy', { author, policy: asked })];
  if (asked === 'reject') return [words.text('added_spam_reject', { author })];
  return [words.text('added_spam_unsaid')];
}

/** "p=REJECT dis=NONE arc=pass": why the policy did not act. */
function excused({ intermediary, verdict }: Judgement, values: Named, words: Words): readonly string[] {
  const isSaid = verdict.id === 'list' || verdict.id === 'forwarded';
  return intermediary?.vouched === 'receiver' && !isSaid ? [words.text('added_excused', values)] : [];
}

function gateway({ report }: Judgement, { receiver }: Named, words: Words): readonly string[] {
  const { gateway, envelope } = report.recorded;
  if (!gateway || gateway.how === 'named') return [];
  const host = shownText(gateway.host ?? gateway.ip ?? '');
  return gateway.how === 'skipped'
    ? [words.text('added_gateway_skipped', { host, receiver, address: envelope.ip?.value ?? '' })]
    : [words.text('added_gateway_configured', { host })];
}

function fetched({ report }: Judgement, { receiver }: Named, words: Words): readonly string[] {
  const { noBoundary } = report.recorded;
  if (noBoundary?.reason !== 'fetched') return [];
  const host = shownText(noBoundary.host ?? '') || words.text('value_not_recorded');
  return [words.text('added_fetched', { receiver, host, protocol: shownText(noBoundary.protocol) })];
}

/** What the first mailbox at the same provider found: its word where a seal of the provider's own that verifies covers it. */
function earlier({ report, vouchedEarlier }: Judgement, { receiver }: Named, words: Words): readonly string[] {
  const { earlier } = report.recorded;
  if (!earlier) return [];
  const mailbox = shownText(earlier.for ?? earlier.by);
  const result = vouchedEarlier?.dmarc?.result;
  return result
    ? [words.text('added_earlier_vouched', { receiver, mailbox, result: shownText(result) })]
    : [words.text('added_earlier', { receiver, mailbox })];
}

/** p=none, or one step down to it under t=y: failing mail is to be reported, not stopped. */
function monitoring({ dmarc, policy }: Judgement, { author }: Named, words: Words): readonly string[] {
  return dmarc.result === 'fail' && policy === 'none' ? [words.text('added_monitoring', { author })] : [];
}

function nullReversePath({ report }: Judgement, _: Named, words: Words): readonly string[] {
  return report.recorded.envelope.mailFrom?.value === '' ? [words.text('added_null_reverse_path')] : [];
}

/** Only where both are decided: a check that could not be made now contradicts nothing. */
function differing({ dmarc, recordedDmarc: then }: Judgement, { receiver }: Named, words: Words): readonly string[] {
  if (then === null || dmarc.source !== 'now' || then === dmarc.result) return [];
  return [words.text('differs', { receiver, recorded: resultWord(then, words), now: resultWord(dmarc.result, words) })];
}

/**
 * What Gmail shows beside the sender, from what it recorded: "via" where the message was authenticated for another domain than
 * the visible one, a question mark where it was not authenticated at all; and its warning to be careful where DMARC failed. In
 * Spam it gives the reason for that instead.
 */
function gmailMarks({ report, recordedDmarc, spf, signatures }: Judgement, _: Named, words: Words): readonly string[] {
  if (recordedDmarc === 'pass') return [];
  const passed = [spf, ...signatures].filter((one) => one?.recorded?.result === 'pass' && one.domain !== '');
  if (report.recorded.author.domain === null || passed.some((one) => isRelated(one?.relation))) return [];
  const other = passed.at(-1)?.domain;
  const careful = recordedDmarc === 'fail' && report.place !== 'spam';
  return [
    ...(other ? [words.text('added_gmail_via', { domain: shownDomain(other) })] : []),
    ...(!other && spf?.recorded ? [words.text('added_gmail_question_mark')] : []),
    ...(careful ? [words.text('added_gmail_careful')] : []),
  ];
}
