/**
 * Domain names: from the text of a message to the name that is asked for, and back for the eye. RFC 1034 §3.1, 5890, 8616.
 *
 * Three forms are told apart:
 * - a *domain* of a message (`toAscii`): LDH labels, U-labels in UTF-8, and underscores, since `_dmarc` and `_domainkey`
 *   stand in front of ordinary domains and some senders have them elsewhere;
 * - a *query name* (`toQueryName`): any octets that DNS can carry, as SPF macros and answers bring them. Octets outside the
 *   plain characters are written \DDD (RFC 1035 §5.1), so that two names are the same exactly when their texts are;
 * - the *display* form (`toUnicode`).
 *
 * The first two give the form of `Question.name`: lower case, no final dot, '' for the root.
 */

import punycode from 'punycode.js';
import { decodeUtf8, encodeUtf8, type OctetString } from '../octets.ts';

/** RFC 1035 §2.3.4: 63 octets a label. 255 octets a name on the wire are 253 characters without the final dot. */
const MAX_LABEL = 63;
const MAX_NAME = 253;

/** RFC 5890 §2.3.1, LDH label, with underscores: no hyphen at either end. */
const LDH_LABEL = /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/i;
const A_LABEL = /^xn--/;

/**
 * A domain as it stands in a message (an octet string) in A-label form: lower case, no final dot. Null where it is none.
 *
 * Accepted: 1 to 127 labels of 1 to 63 octets, 253 octets in all, one final dot; labels of letters, digits, hyphens (not at an
 * end) and underscores; labels in UTF-8, mapped and checked by UTS 46 as browsers do it. A single label is accepted.
 * Refused: the empty string, IPv4 addresses and any other name whose last label is all digits (RFC 1123 §2.1), address
 * literals, white space, escapes, ideographic dots, UTF-8 that is none.
 */
export function toAscii(domain: OctetString): string | null {
  const text = domain.endsWith('.') ? domain.slice(0, -1) : domain;
  // A U-label can be longer than its A-label in octets, but not more than fourfold in any script.
  if (text === '' || text.length > 4 * MAX_NAME) return null;
  const result: string[] = [];
  for (const label of text.split('.')) {
    const ascii = labelToAscii(label);
    if (ascii === null) return null;
    result.push(ascii);
  }
  if (/^[0-9]+$/.test(result.at(-1) ?? '')) return null;
  const name = result.join('.');
  return name.length > MAX_NAME ? null : name;
}

function labelToAscii(label: OctetString): string | null {
  const ascii = /^[\x00-\x7f]*$/.test(label) ? label : uLabelToAscii(label);
  if (ascii === null || ascii.length > MAX_LABEL || !LDH_LABEL.test(ascii)) return null;
  return ascii.toLowerCase();
}

function uLabelToAscii(label: OctetString): string | null {
  const text = decodeUtf8(label);
  // Back and forth: what is not UTF-8 would come back as U+FFFD, and characters that are no octets would be cut.
  if (encodeUtf8(text) !== label) return null;
  // The grammar comes first: a URL parser reads "a@b" as b and "a%2eb" as a.b.
  if (!/^[a-z0-9_\u{80}-\u{10ffff}-]+$/iu.test(text) || text.startsWith('-') || text.endsWith('-')) return null;
  return hostnameOf(text);
}

/** UTS 46 ToASCII of one label, as the platform's URL parser does it. */
function hostnameOf(label: string): string | null {
  const url = `http://${label}`;
  return URL.canParse(url) ? new URL(url).hostname : null;
}

/**
 * Any name that the DNS can carry, from an octet string: labels of 1 to 63 octets of any value between dots. Null where a label
 * is empty or too long, or the name is. '' and '.' are the root.
 */
export function toQueryName(name: OctetString): string | null {
  const text = name.endsWith('.') ? name.slice(0, -1) : name;
  if (text === '') return '';
  if (text.length > MAX_NAME || /[^\x00-\xff]/.test(text)) return null;
  const result: string[] = [];
  for (const label of text.split('.')) {
    if (label.length === 0 || label.length > MAX_LABEL) return null;
    result.push(escapeLabel(label));
  }
  return result.join('.');
}

/** One label's octets in the form of `Question.name`. */
export function escapeLabel(label: OctetString): string {
  return label
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase()) // RFC 4343 §3: only these 26 have a case
    .replace(/[^!#%&'*+,/0-9:<=>?a-z[\]^_`{|}~-]/g, (octet) => `\\${String(octet.charCodeAt(0)).padStart(3, '0')}`);
}

/**
 * A name in the form of `Question.name` or nearly so - upper case, a final dot, escapes that need none - in exactly that form.
 * Null where no DNS message can carry it.
 */
export function normalizeName(name: string): string | null {
  const result: string[] = [];
  let length = -1;
  for (const label of labels(name.endsWith('.') ? name.slice(0, -1) : name)) {
    const octets = unescapeLabel(label);
    if (octets === null || octets.length === 0 || octets.length > MAX_LABEL) return null;
    length += octets.length + 1;
    if (length > MAX_NAME) return null;
    result.push(escapeLabel(String.fromCharCode(...octets)));
  }
  return result.join('.');
}

/** The labels of a name in the form of `Question.name`, from the left. The root has none. */
export function labels(name: string): readonly string[] {
  return name === '' ? [] : name.split('.');
}

/** The name without its first label; null above the root. */
export function parentOf(name: string): string | null {
  if (name === '') return null;
  const dot = name.indexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1);
}

/** Whether a name is the other or lies below it, label by label. Both as in `Question.name`. */
export function isWithin(name: string, parent: string): boolean {
  return parent === '' || name === parent || name.endsWith(`.${parent}`);
}

/**
 * For the eye: each A-label as its U-label where that leads back to the same A-label, else as it is. Whether a reader can tell
 * the U-label from a like-looking one is not judged: show the A-label beside it.
 */
export function toUnicode(name: string): string {
  return labels(name)
    .map((label) => (A_LABEL.test(label) ? (uLabelOf(label) ?? label) : label))
    .join('.');
}

function uLabelOf(label: string): string | null {
  let text: string;
  try {
    text = punycode.decode(label.slice(4)); // throws on what is not Punycode
  } catch {
    return null;
  }
  return encodeUtf8(text) !== text && hostnameOf(text) === label ? text : null;
}

/** The octets of a label that is written as in `Question.name`. Null where an escape is broken. */
export function unescapeLabel(label: string): readonly number[] | null {
  const octets: number[] = [];
  for (const part of label.match(/\\[0-9]{3}|./gs) ?? []) {
    const octet = part.length === 4 ? Number(part.slice(1)) : part.charCodeAt(0);
    if (octet > 255 || part === '\\') return null;
    octets.push(octet);
  }
  return octets;
}
