/** The text of a key record -> what it says. RFC 6376 §3.6.1, RFC 8463 §4. */

import { decodeBase64, type OctetString } from '../octets.ts';
import { parseTagList, tagsByName, trimFws, withoutFws } from '../syntax/tag-list.ts';
import type { DkimReason } from './dkim.ts';
import { mistakeIn, type TextMistake } from './key-mistakes.ts';
import { base64 } from './signature.ts';

export type KeyRecord = {
  /** k=, lower case; "rsa" by default. */
  readonly type: string;
  /** h=, lower case: the hashes that may be used. Null is any. */
  readonly hashes: readonly string[] | null;
  /** s=: the services it is for. */
  readonly services: readonly string[];
  /** t=: "y" for testing, "s" for an i= that has the very domain of d=. Others mean nothing. */
  readonly flags: readonly string[];
  /** p=, decoded. Null is a key that was taken back. */
  readonly data: Uint8Array<ArrayBuffer> | null;
};

export type RecordFault =
  | TextMistake
  | Extract<
      DkimReason,
      | 'key-malformed'
      | 'key-duplicate-tag'
      | 'key-version-unsupported'
      | 'key-version-misplaced'
      | 'key-data-missing'
      | 'key-not-base64'
    >;

export type ParsedRecord =
  | { readonly ok: true; readonly value: KeyRecord }
  | { readonly ok: false; readonly reason: RecordFault };

/** Reads one TXT record, its strings joined with nothing between them (RFC 6376 §3.6.2.2). */
export function parseRecord(text: OctetString): ParsedRecord {
  /** The rule that refuses it, if not a mistake that is known. */
  const refuse = (rule: RecordFault): ParsedRecord => ({ ok: false, reason: mistakeIn(text) ?? rule });
  const list = parseTagList(text);
  if (!list.ok) return refuse(list.fault === 'duplicate' ? 'key-duplicate-tag' : 'key-malformed');
  const tags = tagsByName(list.value);
  const value = (name: string) => tags.get(name)?.value;

  // v= need not be there. If it is, it comes first, and it is this, case and all.
  const version = value('v');
  if (version !== undefined && version !== 'DKIM1') return refuse('key-version-unsupported');
  if (version !== undefined && list.value[0]?.name !== 'v') return { ok: false, reason: 'key-version-misplaced' };
  const p = value('p');
  if (p === undefined) return refuse('key-data-missing');
  const data = keyData(p);
  if (data === 'no base64') return refuse('key-not-base64');
  return {
    ok: true,
    value: {
      type: (value('k') ?? 'rsa').toLowerCase(),
      hashes: tags.has('h') ? colonList(value('h')).map((name) => name.toLowerCase()) : null,
      services: colonList(value('s') ?? '*'),
      flags: colonList(value('t')),
      data,
    },
  };
}

/** Null is a key that was taken back. Of four characters one alone is no octet: it is left to whoever reads the rest. */
function keyData(p: OctetString): Uint8Array<ArrayBuffer> | null | 'no base64' {
  const dense = withoutFws(p);
  if (dense === '') return null;
  const whole = base64(dense) ?? (dense.length % 4 === 1 ? base64(dense.slice(0, -1)) : null);
  return whole === null ? 'no base64' : decodeBase64(whole);
}

function colonList(text = ''): readonly string[] {
  return text.split(':').map(trimFws);
}
