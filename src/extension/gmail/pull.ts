/** One request to Gmail, as a stream of octets: a limit of size, a limit of patience, and a name for each failure. */

import type { ReadFailure } from '../protocol.ts';

export type Pulled =
  | { readonly ok: true; readonly octets: Uint8Array<ArrayBuffer>; readonly cut: boolean; readonly type: string }
  | { readonly ok: false; readonly failure: ReadFailure; readonly detail: string };

/** Octets of a message that are taken in. Gmail lets 25 MB be sent, and 50 MB be received. */
const LIMIT = 50 * 1024 * 1024;
/** Milliseconds without a single octet. */
const PATIENCE = 30_000;

/** GET, with the session of the page. One more try after a server's error, none after "too many requests". */
export async function pull(url: string): Promise<Pulled> {
  const first = await pullOnce(url);
  if (first.ok || first.failure !== 'server-error') return first;
  await new Promise((resolve) => setTimeout(resolve, 1000 + Math.random() * 1000));
  return pullOnce(url);
}

async function pullOnce(url: string): Promise<Pulled> {
  const patience = new AbortController();
  let timer = setTimeout(() => patience.abort(), PATIENCE);
  const progress = () => {
    clearTimeout(timer);
    timer = setTimeout(() => patience.abort(), PATIENCE);
  };
  try {
    const response = await fetch(url, { cache: 'no-store', credentials: 'same-origin', signal: patience.signal });
    const detail = `HTTP ${response.status}`;
    if (response.status === 429) return { ok: false, failure: 'too-many-requests', detail };
    if (response.status >= 500) return { ok: false, failure: 'server-error', detail };
    if (!response.ok || !response.body) return { ok: false, failure: 'not-a-message', detail };
    const { octets, cut } = await collect(
      response.body.getReader(),
      Number(response.headers.get('content-length')),
      progress,
    );
    return { ok: true, octets, cut, type: response.headers.get('content-type') ?? 'no type' };
  } catch (error) {
    // A redirect to a host that allows no reading looks the same as no network: the caller tells them apart.
    return { ok: false, failure: patience.signal.aborted ? 'timed-out' : 'offline', detail: String(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** Into an array of our own, piece by piece: in Firefox the response's own buffers cannot be sliced by a content script. */
async function collect(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  announced: number,
  progress: () => void,
): Promise<{ octets: Uint8Array<ArrayBuffer>; cut: boolean }> {
  let octets = new Uint8Array(Math.min(announced > 0 ? announced : 64 * 1024, LIMIT));
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { octets: octets.subarray(0, size), cut: false };
    progress();
    const room = LIMIT - size;
    const piece = value.length > room ? value.subarray(0, room) : value;
    if (size + piece.length > octets.length) {
      const larger = new Uint8Array(Math.min(Math.max(octets.length * 2, size + piece.length), LIMIT));
      larger.set(octets.subarray(0, size));
      octets = larger;
    }
    octets.set(piece, size);
    size += piece.length;
    if (piece.length < value.length) {
      await reader.cancel();
      return { octets, cut: true };
    }
  }
}
