/**
 * A DNS over HTTPS responder (RFC 8484, HTTP/2 and 1.1) that plays all four resolvers, told apart by host. It answers out of
 * a Resolver, in a DNS encoding that is not ours, or passes on what a real resolver says; it sends CORS headers where the real ones
 * do, on 200 only, and can fail in each way.
 */

import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { type AddressInfo, connect } from 'node:net';
import * as packet from '@leichtgewicht/dns-packet';
import type { DnsAnswer, Question, Rdata, RecordType, Resolver } from '../../src/engine/dns/dns.ts';
import { providers } from '../../src/resolver/providers.ts';
import type { Certificate } from './certificate.ts';

/** What goes wrong, from HTTP down to the DNS message. */
export type DohFault =
  | { readonly fault: 'status'; readonly status: number }
  | { readonly fault: 'slow'; readonly ms: number }
  | {
      readonly fault:
        | 'hang'
        | 'html'
        | 'wrong-type'
        | 'empty'
        | 'truncated'
        | 'tc'
        | 'wrong-id'
        | 'servfail'
        | 'refused';
    };

/** One question, as it came. */
export type DohRequest = {
  readonly host: string;
  readonly method: string;
  readonly question: Question | null;
  readonly accept: string | null;
  readonly origin: string | null;
  /** What a resolver should never be given. */
  readonly cookie: string | null;
  readonly referer: string | null;
};

export type Doh = {
  readonly port: number;
  readonly log: readonly DohRequest[];
  /** For all hosts or one, for all names or one. Null takes it away. */
  readonly setFault: (fault: DohFault | null, where?: { readonly host?: string; readonly name?: string }) => void;
  readonly forget: () => void;
  readonly close: () => Promise<void>;
};

const recordTypes: readonly string[] = ['A', 'AAAA', 'TXT', 'MX', 'PTR', 'CNAME'] satisfies RecordType[];
const rcodes = { found: 0, nodata: 0, servfail: 2, nxdomain: 3, refused: 5 } as const;
const TRUNCATED_AT = 20; // octets: a header and part of a question
const RECURSION_AVAILABLE = 0x80;
const AUTHENTIC_DATA = 0x20;
const TRUNCATION = 0x02; // RFC 1035 §4.1.1, in the third octet

function rdataOf(record: Rdata): unknown {
  switch (record.type) {
    case 'A':
    case 'AAAA':
      return record.address;
    case 'TXT':
      return record.strings.map((one) => Buffer.from(one, 'latin1'));
    case 'MX':
      return { preference: record.preference, exchange: record.exchange };
    case 'PTR':
    case 'CNAME':
      return record.name;
  }
}

/** The answer section: the chain of aliases first, then what stands at its end. */
function answersOf(answer: DnsAnswer): object[] {
  const { question, aliases, ttl } = answer;
  const chain = aliases.map((data, i) => ({ type: 'CNAME', name: aliases[i - 1] ?? question.name, ttl, data }));
  const owner = aliases.at(-1) ?? question.name;
  const records = answer.status === 'found' ? answer.records : [];
  return [...chain, ...records.map((one) => ({ type: one.type, name: owner, ttl, data: rdataOf(one) }))];
}

/** RFC 2308 §3: a negative answer carries the SOA, whose TTL and minimum say how long it holds. */
const soaOf = (ttl: number) => ({
  type: 'SOA',
  name: '.',
  ttl,
  data: { mname: 'a.root', rname: 'nobody.root', serial: 1, refresh: 1800, retry: 900, expire: 604800, minimum: ttl },
});

function encode(id: number, answer: DnsAnswer, rcode: number): Buffer {
  const negative = answer.status === 'nodata' || answer.status === 'nxdomain';
  const message = packet.encode({
    type: 'response',
    id,
    flags: packet.RECURSION_DESIRED | RECURSION_AVAILABLE | rcode | (answer.authentic ? AUTHENTIC_DATA : 0),
    questions: [{ ...answer.question, class: 'IN' }],
    answers: answersOf(answer),
    authorities: negative ? [soaOf(answer.ttl)] : [],
  } as never);
  return Buffer.from(message);
}

async function bodyOf(request: Http2ServerRequest): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function questionOf(octets: Buffer): { id: number; question: Question } | null {
  try {
    const { id, questions } = packet.decode(octets) as { id: number; questions: { name: string; type: string }[] };
    const [first] = questions;
    if (!first || questions.length !== 1 || !recordTypes.includes(first.type)) return null;
    return { id, question: { name: first.name.toLowerCase(), type: first.type as RecordType } };
  } catch {
    return null;
  }
}

/** A resolver on 127.0.0.1 that is asked over TCP (RFC 1035 §4.2.2). */
export type Upstream = { readonly port: number };

