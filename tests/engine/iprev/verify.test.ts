/** iprev: the client's names, and whether they lead back. RFC 8601 §3. */

import { describe, expect, it } from 'vitest';
import type { Question } from '../../../src/engine/dns/dns.ts';
import { MAX_NAMES, verifyIprev } from '../../../src/engine/iprev/verify.ts';
import { zoneResolver } from '../../../src/resolver/zone.ts';

const many = Array.from({ length: 12 }, (_, i) => `h${String(i).padStart(2, '0')}.example.com`);

const zone = `
1.2.0.192.in-addr.arpa.   PTR  mail.example.com.
2.2.0.192.in-addr.arpa.   PTR  other.example.com.
3.2.0.192.in-addr.arpa.   PTR  other.example.com.
3.2.0.192.in-addr.arpa.   PTR  mail3.example.com.
4.2.0.192.in-addr.arpa.   PTR  gone.example.com.
5.2.0.192.in-addr.arpa.   PTR  broken.example.com.
6.2.0.192.in-addr.arpa.   PTR  broken.example.com.
6.2.0.192.in-addr.arpa.   PTR  mail6.example.com.
8.2.0.192.in-addr.arpa.   TXT  "a name, but no PTR record"
9.2.0.192.in-addr.arpa.   CNAME 9.sub.2.0.192.in-addr.arpa.
9.sub.2.0.192.in-addr.arpa. PTR mail9.example.com.
${many.map((name) => `10.2.0.192.in-addr.arpa. PTR ${name}.`).join('\n')}
11.2.0.192.in-addr.arpa.  PTR  six.example.com.
1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa. PTR six.example.com.
mail.example.com.   A     192.0.2.1
other.example.com.  A     192.0.2.99
mail3.example.com.  A     192.0.2.3
mail6.example.com.  A     192.0.2.6
mail9.example.com.  A     192.0.2.9
six.example.com.    AAAA  2001:db8::cb01
h11.example.com.    A     192.0.2.10
; !servfail broken.example.com.
; !timeout 7.2.0.192.in-addr.arpa.
`;

const cases: readonly [title: string, ip: string | null, reason: string, result: string | null, confirmed: string[]][] =
  [
    ['no address', null, 'not-asked', null, []],
    ['what is no address', '192.0.2', 'not-asked', null, []],
    ['reverse and forward agree', '192.0.2.1', 'confirmed', 'pass', ['mail.example.com']],
    ['an IPv4-mapped address is IPv4', '::ffff:192.0.2.1', 'confirmed', 'pass', ['mail.example.com']],
    ['they do not agree', '192.0.2.2', 'not-confirmed', 'fail', []],
    ['one name of two agrees', '192.0.2.3', 'confirmed', 'pass', ['mail3.example.com']],
    ['the name does not exist', '192.0.2.4', 'not-confirmed', 'fail', []],
    ['the name cannot be asked for', '192.0.2.5', 'forward-lookup-failed', 'temperror', []],
    ['one cannot be asked for, another agrees', '192.0.2.6', 'confirmed', 'pass', ['mail6.example.com']],
    ['the address cannot be asked for', '192.0.2.7', 'reverse-lookup-failed', 'temperror', []],
    ['no PTR record', '192.0.2.8', 'no-name', 'permerror', []],
    ['no such name', '192.0.2.200', 'no-name', 'permerror', []],
    ['a delegated reverse zone (RFC 2317)', '192.0.2.9', 'confirmed', 'pass', ['mail9.example.com']],
    ['the name is of the other kind', '192.0.2.11', 'not-confirmed', 'fail', []],
    ['IPv6', '2001:db8::cb01', 'confirmed', 'pass', ['six.example.com']],
  ];

describe('iprev, RFC 8601 §3', () => {
  it.each(cases)('%s: %s is %s', async (_, ip, reason, result, confirmed) => {
    const check = await verifyIprev(ip, zoneResolver([zone]));
    expect(check).toMatchObject({ ip, reason, result, confirmed });
  });

  it('keeps every answer, and which name came to what', async () => {
    const check = await verifyIprev('192.0.2.6', zoneResolver([zone]));
    expect(check.answers.map(({ question, status }) => `${question.name} ${question.type} ${status}`)).toEqual([
      '6.2.0.192.in-addr.arpa PTR found',
      'broken.example.com A failed',
      'mail6.example.com A found',
    ]);
    expect(check).toMatchObject({ unanswered: ['broken.example.com'], unconfirmed: [] });
  });

  it(`follows ${MAX_NAMES} names of an address, and asks for all of them at once`, async () => {
    const asked: Question[] = [];
    const zones = zoneResolver([zone]);
    const check = await verifyIprev('192.0.2.10', (question) => {
      asked.push(question);
      return zones(question);
    });
    expect(check).toMatchObject({ reason: 'not-confirmed', unconfirmed: many.slice(0, MAX_NAMES) });
    expect(asked).toHaveLength(1 + MAX_NAMES);
  });
});

it.each(['1.2.0.192.in-addr.arpa PTR', 'mail.example.com A'])(
  'says that %s was not asked, and not that nobody answered',
  async (name) => {
    const resolve = zoneResolver([zone], { faults: { [name]: 'budget' } });
    expect(await verifyIprev('192.0.2.1', resolve)).toMatchObject({ reason: 'question-budget', result: null });
  },
);
