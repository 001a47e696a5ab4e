/** DNS over HTTPS: what is asked, and what each fault of the exchange is called. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Question } from '../../src/engine/dns/dns.ts';
import { TYPE } from '../../src/resolver/dns-message.ts';
import { type DohOptions, dohResolver } from '../../src/resolver/doh.ts';
import { encodeQuery } from '../../src/resolver/wire.ts';
import { a, message, QNAME, question } from './dns-octets.ts';

const url = 'https://resolver.test/dns-query';
const asked: Question = { name: 'www.example', type: 'A' };
const questions = [question('www.example', TYPE.A)];
const good = message({ questions, answer: [a(QNAME, 1, 300)] });
const dns = { 'content-type': 'application/dns-message' };

type Fetch = NonNullable<DohOptions['fetch']>;
type Reply = () => Response | Promise<Response>;

/** Answers with the replies in turn, the last one for ever; keeps what it was asked. */
function fakeFetch(...replies: Reply[]) {
  const calls: { url: string; init: RequestInit }[] = [];
  const fetch: Fetch = async (to, init) => {
    calls.push({ url: to, init });
    const reply = replies[Math.min(calls.length, replies.length) - 1];
    if (!reply) throw new TypeError('Failed to fetch');
    return reply();
  };
  return { fetch, calls };
}

const ok = () => new Response(good, { headers: dns });
const broken = (): Response => {
  throw new TypeError('Failed to fetch');
};
const page = () => new Response('<html>Please sign in</html>', { headers: { 'content-type': 'text/html' } });

it('asks by GET, with nothing that tells one reader from another', async () => {
  const { fetch, calls } = fakeFetch(ok);
  let clock = 1000;
  const now = () => {
    clock += 40;
    return clock;
  };
  const answer = await dohResolver({ url }, { fetch, now })(asked);
  expect(answer).toEqual({
    question: asked,
    server: url,
    at: 1040,
    took: 40,
    authentic: false,
    aliases: [],
    ttl: 300,
    status: 'found',
    records: [{ type: 'A', address: '192.0.2.1' }],
  });
  const [call] = calls;
  const sent = new URL(call?.url ?? '').searchParams.get('dns') ?? '';
  expect(call?.url).toBe(`${url}?dns=${Buffer.from(encodeQuery(asked) ?? []).toString('base64url')}`);
  expect(Buffer.from(sent, 'base64url')).toHaveLength(128);
  expect(call?.init).toEqual({
    headers: { accept: 'application/dns-message' },
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
    cache: 'no-store',
    signal: expect.any(AbortSignal),
  });
});

it('the same question is the same URL', async () => {
  const { fetch, calls } = fakeFetch(ok);
  const resolve = dohResolver({ url: `${url}?key=1` }, { fetch });
  await resolve(asked);
  await resolve({ name: 'WWW.Example.', type: 'A' });
  expect(calls[0]?.url).toBe(calls[1]?.url);
  expect(calls[0]?.url).toMatch(/\?key=1&dns=/);
});

describe('each fault has its name', () => {
  const reply =
    (body: BodyInit | null, headers: Record<string, string> = dns, status = 200) =>
    () =>
      new Response(body, { headers, status });
  it.each<[string, Reply, string, number]>([
    ['no network', broken, 'network', 2],
    ['429', reply('slow down', {}, 429), 'refused http-429', 1],
    ['403', reply('no', {}, 403), 'refused http-4xx', 1],
    ['400, even with a DNS message', reply(good, dns, 400), 'refused http-4xx', 1],
    ['500', reply('no', {}, 500), 'network http-5xx', 1],
    ['503', reply(null, {}, 503), 'network http-5xx', 1],
    ['204', reply(null, {}, 204), 'malformed http-other', 1],
    ['HTML of a captive portal', page, 'malformed not-dns-message', 1],
    ['JSON', reply('{}', { 'content-type': 'application/dns-json' }), 'malformed not-dns-message', 1],
    ['no type', () => new Response(Uint8Array.from(good)), 'malformed not-dns-message', 1],
    [
      'a type that begins alike',
      reply(good, { 'content-type': 'application/dns-message2' }),
      'malformed not-dns-message',
      1,
    ],
    ['nothing', reply(null), 'malformed empty', 1],
    ['an empty body', reply(new Uint8Array()), 'malformed empty', 1],
    ['half', reply(good.subarray(0, 30)), 'malformed broken-message', 1],
    ['HTML that calls itself DNS', reply('<html>Please sign in here</html>'), 'malformed wrong-id', 1],
    ['another id', reply(message({ id: 7, questions })), 'malformed wrong-id', 1],
    [
      'another question',
      reply(message({ questions: [question('other.example', TYPE.A)] })),
      'malformed wrong-question',
      1,
    ],
    ['TC', reply(message({ flags: 0x8380, questions })), 'malformed truncated', 1],
    ['SERVFAIL', reply(message({ rcode: 2, questions })), 'servfail', 1],
    ['REFUSED', reply(message({ rcode: 5, questions })), 'refused', 1],
    ['64 KB and one octet', reply(new Uint8Array(65_536)), 'malformed too-large', 1],
  ])('%s', async (_, respond, expected, times) => {
    const { fetch, calls } = fakeFetch(respond);
    const answer = await dohResolver({ url }, { fetch })(asked);
    expect(answer).toMatchObject({ question: asked, server: url, status: 'failed', ttl: 0 });
    expect(answer.status === 'failed' && [answer.cause, answer.detail].filter(Boolean).join(' ')).toBe(expected);
    expect(calls).toHaveLength(times);
  });

  it('a name that DNS cannot carry is not asked for', async () => {
    const { fetch, calls } = fakeFetch(ok);
    expect(await dohResolver({ url }, { fetch })({ name: 'a..b', type: 'A' })).toMatchObject({
      cause: 'malformed',
      detail: 'not-a-name',
    });
    expect(calls).toHaveLength(0);
  });

  it.each(['application/dns-message; charset=utf-8', 'Application/DNS-Message'])('%s is the type', async (type) => {
    const { fetch } = fakeFetch(reply(good, { 'content-type': type }));
    expect((await dohResolver({ url }, { fetch })(asked)).status).toBe('found');
  });
});

