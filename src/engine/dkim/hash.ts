/** SHA-1 and SHA-256, which the platform computes. RFC 6376 §3.3, RFC 8301 §3.1. */

import { encodeBase64 } from '../octets.ts';

export type HashName = 'sha1' | 'sha256';

/** As WebCrypto names them, and how many octets they have. */
export const HASHES = {
  sha1: { platform: 'SHA-1', octets: 20 },
  sha256: { platform: 'SHA-256', octets: 32 },
} as const;

export async function hashOf(octets: Uint8Array<ArrayBuffer>, name: HashName): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest(HASHES[name].platform, octets));
}

/** As bh= has it. */
export async function base64HashOf(octets: Uint8Array<ArrayBuffer>, name: HashName): Promise<string> {
  return encodeBase64(await hashOf(octets, name));
}
