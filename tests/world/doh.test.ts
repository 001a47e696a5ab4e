/** The resolvers that the tests play answer as RFC 8484 says, and our own codec understands an encoder that is not ours. */

import * as packet from '@leichtgewicht/dns-packet';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RecordType } from '../../src/engine/dns/dns.ts';
import { providers } from '../../src/resolver/providers.ts';
import { decodeAnswer, encodeQuery } from '../../src/resolver/wire.ts';
import { ask } from './ask.ts';
import type { DohFault } from './doh.ts';
import { startWorld, type World } from './world.ts';

const zone = `$ORIGIN .
$TTL 300
. IN SOA a.root. nobody.root. 1 1800 900 604800 60
shop.example. IN TXT "v=spf1 " "-all"
shop.example. IN TXT "\\255 octets"
shop.example. IN MX 10 mail.shop.example.
mail.shop.example. IN A 192.0.2.1
mail.shop.example. IN AAAA 2001:db8::1
one.example. IN CNAME two.example.
two.example. IN CNAME shop.example.
nowhere.example. IN CNAME gone.example.
1.2.0.192.in-addr.arpa. IN PTR mail.shop.example.
`;

let world: World;
beforeAll(async () => {
  world = await startWorld([zone]);
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const queryOf = (name: string, type: RecordType) => Buffer.from(encodeQuery(question(name, type)) ?? []);
const question = (name: string, type: RecordType = 'TXT') => ({ name, type });
const urlOf = (name: string, type: RecordType = 'TXT', host = 'dns.google') =>
  `https://${host}/dns-query?dns=${queryOf(name, type).toString('base64url')}`;

describe('answers, read by our codec', () => {
  const rows: readonly [string, RecordType, object][] = [
    [
      'shop.example',
      'TXT',
      { status: 'found', records: [{ strings: ['v=spf1 ', '-all'] }, { strings: ['\xff octets'] }] },
    ],
    ['shop.example', 'MX', { status: 'found', records: [{ preference: 10, exchange: 'mail.shop.example' }] }],
    ['mail.shop.example', 'A', { status: 'found', records: [{ type: 'A', address: '192.0.2.1' }] }],
    ['mail.shop.example', 'AAAA', { status: 'found', records: [{ type: 'AAAA', address: '2001:db8::1' }] }],
    ['1.2.0.192.in-addr.arpa', 'PTR', { status: 'found', records: [{ name: 'mail.shop.example' }] }],
    ['one.example', 'MX', { status: 'found', aliases: ['two.example', 'shop.example'], records: [{ preference: 10 }] }],
    ['shop.example', 'A', { status: 'nodata', ttl: 60 }],
    ['none.example', 'TXT', { status: 'nxdomain', ttl: 60 }],
    ['nowhere.example', 'TXT', { status: 'nxdomain', aliases: ['gone.example'] }],
  ];
  test.each(rows)('%s %s', async (name, type, expected) => {
    const { status, headers, body } = await ask(world, urlOf(name, type));
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/dns-message');
    expect(decodeAnswer(question(name, type), new Uint8Array(body))).toMatchObject(expected);
  });
});

test('a question that is posted is answered too', async () => {
  const headers = { 'content-type': 'application/dns-message' };
  const body = queryOf('shop.example', 'MX');
  const reply = await ask(world, 'https://dns.google/dns-query', { method: 'POST', headers, body });
  expect((packet.decode(reply.body) as { answers: object[] }).answers).toHaveLength(1);
});

test.each(providers)('$id sends Access-Control-Allow-Origin: $cors', async ({ url, cors }) => {
  const { headers } = await ask(world, `${url}?dns=${queryOf('shop.example', 'TXT').toString('base64url')}`);
  expect(headers['access-control-allow-origin']).toBe(cors ? '*' : undefined);
});

test('what was asked is written down, with what should not have been sent', async () => {
  await ask(world, urlOf('shop.example'), { headers: { accept: 'application/dns-message', cookie: 'a=b' } });
  expect(world.doh.log).toEqual([
    {
      ...{ host: 'dns.google', method: 'GET', question: question('shop.example'), accept: 'application/dns-message' },
      ...{ origin: null, cookie: 'a=b', referer: null },
    },
  ]);
});

describe('told to fail', () => {
  const rows: readonly [string, DohFault, (reply: Awaited<ReturnType<typeof ask>>) => void][] = [
    ['a status', { fault: 'status', status: 500 }, ({ status }) => expect(status).toBe(500)],
    ['a page', { fault: 'html' }, ({ headers }) => expect(headers['content-type']).toBe('text/html')],
    [
      'another type',
      { fault: 'wrong-type' },
      ({ headers }) => expect(headers['content-type']).toBe('application/json'),
    ],
    ['nothing', { fault: 'empty' }, ({ body }) => expect(body).toHaveLength(0)],
    ['half a message', { fault: 'truncated' }, ({ body }) => expect(body).toHaveLength(20)],
    ['another id', { fault: 'wrong-id' }, ({ body }) => expect(body.readUInt16BE(0)).toBe(0xffff)],
    ['SERVFAIL', { fault: 'servfail' }, ({ body }) => expect((body[3] ?? 0) & 15).toBe(2)],
    ['REFUSED', { fault: 'refused' }, ({ body }) => expect((body[3] ?? 0) & 15).toBe(5)],
  ];
  test.each(rows)('%s', async (_title, fault, check) => {
    world.doh.setFault(fault);
    check(await ask(world, urlOf('shop.example')));
  });
  test('no answer', async () => {
    world.doh.setFault({ fault: 'hang' });
    await expect(ask(world, urlOf('shop.example'), { timeout: 300 })).rejects.toThrow(/abort|timeout/i);
  });
  test('for one name, at one resolver', async () => {
    world.doh.setFault({ fault: 'status', status: 429 }, { host: 'dns.google', name: 'shop.example' });
    expect((await ask(world, urlOf('shop.example'))).status).toBe(429);
    expect((await ask(world, urlOf('mail.shop.example', 'A'))).status).toBe(200);
    expect((await ask(world, urlOf('shop.example', 'TXT', 'dns.quad9.net'))).status).toBe(200);
    world.doh.setFault(null, { host: 'dns.google', name: 'shop.example' });
    expect((await ask(world, urlOf('shop.example'))).status).toBe(200);
  });
});
