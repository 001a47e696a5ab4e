/** A page's tie to one inspection: what lies in the store, and a port that keeps the worker at it. */

import { useLayoutEffect, useState } from 'preact/hooks';
import { browser } from '../browser.ts';
import { type Command, type Inspection, nameOfSubject, PORT, type Reply } from '../protocol.ts';
import { storeIn } from '../worker/store.ts';

/** What a page knows. stalled: nothing has come for half a minute, and no more is waited for. */
export type Seen = { readonly inspection: Inspection | null; readonly stalled: boolean };
export type Connection = { send(command: Command): void; close(): void };

const PATIENCE = 30_000;
/** A worker may be stopped at any time; one that breaks this often in a row will not get well. */
const RECONNECTIONS = 5;
/** What was stored before may be about another message: the worker is given this long (milliseconds) to say that it is not. */
const HELD = 1000;

/**
 * inspect: asks for the message that is open in the tab. watch: shows what was inspected, whatever is open by now; asks
 * only where there is nothing. A port wakes the worker either way, and it goes on with what is unfinished.
 */
export type Purpose = 'inspect' | 'watch';

/** Shows what is stored, asks the worker for the rest, and asks again when the port breaks. Never waits for ever. */
export function connect(tab: number, purpose: Purpose, onChange: (seen: Seen) => void): Connection {
  let seen: Seen = { inspection: null, stalled: false };
  let port: ReturnType<typeof browser.runtime.connect> | null = null;
  let broken = 0;
  let closed = false;
  /** What is shown is about the message that was open when this page was: the worker said so, or wrote it since. */
  let current = purpose === 'watch';
  let held: Inspection | null = null;
  let alarm: ReturnType<typeof setTimeout>;

  const waiting = () => {
    const { inspection } = seen;
    const { step, consent } = inspection ?? {};
    if (inspection?.step === 'done' && inspection.alteration === 'asked') return true;
    // What is recorded goes on by itself where the user has agreed to a check.
    return step !== 'failed' && step !== 'done' && !(step === 'recorded' && consent !== 'given');
  };
  const tell = (next: Seen) => {
    clearTimeout(alarm);
    if (closed) return;
    seen = next;
    if (waiting() && !seen.stalled) alarm = setTimeout(() => tell({ ...seen, stalled: true }), PATIENCE);
    onChange(seen);
  };
  const take = (inspection: Inspection) => {
    broken = 0;
    current = true;
    held = null;
    // A report that had to make room is not taken from before the reader's eyes.
    const dropped = inspection.step === 'failed' && inspection.failure === 'dropped';
    if (!dropped || !seen.inspection || !('report' in seen.inspection)) tell({ inspection, stalled: false });
  };
  const release = () => {
    if (held && !closed) take(held);
  };
  const inspect: Command = { kind: 'inspect', tab };
  const open = (first: Command | null) => {
    if (closed) return;
    port = browser.runtime.connect({ name: PORT });
    const mine = port;
    mine.onDisconnect.addListener(() => {
      if (closed || mine !== port) return;
      port = null;
      broken += 1;
      if (broken > RECONNECTIONS || !waiting()) return;
      // A worker that starts anew goes on with what is stored; asked again, it might take another message for the open one.
      setTimeout(() => port ?? open(seen.inspection && current ? null : inspect), 200 * 2 ** broken);
    });
    mine.onMessage.addListener((reply) => {
      const said = reply as Reply;
      switch (said.kind) {
        case 'current':
          current = true;
          release();
          return;
        case 'not-stored':
          if (nameOfSubject(said.inspection.subject) === nameOfSubject({ tab })) take(said.inspection);
          return;
        default:
          said satisfies never;
      }
    });
    if (first) mine.postMessage(first);
  };

  tell(seen);
  const store = storeIn(browser);
  const unwatch = store.watchOne({ tab }, take);
  void store.load({ tab }).then((inspection) => {
    if (inspection && !seen.inspection) {
      held = inspection;
      if (current) release();
      else setTimeout(release, HELD);
    }
    if (purpose === 'watch') open(inspection ? null : inspect);
  });
  if (purpose === 'inspect') open(inspect);

  return {
    send(command) {
      broken = 0;
      tell({ ...seen, stalled: false });
      if (port) port.postMessage(command);
      else open(command);
    },
    close() {
      closed = true;
      clearTimeout(alarm);
      unwatch();
      port?.disconnect();
    },
  };
}

/** A connection that remembers what it told, for a component that comes later. */
export type Following = Connection & {
  readonly seen: () => Seen;
  /** From now on this one is told; returns what ends that. */
  readonly listen: (listener: (seen: Seen) => void) => () => void;
};

export function follow(tab: number, purpose: Purpose): Following {
  let seen: Seen = { inspection: null, stalled: false };
  let listener = (_: Seen) => {};
  const connection = connect(tab, purpose, (next) => {
    seen = next;
    listener(next);
  });
  return {
    ...connection,
    seen: () => seen,
    listen(next) {
      listener = next;
      next(seen);
      return () => {
        listener = () => {};
      };
    },
  };
}

/** What is followed, as state of a component. */
export function useFollowing(following: Following): readonly [Seen, Connection['send']] {
  const [seen, setSeen] = useState(following.seen);
  useLayoutEffect(() => following.listen(setSeen), [following]);
  return [seen, following.send];
}
