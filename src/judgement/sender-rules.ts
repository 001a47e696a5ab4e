/** Each rule for senders that a message can show, held against its facts. */

import { resultWord } from '../explain/result-word.ts';
import type { Judged, RuleState } from '../explain/sender-rules.ts';
import { shownDomain } from '../explain/shown.ts';
import { policyOf, policyWord } from '../explain/technical-cause.ts';
import type { Words } from '../explain/words.ts';
import { sendersFields } from './intermediary.ts';
import { type Facts, isGmail } from './judgement.ts';

/** A result that stands, or is yet to come. */
function stateOf(result: string | null | undefined): RuleState {
  if (result == null || result === 'temperror') return 'open';
  return result === 'pass' ? 'met' : 'not-met';
}

export function either(facts: Facts, words: Words): Judged {
  const found = [spf(facts, words), dkim(facts, words)];
  return (
    found.find(({ state }) => state === 'met') ?? found.find(({ state }) => state === 'open') ?? { state: 'not-met' }
  );
}

export function spf({ spf }: Facts, words: Words): Judged {
  const result = spf?.standing.result;
  const known = result && spf.domain ? { domain: shownDomain(spf.domain), result: resultWord(result, words) } : null;
  return { state: stateOf(result), more: known && words.text('rule_spf_more', known) };
}

export function dkim({ passing, signatures }: Facts, words: Words): Judged {
  const open = signatures.some((one) => one.standing.result === null);
  return {
    state: passing.length > 0 ? 'met' : open ? 'open' : 'not-met',
    more: domains('rule_dkim_more', passing, words),
  };
}

export function aligned({ spf, passing, dmarc }: Facts, words: Words): Judged {
  const found = [...(spf?.aligned ? [spf] : []), ...passing.filter((one) => one.aligned)];
  return {
    state: found.length > 0 ? 'met' : dmarc.result === null ? 'open' : 'not-met',
    more: domains('rule_aligned_more', found, words),
  };
}

export function alignedBoth({ spf, passing, dmarc }: Facts): Judged {
  const both = spf?.aligned === true && passing.some((one) => one.aligned);
  return { state: both ? 'met' : dmarc.result === null ? 'open' : 'not-met' };
}

function domains(
  key: 'rule_dkim_more' | 'rule_aligned_more',
  list: readonly { readonly domain: string }[],
  words: Words,
): string | null {
  const names = [...new Set(list.map((one) => shownDomain(one.domain)))].slice(0, 8);
  return names.length > 0 ? words.text(key, { domains: names.join(', ') }) : null;
}

export function dmarcRecord({ report, dmarc }: Facts, words: Words): Judged {
  const policy = policyOf(report);
  const domain = report.verified?.dmarc?.policyDomain ?? report.recorded.author.domain;
  if (policy && domain)
    return {
      state: 'met',
      more: words.text('rule_dmarc_more', { domain: shownDomain(domain), policy: policyWord(policy, words) }),
    };
  return { state: dmarc.result === null ? 'open' : dmarc.result === 'none' ? 'not-met' : 'met' };
}

const LEAST_BITS = 1024;

/** RFC 8301 §3.2: verifiers must not accept RSA keys under 1024 bits. Ed25519 has one length. */
export function keys({ passing, report }: Facts, words: Words): Judged {
  const bits = passing.flatMap(({ check }) => (check?.key?.type === 'rsa' && check.key.bits ? [check.key.bits] : []));
  const least = Math.min(...bits);
  if (bits.length > 0)
    return { state: least >= LEAST_BITS ? 'met' : 'not-met', more: words.text('rule_key_more', { bits: least }) };
  if (passing.some(({ check }) => check?.key?.type === 'ed25519')) return { state: 'met' };
  return { state: report.verified?.dkim ? 'not-needed' : 'open' };
}

export function reverseName({ report: { verified } }: Facts, words: Words): Judged {
  const check = verified?.iprev;
  const name = check?.confirmed[0] ?? check?.unconfirmed[0];
  return {
    state: stateOf(check?.result),
    more: name ? words.text('rule_reverse_more', { name: shownDomain(name) }) : null,
  };
}

export function tls({ report: { recorded } }: Facts): Judged {
  const hop = recorded.boundary && recorded.hops[recorded.boundary.hop];
  return { state: hop ? (hop.tls ? 'met' : 'not-met') : 'open', field: hop?.field ?? null };
}

/** A Message-ID may be missing by RFC 5322 §3.6, and may not for these receivers. */
const exactlyOnce = ['From', 'Date', 'Message-ID'];
/** RFC 5322 §3.6: the others that may stand there once. */
const atMostOnce = ['Sender', 'Reply-To', 'To', 'Cc', 'Bcc', 'Subject', 'In-Reply-To', 'References'];

export function form({ report: { recorded } }: Facts, words: Words): Judged {
  const count = (name: string) => recorded.fields.filter((field) => field.key === name.toLowerCase()).length;
  const odd = [...exactlyOnce.filter((name) => count(name) !== 1), ...atMostOnce.filter((name) => count(name) > 1)];
  if (odd.length > 0) return { state: 'not-met', more: words.text('rule_form_more', { fields: odd.join(', ') }) };
  const several = recorded.author.mailboxes.length > 1;
  return several ? { state: 'not-met', more: words.text('rule_form_authors') } : { state: 'met' };
}

export function gmailName({ report: { recorded }, dmarc }: Facts): Judged {
  const { domain, fields } = recorded.author;
  if (domain !== null && !isGmail(domain)) return { state: 'met', field: fields[0] ?? null };
  return { state: domain === null || dmarc.result === null ? 'open' : dmarc.result === 'pass' ? 'met' : 'not-met' };
}

/** RFC 8617 §5.1: who passes a message on seals it. */
export function sealed({ intermediary, report: { recorded } }: Facts): Judged {
  if (!intermediary) return { state: 'not-needed' };
  const seal = sendersFields(recorded).find((field) => field.key === 'arc-seal');
  return { state: seal ? 'met' : 'not-met', field: seal?.index ?? null };
}
