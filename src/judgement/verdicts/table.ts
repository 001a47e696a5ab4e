/**
 * The verdict table: the first row that holds is the verdict.
 *
 * The special comes before the general: what is no message before everything; a list or forwarder that is proven before what a
 * service's return address tells, since the author cannot mend what a list does; and what the author's own signature tells
 * (without a key, at fault, broken) before the service. The last row, `other`, is left for a permanent error that the receiver
 * recorded and that cannot be judged now.
 *
 * Nothing that a sender writes makes an answer better. `unclear` in place of `contradicted` takes somebody who gains nothing by a
 * lie: a service that answers for its customers, the receiver, the reader, a well-known list, or the author's own organisation.
 */

import type { Grounds } from '../grounds.ts';
import { isRelated } from '../results.ts';
import {
  defaultTenantOf,
  failed,
  isConfirmedBy,
  isGmail,
  isRefused,
  isSentByWebHost,
  isWeak,
  lostItsKey,
  passedThen,
  passesByOlderRule,
  unlessKnown,
  unlessVouched,
} from './conditions.ts';
import type { Advice, Verdict } from './verdict.ts';

const inSpam = ({ report }: Grounds) => report.place === 'spam';
const askOrPassOn = ['recipient_ask', 'recipient_pass_on'] as const;

/** What is left. */
const other = {
  id: 'other',
  holds: () => true,
  answer: (grounds) => (failed(grounds) ? 'contradicted' : 'not-checked'),
  title: 'verdict_other_title',
  sentence: 'verdict_other_sentence',
  recipient: askOrPassOn,
  administrator: [{ publish: 'signature' }],
  letter: 'letter_opening',
} as const satisfies Verdict;

