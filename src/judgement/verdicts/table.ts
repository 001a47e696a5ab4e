/**
 * The verdict table: the first row that holds is the verdict.
 *
 * The special comes before the general. What the author's own signature tells (changed, without a key, broken) therefore
 * stands before what a service's return address tells, and what is no message at all before everything. The last row, `other`,
 * is left for a permanent error that the receiver recorded and that cannot be judged now.
 */

import type { Grounds } from '../grounds.ts';
import { isRelated } from '../results.ts';
import {
  defaultTenantOf,
  failed,
  isBroken,
  isConfirmed,
  isGmail,
  isRefused,
  isSentByWebHost,
  lostItsKey,
  passedThen,
  passesByOlderRule,
} from './conditions.ts';
import type { Verdict } from './verdict.ts';

const inSpam = ({ report }: Grounds) => report.place === 'spam';

/** What is left. */
const other = {
  id: 'other',
  holds: () => true,
  tone: (grounds) => (failed(grounds) ? 'fail' : 'caution'),
  title: 'verdict_other_title',
  sentence: 'verdict_other_sentence',
  recipient: ['recipient_ask', 'recipient_pass_on'],
  administrator: [{ publish: 'dkim' }],
  letter: 'letter_opening',
} as const satisfies Verdict;

export const verdicts = [
  {
    id: 'not-a-message',
    holds: ({ report }) => report.recorded.limits.includes('not-a-message'),
    tone: 'none',
    title: 'verdict_not_a_message_title',
    sentence: 'verdict_not_a_message_sentence',
    terms: 'silent',
    recipient: ['recipient_original'],
    administrator: [],
    letter: null,
  },
  {
    id: 'malformed-author',
    holds: ({ report }) => report.recorded.author.fault !== null,
    tone: 'caution',
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
    holds: ({ report, dmarc }) => report.recorded.boundary === null && dmarc.result !== 'pass',
    tone: 'none',
    title: (grounds) => (isOnItsWay(grounds) ? 'verdict_not_recorded_title' : 'verdict_not_delivered_title'),
    sentence: (grounds) => (isOnItsWay(grounds) ? 'verdict_not_recorded_sentence' : 'verdict_not_delivered_sentence'),
    terms: 'silent',
    recipient: [],
    administrator: [],
    letter: null,
  },
  {
    id: 'signed-by-author',
    holds: ({ dmarc, passing }) => dmarc.result === 'pass' && passing.some((one) => one.aligned),
    tone: 'pass',
    // The one who signed is named, where that is another name of the author's organisation.
    title: (grounds) =>
      isSignedByItself(grounds) ? 'verdict_signed_by_author_title' : 'verdict_signed_by_author_related_title',
    sentence: (grounds) =>
      isSignedByItself(grounds) ? 'verdict_signed_by_author_sentence' : 'verdict_signed_by_author_related_sentence',
    recipient: (grounds) =>
      inSpam(grounds) ? ['recipient_read_contents', 'recipient_not_spam'] : ['recipient_read_contents'],
    administrator: (grounds) => {
      if (inSpam(grounds)) return [{ text: 'admin_nothing_in_spam', why: null }];
      return grounds.spf?.standing.result === 'pass' && !grounds.spf.aligned
        ? [{ text: 'admin_spf_optional', why: 'admin_spf_optional_why' }]
        : [{ text: 'admin_nothing', why: null }];
    },
    letter: null,
  },
  {
    id: 'allowed-by-author',
    holds: ({ dmarc }) => dmarc.result === 'pass',
    tone: 'pass',
    title: 'verdict_allowed_by_author_title',
    sentence: 'verdict_allowed_by_author_sentence',
    recipient: (grounds) =>
      inSpam(grounds) ? ['recipient_read_contents', 'recipient_not_spam'] : ['recipient_read_contents'],
    // It signs already: RFC 8301 §3.1 took away the algorithm, not the key.
    administrator: ({ failing }) =>
      failing.some((one) => one.check?.reason === 'algorithm-historic')
        ? [{ text: 'admin_sha256', why: 'admin_sha256_why' }]
        : [{ publish: 'dkim' }],
    letter: null,
  },
  {
    id: 'key-changed-since',
    holds: (grounds) => passedThen(grounds) && grounds.signatures.some(lostItsKey),
    tone: 'caution',
    title: 'verdict_key_changed_since_title',
    sentence: 'verdict_key_changed_since_sentence',
    recipient: ['recipient_trust_record'],
    administrator: [{ text: 'admin_keep_key', why: null }],
    letter: null,
  },
  {
    id: 'passed-on-arrival',
    holds: passedThen,
    tone: 'caution',
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
        ? [{ publish: 'dkim' }]
        : [{ text: 'admin_records_changed', why: 'admin_records_changed_why' }],
    letter: (grounds) => (passesByOlderRule(grounds) ? 'letter_opening_older_rule' : 'letter_opening_changed'),
  },
  {
    id: 'could-not-check',
    holds: ({ dmarc }) => dmarc.result === null,
    tone: 'unknown',
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
    tone: (grounds) => (isConfirmed(grounds) ? 'none' : 'caution'),
    title: 'verdict_no_policy_title',
    // There is a record, and it cannot be used: that is not the same as none.
    sentence: ({ report }) =>
      report.verified?.dmarc?.reason === 'no-valid-policy'
        ? 'verdict_no_policy_unusable'
        : 'verdict_no_policy_sentence',
    // Without a policy there is still something to say: what confirms the visible sender, if anything does.
    part: {
      name: 'checks',
      key: ({ passing, spf }) => {
        if (passing.some((one) => one.aligned)) return 'verdict_no_policy_signed';
        return spf?.aligned ? 'verdict_no_policy_allowed' : 'verdict_no_policy_nothing';
      },
    },
    recipient: (grounds) => (isConfirmed(grounds) ? ['recipient_read_contents'] : ['recipient_ask']),
    administrator: ({ passing }) =>
      passing.some((one) => one.aligned) ? [{ publish: 'dmarc' }] : [{ publish: 'dmarc' }, { publish: 'dkim' }],
    letter: 'letter_opening_no_policy',
  },
  {
    id: 'gmail-send-as',
    holds: (grounds) => failed(grounds) && grounds.spfPass && isGmail(grounds.spf?.domain),
    tone: 'fail',
    title: 'verdict_gmail_send_as_title',
    sentence: 'verdict_gmail_send_as_sentence',
    recipient: ['recipient_ask', 'recipient_pass_on'],
    administrator: [{ text: 'admin_own_server', why: 'admin_own_server_why' }, { publish: 'dkim' }],
    letter: 'letter_opening',
  },
  {
    id: 'default-tenant-signature',
    holds: (grounds) => failed(grounds) && defaultTenantOf(grounds) !== null,
    tone: 'fail',
    title: 'verdict_default_tenant_signature_title',
    sentence: 'verdict_default_tenant_signature_sentence',
    recipient: ['recipient_ask', 'recipient_pass_on'],
    administrator: [{ publish: 'tenant-key' }],
    letter: 'letter_opening',
  },
  {
    id: 'web-host-sender',
    holds: (grounds) => failed(grounds) && isSentByWebHost(grounds),
    tone: 'fail',
    title: 'verdict_web_host_sender_title',
    sentence: 'verdict_web_host_sender_sentence',
    recipient: ['recipient_ask', 'recipient_pass_on'],
    administrator: [
      { text: 'admin_return_path', why: 'admin_return_path_why' },
      { text: 'admin_submit', why: 'admin_submit_why' },
      { publish: 'panel-key' },
    ],
    letter: 'letter_opening',
  },
  {
    id: 'strict-subdomain',
    holds: (grounds) => failed(grounds) && grounds.strictlyRefused !== null,
    tone: 'fail',
    title: 'verdict_strict_subdomain_title',
    sentence: 'verdict_strict_subdomain_sentence',
    recipient: ['recipient_ask', 'recipient_pass_on'],
    administrator: [{ publish: 'relaxed-alignment' }, { text: 'admin_exact_name', why: 'admin_exact_name_why' }],
    letter: 'letter_opening',
  },
  {
    id: 'list-changed',
    holds: (grounds) => failed(grounds) && grounds.intermediary !== null && grounds.failing.some(isBroken),
    tone: 'caution',
    title: 'verdict_list_changed_title',
    sentence: 'verdict_list_changed_sentence',
    recipient: ['recipient_list'],
    administrator: [{ text: 'admin_list', why: 'admin_list_why' }, { told: 'sealed-results' }],
    letter: null,
  },
  {
    id: 'key-never-published',
    holds: (grounds) => failed(grounds) && grounds.failing.length > 0 && !grounds.failing.some(isBroken),
    tone: 'fail',
    title: 'verdict_key_never_published_title',
    sentence: 'verdict_key_never_published_sentence',
    recipient: ['recipient_ask', 'recipient_pass_on'],
    administrator: ({ failing }) => failing.map((of) => ({ publish: 'key', of })),
    letter: 'letter_opening',
  },
  {
    id: 'signature-broken',
    holds: (grounds) => failed(grounds) && grounds.failing.some(isBroken),
    tone: 'fail',
    title: 'verdict_signature_broken_title',
    sentence: 'verdict_signature_broken_sentence',
    recipient: ['recipient_ask', 'recipient_no_links'],
    administrator: ({ failing }) => [
      failing.some((one) => one.check?.bodyHash === 'fail')
        ? { text: 'admin_body_changed', why: 'admin_body_changed_why' }
        : { text: 'admin_header_changed', why: 'admin_header_changed_why' },
    ],
    letter: 'letter_opening',
  },
  {
    id: 'service-signature-only',
    holds: (grounds) => failed(grounds) && grounds.spfPass && grounds.passing.length > 0,
    tone: 'fail',
    title: 'verdict_service_signature_only_title',
    sentence: ({ service }) =>
      service ? 'verdict_service_signature_only_sentence' : 'verdict_service_signature_only_unnamed',
    recipient: ['recipient_ask', 'recipient_pass_on'],
    administrator: [{ publish: 'dkim' }, { publish: 'mail-from' }],
    letter: 'letter_opening',
  },
  {
    id: 'service-return-path',
    holds: (grounds) => failed(grounds) && grounds.spfPass,
    tone: 'fail',
    title: 'verdict_service_return_path_title',
    sentence: ({ service }) =>
      service ? 'verdict_service_return_path_sentence' : 'verdict_service_return_path_unnamed',
    recipient: ['recipient_ask', 'recipient_pass_on'],
    administrator: [{ publish: 'dkim' }, { publish: 'mail-from' }],
    letter: 'letter_opening',
  },
  {
    id: 'signed-by-other',
    holds: (grounds) => failed(grounds) && grounds.passing.length > 0,
    tone: 'fail',
    title: 'verdict_signed_by_other_title',
    sentence: 'verdict_signed_by_other_sentence',
    recipient: ['recipient_ask', 'recipient_pass_on'],
    administrator: [{ publish: 'dkim' }],
    letter: 'letter_opening',
  },
  {
    id: 'forwarded',
    holds: (grounds) => failed(grounds) && grounds.intermediary !== null,
    tone: 'caution',
    title: 'verdict_forwarded_title',
    sentence: 'verdict_forwarded_sentence',
    recipient: ['recipient_forwarded', 'recipient_ask'],
    administrator: [{ publish: 'dkim' }],
    letter: 'letter_opening',
  },
  {
    id: 'spf-record-broken',
    holds: (grounds) => failed(grounds) && grounds.spf?.standing.result === 'permerror',
    tone: 'fail',
    title: 'verdict_spf_record_broken_title',
    sentence: 'verdict_spf_record_broken_sentence',
    recipient: ['recipient_ask', 'recipient_no_links'],
    administrator: [{ publish: 'spf' }, { publish: 'dkim' }],
    letter: 'letter_opening',
  },
  {
    id: 'server-not-listed',
    holds: (grounds) => failed(grounds) && isRefused(grounds),
    tone: 'fail',
    title: 'verdict_server_not_listed_title',
    sentence: 'verdict_server_not_listed_sentence',
    recipient: ['recipient_ask', 'recipient_no_links'],
    administrator: [{ publish: 'server' }, { publish: 'dkim' }],
    letter: 'letter_opening',
  },
  {
    id: 'nothing-vouches',
    holds: (grounds) => failed(grounds) && grounds.spf?.standing.result !== 'pass',
    tone: 'fail',
    title: 'verdict_nothing_vouches_title',
    sentence: 'verdict_nothing_vouches_sentence',
    recipient: ['recipient_ask', 'recipient_no_links'],
    administrator: ({ spf, report, dmarc }) => [
      { publish: 'dkim' },
      { publish: isRelated(spf?.relation) ? 'server' : 'own-return' },
      ...(report.verified?.dmarc?.record == null && dmarc.result !== 'fail' ? [{ publish: 'dmarc' } as const] : []),
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

function isOnItsWay({ report }: Grounds): boolean {
  return report.recorded.hops.length > 0 && report.place !== 'sent';
}

function isSignedByItself({ passing }: Grounds): boolean {
  return passing.some((one) => one.aligned && one.relation === 'equal');
}

function isUnderWay({ dmarc, complete }: NonNullable<Grounds['report']['verified']>): boolean {
  return dmarc === null && !complete;
}
