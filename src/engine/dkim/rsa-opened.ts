/**
 * An RSA signature opened with a public key: was it made with that key's other half, and of which hash? RFC 8017 §8.2.2, §9.2.
 *
 * A signature that does not fit tells nothing more by itself. Opened, it does: what another key has signed is noise, and what
 * this key has signed is the hash of what was signed. So a key that was replaced is told from a header that was changed.
 */

import { decodeBase64, encodeBase64, fromOctetString } from '../octets.ts';

/** Larger keys take too long for a question that decides nothing: the time grows with the cube of the size. */
const MAX_OCTETS = 512;

/** DigestInfo up to the hash, RFC 8017 §9.2 note 1, in hexadecimal digits. */
const DIGEST_INFOS = ['3021300906052b0e03021a05000414', '3031300d060960864801650304020105000420'];
/** 00 01, at least eight octets FF, 00: EMSA-PKCS1-v1_5. */
const PADDING = /^0001(?:ff){8,510}00/;

/** `hash` is base64; null where it was made with this key, and of what is not understood. */
export type Opened = { readonly by: 'this-key'; readonly hash: string | null } | { readonly by: 'other-key' };

/** Null: the key is too large. */
export function openSignature(key: { readonly n: string; readonly e: string }, signature: Uint8Array): Opened | null {
  const modulus = fromBase64Url(key.n);
  if (modulus.length > MAX_OCTETS) return null;
  if (signature.length !== modulus.length) return { by: 'other-key' };
  const [n, s] = [integer(modulus), integer(signature)];
  if (s >= n) return { by: 'other-key' };
  const encoded = power(s, integer(fromBase64Url(key.e)), n)
    .toString(16)
    .padStart(2 * modulus.length, '0');
  const padding = PADDING.exec(encoded)?.[0];
  if (padding === undefined) return { by: 'other-key' };
  const told = encoded.slice(padding.length);
  const info = DIGEST_INFOS.find((one) => told.startsWith(one));
  return { by: 'this-key', hash: info === undefined ? null : encodeBase64(fromHex(told.slice(info.length))) };
}

/** By squaring: an exponent has 32 bits at most (rsa-public-key.ts). */
function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let [square, left] = [base, exponent]; left > 0n; left >>= 1n, square = (square * square) % modulus) {
    if (left & 1n) result = (result * square) % modulus;
  }
  return result;
}

function integer(octets: Uint8Array): bigint {
  let digits = '';
  for (const octet of octets) digits += octet.toString(16).padStart(2, '0');
  return BigInt(`0x${digits || '0'}`);
}

function fromHex(digits: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function fromBase64Url(text: string): Uint8Array {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/');
  return decodeBase64(plain.padEnd(4 * Math.ceil(plain.length / 4), '=')) ?? fromOctetString('');
}