export const verdicts = [
  {
    id: 'not-a-message',
    rests: 'on-octets',
    holds: ({ report }) => report.recorded.limits.includes('not-a-message'),
    answer: 'none',
    title: 'verdict_not_a_message_title',
    sentence: 'verdict_not_a_message_sentence',
    terms: 'silent',
    recipient: ['recipient_original'],
    administrator: [],
    letter: null,
  },
  {
    id: 'malformed-author',
    rests: 'on-octets',
    holds: ({ report }) => report.recorded.author.fault !== null,
    answer: 'contradicted',
    title: 'verdict_malformed_author_title',
    sentence: 'verdict_malformed_author_sentence',
    terms: 'silent',
    recipient: ['recipient_ask_sender', 'recipient_no_links'],
    administrator: [{ text: 'admin_one_from', why: 'admin_one_from_why' }],
    letter: null,
  },
  {
    id: 'not-delivered',
    // A signature needs no trusted hop: where one is verified now, it stands.
    holds: ({ report, dmarc }) =>
      report.recorded.boundary === null && report.recorded.noBoundary?.reason !== 'fetched' && dmarc.result !== 'pass',
    answer: 'none',
    title: (grounds) => `verdict_${undelivered(grounds)}_title`,
    sentence: (grounds) => `verdict_${undelivered(grounds)}_sentence`,
    terms: 'silent',
    recipient: [],
    administrator: [],
    letter: null,
  },
  {
    id: 'signed-by-author',
    rests: 'on-octets',
    holds: (grounds) => grounds.dmarc.result === 'pass' && isConfirmedBy(grounds, 'dkim', 'good'),
    answer: 'confirmed',
    // The one who signed is named, where that is another name of the author's organisation.
    title: ({ proofs, ...grounds }) => {
      const related = proofs[0]?.relation === 'organizational';
      if (inSpam({ proofs, ...grounds })) return 'verdict_signed_in_spam_title';
      return related ? 'verdict_signed_by_author_related_title' : 'verdict_signed_by_author_title';
    },
    sentence: ({ proofs }) =>
      proofs[0]?.relation === 'organizational'
        ? 'verdict_signed_by_author_related_sentence'
        : 'verdict_signed_by_author_sentence',
    recipient: (grounds) =>
      inSpam(grounds) ? ['recipient_read_contents', 'recipient_not_spam'] : ['recipient_read_contents'],
    administrator: (grounds) => {
      if (hasPolicyFault(grounds)) return [{ publish: 'dmarc' }];
      if (inSpam(grounds)) return [{ text: 'admin_nothing_in_spam', why: null }];
      return grounds.spf?.standing.result === 'pass' && !grounds.spf.aligned
        ? [{ text: 'admin_spf_optional', why: 'admin_spf_optional_why' }]
        : [{ text: 'admin_nothing', why: null }];
    },
    letter: null,
  },
  {
    id: 'allowed-by-author',
    holds: (grounds) => grounds.dmarc.result === 'pass' && isConfirmedBy(grounds, 'spf', 'good'),
    answer: 'confirmed',
    title: (grounds) => {
      if (inSpam(grounds)) return 'verdict_allowed_in_spam_title';
      return grounds.proofs[0]?.relation === 'organizational'
        ? 'verdict_allowed_by_author_related_title'
        : 'verdict_allowed_by_author_title';
    },
    sentence: ({ ownSignature }) =>
      ownSignature ? 'verdict_allowed_by_author_bad_signature' : 'verdict_allowed_by_author_sentence',
    recipient: (grounds) =>
      inSpam(grounds) ? ['recipient_read_contents', 'recipient_not_spam'] : ['recipient_read_contents'],
    administrator: [{ publish: 'signature' }],
    letter: null,
  },
  {
    id: 'signed-partly',
    rests: 'on-octets',
    holds: (grounds) => isWeak(grounds, 'partial'),
    answer: 'with-caution',
    title: 'verdict_signed_partly_title',
    sentence: 'verdict_signed_partly_sentence',
    recipient: ['recipient_ask', 'recipient_no_links'],
    administrator: [{ text: 'admin_sign_all', why: 'admin_sign_all_why' }],
    letter: null,
  },
  {
    id: 'signed-replayed',
    rests: 'on-octets',
    holds: (grounds) => isWeak(grounds, 'replayed'),
    answer: 'with-caution',
    title: 'verdict_signed_replayed_title',
    sentence: 'verdict_signed_replayed_sentence',
    recipient: ['recipient_replayed', 'recipient_no_links'],
    administrator: [{ text: 'admin_replayed', why: 'admin_replayed_why' }],
    letter: null,
  },
  {
    id: 'allowed-to-anyone',
    holds: (grounds) => isWeak(grounds, 'anyone'),
    answer: 'with-caution',
    title: 'verdict_allowed_to_anyone_title',
    sentence: 'verdict_allowed_to_anyone_sentence',
    recipient: ['recipient_ask', 'recipient_no_links'],
    administrator: [{ publish: 'spf' }, { publish: 'signature' }],
    letter: 'letter_opening_anyone',
  },
  {
    id: 'shared-suffix',
    holds: (grounds) => isWeak(grounds, 'shared'),
    answer: 'with-caution',
    title: 'verdict_shared_suffix_title',
    sentence: 'verdict_shared_suffix_sentence',
    recipient: ['recipient_ask'],
    administrator: [{ text: 'admin_own_policy', why: 'admin_own_policy_why' }],
    letter: null,
  },
  {
    id: 'passed-in-file',
    rests: 'on-octets',
    holds: (grounds) => isWeak(grounds, 'as-file') || (passesUnproven(grounds) && isFromFile(grounds)),
    answer: 'with-caution',
    title: ({ proofs: [best] }) => {
      if (!best) return 'verdict_passed_in_file_title';
      return best.via === 'dkim' ? 'verdict_passed_in_file_signed_title' : 'verdict_passed_in_file_server_title';
    },
    sentence: 'verdict_passed_in_file_sentence',
    recipient: ['recipient_file'],
    administrator: [{ publish: 'signature' }],
    letter: null,
  },
  {
    id: 'confirmed-by-record',
    // The receiver says pass, and of what is not to be read from what it wrote.
    holds: passesUnproven,
    answer: 'with-caution',
    title: 'verdict_confirmed_by_record_title',
    sentence: 'verdict_confirmed_by_record_sentence',
    recipient: ['recipient_read_contents'],
    administrator: [],
    letter: null,
  },
  {
    id: 'key-changed-since',
    holds: (grounds) => passedThen(grounds) && grounds.signatures.some(lostItsKey),
    answer: (grounds) => (isFromFile(grounds) ? 'unclear' : 'with-caution'),
    title: 'verdict_key_changed_since_title',
    sentence: 'verdict_key_changed_since_sentence',
    recipient: ['recipient_trust_record'],
    administrator: [{ text: 'admin_keep_key', why: null }],
    letter: null,
  },
  {
    id: 'passed-on-arrival',
    holds: passedThen,
    answer: (grounds) => (isFromFile(grounds) ? 'unclear' : 'with-caution'),
    title: (grounds) => (passesByOlderRule(grounds) ? 'verdict_older_rule_title' : 'verdict_passed_on_arrival_title'),
    sentence: (grounds) =>
      passesByOlderRule(grounds) ? 'verdict_older_rule_sentence' : 'verdict_passed_on_arrival_sentence',
    part: {
      name: 'reason',
      key: ({ report }) =>
        report.verified?.dmarc?.result === 'none' ? 'verdict_reason_policy_gone' : 'verdict_reason_fails_now',
    },
    recipient: (grounds) =>
      passesByOlderRule(grounds)
        ? ['recipient_older_rule', 'recipient_ask']
        : ['recipient_trust_record', 'recipient_ask'],
    administrator: (grounds) =>
      passesByOlderRule(grounds)
        ? [{ publish: 'signature' }]
        : [{ text: 'admin_records_changed', why: 'admin_records_changed_why' }],
    letter: (grounds) => (passesByOlderRule(grounds) ? 'letter_opening_older_rule' : 'letter_opening_changed'),
  },
  {
    id: 'could-not-check',
    rests: 'on-octets',
    holds: ({ dmarc }) => dmarc.result === null,
    answer: 'not-checked',
    title: ({ report: { verified } }) => {
      if (verified === null) return 'verdict_not_checked_title';
      return isUnderWay(verified) ? 'verdict_checking_title' : 'verdict_could_not_check_title';
    },
    sentence: ({ report: { verified } }) => {
      if (verified === null) return 'verdict_not_checked_sentence';
      return isUnderWay(verified) ? 'verdict_checking_sentence' : 'verdict_could_not_check_sentence';
    },
    recipient: ({ report: { verified } }) => {
      if (verified === null) return ['recipient_check_now'];
      return verified.complete ? ['recipient_retry'] : [];
    },
    administrator: [],
    letter: null,
  },
  {
    id: 'no-policy',
    holds: ({ dmarc }) => dmarc.result === 'none',
    answer: ({ proofs }) => (proofs[0]?.worth === 'good' ? 'confirmed' : 'not-checked'),
    title: ({ proofs }) => {
      if (proofs[0]?.worth !== 'good') return 'verdict_no_policy_title';
      return proofs[0].via === 'dkim' ? 'verdict_no_policy_signed_title' : 'verdict_no_policy_allowed_title';
    },
    // There is a record, and it cannot be used: that is not the same as none.
    sentence: (grounds) => (hasBrokenPolicy(grounds) ? 'verdict_no_policy_unusable' : 'verdict_no_policy_sentence'),
    recipient: ({ proofs }) => (proofs[0]?.worth === 'good' ? ['recipient_read_contents'] : ['recipient_ask']),
    administrator: ({ proofs }) =>
      proofs[0]?.via === 'dkim' ? [{ publish: 'dmarc' }] : [{ publish: 'dmarc' }, { publish: 'signature' }],
    letter: 'letter_opening_no_policy',
  },
  {
    id: 'strict-subdomain',
    holds: (grounds) => failed(grounds) && grounds.strictlyRefused !== null,
    answer: 'unclear',
    title: 'verdict_strict_subdomain_title',
    sentence: 'verdict_strict_subdomain_sentence',
    recipient: askOrPassOn,
    administrator: [{ publish: 'relaxed-alignment' }, { text: 'admin_exact_name', why: 'admin_exact_name_why' }],
    letter: 'letter_opening',
  },
  {
    id: 'list',
    holds: (grounds) => failed(grounds) && grounds.intermediary?.kind === 'list',
    answer: unlessVouched,
    title: ({ intermediary }) => {
      if (intermediary?.name == null) return 'verdict_passed_on_title';
      return intermediary.vouched ? 'verdict_list_vouched_title' : 'verdict_list_title';
    },
    sentence: ({ intermediary }) => {
      if (intermediary?.vouched === 'receiver') return 'verdict_passed_on_excused';
      return intermediary?.vouched ? 'verdict_list_vouched_sentence' : 'verdict_list_sentence';
    },
    recipient: ['recipient_list'],
    administrator: [{ text: 'admin_list', why: 'admin_list_why' }, { told: 'sealed-results' }],
    letter: null,
  },
  {
    id: 'forwarded',
    holds: (grounds) => failed(grounds) && grounds.intermediary !== null,
    answer: unlessVouched,
    title: ({ intermediary }) => (intermediary?.name == null ? 'verdict_passed_on_title' : 'verdict_forwarded_title'),
    sentence: ({ intermediary }) => {
      if (intermediary?.vouched === 'receiver') return 'verdict_passed_on_excused';
      return intermediary?.vouched ? 'verdict_forwarded_vouched_sentence' : 'verdict_forwarded_sentence';
    },
    recipient: ({ intermediary }) =>
      intermediary?.vouched ? ['recipient_forwarded'] : ['recipient_forwarded', 'recipient_ask'],
    administrator: ({ ownSignature }) => [
      ...(ownSignature ? [] : [{ publish: 'signature' } as const]),
      { told: 'sealed-results' },
    ],
    letter: null,
  },
  {
    id: 'gmail-send-as',
    holds: (grounds) => failed(grounds) && grounds.spfPass && isGmail(grounds.spf?.domain),
    answer: 'unclear',
    title: 'verdict_gmail_send_as_title',
    sentence: 'verdict_gmail_send_as_sentence',
    recipient: askOrPassOn,
    administrator: [{ text: 'admin_own_server', why: 'admin_own_server_why' }, { publish: 'signature' }],
    letter: 'letter_opening',
  },
  {
    id: 'default-tenant-signature',
    holds: (grounds) => failed(grounds) && defaultTenantOf(grounds) !== null,
    answer: unlessKnown,
    title: 'verdict_default_tenant_signature_title',
    sentence: 'verdict_default_tenant_signature_sentence',
    recipient: askOrPassOn,
    administrator: [{ publish: 'tenant-key' }],
    letter: 'letter_opening',
  },
  {
    id: 'web-host-sender',
    holds: (grounds) => failed(grounds) && isSentByWebHost(grounds),
    answer: unlessKnown,
    title: 'verdict_web_host_sender_title',
    sentence: 'verdict_web_host_sender_sentence',
    recipient: askOrPassOn,
    administrator: [
      { text: 'admin_return_path', why: 'admin_return_path_why' },
      { text: 'admin_submit', why: 'admin_submit_why' },
      { publish: 'panel-key' },
    ],
    letter: 'letter_opening',
  },
  {
    id: 'key-never-published',
    holds: (grounds) => failed(grounds) && isKeyMissing(grounds),
    answer: unlessKnown,
    title: 'verdict_key_never_published_title',
    sentence: 'verdict_key_never_published_sentence',
    recipient: askOrPassOn,
    administrator: [{ publish: 'signature' }],
    letter: 'letter_opening',
  },
  {
    id: 'signature-at-fault',
    holds: (grounds) => failed(grounds) && grounds.ownSignature !== null && !isContentFault(grounds),
    answer: unlessKnown,
    title: 'verdict_signature_at_fault_title',
    sentence: (grounds) =>
      grounds.ownSignature?.reason ? 'verdict_signature_at_fault_sentence' : 'verdict_signature_at_fault_unsaid',
    recipient: askOrPassOn,
    administrator: [{ publish: 'signature' }],
    letter: 'letter_opening',
  },
  {
    id: 'signature-broken',
    holds: (grounds) => failed(grounds) && grounds.ownSignature !== null,
    answer: unlessKnown,
    title: 'verdict_signature_broken_title',
    sentence: 'verdict_signature_broken_sentence',
    recipient: ['recipient_ask', 'recipient_no_links'],
    administrator: [{ publish: 'signature' }],
    letter: 'letter_opening',
  },
  {
    id: 'service-signature-only',
    holds: (grounds) => failed(grounds) && grounds.spfPass && grounds.passing.length > 0,
    answer: unlessKnown,
    title: 'verdict_service_signature_only_title',
    sentence: ({ service }) =>
      service ? 'verdict_service_signature_only_sentence' : 'verdict_service_signature_only_unnamed',
    recipient: askOrPassOn,
    administrator: [{ publish: 'signature' }, { publish: 'mail-from' }],
    letter: 'letter_opening',
  },
  {
    id: 'service-return-path',
    holds: (grounds) => failed(grounds) && grounds.spfPass,
    answer: unlessKnown,
    title: 'verdict_service_return_path_title',
    sentence: ({ service }) =>
      service ? 'verdict_service_return_path_sentence' : 'verdict_service_return_path_unnamed',
    recipient: askOrPassOn,
    administrator: [{ publish: 'signature' }, { publish: 'mail-from' }],
    letter: 'letter_opening',
  },
  {
    id: 'signed-by-other',
    holds: (grounds) => failed(grounds) && grounds.passing.length > 0,
    answer: unlessKnown,
    title: 'verdict_signed_by_other_title',
    sentence: 'verdict_signed_by_other_sentence',
    recipient: askOrPassOn,
    administrator: [{ publish: 'signature' }],
    letter: 'letter_opening',
  },
  {
    id: 'spf-record-broken',
    holds: (grounds) => failed(grounds) && grounds.spf?.standing.result === 'permerror',
    answer: 'contradicted',
    title: 'verdict_spf_record_broken_title',
    sentence: 'verdict_spf_record_broken_sentence',
    recipient: ['recipient_ask', 'recipient_no_links'],
    administrator: [{ publish: 'spf' }, { publish: 'signature' }],
    letter: 'letter_opening',
  },
  {
    id: 'server-not-listed',
    holds: (grounds) => failed(grounds) && isRefused(grounds),
    answer: 'contradicted',
    title: 'verdict_server_not_listed_title',
    sentence: ({ policy }) =>
      policy === 'reject' ? 'verdict_server_not_listed_reject' : 'verdict_server_not_listed_sentence',
    recipient: ['recipient_ask', 'recipient_no_links'],
    administrator: [{ publish: 'server' }, { publish: 'signature' }],
    letter: 'letter_opening',
  },
  {
    id: 'nothing-vouches',
    holds: (grounds) => failed(grounds) && grounds.spf?.standing.result !== 'pass',
    answer: 'contradicted',
    title: 'verdict_nothing_vouches_title',
    sentence: 'verdict_nothing_vouches_sentence',
    recipient: ['recipient_ask', 'recipient_no_links'],
    administrator: (grounds): readonly Advice[] => [
      { publish: 'signature' },
      { publish: isRelated(grounds.spf?.relation) ? 'server' : 'own-return' },
      ...(grounds.report.verified?.dmarc?.record == null && !failed(grounds) ? [{ publish: 'dmarc' } as const] : []),
    ],
    letter: 'letter_opening',
  },
  other,
] as const satisfies readonly Verdict[];

