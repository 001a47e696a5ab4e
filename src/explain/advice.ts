/** What to do: for the recipient in sentences; for the sender's administrator with the exact records for this message. */

import { never } from '../engine/outcome.ts';
import type { Report } from '../engine/report.ts';
import { type Facts, factsOf, passesByOlderRule } from '../judgement/judgement.ts';
import { isRelated } from '../judgement/results.ts';
import type { AdviceLine, Explanation, VerdictId } from './explanation.ts';
import { letterOf } from './letter.ts';
import {
  dkimAdvice,
  dmarcAdvice,
  hostAdvice,
  keyAdvice,
  listServerAdvice,
  mailFromAdvice,
  ownReturnAdvice,
  relaxAdvice,
  sealedAdvice,
  spfAdvice,
  tenantAdvice,
} from './records.ts';
import { verdictValues } from './verdict.ts';
import type { MessageKey, Words } from './words.ts';

export function adviceOf(report: Report, id: VerdictId, words: Words): Explanation['advice'] {
  const facts = factsOf(report);
  const administrator = forAdministrator(id, facts, words);
  return {
    recipient: forRecipient(id, facts, words),
    administrator,
    letter: administrator.length > 0 && !working.has(id) ? letterOf(id, facts, administrator, words) : null,
  };
}

/** Verdicts under which nobody needs to be written to, or nobody is known to write to. */
const working: ReadonlySet<VerdictId> = new Set([
  'malformed-author',
  'signed-by-author',
  'allowed-by-author',
  'key-changed-since',
  'list-changed',
]);

function forRecipient(id: VerdictId, facts: Facts, words: Words): readonly string[] {
  const values = verdictValues(facts, words);
  const say = (...keys: readonly MessageKey[]) => keys.map((key) => words.text(key, values));
  const inSpam = facts.report.place === 'spam';
  switch (id) {
    case 'signed-by-author':
    case 'allowed-by-author':
      return inSpam ? say('recipient_read_contents', 'recipient_not_spam') : say('recipient_read_contents');
    case 'key-changed-since':
      return say('recipient_trust_record');
    case 'passed-on-arrival':
      if (passesByOlderRule(facts)) return say('recipient_older_rule', 'recipient_ask');
      return say('recipient_trust_record', 'recipient_ask');
    case 'could-not-check':
      if (facts.report.verified === null) return say('recipient_check_now');
      return facts.report.verified.complete ? say('recipient_retry') : [];
    case 'not-a-message':
      return say('recipient_original');
    case 'not-delivered':
      return [];
    case 'no-policy':
      return facts.spf?.aligned || facts.passing.some((one) => one.aligned)
        ? say('recipient_read_contents')
        : say('recipient_ask');
    case 'list-changed':
      return say('recipient_list');
    case 'forwarded':
      return say('recipient_forwarded', 'recipient_ask');
    case 'malformed-author':
      return say('recipient_ask_sender', 'recipient_no_links');
    case 'signature-broken':
    case 'server-not-listed':
    case 'nothing-vouches':
    case 'spf-record-broken':
      return say('recipient_ask', 'recipient_no_links');
    case 'gmail-send-as':
    case 'default-tenant-signature':
    case 'web-host-sender':
    case 'strict-subdomain':
    case 'key-never-published':
    case 'service-signature-only':
    case 'service-return-path':
    case 'signed-by-other':
    case 'other':
      return say('recipient_ask', 'recipient_pass_on');
    default:
      return never(id);
  }
}

function forAdministrator(id: VerdictId, facts: Facts, words: Words): readonly AdviceLine[] {
  const values = verdictValues(facts, words);
  const plain = (text: MessageKey, why: MessageKey | null): AdviceLine => ({
    text: words.text(text, values),
    why: why && words.text(why, values),
    records: [],
  });
  const domain = facts.report.recorded.author.domain ?? '';
  switch (id) {
    case 'malformed-author':
      return [plain('admin_one_from', 'admin_one_from_why')];
    case 'not-a-message':
    case 'not-delivered':
    case 'could-not-check':
      return [];
    case 'key-changed-since':
      return [plain('admin_keep_key', null)];
    case 'signed-by-author':
      if (facts.report.place === 'spam') return [plain('admin_nothing_in_spam', null)];
      return facts.spf && facts.spf.standing.result === 'pass' && !facts.spf.aligned
        ? [plain('admin_spf_optional', 'admin_spf_optional_why')]
        : [plain('admin_nothing', null)];
    case 'allowed-by-author':
      // It signs already: RFC 8301 §3.1 took away the algorithm, not the key.
      return facts.failing.some((one) => one.check?.reason === 'algorithm-historic')
        ? [plain('admin_sha256', 'admin_sha256_why')]
        : [dkimAdvice(facts, words)];
    case 'passed-on-arrival':
      if (passesByOlderRule(facts)) return [dkimAdvice(facts, words)];
      return [plain('admin_records_changed', 'admin_records_changed_why')];
    case 'no-policy':
      return facts.passing.some((one) => one.aligned)
        ? [dmarcAdvice(domain, words)]
        : [dmarcAdvice(domain, words), dkimAdvice(facts, words)];
    case 'gmail-send-as':
      return [plain('admin_own_server', 'admin_own_server_why'), dkimAdvice(facts, words)];
    case 'default-tenant-signature':
      return [tenantAdvice(facts, words)];
    case 'web-host-sender':
      return [
        plain('admin_return_path', 'admin_return_path_why'),
        plain('admin_submit', 'admin_submit_why'),
        hostAdvice(facts, words),
      ];
    case 'strict-subdomain':
      return [relaxAdvice(facts, words), plain('admin_exact_name', 'admin_exact_name_why')];
    case 'list-changed':
      return [plain('admin_list', 'admin_list_why'), ...sealedAdvice(facts, words)];
    case 'key-never-published':
      return facts.failing.map((one) => keyAdvice(one, facts, words));
    case 'signature-broken':
      return [
        facts.failing.some((one) => one.check?.bodyHash === 'fail')
          ? plain('admin_body_changed', 'admin_body_changed_why')
          : plain('admin_header_changed', 'admin_header_changed_why'),
      ];
    case 'service-signature-only':
    case 'service-return-path':
      return [dkimAdvice(facts, words), ...mailFromAdvice(facts, words)];
    case 'signed-by-other':
    case 'forwarded':
      return [dkimAdvice(facts, words)];
    case 'spf-record-broken':
      return [spfAdvice(facts, words), dkimAdvice(facts, words)];
    case 'server-not-listed':
      return [listServerAdvice(facts, words), dkimAdvice(facts, words)];
    case 'nothing-vouches':
      return [
        dkimAdvice(facts, words),
        isRelated(facts.spf?.relation) ? listServerAdvice(facts, words) : ownReturnAdvice(facts, words),
        ...(hasPolicy(facts) ? [] : [dmarcAdvice(domain, words)]),
      ];
    case 'other':
      return [dkimAdvice(facts, words)];
    default:
      return never(id);
  }
}

function hasPolicy({ report, dmarc }: Facts): boolean {
  return report.verified?.dmarc?.record != null || dmarc.result === 'fail';
}
