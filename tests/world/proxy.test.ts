/** The proxy lets a browser reach the hosts it knows, refuses and writes down all else, and breaks connections as told. */

import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ConnectProxy, startProxy } from './proxy.ts';

let origin: Server;
let proxy: ConnectProxy;
beforeEach(async () => {
  origin = createServer((_request, response) => response.end('hello'));
  await new Promise<void>((ready) => origin.listen(0, '127.0.0.1', ready));
  proxy = await startProxy(new Map([['known.example:443', (origin.address() as AddressInfo).port]]));
});
afterEach(async () => {
  origin.closeAllConnections();
  await Promise.all([proxy.close(), new Promise((closed) => origin.close(closed))]);
});

/** Everything that comes back for a CONNECT and a request through it, until the end or `timeout`. */
function through(host: string, timeout = 2000): Promise<string> {
  return new Promise((done) => {
    let got = '';
    const socket = connect(proxy.port, '127.0.0.1', () => socket.write(`CONNECT ${host} HTTP/1.1\r\n\r\n`));
    const end = () => {
      socket.destroy();
      done(got);
    };
    const timer = setTimeout(end, timeout);
    socket.on('data', (chunk) => {
      if (got === '') socket.write('GET / HTTP/1.1\r\nHost: known.example\r\nConnection: close\r\n\r\n');
      got += String(chunk);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      end();
    });
  });
}

test('a known host is reached', async () => {
  expect(await through('known.example:443')).toContain('hello');
  expect(proxy.asked).toEqual([{ host: 'known.example:443', answer: 'connected' }]);
});
test.each(['other.example:443', 'known.example:80', '127.0.0.1:443'])(
  '%s is refused and written down',
  async (host) => {
    expect(await through(host)).toMatch(/^HTTP\/1\.1 502 /);
    expect(proxy.asked).toEqual([{ host, answer: 'refused' }]);
  },
);
test('plain http is refused and written down', async () => {
  const reply = await fetch(`http://127.0.0.1:${proxy.port}/x`);
  expect(reply.status).toBe(502);
  expect(proxy.asked).toEqual([{ host: '/x', answer: 'refused' }]);
});
test('faults: refuse, reset, blackhole, delay, and none again', async () => {
  const host = 'known.example:443';
  proxy.setFault(host, { fault: 'refuse' });
  expect(await through(host)).toMatch(/ 502 /);
  proxy.setFault(host, { fault: 'reset' });
  expect(await through(host)).not.toContain('hello');
  proxy.setFault(host, { fault: 'blackhole' });
  expect(await through(host, 200)).toBe('HTTP/1.1 200 Connection Established\r\n\r\n');
  proxy.setFault(host, { fault: 'delay', ms: 150 });
  const start = performance.now();
  expect(await through(host)).toContain('hello');
  expect(performance.now() - start).toBeGreaterThan(140);
  proxy.setFault(host, null);
  expect(await through(host)).toContain('hello');
});
