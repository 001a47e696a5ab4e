/**
 * Mistakes that people make when they publish a key: which one a text holds that cannot be used, and the text as it was meant.
 * It is asked only of what RFC 6376 §3.6.1 refuses, so that a guess never refuses anything.
 */

import type { OctetString } from '../octets.ts';
import { trimFws, withoutFws } from '../syntax/tag-list.ts';
import type { DkimReason } from './dkim.ts';
import { parseRsaKey } from './rsa-public-key.ts';

export type TextMistake = Extract<
  DkimReason,
  | 'key-of-other-record'
  | 'key-is-host-name'
  | 'key-private'
  | 'key-pem'
  | 'key-quoted'
  | 'key-tag-empty'
  | 'key-separator-missing'
  | 'key-data-missing'
>;

/** Octets at the beginning of a text that tell what record it is. */
const MAX_BEGINNING = 100;

/** SPF, DMARC, BIMI, MTA-STS, TLS reporting; and what services ask for to see who owns a domain. Mostly a wildcard's text. */
const OTHER_RECORD =
  /^"?(?:v=(?:spf1|DMARC1|BIMI1|STSv1|TLSRPTv1)\b|spf2\.0\/|MS=|[a-z0-9-]{0,60}(?:verif|validation|challenge)[a-z0-9_-]{0,30}[=:])/i;
const HOST_NAME = /^(?:CNAME[ \t]+)?(?:[a-z0-9_][a-z0-9_-]{0,62}\.){1,60}[a-z][a-z0-9-]{1,62}\.?$/i;
const PEM_ARMOUR = /-----(?:BEGIN|END) [A-Z0-9 ]{1,40}-----/g;
/** What a zone file or a panel puts around text or before a semicolon; the quotation marks of word processors, in UTF-8. */
const ZONE_SYNTAX = /["'\\()]|\xe2\x80[\x98-\x9f]/g;
/** Another tag behind a value, and no semicolon between them. */
const NO_SEPARATOR = /[A-Za-z0-9+/=*][ \t\r\n,|:]+[vkhstgnp][ \t]*=/;
/** The shortest key in base64: Ed25519. */
const BARE_BASE64 = /^[A-Za-z0-9+/]{40,}={0,2}$/;

const mistakes: readonly (readonly [TextMistake, (text: OctetString) => boolean])[] = [
  ['key-private', (text) => text.includes('PRIVATE KEY-----')],
  ['key-pem', (text) => text.includes('-----BEGIN')],
  ['key-of-other-record', (text) => OTHER_RECORD.test(text.slice(0, MAX_BEGINNING))],
  ['key-is-host-name', (text) => HOST_NAME.test(text)],
  ['key-quoted', (text) => text.search(ZONE_SYNTAX) >= 0],
  ['key-tag-empty', (text) => text.split(';').slice(0, -1).map(trimFws).includes('')],
  ['key-separator-missing', (text) => NO_SEPARATOR.test(text)],
  ['key-data-missing', (text) => isBareData(text)],
];

/** Null: none that is known. */
export function mistakeIn(text: OctetString): TextMistake | null {
  const trimmed = trimFws(text);
  return mistakes.find(([, made]) => made(trimmed))?.[0] ?? null;
}

/** The rest of a key that was cut in two: nothing but base64. */
export function isBareData(text: OctetString): boolean {
  return BARE_BASE64.test(withoutFws(text));
}

/** Without armour, what zone files put around it, empty tags, and v=, which may be spelled or placed wrongly. */
export function meantText(text: OctetString): OctetString {
  // Of a whole line of a zone file only what stands in quotes is text.
  const strings = text.match(/"[^"]*"/g)?.join('') ?? '';
  return (strings.includes('p=') ? strings : text)
    .replace(PEM_ARMOUR, '')
    .replace(ZONE_SYNTAX, '')
    .split(';')
    .map(trimFws)
    .filter((tag) => tag !== '' && !/^v[ \t]*=/i.test(tag))
    .join('; ');
}

export type DataMistake = Extract<
  DkimReason,
  'key-private' | 'key-cut' | 'key-other-format' | 'key-data-of-other-type' | 'key-data-malformed'
>;

const INTEGER = 0x02;
const OBJECT_IDENTIFIER = 0x06;
const SEQUENCE = 0x30;
const ED25519_OCTETS = 32;
/** SubjectPublicKeyInfo of an Ed25519 key, up to the key: RFC 8410 §4. RFC 8463 §4 wants the key alone. */
const ED25519_WRAPPING = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
/** An SSH key: the length of its name, and "ssh-", "ecdsa-". RFC 4253 §6.6. */
const SSH = /^\0\0\0.(?:ssh-|ecdsa)/s;

/** What p= holds, where it is no key of the type that k= says. */
export function mistakeInData(type: 'rsa' | 'ed25519', data: Uint8Array): DataMistake {
  const found = kindOf(data);
  if (found === 'ed25519' || found === 'rsa') return found === type ? 'key-data-malformed' : 'key-data-of-other-type';
  if (found === 'ed25519-wrapped') return type === 'ed25519' ? 'key-other-format' : 'key-data-of-other-type';
  if (found === null) return type === 'ed25519' && data.length < ED25519_OCTETS ? 'key-cut' : 'key-data-malformed';
  return found;
}

function kindOf(data: Uint8Array): 'rsa' | 'ed25519' | 'ed25519-wrapped' | DataMistake | null {
  if (data.length === ED25519_OCTETS) return 'ed25519';
  if (ED25519_WRAPPING.every((octet, at) => data[at] === octet)) return 'ed25519-wrapped';
  if (SSH.test(String.fromCharCode(...data.subarray(0, 16)))) return 'key-other-format';
  const outer = derHeader(data, 0);
  if (outer?.tag !== SEQUENCE) return null;
  const first = derHeader(data, outer.content);
  // A private key begins with its version: RFC 8017 A.1.2, RFC 5208 §5. The modulus of a public one is never so small.
  if (first?.tag === INTEGER && first.length === 1) return 'key-private';
  if (outer.content + outer.length > data.length) return 'key-cut';
  if (parseRsaKey(data)) return 'rsa';
  if (first?.tag !== SEQUENCE) return null;
  // A SubjectPublicKeyInfo names its algorithm there; a certificate, or a request for one, has more before it.
  return data[first.content] === OBJECT_IDENTIFIER ? 'key-data-of-other-type' : 'key-other-format';
}

/** Of one DER element, also where its content is not all there. */
function derHeader(der: Uint8Array, at: number): { tag: number; content: number; length: number } | null {
  const [tag, first] = [der[at], der[at + 1]];
  if (tag === undefined || first === undefined) return null;
  const octets = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || octets > 2) return null;
  let length = octets === 0 ? first : 0;
  for (let nth = 0; nth < octets; nth++) length = length * 0x100 + (der[at + 2 + nth] ?? 0);
  return { tag, content: at + 2 + octets, length };
}
