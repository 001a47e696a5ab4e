/** Things worth a look, each from a fact of the message. None of them is a verdict. */

import type { Field } from '../engine/message/message.ts';
import { fieldValue, firstAddress, sendersFields } from '../judgement/fields.ts';
import { unprovenHints } from '../judgement/intermediary.ts';
import type { Judgement } from '../judgement/judgement.ts';
import { namesRelation } from '../judgement/relation.ts';
import { domainOf } from '../judgement/results.ts';
import type { FindingLine } from './explanation.ts';
import { snake } from './message-key.ts';
import { durationWord } from './numbers.ts';
import { writtenCell } from './result-word.ts';
import { receiverName, shownDomain, shownText } from './shown.ts';
import { unsignedRest } from './signatures.ts';
import type { Words } from './words.ts';

type Find = (judgement: Judgement, words: Words) => readonly FindingLine[];

export function findingLines(judgement: Judgement, words: Words): readonly FindingLine[] {
  return finders.flatMap((find) => find(judgement, words));
}

const finders: readonly Find[] = [
  replyElsewhere,
  nameHoldsAddress,
  encodedDomain,
  messageIdElsewhere,
  dateFarOff,
  weakSignatures,
  unsubscribeByHand,
  bodyElsewhere,
  noReverseName,
  disagreements,
  contradictions,
  broughtLogo,
  unprovenHint,
  limits,
];

function replyElsewhere({ report: { recorded } }: Judgement, words: Words): readonly FindingLine[] {
  const field = fieldOf(recorded.fields, 'reply-to');
  const domain = domainOf(firstAddress(field?.value ?? ''));
  const author = recorded.author.domain;
  if (!field || !domain || !author || namesRelation(domain, author) !== 'none') return [];
  return [caution('reply-to', words.text('finding_reply_to', { domain: shownDomain(domain) }), field.index)];
}

/** "support@bank.example" <someone@elsewhere.example>: many programs show the name alone. */
function nameHoldsAddress({ report: { recorded } }: Judgement, words: Words): readonly FindingLine[] {
  return recorded.author.mailboxes.slice(0, 8).flatMap(({ displayName, domain }) => {
    const address = displayName ? firstAddress(displayName) : null;
    const named = domainOf(address);
    if (!address || !named || !domain || namesRelation(named, domain) !== 'none') return [];
    const text = words.text('finding_name_holds_address', { address: shownText(address) });
    return [caution('name-holds-address', text, recorded.author.fields[0] ?? null)];
  });
}

function encodedDomain(
  {
    report: {
      recorded: { author },
    },
  }: Judgement,
  words: Words,
): readonly FindingLine[] {
  if (!author.domain || !/(?:^|\.)xn--/.test(author.domain)) return [];
  const text = words.text('finding_encoded_domain', { domain: shownDomain(author.domain) });
  return [caution('encoded-domain', text, author.fields[0] ?? null)];
}

/** Unrelated to the visible sender, to the return address, to every signature and to every server on the way. */
function messageIdElsewhere({ report, spf, signatures, service }: Judgement, words: Words): readonly FindingLine[] {
  const { recorded } = report;
  const domain = domainOf(recorded.messageId?.replace(/[<>\s]/g, ''));
  const known = [recorded.author.domain, spf?.domain, ...signatures.map((one) => one.domain)].filter((one) => !!one);
  if (!domain?.includes('.') || known.length === 0 || service) return [];
  const servers = recorded.hops.flatMap(({ by, from }) => [by, from.rdns, from.helo]);
  if ([...known, ...servers].some((one) => one && namesRelation(domain, one) !== 'none')) return [];
  const field = fieldOf(recorded.fields, 'message-id');
  return [note('message-id', words.text('finding_message_id', { domain: shownDomain(domain) }), field?.index ?? null)];
}

const FAR = 6 * 3600;

function dateFarOff({ report: { recorded } }: Judgement, words: Words): readonly FindingLine[] {
  const first = recorded.hops.find((hop) => hop.time !== null)?.time ?? null;
  if (first === null || recorded.date === null || Math.abs(first - recorded.date) < FAR) return [];
  const time = durationWord(Math.abs(first - recorded.date), words);
  const key = recorded.date < first ? 'finding_date_before' : 'finding_date_after';
  return [note('date', words.text(key, { time }), fieldOf(recorded.fields, 'date')?.index ?? null)];
}

/**
 * What is said of a signature beside its result, once for all signatures. Hardly anybody signs From twice, and a second From
 * would be the verdict itself: that stands with the check alone.
 */
