/**
 * The CONNECT proxy: the only way out that a browser under test is given. Known hosts lead to loopback ports, all else is
 * refused; everything that was asked for is written down. Faults of the transport are set per host.
 */

import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** What happens to a new connection: later, accepted and never answered, cut, or not let through. */
export type TransportFault =
  | { readonly fault: 'delay'; readonly ms: number }
  | { readonly fault: 'blackhole' | 'reset' | 'refuse' };

export type Asked = { readonly host: string; readonly answer: 'connected' | 'refused' };

export type ConnectProxy = {
  readonly port: number;
  /** Everything asked for, in order: "mail.google.com:443". */
  readonly asked: readonly Asked[];
  /** Sets a fault for a host, or takes it away. HTTP/2 connections live on: see `dropOpen`. */
  readonly setFault: (host: string, fault: TransportFault | null) => void;
  /** Cuts what is open, so that the next request meets the fault. */
  readonly dropOpen: () => void;
  readonly forget: () => void;
  readonly close: () => Promise<void>;
};

/** `routes`: "mail.google.com:443" -> a port on 127.0.0.1. */
export async function startProxy(routes: ReadonlyMap<string, number>): Promise<ConnectProxy> {
  const faults = new Map<string, TransportFault>();
  const asked: Asked[] = [];
  const open = new Set<Socket>();

  const server = createServer((request, response) => {
    asked.push({ host: request.url ?? '', answer: 'refused' }); // plain http: nothing here speaks it
    response.writeHead(502).end();
  });
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy());
  });
  server.on('connect', (request, client: Socket, head: Buffer) => {
    const host = request.url ?? '';
    const port = routes.get(host);
    const fault = faults.get(host);
    if (port === undefined || fault?.fault === 'refuse') {
      asked.push({ host, answer: 'refused' });
      client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    asked.push({ host, answer: 'connected' });
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (fault?.fault === 'blackhole') return;
    if (fault?.fault === 'reset') {
      client.resetAndDestroy();
      return;
    }
    const join = () => {
      const upstream = connect(port, '127.0.0.1', () => {
        upstream.write(head);
        client.pipe(upstream).pipe(client);
      });
      upstream.on('error', () => client.destroy());
      client.on('close', () => upstream.destroy());
    };
    if (fault?.fault === 'delay') setTimeout(join, fault.ms);
    else join();
  });

  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const dropOpen = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    setFault: (host, fault) => {
      if (fault) faults.set(host, fault);
      else faults.delete(host);
    },
    dropOpen,
    forget: () => {
      asked.length = 0;
    },
    close: () => {
      dropOpen();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}
