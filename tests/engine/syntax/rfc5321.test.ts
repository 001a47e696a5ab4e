import { expect, it } from 'vitest';
import { splitAddress } from '../../../src/engine/syntax/rfc5321.ts';

it.each([
  ['a mailbox', 'a@b.example', 'a', 'b.example'],
  ['§4.1.2: a quoted local part holds an "@"', '"a@b.example"@c.example', '"a@b.example"', 'c.example'],
  ['no local part', '@b.example', '', 'b.example'],
  ['no domain', 'a@', 'a', ''],
  ['no "@": a host name', 'b.example', '', 'b.example'],
  ['nothing', '', '', ''],
])('an address is parted at its last "@": %s', (_, address, localPart, domain) => {
  expect(splitAddress(address)).toEqual({ localPart, domain });
});
