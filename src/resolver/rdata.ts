/** The data of one record on the wire to a value. RFC 1035 §3.3, RFC 3596 §2.2. */

import { formatAddress } from '../engine/dns/address.ts';
import type { Rdata, RecordType } from '../engine/dns/dns.ts';
import { type NameSource, type Resource, readName, u16 } from './dns-message.ts';

/** Null where the data are not of the type, or not exactly as long as they say. */
export function rdataOf(type: RecordType, source: NameSource, { start, end }: Resource): Rdata | null {
  const { octets } = source;
  switch (type) {
    case 'A':
    case 'AAAA': {
      const version = type === 'A' ? 4 : 6;
      if (end - start !== (version === 4 ? 4 : 16)) return null;
      return { type, address: formatAddress({ version, octets: [...octets.subarray(start, end)] }) };
    }
    case 'TXT': {
      const strings = stringsOf(octets, start, end);
      return strings && { type, strings };
    }
    case 'MX': {
      const exchange = nameIn(source, start + 2, end);
      return exchange === null ? null : { type, preference: u16(octets, start), exchange };
    }
    case 'PTR':
    case 'CNAME': {
      const name = nameIn(source, start, end);
      return name === null ? null : { type, name };
    }
  }
}

/** RFC 1035 §3.3.14: one or more character-strings, which fill the data. */
function stringsOf(octets: Uint8Array, at: number, end: number): readonly string[] | null {
  const strings: string[] = [];
  while (at < end) {
    const next = at + 1 + (octets[at] ?? 0);
    if (next > end) return null;
    strings.push(String.fromCharCode(...octets.subarray(at + 1, next)));
    at = next;
  }
  return strings.length > 0 ? strings : null;
}

/** A name that fills the octets from `at` to `end`. */
export function nameIn(source: NameSource, at: number, end: number): string | null {
  const name = readName(source, at);
  return name?.next === end ? name.value : null;
}
