/** Messages as real receivers delivered them, with names invented, and what is read of their path and their record. */

import { readFileSync } from 'node:fs';
import type { Claim } from '../../src/engine/authres/authres.ts';
import { claimsOf } from '../../src/engine/authres/claims.ts';
import { recordedResults } from '../../src/engine/authres/recorded.ts';
import { fieldsOf } from '../../src/engine/message/fields.ts';
import { splitMessage } from '../../src/engine/message/split.ts';
import { read } from '../../src/engine/read.ts';
import type { Recorded } from '../../src/engine/report.ts';
import { envelopeOf, gatewayOf } from '../../src/engine/trace/envelope.ts';
import { pathOf } from '../../src/engine/trace/hops.ts';
import { gmail } from '../../src/engine/trace/receivers.ts';
import type { Receiver } from '../../src/engine/trace/trace.ts';

const folder = new URL('../fixtures/received/', import.meta.url);

export function headerOf(name: string): string {
  return splitMessage(readFileSync(new URL(`${name}.eml`, folder))).header;
}

/** A header section read as that of a receiver. */
export function recordedOf(header: string, receiver: Receiver = gmail): Recorded {
  const digest = {
    header,
    size: header.length,
    bodySize: 0,
    lineEnding: 'crlf',
    bodies: [],
    fidelity: 'complete',
  } as const;
  return read(digest, receiver, { kind: 'mailbox' });
}

const brief = (claim: Claim) => `${claim.method}=${claim.result} ${claim.about}`;

/** What decides of a record: the same as in a whole report, without the rest of it. */
export function recordOf(header: string, author: string, receiver: Receiver = gmail) {
  const fields = fieldsOf(header);
  const path = pathOf(fields, receiver);
  const claims = claimsOf(fields, path, receiver);
  const { boundary, noBoundary, hops } = path;
  return {
    boundary,
    noBoundary,
    results: recordedResults(claims, author),
    envelope: envelopeOf(fields, hops, boundary, claims),
    gateway: gatewayOf(fields, hops, boundary, claims),
  };
}

/** What is said in the tables: where the record begins, who handed it over, and what was recorded. */
export function storyOf(recorded: Recorded): Readonly<Record<string, unknown>> {
  const { boundary, noBoundary, gateway, earlier, envelope, results, hops } = recorded;
  const found = [results.spf, ...results.dkim, results.dmarc, results.arc].flatMap((claim) =>
    claim ? [brief(claim)] : [],
  );
  return {
    ...(boundary ? { boundary: boundary.field, by: boundary.by } : { none: noBoundary }),
    ...(boundary && !boundary.certain ? { certain: false } : {}),
    ...(gateway ? { gateway: [gateway.how, gateway.host, gateway.ip, gateway.domain].join(' ') } : {}),
    ...(earlier ? { earlier: `${earlier.by} for ${earlier.for} i=${earlier.instance}` } : {}),
    client: envelope.ip?.value ?? null,
    mailFrom: envelope.mailFrom?.value ?? null,
    results: found,
    hops: hops.map(({ role, roleEvidence }) => `${role} ${roleEvidence}`),
  };
}
