/**
 * Does each signature of a message hold, and if not, why? RFC 6376 §6, RFC 8301, RFC 8463.
 *
 * Where the RFC leaves a choice, or this departs from it:
 * - Everything that can be judged is judged and shown: the body hash also where the key is missing, and the signature of an
 *   rsa-sha1 field or of a key that is too small, though neither can pass (RFC 8301 §3.1, §3.2).
 * - Of several reasons the one counts that stands first in §6.1: the field, its algorithm, its key, the body, the header.
 *   Only a signature that holds otherwise is "expired".
 * - x= is measured against the time at which the message came, where that is known, as §3.5 asks; without tolerance.
 * - More than one key record at a name is "undefined" (§3.6.2.2): each is tried, and one that fits is enough.
 * - A lone LF is no line ending of mail (§5.3, RFC 5322 §2.3). Where all are, they are taken for CRLF; where only some are, the
 *   message is judged as it came, and what does not fit so, once more with each of them as CRLF.
 */

import type { Digest } from '../digest.ts';
import type { DnsAnswer, Resolver } from '../dns/dns.ts';
import { MAX_FIELDS } from '../message/fields.ts';
import type { Field } from '../message/message.ts';
import type { OctetString } from '../octets.ts';
import { outcomeOf } from '../outcome.ts';
import { judgeBody } from './body-hash.ts';
import { foldedByCrlf, type HeaderReader, headerReader } from './canonical-header.ts';
import { coverageOf } from './coverage.ts';
import type { DkimCheck, DkimNote, DkimReason, DkimSignature } from './dkim.ts';
import { keyFinder, recordTexts } from './key-candidates.ts';
import { dkimReasons } from './reasons.ts';
import {
  type Algorithm,
  identityDomain,
  identityFits,
  isAlgorithm,
  MAX_SIGNATURES,
  type ParsedSignature,
  parseSignature,
  signatureOctets,
} from './signature.ts';
import { type KeyVerdict, tryKeys } from './try-keys.ts';

/** Clocks differ: t= may be this many seconds after the message came. */
const CLOCK_TOLERANCE = 300;

export type Verification = {
  readonly resolve: Resolver;
  /** Seconds since 1970. */
  readonly now: number;
  /** When the trusted hop received the message; null where that is not known. */
  readonly arrivedAt: number | null;
};

/** What the judging of all signatures of one message shares. */
export type MessageJudge = {
  readonly fields: readonly Field[];
  readonly reader: HeaderReader;
  readonly judge: (own: Field, parsed: ParsedSignature) => Promise<DkimCheck>;
  readonly askKey: ReturnType<typeof keyFinder>;
};

/** One check a DKIM-Signature field, from the top. No signature: no check. */
export async function verifyDkim(
  fields: readonly Field[],
  digest: Digest,
  context: Verification,
): Promise<readonly DkimCheck[]> {
  const message = messageJudge(fields, digest, context);
  const own = message.fields.filter((field) => field.key === 'dkim-signature');
  return Promise.all(
    own.map((field, nth) => {
      const parsed = parseSignature(field);
      return nth < MAX_SIGNATURES ? message.judge(field, parsed) : unjudged(field, parsed, 'too-many-signatures');
    }),
  );
}

export function messageJudge(given: readonly Field[], digest: Digest, context: Verification): MessageJudge {
  const fields = digest.lineEnding === 'lf' ? foldedByCrlf(given) : given;
  const reader = headerReader(fields);
  const restored = digest.lineEnding === 'mixed' ? headerReader(foldedByCrlf(fields)) : null;
  const askKey = keyFinder(context.resolve);
  const whole = isWhole(fields, digest);
  const judge: MessageJudge['judge'] = (own, parsed) => {
    if (!parsed.ok) return Promise.resolve(unjudged(own, parsed, parsed.fault.reason));
    if (!whole) return Promise.resolve(unjudged(own, parsed, 'header-not-checkable'));
    const fault = usageFault(parsed.value);
    if (fault) return Promise.resolve(unjudged(own, parsed, fault.reason, fault.tag));
    return judgeSignature(own, parsed.value, { fields, reader, restored, digest, askKey, context });
  };
  return { fields, reader, judge, askKey };
}

/** h= picks fields from the bottom up: if the bottom was cut off, none can be picked with certainty. */
export function isWhole(fields: readonly Field[], digest: Digest): boolean {
  return digest.fidelity !== 'header-cut' && fields.length <= MAX_FIELDS;
}

function unjudged(own: Field, parsed: ParsedSignature, reason: DkimReason, tag?: string | null): DkimCheck {
  const named = tag ?? (parsed.ok ? null : parsed.fault.tag);
  return {
    ...outcomeOf(dkimReasons, reason),
    field: own.index,
    domain: parsed.ok ? parsed.value.d : parsed.fault.domain,
    selector: parsed.ok ? parsed.value.s : parsed.fault.selector,
    signature: parsed.ok ? parsed.value : null,
    bodyHash: null,
    headerSignature: null,
    key: null,
    notes: [],
    ...(named === null ? {} : { tag: named }),
  } as DkimCheck;
}

