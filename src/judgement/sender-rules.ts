/**
 * What Gmail, Yahoo and Microsoft ask of senders, rule by rule: held against this message, or named as something that one
 * message cannot show. Whose rule it is and of whom it is asked stands in the table, as on their pages.
 */

import { sendersFields } from './fields.ts';
import type { Grounds } from './grounds.ts';
import type { MessageKey } from './message-key.ts';
import { oneClick, unsubscribeField } from './one-click.ts';
import type { Asked, Asker, Judged, RuleFact, RuleState, SenderRule } from './sender-rule.ts';
import { isGmail } from './verdicts/conditions.ts';

/** Where each of them says so, and the day of the text that the table was held against, YYYY-MM-DD. */
export const askersPages: Readonly<Record<Asker, { readonly url: string; readonly asOf: string }>> = {
  Gmail: { url: 'https://support.google.com/a/answer/81126', asOf: '2026-03-11' },
  Yahoo: { url: 'https://senders.yahooinc.com/best-practices/', asOf: '2025-04-10' },
  Microsoft: {
    url: 'https://techcommunity.microsoft.com/blog/microsoftdefenderforoffice365blog/strengthening-email-ecosystem-outlook%E2%80%99s-new-requirements-for-high%E2%80%90volume-senders/4399730',
    asOf: '2025-08-02',
  },
};

const all: readonly Asker[] = ['Gmail', 'Yahoo', 'Microsoft'];
const unseen = (): Judged => ({ state: 'not-checkable' });

export const senderRules: readonly SenderRule[] = [
  rule('either', 'rule_either', 'everyone', ['Gmail', 'Yahoo'], either),
  rule('spf', 'rule_spf', 'bulk', all, spf),
  rule('dkim', 'rule_dkim', 'bulk', all, dkim),
  rule('dmarc', 'rule_dmarc', 'bulk', all, dmarcRecord),
  rule('aligned', 'rule_aligned', 'bulk', all, aligned),
  rule('aligned-both', 'rule_aligned_both', 'advice', ['Gmail', 'Microsoft'], alignedBoth),
  rule('key', 'rule_key', 'everyone', ['Gmail', 'Yahoo'], keys),
  rule('reverse', 'rule_reverse', 'everyone', ['Gmail', 'Yahoo'], reverseName),
  rule('tls', 'rule_tls', 'everyone', ['Gmail'], tls),
  rule('form', 'rule_form', 'everyone', ['Gmail', 'Yahoo'], form),
  rule('not-gmail', 'rule_not_gmail', 'everyone', ['Gmail'], gmailName),
  rule('sealed', 'rule_sealed', 'advice', all, sealed),
  rule('one-click', 'rule_one_click', 'marketing', ['Gmail'], oneClick),
  rule('unsubscribe-field', 'rule_unsubscribe_field', 'marketing', ['Yahoo'], unsubscribeField),
  rule('visible-unsubscribe', 'rule_visible_unsubscribe', 'marketing', all),
  rule('honoured', 'rule_honoured', 'marketing', ['Gmail', 'Yahoo']),
  rule('rate', 'rule_rate', 'everyone', ['Gmail', 'Yahoo']),
  rule('honest', 'rule_honest', 'everyone', all),
  rule('consent', 'rule_consent', 'advice', all),
  rule('bounces', 'rule_bounces', 'advice', all),
  rule('replies', 'rule_replies', 'advice', ['Microsoft']),
  rule('volume', 'rule_volume', 'bulk', ['Gmail', 'Microsoft']),
];

function rule(
  id: string,
  text: MessageKey,
  asked: Asked,
  askers: readonly Asker[],
  judge: SenderRule['judge'] = unseen,
): SenderRule {
  return { id, text, asked, askers, judge };
}

/** A result that stands, or is yet to come. */
function stateOf(result: string | null | undefined): RuleState {
  if (result == null || result === 'temperror') return 'open';
  return result === 'pass' ? 'met' : 'not-met';
}

function either(grounds: Grounds): Judged {
  const found = [spf(grounds), dkim(grounds)];
  return (
    found.find(({ state }) => state === 'met') ?? found.find(({ state }) => state === 'open') ?? { state: 'not-met' }
  );
}

function spf({ spf }: Grounds): Judged {
  const result = spf?.standing.result;
  return { state: stateOf(result), fact: result && spf.domain ? { kind: 'spf', domain: spf.domain, result } : null };
}

