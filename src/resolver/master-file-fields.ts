/** The fields of a master file's entry: names, times, strings, and the data they make up. RFC 1035 §3.3, §5.1. */

import { formatAddress, parseIPv4, parseIPv6 } from '../engine/dns/address.ts';
import type { Rdata } from '../engine/dns/dns.ts';
import { escapeLabel } from '../engine/dns/name.ts';

export type ZoneRdata =
  | Rdata
  | { readonly type: 'NS' | 'DNAME'; readonly name: string }
  | { readonly type: 'SOA'; readonly minimum: number }
  | { readonly type: 'other' };

const UNIT: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** Seconds: a number, or numbers with units (1h30m). */
export function ttlOf(text: string): number | null {
  if (!/^[0-9][0-9smhdw]{0,31}$/i.test(text)) return null;
  let seconds = 0;
  for (const [, digits, unit] of text.toLowerCase().matchAll(/([0-9]+|(?=[smhdw]))([smhdw]?)/g)) {
    if (!digits) return null;
    seconds += Number(digits) * (UNIT[unit || 's'] ?? 1);
  }
  return seconds <= 0x7fffffff ? seconds : null; // RFC 2181 §8
}

/** A name as written, in the form of `Question.name`. */
export function nameOf(written: string, origin: string): string | null {
  if (written === '@') return origin;
  if (written === '.') return '';
  if (written.length > 4 * 255) return null;
  const names: string[] = [];
  let label = '';
  let length = -1;
  const units = written.match(/\\[0-9]{3}|\\.|./gsu) ?? [];
  const absolute = units.at(-1) === '.';
  for (const unit of absolute ? units : [...units, '.']) {
    if (unit !== '.') {
      const octets = octetsOf(unit);
      if (octets === null) return null;
      label += String.fromCharCode(...octets);
      continue;
    }
    if (label.length === 0 || label.length > 63) return null;
    length += label.length + 1;
    names.push(escapeLabel(label));
    label = '';
  }
  if (!absolute && origin !== '') names.push(origin);
  return length <= 253 && names.join('.').length <= 4 * 253 ? names.join('.') : null;
}

/** What a piece of text stands for: \DDD, \X, or UTF-8. Null for an escape above 255. */
function octetsOf(text: string): readonly number[] | null {
  const octets: number[] = [];
  for (const unit of text.match(/\\[0-9]{3}|\\.|./gsu) ?? []) {
    const code = /^\\[0-9]{3}$/.test(unit) ? Number(unit.slice(1)) : null;
    if (code !== null && code > 255) return null;
    if (code !== null) octets.push(code);
    else octets.push(...new TextEncoder().encode(unit.length > 1 && unit.startsWith('\\') ? unit.slice(1) : unit));
  }
  return octets;
}

/** The data of a record of the type. Null where its fields are not what they should be. */
export function rdataOf(type: string, texts: readonly string[], origin: string): ZoneRdata | null {
  const [first = '', second = ''] = texts;
  const count = texts.length;
  switch (type) {
    case 'A':
    case 'AAAA': {
      const address = type === 'A' ? parseIPv4(first) : parseIPv6(first);
      return address && count === 1 ? { type, address: formatAddress(address) } : null;
    }
    case 'TXT':
      return txtOf(texts);
    case 'MX': {
      const exchange = nameOf(second, origin);
      const fits = /^[0-9]{1,5}$/.test(first) && Number(first) <= 0xffff && count === 2;
      return fits && exchange !== null ? { type, preference: Number(first), exchange } : null;
    }
    case 'PTR':
    case 'CNAME':
    case 'NS':
    case 'DNAME': {
      const name = nameOf(first, origin);
      return name !== null && count === 1 ? { type, name } : null;
    }
    case 'SOA': {
      const numbers = texts.slice(2).map(ttlOrSerial);
      const minimum = numbers[4];
      const fits = count === 7 && nameOf(first, origin) !== null && nameOf(second, origin) !== null;
      return fits && minimum !== undefined && !numbers.includes(null) && minimum !== null ? { type, minimum } : null;
    }
    default:
      return { type: 'other' };
  }
}

function ttlOrSerial(text: string): number | null {
  return /^[0-9]{1,10}$/.test(text) ? Number(text) : ttlOf(text);
}

/** RFC 1035 §3.3.14: one or more character-strings of up to 255 octets. */
function txtOf(texts: readonly string[]): ZoneRdata | null {
  const strings: string[] = [];
  for (const text of texts) {
    const octets = text.length <= 4 * 255 ? octetsOf(text) : null;
    if (octets === null || octets.length > 255) return null;
    strings.push(String.fromCharCode(...octets));
  }
  return strings.length > 0 ? { type: 'TXT', strings } : null;
}
