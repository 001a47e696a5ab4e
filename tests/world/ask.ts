/** One HTTPS request to a host of the stand-in world, straight to its loopback port; the test authority is the only one trusted. */

import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { dohHosts } from './certificate.ts';
import type { World } from './world.ts';

export type Reply = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

export type Asking = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
  readonly timeout?: number;
};

/** Rejects where the connection breaks or the time is over. */
export function ask(world: World, url: string, { method = 'GET', headers = {}, body, timeout = 5000 }: Asking = {}) {
  const { hostname, pathname, search } = new URL(url);
  const isDoh = (dohHosts as readonly string[]).includes(hostname);
  return new Promise<Reply>((done, failed) => {
    const asked = request({
      ...{ host: '127.0.0.1', port: isDoh ? world.doh.port : world.webmail.port, servername: hostname, method },
      ...{ path: pathname + search, headers: { host: hostname, ...headers }, agent: false },
      ...{ ca: readFileSync(world.certificate.authorityFile), signal: AbortSignal.timeout(timeout) },
    });
    asked.on('error', failed);
    asked.on('response', async (response) => {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of response) chunks.push(chunk as Buffer);
        done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
      } catch (error) {
        failed(error);
      }
    });
    asked.end(body);
  });
}
