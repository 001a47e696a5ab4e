/** Injected on demand: finds the message, pulls its octets, and sends the worker their digest. The body stays here. */

import { digest } from '../../engine/digest.ts';
import { diagnose } from '../../engine/dkim/diagnose.ts';
import type { Diagnosis } from '../../engine/dkim/diagnosis.ts';
import type { DkimCheck } from '../../engine/dkim/dkim.ts';
import { browser } from '../browser.ts';
import type {
  Errand,
  Located,
  Meant,
  ProgressMessage,
  ReaderMessage,
  ReaderReply,
  ReaderRequest,
  ReaderResult,
  ReadFailure,
} from '../protocol.ts';
import { type Found, isOpen, locate } from './locate.ts';
import { shownText } from './original-page.ts';
import { withCrlf } from './original-text.ts';
import { pause } from './pause.ts';
import type { Asker } from './pull.ts';
import { keysOf } from './session-key.ts';
import { approximate, basePath, type Source, showOriginal, sourceOf } from './source.ts';
import { survey } from './survey.ts';

/** A worker that was stopped in the middle of a message is told again, this often and after this long (milliseconds). */
const TOLD = 5;
const TELL_AGAIN = 500;

/** What is under way, and what came of it: asked for once more, it is not fetched once more. */
let current: { readonly serial: number; readonly stop: AbortController; message: ReaderMessage | null } | null = null;

/** The octets of the last message, for a while: why its signatures do not fit can be asked without fetching it again. */
let held: { readonly serial: number; readonly octets: Uint8Array } | null = null;
const HELD = 120_000; // milliseconds

function hold(serial: number, octets: Uint8Array): void {
  const mine = { serial, octets };
  held = mine;
  setTimeout(() => {
    if (held === mine) held = null;
  }, HELD);
}

async function diagnosesOf(
  serial: number,
  meant: Meant,
  checks: readonly DkimCheck[],
): Promise<readonly Diagnosis[] | null> {
  const octets = held?.serial === serial ? held.octets : await octetsOf(meant);
  return octets && diagnose(octets, checks, pause);
}

async function octetsOf(meant: Meant): Promise<Uint8Array | null> {
  const found = locate(document, meant, Date.now());
  if (typeof found === 'string') return null;
  const source = await sourceOf(
    errandOf(found),
    asker(new AbortController().signal, () => {}),
  ).catch(unexpected);
  return source.ok && source.fidelity === 'complete' ? source.octets : null;
}

/** Answers at once with what is meant; the octets follow in a message of their own, which also wakes a stopped worker. */
function onRequest(request: ReaderRequest): Promise<unknown> | undefined {
  if (request.to !== 'reader') return undefined;
  const { serial, want, meant } = request;
  switch (want) {
    case 'location':
      return Promise.resolve(locationOf(locate(document, meant, Date.now())));
    case 'octets': {
      const found = locate(document, meant, Date.now());
      if (current?.serial !== serial) void fetchFor(serial, found);
      else if (current.message) void tell(current.message);
      return Promise.resolve(locationOf(found));
    }
    case 'stop':
      if (current?.serial === serial) current.stop.abort();
      return Promise.resolve(null);
    case 'diagnosis':
      return diagnosesOf(serial, meant, request.checks);
    case 'survey': {
      const found = locate(document, meant, Date.now());
      return survey(
        document,
        found,
        asker(new AbortController().signal, () => {}),
      );
    }
  }
}

const locationOf = (found: Found | ReadFailure) => (typeof found === 'string' ? found : found.located);

const asker = (signal: AbortSignal, onProgress: Asker['onProgress']): Asker => ({
  credentials: 'same-origin',
  signal,
  onProgress,
});

async function fetchFor(serial: number, found: Found | ReadFailure): Promise<void> {
  current?.stop.abort();
  const mine: NonNullable<typeof current> = { serial, stop: new AbortController(), message: null };
  current = mine;
  const located = typeof found === 'string' ? null : found.located;
  const send = async (rest: Omit<ReaderMessage, 'from' | 'serial' | 'located'>): Promise<ReaderReply> => {
    mine.message = { from: 'reader', serial, located: located && withLeft(located), ...rest };
    return tell(mine.message);
  };
  if (typeof found === 'string') {
    await send({ result: { ok: false, failure: found, detail: '' } });
    return;
  }
  const onProgress: Asker['onProgress'] = (progress) => {
    const message: ProgressMessage = { from: 'reader', serial, progress };
    browser.runtime.sendMessage(message).catch(() => {}); // the next one, or the result, will reach it
  };
  const who = asker(mine.stop.signal, onProgress);
  const errand = errandOf(found);
  const source = await sourceOf(errand, who).catch(unexpected);
  if (!source.ok && (source.failure === 'redirected' || source.failure === 'unreachable')) {
    const { detail, failure: why } = source;
    const text = shownText(document);
    const failed: ReaderResult = { ok: false, failure: navigator.onLine ? 'unexpected' : 'offline', detail };
    const reply = await send({ result: failed, errand: { ...errand, why } });
    if (reply === 'stored') return;
    const original = text === null ? await showOriginal(errand, who) : approximate(withCrlf(text));
    await send({ result: await resultOf(original), elsewhere: reply === 'not-allowed' });
    return;
  }
  if (source.ok && source.fidelity === 'complete') hold(serial, source.octets);
  await send({ result: await resultOf(source) });
}

/** What it takes to fetch that message, also for the worker. */
function errandOf({ ids }: Found): Errand {
  const { origin, pathname } = document.location;
  const [key = null] = keysOf(document).values();
  return { base: `${origin}${basePath(pathname)}`, ...ids, key };
}

const withLeft = (located: Located): Located =>
  located.chosen === 'row' || isOpen(document, located.id) ? located : { ...located, left: true };

const unexpected = (error: unknown): Source => ({ ok: false, failure: 'unexpected', detail: String(error) });

async function resultOf(source: Source): Promise<ReaderResult> {
  if (!source.ok) return { ...source, failure: failureOf(source.failure) };
  try {
    return { ok: true, digest: await digest(source.octets, source.fidelity, pause) };
  } catch (error) {
    return { ok: false, failure: 'unexpected', detail: String(error) };
  }
}

function failureOf(failure: (Source & { ok: false })['failure']): ReadFailure {
  return failure === 'blocked' || failure === 'redirected' || failure === 'unreachable' ? 'offline' : failure;
}

async function tell(message: ReaderMessage): Promise<ReaderReply> {
  for (let told = 0; told < TOLD; told++) {
    const reply = await browser.runtime.sendMessage(message).catch(() => null);
    if (reply) return reply as ReaderReply;
    await new Promise((later) => setTimeout(later, TELL_AGAIN));
  }
  return 'failed';
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
world.waybillReader = () => {
  current?.stop.abort();
  browser.runtime.onMessage.removeListener(listener);
};