function weakSignatures({ report: { verified } }: Judgement, words: Words): readonly FindingLine[] {
  const said = new Map<string, FindingLine>();
  for (const check of verified?.dkim ?? []) {
    for (const one of check.notes) {
      const id = `dkim-${one}`;
      if (one === 'from-not-oversigned' || said.has(id)) continue;
      const [rest] = one === 'body-length-limited' ? unsignedRest(check, words) : [];
      said.set(
        id,
        rest ? caution(id, rest, check.field) : note(id, words.text(`dkim_note_${snake(one)}`), check.field),
      );
    }
  }
  return [...said.values()];
}

/** RFC 8058: bulk mail is to be left with one click. Mailing lists have their own ways. */
function unsubscribeByHand({ report, intermediary }: Judgement, words: Words): readonly FindingLine[] {
  const { recorded } = report;
  const field = fieldOf(recorded.fields, 'list-unsubscribe');
  if (!field || fieldValue(recorded, 'list-unsubscribe-post') !== null) return [];
  if (intermediary?.kind === 'list') return [];
  return [note('unsubscribe', words.text('finding_unsubscribe'), field.index)];
}

/** What is signed and was read is then not what its reader sees. */
function bodyElsewhere({ report: { recorded } }: Judgement, words: Words): readonly FindingLine[] {
  const field = fieldOf(recorded.fields, 'x-gm-locker');
  return field ? [note('confidential', words.text('finding_confidential'), field.index)] : [];
}

function noReverseName({ report: { verified } }: Judgement, words: Words): readonly FindingLine[] {
  const result = verified?.iprev?.result;
  if (!verified?.iprev || (result !== 'fail' && result !== 'permerror')) return [];
  return [caution('iprev', words.text(`iprev_${snake(verified.iprev.reason)}`), null)];
}

function disagreements({ report: { recorded } }: Judgement, words: Words): readonly FindingLine[] {
  const receiver = receiverName(recorded.receiver);
  return recorded.envelope.disagreements.slice(0, 8).map(({ about, value, field }) => {
    const key = `finding_disagreement_${about === 'mailFrom' ? 'mail_from' : about}` as const;
    return note('disagreement', words.text(key, { receiver, value: shownText(value) || '<>' }), field);
  });
}

/** The receiver's own fields against each other: Authentication-Results and the ARC-Authentication-Results above it. */
function contradictions(
  {
    report: {
      recorded: { results, receiver },
    },
  }: Judgement,
  words: Words,
): readonly FindingLine[] {
  return (results.contradicted ?? []).slice(0, 8).flatMap((claim) => {
    const { method } = claim;
    if (method !== 'spf' && method !== 'dkim' && method !== 'dmarc' && method !== 'arc') return [];
    const counted = method === 'dkim' ? results.dkim[0] : results[method];
    const values = {
      receiver: receiverName(receiver),
      method: method.toUpperCase(),
      recorded: writtenCell(counted?.result ?? '', words).word,
      other: writtenCell(claim.result, words).word,
    };
    return [caution('contradiction', words.text('finding_disagreement_result', values), claim.field)];
  });
}

/** What a receiver writes for the mail programs behind it (BIMI draft-10 §5.6): from anybody else it means nothing. */
function broughtLogo({ report: { recorded } }: Judgement, words: Words): readonly FindingLine[] {
  const field = sendersFields(recorded).find(({ key }) => key === 'bimi-location' || key === 'bimi-indicator');
  return field ? [note('bimi-field', words.text('finding_bimi_field', { field: field.name }), field.index)] : [];
}

/** A list or forwarder that only fields tell of, which anybody can write: named once, and it softens nothing. */
function unprovenHint(
  { report: { recorded }, intermediary, service }: Judgement,
  words: Words,
): readonly FindingLine[] {
  if (intermediary || service) return [];
  const [field] = unprovenHints(recorded);
  if (!field) return [];
  return [note('hint-passed-on', words.text('finding_hint_passed_on', { field: shownText(field.name) }), field.index)];
}

function limits({ report: { recorded } }: Judgement, words: Words): readonly FindingLine[] {
  return recorded.limits
    .filter((limit) => limit !== 'not-a-message') // that is the verdict
    .map((limit) => note(`limit-${limit}`, words.text(`limit_${snake(limit)}`, { count: recorded.hops.length }), null));
}

function fieldOf(fields: readonly Field[], key: string): Field | null {
  return fields.find((field) => field.key === key) ?? null;
}

function caution(id: string, text: string, field: number | null): FindingLine {
  return { id, tone: 'caution', text, field };
}

function note(id: string, text: string, field: number | null): FindingLine {
  return { id, tone: 'none', text, field };
}
