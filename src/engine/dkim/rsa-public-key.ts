/** RSA public keys in DER: SubjectPublicKeyInfo or a bare RSAPublicKey -> its two integers. RFC 8017 A.1.1, RFC 5280 §4.1. */

/** p= holds an RSAPublicKey by RFC 6376 §3.6.1, and a SubjectPublicKeyInfo around one by all practice: both are taken. */
export type RsaKey = {
  /** Octets of an unsigned integer, the first of them not zero; `exponent` too. */
  readonly modulus: Uint8Array;
  readonly exponent: Uint8Array;
  /** Size of the modulus. */
  readonly bits: number;
  /** Beyond what WebCrypto computes with somewhere: such a key would simply never fit. */
  readonly oversize: boolean;
};

const MAX_BITS = 16_384;
const MAX_EXPONENT_OCTETS = 4;

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const SEQUENCE = 0x30;
/** Object identifier of rsaEncryption, 1.2.840.113549.1.1.1. */
const RSA_OID = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];

type Element = { readonly tag: number; readonly content: Uint8Array; readonly rest: Uint8Array };

/** Null where the octets are no RSA public key, or one that nobody can have made (RFC 8017 §3.1). */
export function parseRsaKey(der: Uint8Array): RsaKey | null {
  const outer = element(der, SEQUENCE);
  if (!outer || outer.rest.length > 0) return null;
  const bare = outer.content[0] === SEQUENCE ? unwrap(outer.content) : outer.content;
  const n = bare && element(bare, INTEGER);
  const e = n && element(n.rest, INTEGER);
  if (!e || e.rest.length > 0) return null;
  const modulus = positive(n.content);
  const exponent = positive(e.content);
  // An odd modulus, and an odd exponent of 3 or more: with 1, anybody can sign.
  if (!modulus || !exponent || !isOdd(modulus) || !isOdd(exponent) || (exponent.length === 1 && exponent[0] === 1)) {
    return null;
  }
  const bits = 8 * modulus.length - Math.clz32(modulus[0] ?? 0) + 24;
  return { modulus, exponent, bits, oversize: bits > MAX_BITS || exponent.length > MAX_EXPONENT_OCTETS };
}

/** SubjectPublicKeyInfo content -> RSAPublicKey content. */
function unwrap(content: Uint8Array): Uint8Array | null {
  const algorithm = element(content, SEQUENCE);
  if (!algorithm || !RSA_OID.every((octet, at) => algorithm.content[at] === octet)) return null;
  const bits = element(algorithm.rest, BIT_STRING);
  if (!bits || bits.rest.length > 0 || bits.content[0] !== 0) return null;
  const key = element(bits.content.subarray(1), SEQUENCE);
  return key && key.rest.length === 0 ? key.content : null;
}

/** The element at the beginning. Null where it is of another kind, or reaches behind the end. */
function element(der: Uint8Array, tag: number): Element | null {
  const first = der[1];
  if (der[0] !== tag || first === undefined) return null;
  const lengthOctets = first < 0x80 ? 0 : first & 0x7f;
  // A key of 64 KB is none, and a length without end (0x80) is not DER.
  if (first === 0x80 || lengthOctets > 2) return null;
  let length = lengthOctets === 0 ? first : 0;
  for (let at = 2; at < 2 + lengthOctets; at++) length = length * 0x100 + (der[at] ?? 0);
  const from = 2 + lengthOctets;
  if (from + length > der.length) return null;
  return { tag, content: der.subarray(from, from + length), rest: der.subarray(from + length) };
}

/** The octets of an integer without leading zeros; null where it is negative or zero. */
function positive(content: Uint8Array): Uint8Array | null {
  if ((content[0] ?? 0x80) >= 0x80) return null;
  const from = content.findIndex((octet) => octet !== 0);
  return from < 0 ? null : content.subarray(from);
}

const isOdd = (integer: Uint8Array) => ((integer.at(-1) ?? 0) & 1) === 1;