export type VerdictId = (typeof verdicts)[number]['id'];

/** The row that holds. The last one always does. */
export function verdictOf(grounds: Grounds): Verdict & { readonly id: VerdictId } {
  const rows: readonly (Verdict & { readonly id: VerdictId })[] = verdicts;
  return rows.find(({ holds }) => holds(grounds)) ?? other;
}

/** How it came not to be delivered to this mailbox from outside. */
function undelivered({ report: { recorded, place } }: Grounds) {
  const reason = recorded.noBoundary?.reason;
  if (reason === 'elsewhere') return recorded.noBoundary?.station == null ? 'not_recorded' : 'elsewhere';
  if (reason === 'imported' || reason === 'inside') return reason;
  return place === 'sent' || reason === 'submitted' || reason === 'no-received' ? 'not_delivered' : 'not_recorded';
}

function isFromFile({ report }: Grounds): boolean {
  return report.recorded.source.kind !== 'mailbox';
}

/** It passed, and nothing that is recorded or found says for whom. */
function passesUnproven({ dmarc, proofs }: Grounds): boolean {
  return dmarc.result === 'pass' && proofs.length === 0;
}

function hasBrokenPolicy({ report: { verified } }: Grounds): boolean {
  const check = verified?.dmarc;
  return check?.reason === 'no-valid-policy' || (check?.walk.some(({ published }) => published.length > 0) ?? false);
}

/** Something in the DMARC record has no effect, or not the one that was meant. */
function hasPolicyFault({ report: { verified } }: Grounds): boolean {
  const published = verified?.dmarc?.walk.flatMap((step) => step.published) ?? [];
  return published.some(({ faults }) => faults.some(({ costs }) => costs !== 'nothing'));
}

function isKeyMissing({ ownSignature }: Grounds): boolean {
  const reason = ownSignature?.reason;
  if (ownSignature?.check == null) return ownSignature?.fault === 'key' && !reason;
  return reason === 'key-missing' || reason === 'key-revoked';
}

/** Only where a hash or the signature says so. */
function isContentFault({ ownSignature }: Grounds): boolean {
  return ownSignature?.fault === 'content' || ownSignature?.check?.bodyHash === 'fail';
}

function isUnderWay({ dmarc, complete }: NonNullable<Grounds['report']['verified']>): boolean {
  return dmarc === null && !complete;
}
