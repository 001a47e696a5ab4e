/** Digest -> Recorded: all that can be known of a message without the network. */

import { claimsOf } from './authres/claims.ts';
import { recordedResults } from './authres/recorded.ts';
import type { Digest } from './digest.ts';
import { MAX_SIGNATURES, parseSignature } from './dkim/signature.ts';
import { unjudgedSignaturesOf } from './dkim/unjudged-signatures.ts';
import { authorOf } from './message/author.ts';
import { parseDate } from './message/date.ts';
import { displayText } from './message/display.ts';
import { fieldsNamed, fieldsOf, MAX_FIELDS, textOf } from './message/fields.ts';
import type { Field } from './message/message.ts';
import type { Recorded, Source } from './report.ts';
import { identifyServices } from './services/identify.ts';
import { clocksOf } from './trace/clocks.ts';
import { envelopeOf, gatewayOf } from './trace/envelope.ts';
import { type Path, pathOf } from './trace/hops.ts';
import type { Receiver } from './trace/trace.ts';

export function read(digest: Digest, receiver: Receiver, source: Source): Recorded {
  const fields = fieldsOf(digest.header);
  const path = pathOf(fields, receiver);
  const claims = claimsOf(fields, path, receiver);
  const [subject, date, messageId] = ['subject', 'date', 'message-id'].map((key) => fieldsNamed(fields, key)[0]);
  const author = authorOf(fields);
  const written = date ? parseDate(date.value).time : null;
  const recorded = {
    size: digest.size,
    limits: limitsOf(digest, fields, path),
    source,
    receiver,
    fields,
    hops: path.hops,
    boundary: path.boundary,
    noBoundary: path.noBoundary,
    earlier: path.earlier,
    gateway: gatewayOf(fields, path.hops, path.boundary, claims),
    clocks: clocksOf(path.hops, written),
    envelope: envelopeOf(fields, path.hops, path.boundary, claims),
    author,
    subject: subject ? displayText(subject.value) : null,
    date: written,
    messageId: messageId ? textOf(messageId) : null,
    claims,
    results: recordedResults(claims, author.domain),
    ...signaturesOf(fields),
    unjudgedSignatures: unjudgedSignaturesOf(fields),
  };
  return { ...recorded, services: identifyServices(recorded, { spf: null, dkim: null, iprev: null }) };
}

function limitsOf(digest: Digest, fields: readonly Field[], path: Path): Recorded['limits'] {
  const limits: Recorded['limits'][number][] = [];
  if (digest.fidelity === 'header-cut' || fields.length > MAX_FIELDS) limits.push('header-cut');
  if (digest.fidelity === 'body-cut') limits.push('body-cut');
  if (digest.fidelity === 'approximate') limits.push('body-approximate');
  if (path.cut) limits.push('hops-cut');
  if (!isMessage(fields)) limits.push('not-a-message');
  return limits;
}

/** RFC 5322 §3.6 asks for From and Date; trace fields show that a mail server had it. */
const TELLING: ReadonlySet<string> = new Set(
  'from date to subject message-id sender reply-to received return-path delivered-to dkim-signature mime-version'.split(
    ' ',
  ),
);

function isMessage(fields: readonly Field[]): boolean {
  return fields.some((field) => TELLING.has(field.key));
}

/** DKIM-Signature fields, each read or not. */
function signaturesOf(fields: readonly Field[]): Pick<Recorded, 'signatures' | 'unreadableSignatures'> {
  const parsed = fieldsNamed(fields, 'dkim-signature').slice(0, MAX_SIGNATURES).map(parseSignature);
  return {
    signatures: parsed.flatMap((one) => (one.ok ? [one.value] : [])),
    unreadableSignatures: parsed.flatMap((one) => (one.ok ? [] : [one.fault])),
  };
}
