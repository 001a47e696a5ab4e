/** RSA public keys in DER. RFC 8017 A.1.1, §3.1; RFC 5280 §4.1. */

import { describe, expect, it } from 'vitest';
import { parseRsaKey } from '../../../src/engine/dkim/rsa-public-key.ts';
import { pkcs1, rsaKey, spki } from '../../mail/signer.ts';

const octets = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));

describe('what a key is', () => {
  it.each([512, 768, 1024, 1032, 2048])('of %i bits, is the same as SPKI and bare', (bits) => {
    const key = rsaKey(bits);
    const { n = '', e = '' } = key.publicKey.export({ format: 'jwk' });
    const whole = parseRsaKey(octets(spki(key)));
    expect(whole).toEqual({ modulus: octets(n), exponent: octets(e), bits, oversize: false });
    expect(parseRsaKey(octets(pkcs1(key)))).toEqual(whole);
  });

  it('counts bits from the first that is set', () => {
    expect(parseRsaKey(hex('30 07 02 02 01 01 02 01 03'))?.bits).toBe(9);
    expect(parseRsaKey(hex('30 08 02 03 00 80 01 02 01 03'))?.bits).toBe(16);
  });
});

describe('what is none', () => {
  it.each([
    ['nothing', ''],
    ['another type', '04 03 01 02 03'],
    ['an empty sequence', '30 00'],
    ['a sequence of one integer', '30 04 02 02 01 01'],
    ['three integers', '30 0a 02 02 01 01 02 01 03 02 01 03'],
    ['octets behind the key', '30 07 02 02 01 01 02 01 03 00'],
    ['a length behind the end', '30 08 02 02 01 01 02 01 03'],
    ['a length without end', '30 80 02 02 01 01 02 01 03 00 00'],
    ['a length of four octets', '30 84 7f ff ff ff 02 02 01 01 02 01 03'],
    ['an inner length behind the end', '30 07 02 09 01 01 02 01 03'],
    ['a negative modulus', '30 07 02 02 81 01 02 01 03'],
    ['a modulus of zero', '30 06 02 01 00 02 01 03'],
    ['an even modulus', '30 07 02 02 01 02 02 01 03'],
    ['an exponent of 1: everybody could sign', '30 07 02 02 01 01 02 01 01'],
    ['an even exponent', '30 07 02 02 01 01 02 01 02'],
    ['an empty integer', '30 05 02 00 02 01 03'],
    ['an elliptic curve', '30 13 30 0d 06 07 2a 86 48 ce 3d 02 01 06 02 2b 00 03 02 00 04'],
    ['an Ed25519 SPKI', `30 2a 30 05 06 03 2b 65 70 03 21 00 ${'11'.repeat(32)}`],
    [
      'an SPKI with unused bits',
      '30 19 30 0d 06 09 2a 86 48 86 f7 0d 01 01 01 05 00 03 08 01 30 07 02 02 01 01 02 01 03',
    ],
  ])('%s', (_, text) => {
    expect(parseRsaKey(hex(text))).toBeNull();
  });

  it('every beginning of a key', () => {
    const whole = octets(spki(rsaKey(512)));
    for (let length = 0; length < whole.length; length++) expect(parseRsaKey(whole.subarray(0, length))).toBeNull();
  });
});
