/** One request to Gmail, as a stream of octets: a limit of size, a limit of patience, and a name for each failure. */

import type { Progress, ReadFailure } from '../protocol.ts';

/** Who asks, and waits: may give up, and may want to know how far it is. */
export type Asker = {
  /** The page asks its own host; to the worker that is another one. */
  readonly credentials: 'same-origin' | 'include';
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** The session's `ik` from the world of the page's scripts; null where it is not there either. */
  readonly keyOfPage: () => Promise<string | null>;
};

export type Pulled =
  | {
      readonly ok: true;
      readonly octets: Uint8Array<ArrayBuffer>;
      readonly cut: boolean;
      readonly type: string;
      readonly response: Response;
    }
  | {
      readonly ok: false;
      readonly failure: ReadFailure | 'blocked';
      readonly detail: string;
    };

/** Octets of a message that are taken in. Gmail lets 25 MB be sent, and 50 MB be received. */
export const LIMIT = 50 * 1024 * 1024;
/** What Gmail has been seen to answer whoever asks too often; others stop on it too. */
const SLOW_DOWN = 490;
/** Milliseconds without a single octet. */
const PATIENCE = 30_000;
/** Milliseconds between two words on how far it is. */
const TOLD_EVERY = 1000;

/**
 * GET, with the session of the page. One more try after a server's error or a broken connection, none after "too many
 * requests". blocked: no answer that may be looked at; a redirect to another host and no network look the same here.
 */
export async function pull(url: string, asker: Asker): Promise<Pulled> {
  const first = await pullOnce(url, asker);
  if (first.ok || (first.failure !== 'server-error' && first.failure !== 'interrupted')) return first;
  await new Promise((resolve) => setTimeout(resolve, 1000 + Math.random() * 1000));
  return pullOnce(url, asker);
}

async function pullOnce(url: string, { credentials, signal, onProgress }: Asker): Promise<Pulled> {
  const patience = new AbortController();
  let progress: Progress = { received: 0, total: null };
  let timer = setTimeout(() => patience.abort(), PATIENCE);
  const teller = setInterval(() => onProgress(progress), TOLD_EVERY);
  const onOctets = (next: Progress) => {
    progress = next;
    clearTimeout(timer);
    timer = setTimeout(() => patience.abort(), PATIENCE);
  };
  let answered: Response | null = null;
  try {
    const response = await fetch(url, {
      cache: 'no-store',
      credentials,
      signal: AbortSignal.any([signal, patience.signal]),
    });
    const detail = `HTTP ${response.status}`;
    answered = response;
    if (response.status === 429 || response.status === SLOW_DOWN)
      return { ok: false, failure: 'too-many-requests', detail };
    if (response.status >= 500) return { ok: false, failure: 'server-error', detail };
    if (!response.ok || !response.body) return { ok: false, failure: 'not-a-message', detail };
    const length = lengthOf(response);
    const { octets, cut } = await collect(response.body.getReader(), length, onOctets);
    // Chromium takes an HTTP/2 stream that ends early for a whole one.
    if (!cut && length !== null && octets.length < length)
      return { ok: false, failure: 'interrupted', detail: `${octets.length} of ${length} octets` };
    return { ok: true, octets, cut, type: response.headers.get('content-type') ?? 'no type', response };
  } catch (error) {
    const failure = signal.aborted
      ? 'cancelled'
      : patience.signal.aborted
        ? 'timed-out'
        : answered
          ? 'interrupted'
          : 'blocked';
    return { ok: false, failure, detail: String(error) };
  } finally {
    clearTimeout(timer);
    clearInterval(teller);
  }
}

/** As announced; a compressed answer announces something else. */
function lengthOf({ headers }: Response): number | null {
  const length = Number(headers.get('content-length'));
  return length > 0 && !headers.get('content-encoding') ? length : null;
}

/** Into an array of our own, piece by piece: in Firefox the response's own buffers cannot be sliced by a content script. */
async function collect(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  total: number | null,
  onOctets: (progress: Progress) => void,
): Promise<{ octets: Uint8Array<ArrayBuffer>; cut: boolean }> {
  let octets = new Uint8Array(Math.min(total ?? 64 * 1024, LIMIT));
  let received = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { octets: octets.subarray(0, received), cut: false };
    const room = LIMIT - received;
    const piece = value.length > room ? value.subarray(0, room) : value;
    if (received + piece.length > octets.length) {
      const larger = new Uint8Array(Math.min(Math.max(octets.length * 2, received + piece.length), LIMIT));
      larger.set(octets.subarray(0, received));
      octets = larger;
    }
    octets.set(piece, received);
    received += piece.length;
    onOctets({ received, total });
    if (piece.length < value.length) {
      await reader.cancel();
      return { octets, cut: true };
    }
  }
}
