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

import { type DnsAnswer, type Resolver, txtTexts } from '../dns/dns.ts';
import { MAX_FIELDS } from '../message/fields.ts';
import type { Field } from '../message/message.ts';
import type { OctetString } from '../octets.ts';
import { outcomeOf } from '../outcome.ts';
import { type BodyVerdict, judgeBody } from './body-hash.ts';
import { foldedByCrlf, type HeaderReader, headerReader } from './canonical-header.ts';
import { coverageOf } from './coverage.ts';
import type { DkimCheck, DkimNote, DkimReason, DkimSignature, HashedBody } from './dkim.ts';
import { type KeyUse, keyFinder } from './key-candidates.ts';
import { dkimReasons } from './reasons.ts';
import {
  type Algorithm,
  bodyHashFits,
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
  digest: HashedBody,
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

export function messageJudge(given: readonly Field[], digest: HashedBody, context: Verification): MessageJudge {
  const fields = digest.lineEnding === 'lf' ? foldedByCrlf(given) : given;
  const reader = headerReader(fields);
  const restored = digest.lineEnding === 'mixed' ? headerReader(foldedByCrlf(fields)) : null;
  const askKey = keyFinder(context.resolve);
  const whole = isWhole(fields, digest);
  const judge: MessageJudge['judge'] = (own, parsed) => {
    if (!parsed.ok) return Promise.resolve(unjudged(own, parsed, parsed.fault.reason, parsed.fault.tag));
    if (!whole) return Promise.resolve(unjudged(own, parsed, 'header-not-checkable'));
    const signature = parsed.value;
    if (!hasAlgorithm(signature)) return Promise.resolve(unjudged(own, parsed, 'algorithm-unsupported', 'a'));
    const fault = usageFault(signature);
    if (fault) return Promise.resolve(unjudged(own, parsed, fault.reason, fault.tag));
    return judgeSignature(own, signature, { fields, reader, restored, digest, askKey, context });
  };
  return { fields, reader, judge, askKey };
}

/** h= picks fields from the bottom up: if the bottom was cut off, none can be picked with certainty. */
export function isWhole(fields: readonly Field[], digest: HashedBody): boolean {
  return digest.fidelity !== 'header-cut' && fields.length <= MAX_FIELDS;
}

function unjudged(own: Field, parsed: ParsedSignature, reason: DkimReason, tag: string | null = null): DkimCheck {
  const { domain, selector, signature } = parsed.ok
    ? { domain: parsed.value.d, selector: parsed.value.s, signature: parsed.value }
    : { ...parsed.fault, signature: null };
  return {
    ...outcomeOf(dkimReasons, reason),
    field: own.index,
    domain,
    selector,
    signature,
    bodyHash: null,
    headerSignature: null,
    key: null,
    notes: [],
    ...(tag === null ? {} : { tag }),
  };
}

type JudgedSignature = DkimSignature & { readonly algorithm: Algorithm };

function hasAlgorithm(signature: DkimSignature): signature is JudgedSignature {
  return isAlgorithm(signature.algorithm);
}

type UsageFault = { readonly reason: DkimReason; readonly tag: string };

/** RFC 6376 §6.1.1: what the field itself says that keeps it from being used. */
function usageFault(signature: DkimSignature): UsageFault | null {
  if (!signature.h.some((name) => name.toLowerCase() === 'from')) return { reason: 'from-not-signed', tag: 'h' };
  if (!identityFits(signature)) return { reason: 'identity-outside-domain', tag: 'i' };
  const { t, x } = signature;
  return t !== null && x !== null && x <= t ? { reason: 'expires-before-signed', tag: 'x' } : null;
}

type Judging = Pick<MessageJudge, 'fields' | 'reader' | 'askKey'> & {
  readonly digest: HashedBody;
  readonly context: Verification;
  /** Of a message with mixed line endings: its fields as if each lone LF were CRLF. */
  readonly restored: HeaderReader | null;
};

/** What was found of one signature, before it is said. */
type Findings = {
  readonly signature: DkimSignature;
  readonly answer: DnsAnswer;
  readonly header: HeaderVerdict;
  readonly body: BodyVerdict;
};

async function judgeSignature(own: Field, signature: JudgedSignature, on: Judging): Promise<DkimCheck> {
  const answer = await on.askKey(`${signature.s}._domainkey.${signature.d}`);
  const header = await judgeHeader(own, signature, answer, on);
  const body = judgeBody(signature, on.digest);
  const found: Findings = { signature, answer, header, body };
  const reason = reasonOf(found, on.context);
  const { coverage, unsignedFields, notes } = coverageOf(signature, own, on.fields, on.reader, body);
  const tag = TAGS_AT_FAULT.get(reason);
  return {
    ...outcomeOf(dkimReasons, reason),
    field: own.index,
    domain: signature.d,
    selector: signature.s,
    signature,
    bodyHash: body.result,
    headerSignature: header.signature,
    key: header.key,
    notes: [...notesOf(found, reason, on), ...notes],
    ...(tag === undefined ? {} : { tag }),
    ...(body.unsignedOctets === null ? {} : { unsignedOctets: body.unsignedOctets }),
    unsignedFields,
    coverage,
  };
}

/** The tag that a reason of `reasonOf` is about. */
const TAGS_AT_FAULT: ReadonlyMap<DkimReason, string> = new Map([
  ['algorithm-historic', 'a'],
  ['selector-is-name', 's'],
  ['body-hash-malformed', 'bh'],
  ['expired', 'x'],
]);

type HeaderVerdict = KeyVerdict & {
  /** The line endings with which it was judged: as they came, or each lone LF as CRLF, with which alone it fits. */
  readonly lineEndings: 'as-came' | 'restored';
};

async function judgeHeader(
  own: Field,
  { algorithm, b, c, d, h, i, s }: JudgedSignature,
  answer: DnsAnswer,
  { reader, restored }: Judging,
): Promise<HeaderVerdict> {
  const use: KeyUse = { algorithm, identity: identityDomain(i) === d ? 'same' : 'below' };
  const judge = (signed: OctetString) => tryKeys(`${s}._domainkey.${d}`, answer, use, signatureOctets(b), signed);
  const signed = reader.signed(h, own, c.header);
  const asItCame: HeaderVerdict = { ...(await judge(signed)), lineEndings: 'as-came' };
  if (asItCame.signature !== 'fail' || restored === null) return asItCame;
  const otherwise = restored.signed(h, foldedByCrlf([own])[0] ?? own, c.header);
  if (otherwise === signed) return asItCame;
  const verdict = await judge(otherwise);
  return verdict.signature === 'pass' ? { ...verdict, lineEndings: 'restored' } : asItCame;
}

/** The first in the order of RFC 6376 §6.1: the algorithm, the key, the body, the header, the time. */
function reasonOf(found: Findings, { arrivedAt, now }: Verification): DkimReason {
  const { signature, header, body } = found;
  if (signature.algorithm === 'rsa-sha1') return 'algorithm-historic';
  if (header.fault !== null) return isNoKey(header.fault) && isName(signature.s) ? 'selector-is-name' : header.fault;
  if (body.result === 'fail') return bodyReason(found);
  if (header.signature !== 'pass') return headerReason(header.opened);
  if (isExpired(signature, arrivedAt ?? now)) return 'expired';
  return body.result === null ? 'body-not-checkable' : 'verified';
}

const isNoKey = (fault: DkimReason) => fault === 'key-missing' || fault === 'key-alias-dangling';

/** RFC 6376 §3.6.2.1: "._domainkey" belongs to the name that is made of a selector, and not to the selector. */
const isName = (selector: string) => /\._domainkey(?:\.|$)/.test(selector);

function bodyReason({ signature, body }: Findings): DkimReason {
  if (body.short) return 'body-shorter-than-signed';
  return bodyHashFits(signature) ? 'body-hash-mismatch' : 'body-hash-malformed';
}

/** Of a signature that does not fit, as it was opened. */
export function headerReason(opened: KeyVerdict['opened']): DkimReason {
  if (opened === null) return 'signature-mismatch';
  return opened.by === 'this-key' ? 'header-hash-mismatch' : 'signed-with-other-key';
}

/** RFC 6376 §3.5, x=: when the time "is past the expiration date". */
function isExpired({ x }: DkimSignature, time: number): boolean {
  return x !== null && time > x;
}

function notesOf(found: Findings, reason: DkimReason, { digest, context }: Judging): readonly DkimNote[] {
  const { signature, answer, header, body } = found;
  const { algorithm, l, t } = signature;
  const { key } = header;
  const all: readonly (readonly [DkimNote, boolean])[] = [
    ['algorithm-sha1', algorithm === 'rsa-sha1'],
    ['key-under-2048', key.bits !== null && key.bits < 2048],
    ['key-testing', key.testing],
    ['body-length-limited', l !== null],
    ['signed-in-future', t !== null && t > (context.arrivedAt ?? context.now) + CLOCK_TOLERANCE],
    ['expired-since-arrival', reason !== 'expired' && header.signature === 'pass' && isExpired(signature, context.now)],
    ['body-not-checkable', body.result === null],
    ['several-keys', txtTexts(answer).length > 1],
  ];
  const lineEndings = digest.lineEnding === 'mixed' ? lineEndingNote(header, body) : null;
  return [...all.flatMap(([note, holds]) => (holds ? [note] : [])), ...(lineEndings === null ? [] : [lineEndings])];
}

function lineEndingNote(header: HeaderVerdict, body: BodyVerdict): DkimNote | null {
  if (header.signature === 'fail' || body.result === 'fail') return 'line-endings-neither';
  if (header.signature === null || body.result === null) return null;
  const restored = header.lineEndings === 'restored' || body.lineEndings === 'restored';
  return restored ? 'line-endings-restored' : 'line-endings-as-came';
}
