/** Injected on demand: finds the message, pulls its octets, and sends the worker their digest. The body stays here. */

import { digest } from '../../engine/digest.ts';
import { browser } from '../browser.ts';
import type {
  Errand,
  Located,
  Meant,
  ReaderMessage,
  ReaderReply,
  ReaderRequest,
  ReaderResult,
  ReadFailure,
  Said,
} from '../protocol.ts';
import { type Again, hold, inferFor } from './alteration.ts';
import { type Found, isOpen, locate, type Unclear } from './gmail/locate.ts';
import { shownText } from './gmail/original-page.ts';
import { withCrlf } from './gmail/original-text.ts';
import { keysOf } from './gmail/session-key.ts';
import {
  approximate,
  basePath,
  failureOf,
  type Source,
  showOriginal,
  sourceBy,
  type Way,
  waysOf,
} from './gmail/source.ts';
import { survey } from './gmail/survey.ts';
import { pause } from './pause.ts';
import { stopWatching, watchPresence } from './presence.ts';
import type { Asker } from './pull.ts';
import { tell } from './tell.ts';

/** What is under way, and what came of it: asked for once more, it is not fetched once more. */
let current: { readonly serial: number; readonly stop: AbortController; message: Said<'reading'> | null } | null = null;

/** Answers at once with what is meant; the octets follow in a message of their own, which also wakes a stopped worker. */
function onRequest(request: ReaderRequest): Promise<unknown> | undefined {
  const { serial } = request;
  switch (request.kind) {
    case 'presence':
      return Promise.resolve(watchPresence(serial, request.meant.located));
    case 'location':
      return Promise.resolve(locationOf(locate(document, request.meant, Date.now())));
    case 'octets': {
      const found = locate(document, request.meant, Date.now());
      if (current?.serial !== serial) void fetchFor(serial, found);
      else if (current.message) void tell(current.message);
      return Promise.resolve(locationOf(found));
    }
    case 'stop':
      if (current?.serial === serial) current.stop.abort();
      return Promise.resolve(null);
    case 'alterations':
      void inferFor(serial, request.checks, () => fetchAgain(request.meant), tell);
      return Promise.resolve(null);
    case 'survey': {
      const found = locate(document, request.meant, Date.now());
      return survey(
        document,
        typeof found === 'object' && 'unclear' in found ? 'which-message' : found,
        asker(new AbortController().signal, () => {}),
      );
    }
    default:
      request satisfies never;
      return undefined;
  }
}

const locationOf = (found: Found | Unclear | ReadFailure) =>
  typeof found === 'string' ? found : 'unclear' in found ? found.unclear : found.located;

const asker = (signal: AbortSignal, onProgress: Asker['onProgress']): Asker => ({
  credentials: 'same-origin',
  signal,
  onProgress,
  keyOfPage: () => (browser.runtime.sendMessage(keyRequest) as Promise<string | null>).catch(() => null),
});
const keyRequest: ReaderMessage = { kind: 'key' };

async function fetchFor(serial: number, found: Found | Unclear | ReadFailure): Promise<void> {
  current?.stop.abort();
  const mine: NonNullable<typeof current> = { serial, stop: new AbortController(), message: null };
  current = mine;
  const located = typeof found === 'string' ? null : 'unclear' in found ? found.unclear : found.located;
  const send = async (rest: Omit<Said<'reading'>, 'kind' | 'serial' | 'located'>): Promise<ReaderReply> => {
    mine.message = { kind: 'reading', serial, located: located && withLeft(located), ...rest };
    return tell(mine.message);
  };
  if (typeof found === 'string' || 'unclear' in found) {
    const failure = typeof found === 'string' ? found : 'which-message';
    await send({ result: { ok: false, failure, detail: '' } });
    return;
  }
  const onProgress: Asker['onProgress'] = (progress) => {
    const message: ReaderMessage = { kind: 'progress', serial, progress };
    browser.runtime.sendMessage(message).catch(() => {}); // the next one, or the result, will reach it
  };
  const who = asker(mine.stop.signal, onProgress);
  const { source, errand } = await fetched(found, who, async (one, left) => {
    if (!one.ok || left.length === 0) return 'taken';
    if ((await send({ result: await resultOf(one), more: true })) === 'another') return 'another';
    hold(serial, one);
    return 'sent';
  });
  if (source === 'sent') return;
  const text = shownText(document);
  if (!source.ok && errand) {
    const { detail } = source;
    const failed: ReaderResult = { ok: false, failure: navigator.onLine ? 'unexpected' : 'offline', detail };
    const reply = await send({ result: failed, errand });
    if (reply === 'stored' || reply === 'not-stored') return;
    const original = text === null ? await showOriginal(errand, who) : approximate(withCrlf(text));
    hold(serial, original);
    await send({ result: await resultOf(original), elsewhere: reply === 'not-allowed' });
    return;
  }
  // Whatever Gmail refuses by now, "Show original" has the text already.
  const isShown = !source.ok && source.failure !== 'cancelled' && text !== null;
  const best = isShown ? approximate(withCrlf(text)) : source;
  hold(serial, best);
  await send({ result: await resultOf(best) });
}

/** What the worker makes of a message, where there are other ways to it: sent, and the right one; or another one. */
type Judge = (source: Source, left: readonly Way[]) => Promise<'taken' | 'sent' | 'another'>;

/** A message; and what it takes to fetch it, where the worker may have more success. */
async function fetched(found: Found, who: Asker): Promise<Again>;
async function fetched(found: Found, who: Asker, judge: Judge): Promise<Again | { source: 'sent'; errand?: undefined }>;
async function fetched(found: Found, who: Asker, judge: Judge = async () => 'taken') {
  const errand = errandOf(found);
  let ways = waysOf(errand);
  /** The first that came, should all of them be another. */
  let first: Source | null = null;
  for (;;) {
    const { source, left } = await sourceBy(ways, errand, who).catch((error) => ({
      source: unexpected(error),
      left: [],
    }));
    if (!source.ok && first) return { source: first };
    const judged = await judge(source, left);
    if (judged === 'sent') return { source: judged };
    if (judged === 'another') {
      first ??= source;
      ways = left;
      continue;
    }
    const why = source.ok ? null : source.failure;
    return why === 'redirected' || why === 'unreachable' ? { source, errand: { ...errand, why } } : { source };
  }
}

async function fetchAgain(meant: Meant): Promise<Again> {
  const found = locate(document, meant, Date.now());
  if (typeof found === 'string') return { source: { ok: false, failure: found, detail: '' } };
  if ('unclear' in found) return { source: { ok: false, failure: 'which-message', detail: '' } };
  return fetched(
    found,
    asker(new AbortController().signal, () => {}),
  );
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
  stopWatching();
  browser.runtime.onMessage.removeListener(listener);
};
