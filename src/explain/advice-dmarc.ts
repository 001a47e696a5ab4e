/** Advice about DMARC records: to mend what is published, to publish the first, to relax an alignment; and what a seal tells. */

import type { PublishedDmarc } from '../engine/dmarc/dmarc.ts';
import type { Judgement } from '../judgement/judgement.ts';
import type { AdviceLine } from './explanation.ts';
import { dmarcFaultSentence } from './fault.ts';
import { shownDomain, shownText } from './shown.ts';
import type { Words } from './words.ts';

/** A record that is there is shown and mended; a further one would make both void (RFC 9989 §4.10). */
export function dmarcAdvice(judgement: Judgement, words: Words): readonly AdviceLine[] {
  const author = judgement.report.recorded.author.domain ?? '';
  const step = judgement.report.verified?.dmarc?.walk.find(({ published }) => published.length > 0);
  if (step) return brokenAdvice(step.name, step.published, words);
  const value = `v=DMARC1; p=none; rua=mailto:‹dmarc-reports›@${author}`;
  return [
    {
      text: words.text('admin_dmarc', { author: shownDomain(author) }),
      why: words.text('admin_dmarc_why'),
      records: [{ type: 'TXT', name: `_dmarc.${author}`, value }],
    },
  ];
}

function brokenAdvice(domain: string, published: readonly PublishedDmarc[], words: Words): readonly AdviceLine[] {
  const why = words.text('admin_dmarc_fault_why');
  const name = `_dmarc.${domain}`;
  const counting = published.filter(({ counts }) => counts);
  if (counting.length > 1) {
    const values = { domain: shownDomain(domain), count: counting.length };
    const records = counting.map(({ text }) => ({ type: 'TXT', name, value: shownText(text) }) as const);
    return [{ text: words.text('admin_dmarc_several', values), why, records }];
  }
  return published.flatMap(({ faults, mended, text }) => {
    const costly = faults.filter(({ costs }) => costs !== 'nothing');
    return costly.map((fault, at) => ({
      text: words.text('admin_dmarc_fault', {
        domain: shownDomain(domain),
        fault: dmarcFaultSentence(fault, words),
      }),
      why,
      // Each fault is named, and the record is given once, with all of them mended.
      records: at < costly.length - 1 ? [] : [{ type: 'TXT' as const, name, value: shownText(mended ?? text) }],
    }));
  });
}

/** The record as it is, with the strict tag made relaxed; before the record is known, what has to be done with it. */
export function relaxAdvice(judgement: Judgement, words: Words): AdviceLine {
  const { verified, recorded } = judgement.report;
  const { record = null, policyDomain, domain } = verified?.dmarc ?? {};
  const of = policyDomain ?? domain ?? recorded.author.domain ?? '';
  const value = record && shownText(record.text).replace(/\b(adkim|aspf)\s*=\s*s\b/gi, '$1=r');
  return {
    text: words.text('admin_relax', { domain: shownDomain(of) }),
    why: words.text('admin_relax_why'),
    records: value ? [{ type: 'TXT', name: `_dmarc.${of}`, value }] : [],
  };
}

/** What the first server that sealed the message had found, before it was changed: its word, and no more. */
export function sealedAdvice({ report }: Judgement, words: Words): readonly AdviceLine[] {
  const { claims, boundary } = report.recorded;
  // A first set above the boundary is the receiver's own.
  const first = claims.filter(
    ({ source, instance, field }) =>
      source === 'arc-authentication-results' && instance === 1 && field > (boundary?.field ?? -1),
  );
  if (first.length === 0) return [];
  const values = {
    server: shownText(first[0]?.authservId ?? words.text('value_not_recorded')),
    results: first
      .slice(0, 8)
      .map((claim) => shownText(`${claim.method}=${claim.result}`))
      .join(', '),
  };
  return [{ text: words.text('admin_sealed', values), why: words.text('admin_sealed_why'), records: [] }];
}
