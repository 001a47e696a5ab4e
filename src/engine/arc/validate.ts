/**
 * Does the chain of seals hold, and if not, at which instance does it break? RFC 8617 §5.2.
 *
 * ARC is an experiment that draft-ietf-dmarc-arc-to-historic ends: what is found here supports, and never decides.
 *
 * Departures from the RFC, or from common practice:
 * - A DNS server that does not answer is no broken chain, though §5.2.1 makes every error permanent: who seals onward has to
 *   decide then and there, and a reader can ask again. Nothing is judged meanwhile.
 * - Of the fields that h= of an ARC-Message-Signature must not name (§4.1.2) only ARC-Seal breaks it, as it does for other
 *   validators. The rule is there so that no signature breaks by accident: with another of them it is judged as it is.
 * - i= may stand anywhere in ARC-Seal and ARC-Message-Signature, where the ABNF of §4.1.2 and §4.1.3 has it first.
 * - One field of each kind an instance (§5.2 step 3A), also where they are of different algorithms, which §4.2.1 has in view.
 * - An ARC-Message-Signature is a DKIM signature in all that §4.1.2 does not change, so it must sign From (RFC 6376 §5.4), and
 *   without c= it is simple/simple; drafts of ARC, and validators made after them, had it otherwise.
 * - cv= is compared without case, as chain-status is a string of ABNF (RFC 5234 §2.3); some validators take lower case alone.
 * - Every message signature is judged, also the older ones, which §5.2 step 5 leaves to choice: a list that changes the message
 *   breaks those before it, and no chain. `oldestPass` is 1, not 0, where all of them fit.
 */

import type { Claim } from '../authres/authres.ts';
import { parseResults } from '../authres/parse.ts';

import type { DkimCheck, DkimReason, HashedBody } from '../dkim/dkim.ts';
import { dkimReasons, faultOf } from '../dkim/reasons.ts';
import { isAlgorithm, signatureOctets } from '../dkim/signature.ts';
import { type KeyVerdict, tryKeys } from '../dkim/try-keys.ts';
import { headerReason, isWhole, type MessageJudge, messageJudge, type Verification } from '../dkim/verify.ts';
import type { Field } from '../message/message.ts';
import type { OctetString } from '../octets.ts';
import { outcomeOf } from '../outcome.ts';
import type { ArcCheck, ArcSet } from './arc.ts';
import { arcReasons } from './reasons.ts';
import { sealedOctets } from './seal.ts';
import { chainOf, type ReadSet } from './sets.ts';

type ArcReason = keyof typeof arcReasons;

export async function validateArc(
  fields: readonly Field[],
  digest: HashedBody,
  context: Verification,
): Promise<ArcCheck> {
  const message = messageJudge(fields, digest, context);
  const chain = chainOf(message.fields);
  if (!chain) return checkOf('no-sets', null, null, []);
  // Fields that were cut off may be those that are missing.
  const fault = isWhole(fields, digest) ? chain.fault : ({ reason: 'not-checkable', instance: null } as const);
  if (fault)
    return checkOf(
      fault.reason,
      fault.instance,
      null,
      chain.sets.flatMap((set) => setOf(set, null, null)),
    );

  const sealed = sealedOctets(chain.sets);
  const judged = await Promise.all(
    chain.sets.map(async (set, at) => {
      const [own, seal] = await Promise.all([judgeMessage(set, message), judgeSeal(set, sealed[at] ?? '', message)]);
      return { instance: set.instance, message: own, seal, sets: setOf(set, own, seal) };
    }),
  );
  const { reason, instance } = verdictOf(judged);
  return checkOf(
    reason,
    instance,
    oldestPass(judged),
    judged.flatMap(({ sets }) => sets),
  );
}

function checkOf(reason: ArcReason, instance: number | null, oldest: number | null, sets: readonly ArcSet[]): ArcCheck {
  return { ...outcomeOf(arcReasons, reason), instance, oldestPass: oldest, sets };
}

/** How one of the two signatures of a set ended. `reason` is null where it holds. */
type Judged<R extends ArcReason> = {
  readonly result: 'pass' | 'fail' | null;
  readonly reason: R | null;
  readonly because: DkimReason;
  readonly key: DkimCheck['key'];
};
type MessageReason = Extract<ArcReason, `message-${string}` | 'body-changed'>;
type SealReason = Extract<ArcReason, `seal-${string}`>;

async function judgeMessage({ messageSignature }: ReadSet, message: MessageJudge): Promise<Judged<MessageReason>> {
  const { field, parsed } = messageSignature;
  if (parsed.ok && parsed.value.h.some((name) => name.toLowerCase() === 'arc-seal')) {
    return { result: 'fail', reason: 'message-signature-covers-seal', because: 'tag-invalid', key: null };
  }
  const { result, reason: because, key } = await message.judge(field, parsed);
  if (result === 'pass') return { result: 'pass', reason: null, because, key };
  if (result === null || result === 'temperror') return { result: null, reason: null, because, key };
  return { result: 'fail', reason: messageReason(because), because, key };
}

