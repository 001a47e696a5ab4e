/**
 * What Gmail, Yahoo and Microsoft ask of senders, rule by rule: held against this message, or named as something that one
 * message cannot show. RFC 8058 for one-click unsubscribing.
 */

import type { DkimCheck } from '../engine/dkim/dkim.ts';
import type { Field } from '../engine/message/message.ts';
import type { Report } from '../engine/report.ts';
import { policyOf, policyWord } from './because.ts';
import type { Tone } from './explain.ts';
import { snake } from './keys.ts';
import { receiverName, shownDomain } from './shown.ts';
import { type Facts, factsOf } from './verdict.ts';
import { resultWord } from './word-of-result.ts';
import type { MessageKey, Words } from './words.ts';

export type RuleState = 'met' | 'not-met' | 'open' | 'not-needed' | 'not-checkable';
export type Asker = 'Gmail' | 'Yahoo' | 'Microsoft';

export type RuleLine = {
  readonly id: string;
  readonly state: RuleState;
  readonly tone: Tone;
  readonly stateWord: string;
  readonly text: string;
  /** By which fact; null where there is nothing to add. */
  readonly more: string | null;
  readonly askers: readonly Asker[];
  /** Index of the header field that decided; null where it was not one. */
  readonly field: number | null;
};

type Judged = { readonly state: RuleState; readonly more?: string | null; readonly field?: number | null };
type Rule = {
  readonly id: string;
  readonly text: MessageKey;
  readonly askers: readonly Asker[];
  readonly judge: (facts: Facts, words: Words) => Judged;
};

const all: readonly Asker[] = ['Gmail', 'Yahoo', 'Microsoft'];
const tones: Readonly<Record<RuleState, Tone>> = {
  met: 'pass',
  'not-met': 'fail',
  open: 'unknown',
  'not-needed': 'none',
  'not-checkable': 'none',
};

export function senderRules(report: Report, words: Words): readonly RuleLine[] {
  const facts = factsOf(report);
  const receiver = receiverName(report.recorded.receiver);
  return rules.map(({ id, text, askers, judge }) => {
    const { state, more = null, field = null } = judge(facts, words);
    return {
      id,
      state,
      tone: tones[state],
      stateWord: words.text(`rule_state_${snake(state)}`),
      text: words.text(text, { receiver }),
      more,
      askers,
      field,
    };
  });
}

/** A result that stands, or is yet to come. */
function stateOf(result: string | null | undefined): RuleState {
  if (result == null || result === 'temperror') return 'open';
  return result === 'pass' ? 'met' : 'not-met';
}

const notCheckable = (): Judged => ({ state: 'not-checkable' });

const rules: readonly Rule[] = [
  {
    id: 'spf',
    text: 'rule_spf',
    askers: all,
    judge: ({ spf }, words) => ({
      state: stateOf(spf?.standing.result),
      more:
        spf?.standing.result && spf.domain
          ? words.text('rule_spf_more', {
              domain: shownDomain(spf.domain),
              result: resultWord(spf.standing.result, words),
            })
          : null,
    }),
  },
  {
    id: 'dkim',
    text: 'rule_dkim',
    askers: all,
    judge: ({ passing, signatures }, words) => ({
      state: passing.length > 0 ? 'met' : signatures.some((one) => one.standing.result === null) ? 'open' : 'not-met',
      more: domains('rule_dkim_more', passing, words),
    }),
  },
  {
    id: 'aligned',
    text: 'rule_aligned',
    askers: all,
    judge: (facts, words) => {
      const aligned = alignedOf(facts);
      return {
        state: aligned.length > 0 ? 'met' : facts.dmarc.result === null ? 'open' : 'not-met',
        more: domains('rule_aligned_more', aligned, words),
      };
    },
  },
  {
    id: 'aligned-both',
    text: 'rule_aligned_both',
    askers: ['Gmail'],
    judge: ({ spf, passing, dmarc }) => {
      const both = spf?.aligned === true && passing.some((one) => one.aligned);
      return { state: both ? 'met' : dmarc.result === null ? 'open' : 'not-met' };
    },
  },
  { id: 'dmarc', text: 'rule_dmarc', askers: all, judge: dmarcRecord },
  { id: 'key', text: 'rule_key', askers: ['Gmail', 'Yahoo'], judge: keys },
  { id: 'reverse', text: 'rule_reverse', askers: all, judge: reverseName },
  {
    id: 'tls',
    text: 'rule_tls',
    askers: ['Gmail'],
    judge: ({ report: { recorded } }) => {
      const hop = recorded.boundary && recorded.hops[recorded.boundary.hop];
      return { state: hop ? (hop.tls ? 'met' : 'not-met') : 'open', field: hop?.field ?? null };
    },
  },
  { id: 'form', text: 'rule_form', askers: ['Gmail', 'Yahoo'], judge: form },
  { id: 'not-gmail', text: 'rule_not_gmail', askers: ['Gmail'], judge: gmailName },
  { id: 'one-click', text: 'rule_one_click', askers: ['Gmail', 'Yahoo'], judge: oneClick },
  { id: 'visible-unsubscribe', text: 'rule_visible_unsubscribe', askers: all, judge: notCheckable },
  { id: 'honoured', text: 'rule_honoured', askers: ['Gmail', 'Yahoo'], judge: notCheckable },
  { id: 'rate', text: 'rule_rate', askers: ['Gmail', 'Yahoo'], judge: notCheckable },
  { id: 'volume', text: 'rule_volume', askers: all, judge: notCheckable },
  { id: 'reputation', text: 'rule_reputation', askers: all, judge: notCheckable },
];

