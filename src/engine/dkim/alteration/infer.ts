/**
 * Why does a signature not fit? Changes that are known to happen on the way are undone, one after the other, until it does.
 *
 * Where the octets of the message are, and bounded: so many hashes, so many octets hashed, so many signatures computed. One that
 * fits proves what was changed; that the signature failed stays as it is, since nobody signed the message as it lies here.
 */

import { fieldsOf } from '../../message/fields.ts';
import { splitMessage } from '../../message/split.ts';
import { foldedByCrlf } from '../canonical-header.ts';
import type { DkimCheck } from '../dkim.ts';
import { lineEndingOf, type Pause, type Seen, seeLineEndings } from '../octet-scan.ts';
import type { Alteration } from './alteration.ts';
import { bodyChange } from './body-search.ts';
import { headerChanges } from './header-search.ts';

/** Signatures that are looked into, from the top. */
export const MAX_ALTERATIONS = 4;

/** Whose body hash or header hash does not fit: the only ones of which more can be found out. */
export function checksToInfer(checks: readonly DkimCheck[]): readonly DkimCheck[] {
  return checks
    .filter(
      ({ reason, signature, bodyHash, headerSignature }) =>
        signature &&
        reason !== 'signed-with-other-key' &&
        reason !== 'body-hash-malformed' &&
        (bodyHash === 'fail' || headerSignature === 'fail'),
    )
    .slice(0, MAX_ALTERATIONS);
}

/** One alteration a check that needs one. `checks` are those of this message, with the keys that were found for them. */
export async function inferAlterations(
  message: Uint8Array,
  checks: readonly DkimCheck[],
  pause?: Pause,
): Promise<readonly Alteration[]> {
  const { header, bodyStart } = splitMessage(message);
  const seen: Seen = { crlf: false, lf: false };
  seeLineEndings(message, 0, message.length, seen);
  const lone = lineEndingOf(seen) === 'lf';
  const fields = lone ? foldedByCrlf(fieldsOf(header)) : fieldsOf(header);
  const body = message.subarray(bodyStart) as Uint8Array<ArrayBuffer>;
  const found: Alteration[] = [];
  for (const check of checksToInfer(checks)) {
    const { signature, bodyHash, headerSignature } = check;
    if (!signature) continue;
    const ofBody = bodyHash === 'fail' ? await bodyChange(body, lone, fields, signature, pause) : null;
    await pause?.();
    const ofHeader = headerSignature === 'fail' ? await headerChanges(fields, check, pause) : [];
    found.push({ field: check.field, changes: [...(ofBody ? [ofBody] : []), ...ofHeader] });
  }
  return found;
}
