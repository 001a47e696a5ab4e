/** Octets -> Digest: header octets kept whole, the body reduced to the hashes that its signatures need. */

import { messageSignaturesOf } from './arc/sets.ts';
import { bodyHashes } from './dkim/body-hash.ts';
import type { BodyHashKind, HashedBody } from './dkim/dkim.ts';
import { lineEndingOf, type Pause, type Seen, seeLineEndings } from './dkim/octet-scan.ts';
import { bodyHashOf, MAX_SIGNATURES, type ParsedSignature, parseSignature } from './dkim/signature.ts';
import { fieldsOf } from './message/fields.ts';
import type { Field } from './message/message.ts';
import { splitMessage } from './message/split.ts';
import type { OctetString } from './octets.ts';

/** All of a message that leaves the place where its octets are. JSON, a few kilobytes. */
export type Digest = HashedBody & {
  /** The header section as it came, up to and without the empty line. */
  readonly header: OctetString;
  /** Octets of the message. */
  readonly size: number;
  /** Octets of the body. */
  readonly bodySize: number;
};

/**
 * Never fails, whatever the octets are. `source` says how they were had: of a body that is not complete no hash is made. With
 * `pause`, which is called every few milliseconds, what else the thread has to do is not kept waiting.
 */
export async function digest(
  message: Uint8Array,
  source: 'complete' | 'body-cut' | 'approximate' = 'complete',
  pause?: Pause,
): Promise<Digest> {
  const octets = message as Uint8Array<ArrayBuffer>; // shared memory is no place for mail
  const { header, bodyStart, cut } = splitMessage(octets);
  const kinds = source === 'complete' ? bodyHashKinds(fieldsOf(header)) : [];
  const body = octets.subarray(bodyStart);
  const seen: Seen = { crlf: false, lf: false };
  seeLineEndings(octets, 0, bodyStart, seen);
  // The copy that a hash begins with is a piece of work by itself.
  await pause?.();
  const hashes = await bodyHashes(body, kinds, seen, pause);
  return {
    header,
    size: octets.length,
    bodySize: body.length,
    lineEnding: lineEndingOf(seen),
    ...hashes,
    fidelity: cut ? 'header-cut' : source,
  };
}

/** What those signatures need that are judged: DKIM-Signature from the top, then ARC-Message-Signature. */
function bodyHashKinds(fields: readonly Field[]): readonly BodyHashKind[] {
  const own = fields.filter((field) => field.key === 'dkim-signature').slice(0, MAX_SIGNATURES);
  return [...own.map(parseSignature), ...messageSignaturesOf(fields)].flatMap(kindOf);
}

function kindOf(parsed: ParsedSignature): readonly BodyHashKind[] {
  const kind = parsed.ok ? bodyHashOf(parsed.value) : null;
  return kind ? [kind] : [];
}
