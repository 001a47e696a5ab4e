/**
 * DNS over HTTPS: one question, one GET. RFC 8484 §4.1.
 *
 * GET with `Accept: application/dns-message` needs no preflight, and the same question is the same URL, so that the HTTP caches of
 * the resolver work. The browser's own is on the disk, where an answer would tell whose mail was read: it is passed by, and
 * cache.ts remembers instead. Nothing goes along that could tell one reader from another: no cookies, no referrer, no client
 * subnet. What a browser hides - a redirect, or an error status without CORS headers - looks like a broken network, and is said
 * to be one.
 */

import type { DnsAnswer, DnsOutcome, Question, Resolver } from '../engine/dns/dns.ts';
import { encodeBase64Url } from '../engine/octets.ts';
import { decodeAnswer, encodeQuery, failure, MAX_MESSAGE } from './wire.ts';

export type DohOptions = {
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Milliseconds for a question in all: half of it for each of its two attempts. 5000. */
  readonly patience?: number;
};

/** Asks a server for each question anew; remembering is the memo's and the cache's part. */
export function dohResolver(provider: { readonly url: string }, options: DohOptions = {}): Resolver {
  // Called as a function of its own: a browser's fetch refuses to be the method of another object.
  const { fetch = (url, init) => globalThis.fetch(url, init), now = Date.now, patience = 5000 } = options;
  return async (question: Question): Promise<DnsAnswer> => {
    const at = now();
    const query = encodeQuery(question);
    const outcome = query ? await askTwice(query) : failure('malformed', 'not-a-name');
    return { question, server: provider.url, at, took: now() - at, ...outcome };

    /**
     * One more time where nothing came back: the first packet to a server is the one that gets lost, and a connection that was
     * left open may be found dead. After a network error that is at once; neither attempt may take the time of the other.
     */
    async function askTwice(octets: Uint8Array): Promise<DnsOutcome> {
      const first = await ask(octets);
      const silent =
        first.status === 'failed' && !first.detail && (first.cause === 'timeout' || first.cause === 'network');
      return silent ? ask(octets) : first;
    }

    async function ask(octets: Uint8Array): Promise<DnsOutcome> {
      const signal = AbortSignal.timeout(patience / 2);
      try {
        const response = await fetch(urlOf(provider.url, octets), {
          headers: { accept: 'application/dns-message' },
          credentials: 'omit',
          referrerPolicy: 'no-referrer',
          redirect: 'error',
          cache: 'no-store',
          signal,
        });
        return await outcomeOf(question, response);
      } catch {
        // The world enters here. A body that breaks off, or is still on its way when time is up, ends here as well.
        return failure(signal.aborted ? 'timeout' : 'network');
      }
    }
  };
}

function urlOf(server: string, query: Uint8Array): string {
  const text = encodeBase64Url(query);
  return `${server}${server.includes('?') ? '&' : '?'}dns=${text}`;
}

async function outcomeOf(question: Question, response: Response): Promise<DnsOutcome> {
  if (response.status !== 200) {
    await response.body?.cancel();
    return ofStatus(response.status);
  }
  // RFC 8484 §6. A captive portal answers with HTML, whatever was asked.
  const type = response.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/dns-message') {
    await response.body?.cancel();
    return failure('malformed', 'not-dns-message');
  }
  const octets = await readUpTo(MAX_MESSAGE, response);
  if (octets === null) return failure('malformed', 'too-large');
  return aged(decodeAnswer(question, octets), response.headers.get('age'));
}

function ofStatus(status: number): DnsOutcome {
  if (status === 429) return failure('refused', 'http-429');
  if (status >= 400 && status < 500) return failure('refused', 'http-4xx');
  if (status >= 500) return failure('network', 'http-5xx');
  return failure('malformed', 'http-other');
}

/** RFC 8484 §5.1: what an HTTP cache on the way has already spent of the time to live. */
function aged(outcome: DnsOutcome, age: string | null): DnsOutcome {
  const seconds = age !== null && /^[0-9]{1,10}$/.test(age) ? Number(age) : 0;
  return { ...outcome, ttl: Math.max(0, outcome.ttl - seconds) };
}

/** The body, or null where it is longer than any DNS message: the rest is not waited for. */
async function readUpTo(limit: number, response: Response): Promise<Uint8Array | null> {
  const octets = new Uint8Array(limit);
  let length = 0;
  const reader = response.body?.getReader();
  if (!reader) return octets.subarray(0, 0);
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return octets.slice(0, length);
    if (length + value.length > limit) {
      await reader.cancel();
      return null;
    }
    octets.set(value, length);
    length += value.length;
  }
}
