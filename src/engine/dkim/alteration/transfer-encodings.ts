/** A body with its text in another transfer encoding, as it may have been signed. RFC 2045 §6. */

import {
  decodeBase64,
  decodeHexOctets,
  encodeBase64,
  fromOctetString,
  type OctetString,
  toOctetString,
} from '../../octets.ts';
import { type Part, partsOf } from './parts.ts';

type Octets = Uint8Array<ArrayBuffer>;
type Recoding = {
  /** The encoding as it lies here. */
  readonly now: RegExp;
  readonly recode: (content: OctetString) => OctetString | null;
  /** The encoding that it had then; null is 7bit or 8bit, by what is in it. */
  readonly signedAs: 'quoted-printable' | 'base64' | null;
};

const PLAIN = /^(?:7bit|8bit)$/;

const recodings: readonly Recoding[] = [
  { now: /^quoted-printable$/, recode: fromQuotedPrintable, signedAs: null },
  { now: /^base64$/, recode: fromBase64, signedAs: null },
  { now: PLAIN, recode: toQuotedPrintable, signedAs: 'quoted-printable' },
  { now: PLAIN, recode: toBase64, signedAs: 'base64' },
];

/** Each recoding by itself, of all text that is encoded so. */
export function* transcoded(body: Octets, type: OctetString, encoding: string): Generator<Octets> {
  const text = toOctetString(body);
  const parts = partsOf(body, type).filter((part) => part.type.startsWith('text/'));
  for (const recoding of recodings) {
    const made = parts.length > 0 ? recodedParts(text, parts, recoding) : recodedWhole(text, encoding, recoding);
    if (made !== null) yield fromOctetString(made);
  }
}

function recodedWhole(text: OctetString, encoding: string, { now, recode }: Recoding): OctetString | null {
  return now.test(encoding) ? recode(text) : null;
}

function recodedParts(
  text: OctetString,
  parts: readonly Part[],
  { now, recode, signedAs }: Recoding,
): OctetString | null {
  let made = '';
  let at = 0;
  for (const { start, content, end, header, encoding } of parts) {
    const recoded = now.test(encoding) ? recode(text.slice(content, end)) : null;
    if (recoded === null) continue;
    const name = signedAs ?? (/[\x80-\xff]/.test(recoded) ? '8bit' : '7bit');
    const named = header.replace(/^(content-transfer-encoding:[ \t]*)[^\r\n]*/im, `$1${name}`);
    made += text.slice(at, start) + named + recoded;
    at = end;
  }
  return at === 0 ? null : made + text.slice(at);
}

function fromQuotedPrintable(content: OctetString): OctetString {
  return decodeHexOctets(content.replace(/=[ \t]*\r\n/g, ''));
}

function fromBase64(content: OctetString): OctetString | null {
  const octets = decodeBase64(content.replace(/[ \t\r\n]+/g, ''));
  return octets && toOctetString(octets).replace(/\r?\n/g, '\r\n');
}

/** Lines of up to 76, broken as most programs break them. */
function toQuotedPrintable(content: OctetString): OctetString {
  return content
    .split('\r\n')
    .map((line) => {
      const units = line
        .replace(/[^\t\x20-\x3c\x3e-\x7e]|[ \t]$/g, (octet) => hexOf(octet))
        .match(/=[0-9A-F]{2}|[^=]/g);
      let [made, length] = ['', 0];
      for (const [nth, unit] of (units ?? []).entries()) {
        const last = nth === (units?.length ?? 0) - 1;
        if (length + unit.length > (last ? 76 : 75)) {
          made += '=\r\n';
          length = 0;
        }
        made += unit;
        length += unit.length;
      }
      return made;
    })
    .join('\r\n');
}

const hexOf = (octet: string) => `=${octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

function toBase64(content: OctetString): OctetString {
  return encodeBase64(fromOctetString(content)).replace(/.{76}(?=.)/g, '$&\r\n');
}