describe('one more time', () => {
  it('after a broken network', async () => {
    const { fetch, calls } = fakeFetch(broken, ok);
    expect((await dohResolver({ url }, { fetch })(asked)).status).toBe('found');
    expect(calls).toHaveLength(2);
  });

  it('the second fault is the one that is told', async () => {
    const { fetch } = fakeFetch(broken, page);
    expect(await dohResolver({ url }, { fetch })(asked)).toMatchObject({ detail: 'not-dns-message' });
  });

  const silent: Fetch = (_, { signal }) =>
    new Promise((_, fail) => signal?.addEventListener('abort', () => fail(signal.reason as Error)));
  const breaking: Fetch = () => Promise.reject(new TypeError('Failed to fetch'));
  const timed = async (fetches: readonly Fetch[], patience?: number) => {
    const at: number[] = [];
    const begun = performance.now();
    const elapsed = () => Math.round(performance.now() - begun);
    const fetch: Fetch = (to, init) => {
      at.push(elapsed());
      return (fetches[at.length - 1] ?? breaking)(to, init);
    };
    const answer = await dohResolver({ url }, { fetch, ...(patience && { patience }) })(asked);
    return { cause: answer.status === 'failed' && answer.cause, at, took: elapsed() };
  };

  it('after half of the time where nobody answers; the other half is the second attempt’s', async () => {
    const { cause, at, took } = await timed([silent, silent], 400);
    expect(cause).toBe('timeout');
    expect(at[1]).toBeGreaterThanOrEqual(190);
    expect(took).toBeGreaterThanOrEqual(390);
    expect(took).toBeLessThan(800);
  });

  it('at once after a broken network', async () => {
    const { cause, at, took } = await timed([breaking, breaking]);
    expect(cause).toBe('network');
    expect(at).toHaveLength(2);
    expect(took).toBeLessThan(500);
  });

  it('five seconds in all, when nothing else is said', async () => {
    const { cause, at, took } = await timed([silent, silent]);
    expect(cause).toBe('timeout');
    expect(at[1]).toBeGreaterThanOrEqual(2490);
    expect(took).toBeGreaterThanOrEqual(4990);
    expect(took).toBeLessThan(5800);
  }, 10_000);

  it('the next question is asked as if nothing had been', async () => {
    const { fetch } = fakeFetch(broken, broken, ok);
    const resolve = dohResolver({ url }, { fetch });
    expect((await resolve(asked)).status).toBe('failed');
    expect((await resolve(asked)).status).toBe('found');
  });
});

describe('RFC 8484 §5.1: the age of a cached response is spent', () => {
  it.each([
    ['100', 200],
    ['300', 0],
    ['1000', 0],
    ['soon', 300],
    ['-1', 300],
  ])('age %s leaves %i', async (age, ttl) => {
    const { fetch } = fakeFetch(() => new Response(good, { headers: { ...dns, age } }));
    expect((await dohResolver({ url }, { fetch })(asked)).ttl).toBe(ttl);
  });
});

it('does not read more than a DNS message can have', async () => {
  let pulled = 0;
  let cancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled++;
      controller.enqueue(new Uint8Array(10_000));
    },
    cancel() {
      cancelled = true;
    },
  });
  const { fetch } = fakeFetch(() => new Response(endless, { headers: dns }));
  expect(await dohResolver({ url }, { fetch })(asked)).toMatchObject({ detail: 'too-large' });
  expect(pulled).toBeLessThan(10);
  expect(cancelled).toBe(true);
});

describe('against a server', () => {
  let server: Server;
  let base: string;
  const seen: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = new URL(request.url ?? '', 'http://x').pathname;
      const cut = () => request.socket.destroy();
      seen.push(path);
      if (path === '/silent') return;
      if (path === '/reset') cut();
      else if (path === '/elsewhere') response.writeHead(302, { location: '/good' }).end();
      else {
        response.writeHead(200, { ...dns, 'content-length': good.length }).write(good.subarray(0, 20));
        if (path === '/good') response.end(good.subarray(20));
        if (path === '/slow') setTimeout(() => response.end(good.subarray(20)), 100);
        if (path === '/cut') setTimeout(cut, 20);
      }
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it.each<[string, string, object, number]>([
    ['answers', '/good', { status: 'found' }, 1],
    ['answers in pieces', '/slow', { status: 'found' }, 1],
    ['never answers', '/silent', { cause: 'timeout' }, 2],
    ['stops in the middle', '/stalled', { cause: 'timeout' }, 2],
    ['breaks off', '/reset', { cause: 'network' }, 2],
    ['breaks off in the middle', '/cut', { cause: 'network' }, 2],
    ['leads elsewhere', '/elsewhere', { cause: 'network' }, 2],
  ])('that %s', async (_, path, expected, times) => {
    seen.length = 0;
    const patience = 'cause' in expected && expected.cause === 'timeout' ? 800 : 4000;
    const answer = await dohResolver({ url: base + path }, { patience })(asked);
    expect(answer).toMatchObject(expected);
    expect(seen).toEqual(Array(times).fill(path));
    expect(answer.took).toBeLessThan(patience + 1000);
  });
});
