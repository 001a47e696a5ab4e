/** The text of a key record -> what it says. RFC 6376 §3.6.1, RFC 8463 §4. */

import { decodeBase64, type OctetString } from '../octets.ts';
import { parseTagList, tagsByName, trimFws, withoutFws } from '../syntax/tag-list.ts';
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

export type RecordFault = 'key-malformed' | 'key-version-unsupported' | 'key-data-malformed';

export type ParsedRecord =
  | { readonly ok: true; readonly value: KeyRecord }
  | { readonly ok: false; readonly reason: RecordFault };

/** Reads one TXT record, its strings joined with nothing between them (RFC 6376 §3.6.2.2). */
export function parseRecord(text: OctetString): ParsedRecord {
  const list = parseTagList(text);
  if (!list.ok) return { ok: false, reason: 'key-malformed' };
  const tags = tagsByName(list.value);
  const value = (name: string) => tags.get(name)?.value;

  // v= need not be there. If it is, it comes first, and it is this, case and all.
  const version = value('v');
  if (version !== undefined && (version !== 'DKIM1' || list.value[0]?.name !== 'v')) {
    return { ok: false, reason: 'key-version-unsupported' };
  }
  const p = value('p');
  if (p === undefined) return { ok: false, reason: 'key-malformed' };
  const data = base64(p);
  if (data === null && withoutFws(p) !== '') return { ok: false, reason: 'key-data-malformed' };
  return {
    ok: true,
    value: {
      type: (value('k') ?? 'rsa').toLowerCase(),
      hashes: tags.has('h') ? colonList(value('h')).map((name) => name.toLowerCase()) : null,
      services: colonList(value('s') ?? '*'),
      flags: colonList(value('t')),
      data: data === null ? null : decodeBase64(data),
    },
  };
}

function colonList(text = ''): readonly string[] {
  return text.split(':').map(trimFws);
}