/** RFC 6376 §6.1.1: what the field itself says that keeps it from being used. */
function usageFault(signature: DkimSignature): { reason: DkimReason; tag: string } | null {
  if (!isAlgorithm(signature.algorithm)) return { reason: 'algorithm-unsupported', tag: 'a' };
  if (!signature.h.some((name) => name.toLowerCase() === 'from')) return { reason: 'from-not-signed', tag: 'h' };
  if (!identityFits(signature)) return { reason: 'identity-outside-domain', tag: 'i' };
  const { t, x } = signature;
  return t !== null && x !== null && x <= t ? { reason: 'expires-before-signed', tag: 'x' } : null;
}

type Judging = Pick<MessageJudge, 'fields' | 'reader' | 'askKey'> & {
  readonly digest: Digest;
  readonly context: Verification;
  /** Of a message with mixed line endings: its fields as if each lone LF were CRLF. */
  readonly restored: HeaderReader | null;
};

async function judgeSignature(own: Field, signature: DkimSignature, on: Judging): Promise<DkimCheck> {
  const answer = await on.askKey(`${signature.s}._domainkey.${signature.d}`);
  const verdict = await judgeHeader(own, signature, answer, on);
  const body = judgeBody(signature, on.digest);
  const coverage = coverageOf(signature, own, on.fields, on.reader);
  const reason = reasonOf(signature, verdict, body, on.context);
  return {
    ...outcomeOf(dkimReasons, reason),
    field: own.index,
    domain: signature.d,
    selector: signature.s,
    signature,
    bodyHash: body.result,
    headerSignature: verdict.signature,
    key: verdict.key,
    notes: [
      ...notesOf(signature, on.context, verdict),
      ...(reason !== 'expired' && verdict.signature === 'pass' && isExpired(signature, on.context.now)
        ? (['expired-since-arrival'] as const)
        : []),
      ...(body.result === null ? (['body-not-checkable'] as const) : []),
      ...(recordTexts(answer).length > 1 ? (['several-keys'] as const) : []),
      ...lineEndingNotes(on.digest, verdict, body),
      ...coverage.notes,
    ],
    ...(body.unsignedOctets === null ? {} : { unsignedOctets: body.unsignedOctets }),
    unsignedFields: coverage.unsignedFields,
  } as DkimCheck;
}

/** restored: only with each lone LF as CRLF does the signature fit. */
async function judgeHeader(
  own: Field,
  { algorithm: a, b, c, d, h, i, s }: DkimSignature,
  answer: DnsAnswer,
  { reader, restored }: Judging,
): Promise<KeyVerdict & { readonly restored: boolean }> {
  const algorithm = a as Algorithm;
  const use = { algorithm, identity: identityDomain(i) === d ? 'same' : 'below' } as const;
  const judge = (signed: OctetString) => tryKeys(`${s}._domainkey.${d}`, answer, use, signatureOctets(b), signed);
  const signed = reader.signed(h, own, c.header);
  const asItCame = await judge(signed);
  const otherwise = asItCame.signature === 'fail' && restored?.signed(h, foldedByCrlf([own])[0] ?? own, c.header);
  const other = otherwise && otherwise !== signed ? await judge(otherwise) : null;
  return other?.signature === 'pass' ? { ...other, restored: true } : { ...asItCame, restored: false };
}

function lineEndingNotes(
  { lineEnding }: Digest,
  header: Awaited<ReturnType<typeof judgeHeader>>,
  body: ReturnType<typeof judgeBody>,
): readonly DkimNote[] {
  if (lineEnding !== 'mixed') return [];
  if (header.signature === 'fail' || body.result === 'fail') return ['line-endings-neither'];
  if (header.signature === null || body.result === null) return [];
  return [header.restored || body.restored ? 'line-endings-restored' : 'line-endings-as-came'];
}

function reasonOf(
  signature: DkimSignature,
  verdict: KeyVerdict,
  body: ReturnType<typeof judgeBody>,
  { arrivedAt, now }: Verification,
): DkimReason {
  if (signature.algorithm === 'rsa-sha1') return 'algorithm-historic';
  if (verdict.fault) return verdict.fault;
  if (body.result === 'fail') return body.short ? 'body-shorter-than-signed' : 'body-hash-mismatch';
  if (verdict.signature !== 'pass') return 'signature-mismatch';
  if (isExpired(signature, arrivedAt ?? now)) return 'expired';
  return body.result === null ? 'body-not-checkable' : 'verified';
}

/** RFC 6376 §3.5, x=: when the time "is past the expiration date". */
function isExpired({ x }: DkimSignature, time: number): boolean {
  return x !== null && time > x;
}

function notesOf(signature: DkimSignature, { arrivedAt, now }: Verification, { key }: KeyVerdict): readonly DkimNote[] {
  const notes: DkimNote[] = [];
  if (signature.algorithm === 'rsa-sha1') notes.push('algorithm-sha1');
  if (key.bits !== null && key.bits < 2048) notes.push('key-under-2048');
  if (key.testing) notes.push('key-testing');
  if (signature.l !== null) notes.push('body-length-limited');
  if (signature.t !== null && signature.t > (arrivedAt ?? now) + CLOCK_TOLERANCE) notes.push('signed-in-future');
  return notes;
}
