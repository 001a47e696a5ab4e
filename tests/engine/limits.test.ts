/** The limits of the engine are what they are said to be: hostile mail is held off by these figures and by no others. */

import { expect, it } from 'vitest';
import { MAX_WALKS } from '../../src/engine/dmarc/alignment.ts';
import { MAX_PARTS } from '../../src/engine/dmarc/parts.ts';
import { MAX_AHEAD } from '../../src/engine/dmarc/prefetch.ts';
import { MAX_IGNORED } from '../../src/engine/dmarc/record.ts';
import { MAX_DISPLAY } from '../../src/engine/message/display.ts';
import { MAX_FIELDS } from '../../src/engine/message/fields.ts';
import { MAX_MAILBOXES } from '../../src/engine/message/mailboxes.ts';
import { MAX_HEADER, MAX_LEADING_LINES } from '../../src/engine/message/split.ts';
import { PREFIXES } from '../../src/engine/spf/breadth.ts';
import { LONGEST_ANSWER, MAX_TERMS } from '../../src/engine/spf/faults.ts';
import { LIMITS } from '../../src/engine/spf/limits.ts';
import { MAX_EXAMINED, MAX_FAULTS, MAX_PUBLISHED } from '../../src/engine/syntax/fault.ts';

it.each([
  ['RFC 7208 §4.6.4: terms that ask', LIMITS.lookups, 10],
  ['RFC 7208 §4.6.4: void lookups', LIMITS.voidLookups, 2],
  ['RFC 7208 §4.6.4: names of an MX', LIMITS.mxNames, 10],
  ['RFC 7208 §4.6.4: names of a PTR', LIMITS.ptrNames, 10],
  ['terms of all SPF records together', LIMITS.terms, 10_000],
  ['octets of a sender or a HELO name', LIMITS.identity, 1000],
  ['RFC 7208 §6.2: octets of an explanation', LIMITS.explanation, 500],
  ['RFC 7208 §3.4: octets of an answer', LONGEST_ANSWER, 450],
  ['SPF terms that are looked into', MAX_TERMS, 1000],
  ['a wide network of IPv4', PREFIXES.wide.ip4, 8],
  ['a wide network of IPv6', PREFIXES.wide.ip6, 19],
  ['faults of a record', MAX_FAULTS, 32],
  ['octets of a record that is looked into', MAX_EXAMINED, 8192],
  ['records of a name', MAX_PUBLISHED, 16],
  ['DMARC tags that are looked into', MAX_PARTS, 1000],
  ['DMARC tags that are ignored', MAX_IGNORED, 32],
  ['DMARC walks of identifiers', MAX_WALKS, 10],
  ['DMARC walks ahead', MAX_AHEAD, 4],
  ['fields of a header', MAX_FIELDS, 10_000],
  ['octets of a header', MAX_HEADER, 1_048_576],
  ['empty lines before a header', MAX_LEADING_LINES, 100],
  ['mailboxes of a field', MAX_MAILBOXES, 1000],
  ['octets that are decoded for the eye', MAX_DISPLAY, 10_000],
])('%s: %d', (_, limit, stated) => expect(limit).toBe(stated));