function dkim({ passing, signatures }: Grounds): Judged {
  const open = signatures.some((one) => one.standing.result === null);
  return {
    state: passing.length > 0 ? 'met' : open ? 'open' : 'not-met',
    fact: domains('signers', passing),
  };
}

function aligned({ spf, passing, dmarc }: Grounds): Judged {
  const found = [...(spf?.aligned ? [spf] : []), ...passing.filter((one) => one.aligned)];
  return {
    state: found.length > 0 ? 'met' : dmarc.result === null ? 'open' : 'not-met',
    fact: domains('aligned', found),
  };
}

function alignedBoth({ spf, passing, dmarc }: Grounds): Judged {
  const both = spf?.aligned === true && passing.some((one) => one.aligned);
  return { state: both ? 'met' : dmarc.result === null ? 'open' : 'not-met' };
}

/** Domains that are named. */
const MOST_DOMAINS = 8;

function domains(kind: 'signers' | 'aligned', list: readonly { readonly domain: string }[]): RuleFact | null {
  const names = [...new Set(list.map((one) => one.domain))].slice(0, MOST_DOMAINS);
  return names.length > 0 ? { kind, domains: names } : null;
}

function dmarcRecord({ report, policy, dmarc }: Grounds): Judged {
  const domain = report.verified?.dmarc?.policyDomain ?? report.recorded.author.domain;
  if (policy && domain) return { state: 'met', fact: { kind: 'policy', domain, policy } };
  return { state: dmarc.result === null ? 'open' : dmarc.result === 'none' ? 'not-met' : 'met' };
}

const LEAST_BITS = 1024;

/** RFC 8301 §3.2: verifiers must not accept RSA keys under 1024 bits. Ed25519 has one length. */
function keys({ passing, report }: Grounds): Judged {
  const bits = passing.flatMap(({ check }) => (check?.key?.type === 'rsa' && check.key.bits ? [check.key.bits] : []));
  const least = Math.min(...bits);
  if (bits.length > 0) return { state: least >= LEAST_BITS ? 'met' : 'not-met', fact: { kind: 'key', bits: least } };
  if (passing.some(({ check }) => check?.key?.type === 'ed25519')) return { state: 'met' };
  return { state: report.verified?.dkim ? 'not-needed' : 'open' };
}

function reverseName({ report: { verified } }: Grounds): Judged {
  const check = verified?.iprev;
  const name = check?.confirmed[0] ?? check?.unconfirmed[0];
  return { state: stateOf(check?.result), fact: name ? { kind: 'reverse-name', name } : null };
}

function tls({ handOver }: Grounds): Judged {
  return { state: handOver ? (handOver.tls ? 'met' : 'not-met') : 'open', field: handOver?.field ?? null };
}

/** A Message-ID may be missing by RFC 5322 §3.6, and may not for these receivers. */
const exactlyOnce = ['From', 'Date', 'Message-ID'];
/** RFC 5322 §3.6: the others that may stand there once. */
const atMostOnce = ['Sender', 'Reply-To', 'To', 'Cc', 'Bcc', 'Subject', 'In-Reply-To', 'References'];

function form({ report: { recorded } }: Grounds): Judged {
  const count = (name: string) => recorded.fields.filter((field) => field.key === name.toLowerCase()).length;
  const odd = [...exactlyOnce.filter((name) => count(name) !== 1), ...atMostOnce.filter((name) => count(name) > 1)];
  if (odd.length > 0) return { state: 'not-met', fact: { kind: 'form', fields: odd } };
  const several = recorded.author.mailboxes.length > 1;
  return several ? { state: 'not-met', fact: { kind: 'said', text: 'rule_form_authors' } } : { state: 'met' };
}

function gmailName({ report: { recorded }, dmarc }: Grounds): Judged {
  const { domain, fields } = recorded.author;
  if (domain !== null && !isGmail(domain)) return { state: 'met', field: fields[0] ?? null };
  return { state: domain === null || dmarc.result === null ? 'open' : dmarc.result === 'pass' ? 'met' : 'not-met' };
}

/** RFC 8617 §5.1: who passes a message on seals it. */
function sealed({ intermediary, report: { recorded } }: Grounds): Judged {
  if (!intermediary) return { state: 'not-needed' };
  const seal = sendersFields(recorded).find((field) => field.key === 'arc-seal');
  return { state: seal ? 'met' : 'not-met', field: seal?.index ?? null };
}
