/**
 * "What would make it pass?": the report as it would be under other settings. The evaluator is the engine's own; its answers
 * are those of the report, and nothing is asked.
 */

import type { DkimCheck } from '../../../engine/dkim/dkim.ts';
import { evaluateDmarc } from '../../../engine/dmarc/evaluate.ts';
import type { DnsAnswer, Question, Resolver } from '../../../engine/dns/dns.ts';
import type { Report, SpfVerified, Verified } from '../../../engine/report.ts';
import { type Switches, switchesOf } from './switches.ts';

export type WhatIf = { readonly report: Report; readonly recordName: string; readonly recordText: string | null };

/** Under what name a service would have the return address; which name it is decides nothing. */
export const returnDomain = (author: string): string => `bounce.${author}`;

/** Null where there is nothing to start from: no Author Domain, or nothing was checked. */
export async function whatIf(report: Report, switches: Switches): Promise<WhatIf | null> {
  const { recorded, verified } = report;
  const author = recorded.author.domain;
  if (author === null || verified === null) return null;
  const before = switchesOf(report);
  const recordName = `_dmarc.${verified.dmarc?.policyDomain ?? author}`;
  const recordText = recordOf(verified, before, switches);
  const spf = switches.mailFrom === 'own' ? ownMailFrom(verified.spf, author) : verified.spf;
  const dkim = switches.dkim === 'aligned' ? [signed(author), ...(verified.dkim ?? [])] : (verified.dkim ?? []);
  const published = verified.dmarc?.record?.text ?? null;
  const change = recordText === published ? null : { name: recordName, text: recordText };
  const resolve = ledgerResolver(verified.ledger, author, change);
  const dmarc = await evaluateDmarc({ author: recorded.author, spf, dkim }, resolve);
  return { report: { ...report, verified: { ...verified, spf, dkim, dmarc } }, recordName, recordText };
}

/** The record with only those tags changed that were moved. */
function recordOf({ dmarc }: Verified, before: Switches, { policy, adkim, aspf }: Switches): string | null {
  if (policy === null) return null;
  const written = dmarc?.record?.text ?? `v=DMARC1; p=${policy}`;
  const moved = [
    ...(policy !== before.policy ? [['p', policy] as const] : []),
    ...(adkim !== before.adkim ? [['adkim', adkim] as const] : []),
    ...(aspf !== before.aspf ? [['aspf', aspf] as const] : []),
  ];
  return moved.reduce((text, [tag, value]) => withTag(text, tag, value), written);
}

/** RFC 9989 §4.7: v= first, then the tags in any order. */
function withTag(text: string, tag: string, value: string): string {
  const parts = text.split(';').map((part) => part.trim());
  const isTag = (part: string) => part.slice(0, part.indexOf('=')).trim() === tag;
  const others = parts.filter((part) => part !== '' && !isTag(part));
  const at = parts.filter((part) => part !== '').findIndex(isTag);
  others.splice(at < 0 ? (tag === 'p' ? 1 : others.length) : at, 0, `${tag}=${value}`);
  return others.join('; ');
}

function signed(author: string): DkimCheck {
  return {
    result: 'pass',
    reason: 'verified',
    field: -1, // no field of the message
    domain: author,
    selector: null,
    signature: null,
    bodyHash: 'pass',
    headerSignature: 'pass',
    key: null,
    notes: [],
    coverage: { body: 'all', unsigned: [], fromOverSigned: true },
  };
}

function ownMailFrom(spf: SpfVerified | null, author: string): SpfVerified {
  return {
    result: 'pass',
    reason: 'matched-pass',
    identity: 'mailfrom',
    domain: returnDomain(author),
    input: null,
    lookups: 0,
    voidLookups: 0,
    voids: [],
    breadth: null,
    decidedBy: null,
    tenthLookup: null,
    explanation: null,
    tree: null,
    helo: spf?.helo ?? null,
  };
}

/**
 * The answers of the report; `change` is a record in place of what is published. A name below the Author Domain that nobody asked
 * for is one that was made up here, and publishes nothing.
 */
function ledgerResolver(
  ledger: readonly DnsAnswer[],
  author: string,
  change: { readonly name: string; readonly text: string | null } | null,
): Resolver {
  const known = new Map(ledger.map((answer) => [keyOf(answer.question), answer]));
  return async (question) => {
    const asked = known.get(keyOf(question));
    const base = { question, server: '', at: asked?.at ?? 0, took: 0, authentic: false, aliases: [], ttl: 0 } as const;
    if (change && question.type === 'TXT' && question.name === change.name) {
      if (change.text === null) return { ...base, status: 'nxdomain' };
      return { ...base, status: 'found', records: [{ type: 'TXT', strings: [change.text] }] };
    }
    if (asked) return asked;
    if (question.name === `_dmarc.${returnDomain(author)}`) return { ...base, status: 'nxdomain' };
    return { ...base, status: 'failed', cause: 'budget' };
  };
}

const keyOf = ({ type, name }: Question) => `${type} ${name}`;