function messageReason(because: DkimReason): MessageReason {
  if (because === 'body-hash-mismatch' || because === 'body-shorter-than-signed') return 'body-changed';
  const fault = faultOf({ reason: because });
  // One that was made with another key has been computed, and does not fit.
  if (fault === 'content' || because === 'signed-with-other-key') return 'message-signature-mismatch';
  return fault === 'key' ? 'message-key-unusable' : 'message-signature-unusable';
}

async function judgeSeal({ seal }: ReadSet, sealed: OctetString, message: MessageJudge): Promise<Judged<SealReason>> {
  if (!seal.parsed.ok) return { result: 'fail', reason: seal.parsed.reason, because: 'signature-malformed', key: null };
  const { algorithm, b, d, s } = seal.parsed.value;
  if (!isAlgorithm(algorithm))
    return { result: 'fail', reason: 'seal-unusable', because: 'algorithm-unsupported', key: null };
  const name = `${s}._domainkey.${d}`;
  const answer = await message.askKey(name);
  const verdict = await tryKeys(name, answer, { algorithm, identity: 'same' }, signatureOctets(b), sealed);
  // RFC 8301 §3.1, as for every signature made so.
  if (algorithm === 'rsa-sha1')
    return { result: 'fail', reason: 'seal-unusable', because: 'algorithm-historic', key: verdict.key };
  return { ...sealResult(verdict), key: verdict.key };
}

function sealResult({ fault, signature, opened }: KeyVerdict): Omit<Judged<SealReason>, 'key'> {
  if (fault) {
    const { result } = dkimReasons[fault];
    const judged = result !== null && result !== 'temperror';
    return { result: judged ? 'fail' : null, reason: judged ? 'seal-key-unusable' : null, because: fault };
  }
  if (signature === 'pass') return { result: 'pass', reason: null, because: 'verified' };
  return { result: 'fail', reason: 'seal-mismatch', because: headerReason(opened) };
}

type JudgedSet = {
  readonly instance: number;
  readonly message: Judged<MessageReason>;
  readonly seal: Judged<SealReason>;
};

/** Steps 4, 6 and 7: the newest message signature, then the seals from the newest down. */
function verdictOf(judged: readonly JudgedSet[]): { reason: ArcReason; instance: number | null } {
  const downwards = judged.toReversed();
  const newest = downwards[0];
  if (newest?.message.reason) return { reason: newest.message.reason, instance: newest.instance };
  for (const { seal, instance } of downwards) if (seal.reason) return { reason: seal.reason, instance };
  if (newest?.message.result === null) return { reason: 'not-checkable', instance: newest.instance };
  const open = downwards.find(({ seal }) => seal.result === null);
  return open ? { reason: 'not-checkable', instance: open.instance } : { reason: 'chain-holds', instance: null };
}

/** Step 5. */
function oldestPass(judged: readonly JudgedSet[]): number | null {
  let oldest: number | null = null;
  for (const { message, instance } of judged.toReversed()) {
    if (message.result !== 'pass') break;
    oldest = instance;
  }
  return oldest;
}

/** A set for the report; none where its seal cannot be read. */
function setOf(
  set: ReadSet,
  message: Judged<MessageReason> | null,
  seal: Judged<SealReason> | null,
): readonly ArcSet[] {
  if (!set.seal.parsed.ok) return [];
  const { d, s, cv, t } = set.seal.parsed.value;
  return [
    {
      instance: set.instance,
      fields: {
        seal: set.seal.field.index,
        messageSignature: set.messageSignature.field.index,
        results: set.results.index,
      },
      domain: d,
      selector: s,
      cv,
      time: t,
      seal: seal?.result ?? null,
      messageSignature: message?.result ?? null,
      sealKey: seal?.key ?? null,
      messageKey: message?.key ?? null,
      ...(seal && seal.result !== 'pass' ? { sealReason: seal.because } : {}),
      ...(message && message.result !== 'pass' ? { messageReason: message.because } : {}),
      claims: claimsOfSet(set),
    },
  ];
}

/** What the sealer says it found. Whoever sealed may have written anything. */
function claimsOfSet({ instance, results: field }: ReadSet): readonly Claim[] {
  const { authservId, results } = parseResults(field);
  const common = {
    grade: 'claimed',
    field: field.index,
    source: 'arc-authentication-results',
    instance,
    authservId,
  } as const;
  return results.map((result) => ({ ...common, ...result }));
}