function alignedOf({ spf, passing }: Facts) {
  return [...(spf?.aligned ? [spf] : []), ...passing.filter((one) => one.aligned)];
}

function domains(
  key: 'rule_dkim_more' | 'rule_aligned_more',
  list: readonly { readonly domain: string }[],
  words: Words,
): string | null {
  const names = [...new Set(list.map((one) => shownDomain(one.domain)))].slice(0, 8);
  return names.length > 0 ? words.text(key, { domains: names.join(', ') }) : null;
}

function dmarcRecord({ report, dmarc }: Facts, words: Words): Judged {
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
function keys({ passing, report }: Facts, words: Words): Judged {
  const bits = passing.flatMap(({ check }) => (check?.key?.type === 'rsa' && check.key.bits ? [check.key.bits] : []));
  const least = Math.min(...bits);
  if (bits.length > 0)
    return { state: least >= LEAST_BITS ? 'met' : 'not-met', more: words.text('rule_key_more', { bits: least }) };
  if (passing.some(({ check }) => check?.key?.type === 'ed25519')) return { state: 'met' };
  return { state: report.verified?.dkim ? 'not-needed' : 'open' };
}

function reverseName({ report: { verified } }: Facts, words: Words): Judged {
  const check = verified?.iprev;
  const name = check?.confirmed[0] ?? check?.unconfirmed[0];
  return {
    state: stateOf(check?.result),
    more: name ? words.text('rule_reverse_more', { name: shownDomain(name) }) : null,
  };
}

/** RFC 5322 §3.6: each of them once. A Message-ID may be missing by the RFC, and may not for these receivers. */
function form({ report: { recorded } }: Facts, words: Words): Judged {
  const odd = ['From', 'Date', 'Message-ID'].filter(
    (name) => recorded.fields.filter((field) => field.key === name.toLowerCase()).length !== 1,
  );
  if (odd.length === 0) return { state: 'met' };
  return { state: 'not-met', more: words.text('rule_form_more', { fields: odd.join(', ') }) };
}

function gmailName({ report: { recorded }, dmarc }: Facts): Judged {
  if (recorded.author.domain !== 'gmail.com') return { state: 'met', field: recorded.author.fields[0] ?? null };
  return { state: dmarc.result === null ? 'open' : dmarc.result === 'pass' ? 'met' : 'not-met' };
}

/** RFC 8058 §3.1: both fields, an https URI, the one value, and a signature that covers both. */
function oneClick({ report: { recorded, verified }, passing }: Facts, words: Words): Judged {
  const find = (key: string) => recorded.fields.find((field) => field.key === key) ?? null;
  const unsubscribe = find('list-unsubscribe');
  const post = find('list-unsubscribe-post');
  const wrong = (key: MessageKey, field: Field | null): Judged => ({
    state: 'not-met',
    more: words.text(key),
    field: field?.index ?? null,
  });
  if (!unsubscribe) return { state: 'not-needed', more: words.text('rule_one_click_absent') };
  if (!post) return wrong('rule_one_click_no_post', unsubscribe);
  if (!/<\s*https:\/\//i.test(unsubscribe.value)) return wrong('rule_one_click_no_https', unsubscribe);
  if (post.value.replace(/\s/g, '').toLowerCase() !== 'list-unsubscribe=one-click')
    return wrong('rule_one_click_wrong_post', post);
  if (verified?.dkim == null) return { state: 'open', field: unsubscribe.index };
  const signer = passing.find(({ check }) => check && covers(check));
  if (!signer) return wrong('rule_one_click_unsigned', unsubscribe);
  return {
    state: 'met',
    more: words.text('rule_one_click_signed', { domain: shownDomain(signer.domain) }),
    field: unsubscribe.index,
  };
}

function covers({ signature }: DkimCheck): boolean {
  const signed = new Set(signature?.h.map((name) => name.toLowerCase()));
  return signed.has('list-unsubscribe') && signed.has('list-unsubscribe-post');
}
