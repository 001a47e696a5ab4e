import { expect, it } from 'vitest';
import { decodeHexOctets } from '../../src/engine/octets.ts';

it.each([
  ['RFC 2045 §6.7', 'a=3Db=20c', 'a=b c'],
  ['digits in lower case', '=c3=a4', '\xc3\xa4'],
  ['an octet is decoded once', '=3D41', '=41'],
  ['no hexadecimal digits', 'a==4g=', 'a==4g='],
])('=XX stands for an octet: %s', (_, text, octets) => {
  expect(decodeHexOctets(text)).toBe(octets);
});
