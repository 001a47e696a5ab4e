/**
 * Octets, in the two forms in which they are kept: a Uint8Array, or an octet string - a JavaScript string in which each
 * character is one octet (U+0000 to U+00FF). Header fields are octet strings: regular expressions work on them, nothing is
 * decoded, and JSON carries them.
 */

/** A JavaScript string in which each character is one octet, U+0000 to U+00FF. */
export type OctetString = string;

const CHUNK = 0x2000;

export function toOctetString(octets: Uint8Array): OctetString {
  let text = '';
  for (let at = 0; at < octets.length; at += CHUNK) {
    // Copied one by one: in a content script of Firefox what the platform made (a hash, encoded text) is the page's, and no
    // part of it can be taken.
    const piece = new Uint8Array(Math.min(CHUNK, octets.length - at));
    for (let i = 0; i < piece.length; i++) piece[i] = octets[at + i] as number;
    // With `apply`: spreading a typed array goes through its iterator, seven times as slowly.
    text += String.fromCharCode.apply(null, piece as unknown as number[]);
  }
  return text;
}

export function fromOctetString(text: OctetString): Uint8Array<ArrayBuffer> {
  const octets = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) octets[i] = text.charCodeAt(i);
  return octets;
}

/** "=XX" -> the octet: quoted-printable (RFC 2045 §6.7, RFC 2047 §4.2, RFC 6376 §2.11), lower-case digits taken as well. */
export function decodeHexOctets(text: OctetString): OctetString {
  return text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** UTF-8 for the eye: what is not UTF-8 becomes U+FFFD. Never used for what is hashed or compared. */
export function decodeUtf8(text: OctetString): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(fromOctetString(text));
}

export function encodeUtf8(text: string): OctetString {
  return toOctetString(new TextEncoder().encode(text));
}

/** RFC 4648 §4, strict: no white space, padding as it must be. Null where the text is not base64. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  return fromOctetString(atob(text));
}

export function encodeBase64(octets: Uint8Array): string {
  return btoa(toOctetString(octets));
}

/** RFC 4648 §5, without padding. */
export function encodeBase64Url(octets: Uint8Array): string {
  return encodeBase64(octets).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
