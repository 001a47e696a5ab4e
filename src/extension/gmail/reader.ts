/** Injected on demand: finds the message, pulls its octets, and sends the worker their digest. The body stays here. */

import { digest } from '../../engine/digest.ts';
import { browser } from '../browser.ts';
import type { ReaderMessage, ReaderRequest, ReaderResult } from '../protocol.ts';
import { locate } from './locate.ts';
import { sourceOf } from './source.ts';

/** Answers at once with what is meant; the octets follow in a message of their own, which also wakes a stopped worker. */
function onRequest(request: ReaderRequest): Promise<ReaderMessage['located']> | undefined {
  if (request.to !== 'reader') return undefined;
  const found = locate(document, request.meant, Date.now());
  if (request.want === 'octets') {
    void resultOf(found).then((result) => {
      const message: ReaderMessage = {
        from: 'reader',
        serial: request.serial,
        located: found?.located ?? null,
        result,
      };
      return browser.runtime.sendMessage(message);
    });
  }
  return Promise.resolve(found?.located ?? null);
}

async function resultOf(found: ReturnType<typeof locate>): Promise<ReaderResult> {
  if (!found) return { ok: false, failure: 'no-message', detail: '' };
  try {
    const source = await sourceOf(found.ids, document);
    if (!source.ok) return source;
    const made = await digest(source.octets);
    return { ok: true, digest: source.fidelity === 'complete' ? made : { ...made, fidelity: source.fidelity } };
  } catch (error) {
    return { ok: false, failure: 'unexpected', detail: String(error) };
  }
}

// Each injection replaces the one before: also one of an older version of the extension, which can no longer answer.
const world = globalThis as { waybillReader?: () => void };
try {
  world.waybillReader?.();
} catch {
  // The extension that it belonged to is gone.
}
const listener = (message: unknown) => onRequest(message as ReaderRequest);
browser.runtime.onMessage.addListener(listener);
world.waybillReader = () => browser.runtime.onMessage.removeListener(listener);
