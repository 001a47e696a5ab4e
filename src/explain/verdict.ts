/** The verdict in words: one line for five seconds, one sentence why, the same in the terms of mail, and what is said beside it. */

import type { Recorded } from '../engine/report.ts';
import type { Judgement } from '../judgement/judgement.ts';
import { defaultTenantOf } from '../judgement/verdicts/conditions.ts';
import { told, toneOf } from '../judgement/verdicts/verdict.ts';
import { sentencesBeside } from './beside-verdict.ts';
import type { VerdictLine } from './explanation.ts';
import { dkimReason } from './reason.ts';
import { receiverName, shownDomain, shownText } from './shown.ts';
import { technicalCause } from './technical-cause.ts';
import { inLanguage, type Values, type Words } from './words.ts';

export function verdictLine(judgement: Judgement, words: Words): VerdictLine {
  const { id, answer: by, title, sentence, part } = judgement.verdict;
  const values = verdictValues(judgement, words);
  const inserted = part ? { [part.name]: words.text(told(part.key, judgement), values) } : {};
  const answer = told(by, judgement);
  return {
    id,
    answer,
    tone: toneOf(answer, judgement),
    title: asItsSourceSays(words.text(told(title, judgement), values), judgement, words),
    sentence: words.text(told(sentence, judgement), { ...values, ...inserted }),
    because: technicalCause(judgement, words),
    added: sentencesBeside(judgement, words),
  };
}

/** What rests on a record is the receiver's word only where the octets came from the receiver. */
function asItsSourceSays(title: string, { report, verdict }: Judgement, words: Words): string {
  const { source } = report.recorded;
  if (verdict.rests === 'on-octets' || source.kind === 'mailbox') return title;
  return source.kind === 'file'
    ? words.text('verdict_as_file', { title })
    : words.text('verdict_as_site', { title, host: shownDomain(source.host) });
}

/** Who is who in the sentences. A name that nothing tells is replaced by the nearest that something tells. */
export function verdictValues(judgement: Judgement, words: Words): Values {
  const { report, spf, signatures, passing, proofs, intermediary, ownSignature } = judgement;
  const { recorded, verified } = report;
  const signed = proofs.find(({ via }) => via === 'dkim') ?? passing[0] ?? ownSignature ?? signatures[0];
  const signer = signed?.domain ?? '';
  const returnDomain = spf?.domain || words.text('value_not_recorded');
  const service =
    defaultTenantOf(judgement) ??
    (judgement.service && inLanguage(judgement.service.name, words)) ??
    shownDomain(signer || returnDomain);
  const via = intermediary?.name ?? words.text('value_a_forwarder');
  return {
    author: shownDomain(recorded.author.domain ?? ''),
    receiver: receiverName(recorded.receiver),
    return: shownDomain(returnDomain),
    signer: shownDomain(signer),
    service,
    host: shownDomain(judgement.webProgram ?? returnDomain),
    related: shownDomain(judgement.strictlyRefused ?? ''),
    via: typeof via === 'string' ? shownDomain(via) : inLanguage(via, words),
    mailbox: shownText(mailboxHostOf(recorded.noBoundary) ?? '') || words.text('value_not_recorded'),
    organization: shownDomain(verified?.dmarc?.organizationalDomain ?? ''),
    proof: shownDomain(proofs[0]?.domain ?? ''),
    fault: ownSignature?.reason ? dkimReason(ownSignature.reason, words).text : '',
    signature: ownSignature ? signatureName(ownSignature) : '',
  };
}

/** The server at which the mailbox is, where that is another one. */
function mailboxHostOf(noBoundary: Recorded['noBoundary']): string | null {
  return noBoundary && 'host' in noBoundary ? noBoundary.host : null;
}

/** "s=default; d=shop.example": by its selector an administrator finds it. */
export function signatureName({
  domain,
  selector,
}: {
  readonly domain: string;
  readonly selector: string | null;
}): string {
  return [...(selector ? [`s=${shownText(selector)}`] : []), `d=${shownDomain(domain)}`].join('; ');
}