/** Null: it closed the connection without an answer. */
export function relay(query: Buffer, { port }: Upstream): Promise<Buffer | null> {
  return new Promise((done, failed) => {
    let reply = Buffer.alloc(0);
    const socket = connect(port, '127.0.0.1', () => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(query.length);
      socket.write(Buffer.concat([length, query]));
    });
    socket.on('data', (part) => {
      reply = Buffer.concat([reply, part]);
      const end = reply.length < 2 ? Number.POSITIVE_INFINITY : 2 + reply.readUInt16BE(0);
      if (reply.length < end) return;
      done(reply.subarray(2, end));
      socket.destroy();
    });
    socket.on('close', () => done(null));
    socket.on('error', failed);
  });
}

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

export async function startDoh(certificate: Certificate, source: Resolver | Upstream): Promise<Doh> {
  // What comes from a real resolver is asked of it each time: its faults are what the tests are about.
  const caching = typeof source === 'function' ? 'max-age=300' : 'no-store';
  const log: DohRequest[] = [];
  const faults = new Map<string, DohFault>();
  const faultFor = (host: string, name: string) =>
    faults.get(`${host} ${name}`) ?? faults.get(` ${name}`) ?? faults.get(`${host} `) ?? faults.get(' ');

  async function messageFor(
    query: Buffer,
    { id, question }: { id: number; question: Question },
    fault: DohFault | undefined,
  ): Promise<Buffer | null> {
    if (typeof source !== 'function') return relay(query, source);
    const found = await source(question);
    const failure = fault?.fault === 'servfail' || fault?.fault === 'refused' ? fault.fault : null;
    const failed: DnsAnswer = { ...found, aliases: [], status: 'failed', cause: failure ?? 'servfail' };
    const rcode = failure ? rcodes[failure] : found.status === 'failed' ? rcodes.servfail : rcodes[found.status];
    return encode(id, failure ? failed : found, rcode);
  }

  async function answer(request: Http2ServerRequest, response: Http2ServerResponse): Promise<void> {
    const header = (name: string) => (request.headers[name] as string | undefined) ?? null;
    const host = (header(':authority') ?? header('host') ?? '').replace(/:\d+$/, '');
    const url = new URL(request.url, `https://${host}`);
    const octets =
      request.method === 'POST' ? await bodyOf(request) : Buffer.from(url.searchParams.get('dns') ?? '', 'base64url');
    const asked = questionOf(octets);
    log.push({
      ...{ host, method: request.method, question: asked?.question ?? null, accept: header('accept') },
      ...{ origin: header('origin'), cookie: header('cookie'), referer: header('referer') },
    });
    const provider = providers.find(
      (one) => new URL(one.url).host === host && new URL(one.url).pathname === url.pathname,
    );
    const send = (status: number, type: string, body: Buffer | string) => {
      const cors = provider?.cors && status === 200 ? { 'access-control-allow-origin': '*' } : {};
      response.writeHead(status, { 'content-type': type, 'cache-control': caching, ...cors });
      response.end(body);
    };
    if (!provider) return send(404, 'text/plain', 'no such path');
    if (!asked) return send(400, 'text/plain', 'no question');

    const fault = faultFor(host, asked.question.name);
    if (fault?.fault === 'hang') return;
    if (fault?.fault === 'slow') await wait(fault.ms);
    if (fault?.fault === 'status') return send(fault.status, 'text/plain', 'no');
    if (fault?.fault === 'html') return send(200, 'text/html', '<!doctype html><title>Please log in</title>');

    const message = await messageFor(octets, asked, fault);
    if (message === null) {
      (response.stream ?? request.socket).destroy(); // what a dropped question comes to
      return;
    }
    if (fault?.fault === 'wrong-id') message.writeUInt16BE(message.readUInt16BE(0) ^ 0xffff, 0);
    if (fault?.fault === 'tc') message.writeUInt8(message.readUInt8(2) | TRUNCATION, 2);
    if (fault?.fault === 'empty') return send(200, 'application/dns-message', '');
    if (fault?.fault === 'truncated') return send(200, 'application/dns-message', message.subarray(0, TRUNCATED_AT));
    send(200, fault?.fault === 'wrong-type' ? 'application/json' : 'application/dns-message', message);
  }

  const server = createSecureServer({ allowHTTP1: true, key: certificate.key, cert: certificate.chain });
  const sessions = new Set<{ destroy(): void }>();
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
  });
  server.on('secureConnection', (socket) => {
    sessions.add(socket);
    socket.on('close', () => sessions.delete(socket)).on('error', () => socket.destroy());
  });
  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      process.stderr.write(`doh: ${String(error)}\n`);
      response.stream?.destroy();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: (server.address() as AddressInfo).port,
    log,
    setFault: (fault, where = {}) => {
      const place = `${where.host ?? ''} ${where.name ?? ''}`;
      if (fault) faults.set(place, fault);
      else faults.delete(place);
    },
    forget: () => {
      log.length = 0;
      faults.clear();
    },
    close: () => {
      for (const session of sessions) session.destroy();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}
