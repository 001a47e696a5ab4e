import { expect, test } from 'vitest';
import type { Rfc7489Answer } from '../../../src/engine/dmarc/dmarc.ts';
import { evaluate, p, type Said } from './cases.ts';
import { servfail, type Zone } from './world.ts';

/** "result org policy aligned", or null where it says the same as RFC 9989. */
const inOneLine = (rfc7489: Rfc7489Answer | undefined) =>
  rfc7489
    ? [rfc7489.result, rfc7489.organizationalDomain, rfc7489.policyDomain ?? '-', rfc7489.aligned.join(',')]
        .join(' ')
        .trim()
    : null;

test.each<[string, string, Said, Zone, string | null, string | null]>([
  [
    'the ordinary case is the same',
    'example.com',
    'pass a.example.com',
    { '_dmarc.example.com': p('none') },
    'pass',
    null,
  ],
  ['and so is the seed', 'example.com', 'pass sendgrid.net', { '_dmarc.example.com': p('none') }, 'fail', null],
  ['no record is the same', 'example.com', 'pass example.com', {}, 'none', null],
  [
    'a suffix of the list that publishes is an organisation now',
    'shop.example.co.jp',
    'pass other.co.jp',
    { '_dmarc.co.jp': p('reject') },
    'pass',
    'none example.co.jp -',
  ],
  [
    'a name of the private section that publishes',
    'user.blogspot.com',
    'pass blogspot.com',
    { '_dmarc.blogspot.com': p('none') },
    'pass',
    'none user.blogspot.com -',
  ],
  [
    'psd=n makes a department an organisation of its own',
    'dept.example.com',
    'pass example.com',
    { '_dmarc.dept.example.com': p('none', '; psd=n'), '_dmarc.example.com': p('none') },
    'fail',
    'pass example.com dept.example.com example.com',
  ],
  [
    'several records end the search where they are found',
    'a.example.com',
    'pass a.example.com',
    { '_dmarc.a.example.com': [p('none'), p('reject')], '_dmarc.example.com': p('none') },
    'pass',
    'none example.com - a.example.com',
  ],
  ['not to be told', 'example.com', 'pass example.com', { '_dmarc.example.com': servfail }, 'temperror', null],
])('%s', async (_, author, mailFrom, zone, result, former) => {
  const check = await evaluate(author, mailFrom, [], zone);
  expect([check.result, inOneLine(check.rfc7489)]).toEqual([result, former]);
});
