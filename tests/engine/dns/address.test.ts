/** IP addresses: strict texts, networks, reverse names. */

import { describe, expect, it } from 'vitest';
import {
  formatAddress,
  isInternalAddress,
  matches,
  nibbles,
  parseAddress,
  parseIPv4,
  parseIPv6,
  reverseName,
} from '../../../src/engine/dns/address.ts';

const address = (text: string) => {
  const parsed = parseAddress(text);
  if (!parsed) throw new Error(`not an address: ${text}`);
  return parsed;
};

describe('parseAddress, in canonical form', () => {
  it.each([
    ['IPv4', '192.0.2.1', '192.0.2.1'],
    ['IPv4 of zeros', '0.0.0.0', '0.0.0.0'],
    ['RFC 5952 §4: short and lower case', '2001:0DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['RFC 5952 §4.2.2: one group of zeros stays', '2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['RFC 5952 §4.2.3: the longest run', '2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['unspecified', '::', '::'],
    ['RFC 4291 §2.5.5.2: IPv4-mapped is IPv4', '::ffff:192.0.2.1', '192.0.2.1'],
    ['IPv4-mapped in groups', '0:0:0:0:0:FFFF:c000:0201', '192.0.2.1'],
    ['RFC 4291 §2.5.5.1: IPv4-compatible is IPv6', '::192.0.2.1', '::c000:201'],
    ['RFC 6052: NAT64 is IPv6', '64:ff9b::192.0.2.1', '64:ff9b::c000:201'],
    ['a tail in six groups', '1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:102:304'],
  ])('%s', (_, text, canonical) => expect(formatAddress(address(text))).toBe(canonical));

  it.each([
    '',
    '1',
    '1.2.3',
    '1.2.3.4.5',
    '01.2.3.4',
    '0x1.2.3.4',
    '256.1.1.1',
    '1.2.3.4 ',
    ' 1.2.3.4',
    '1.2.3.4\n',
    '1..2.3',
    '1.2.3.-4',
    '１.2.3.4',
    '1.2.3.4/24',
    '[1.2.3.4]',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    ':1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:',
    '12345::',
    '::g',
    'fe80::1%eth0',
    '[::1]',
    'IPv6:::1',
    '::ffff:01.2.3.4',
    '::ffff:1.2.3',
    '::1.2.3.4:5',
    '1.2.3.4::',
    '::ffff:1.2.3.4%1',
    '1:2:3:4:5:6:7:1.2.3.4',
    `${'0'.repeat(100)}::1`,
  ])('refuses %j', (text) => expect(parseAddress(text)).toBeNull());
});

it('networks are written in one family: parseIPv4 and parseIPv6 do not cross', () => {
  expect(parseIPv6('::ffff:192.0.2.1')?.version).toBe(6);
  expect(parseIPv4('::ffff:192.0.2.1')).toBeNull();
  expect(parseIPv6('192.0.2.1')).toBeNull();
});

describe('matches', () => {
  it.each([
    ['192.0.2.129', '192.0.2.128', 25, true],
    ['192.0.2.127', '192.0.2.128', 25, false],
    ['192.0.2.1', '10.0.0.0', 0, true],
    ['192.0.2.1', '192.0.2.1', 32, true],
    ['192.0.2.1', '192.0.2.0', 32, false],
    ['192.0.2.1', '192.0.2.1', 33, false],
    ['2001:db8:0:1::1', '2001:db8::', 63, true],
    ['2001:db8:0:1::1', '2001:db8::', 64, false],
    ['2001:db8::1', '2001:db8::1', 128, true],
    ['2001:db8::1', '2001:db8::', 128, false],
    ['::', '0.0.0.0', 0, false],
    ['192.0.2.1', '::', 0, false],
  ])('%s in %s/%i: %s', (one, network, prefix, result) =>
    expect(matches(address(one), address(network), prefix)).toBe(result),
  );
});

describe('reverseName', () => {
  it.each([
    ['RFC 1035 §3.5', '192.0.2.1', '1.2.0.192.in-addr.arpa'],
    [
      'RFC 3596 §2.5',
      '4321:0:1:2:3:4:567:89ab',
      'b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.0.0.0.0.1.2.3.4.ip6.arpa',
    ],
  ])('%s', (_, text, name) => expect(reverseName(address(text))).toBe(name));

  it('nibbles', () =>
    expect(nibbles(address('2001:db8::cb01')).join('.')).toMatch(/^2\.0\.0\.1\.0\.d\.b\.8\..*c\.b\.0\.1$/));
});

describe('isInternalAddress', () => {
  it.each([
    ['10.1.2.3', true],
    ['172.16.0.1', true],
    ['172.32.0.1', false],
    ['192.168.1.1', true],
    ['127.0.0.1', true],
    ['169.254.1.1', true],
    ['100.64.0.1', true],
    ['100.128.0.1', false],
    ['0.0.0.0', true],
    ['::', true],
    ['::1', true],
    ['fe80::1', true],
    ['fd00::1', true],
    ['::ffff:10.0.0.1', true],
    ['192.0.2.1', false],
    ['2001:db8::1', false],
    ['8.8.8.8', false],
    ['2607:f8b0::1', false],
  ] as const)('%s: %s', (text, internal) => expect(isInternalAddress(address(text))).toBe(internal));
});
