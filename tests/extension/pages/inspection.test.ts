/** The tie to the worker, on a browser of a few lines: it asks, it asks again, it never waits for ever. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Inspection, Reply } from '../../../src/extension/protocol.ts';

type Listener = (...values: never[]) => void;
function event<L extends Listener>() {
  const listeners = new Set<L>();
  return {
    addListener: (listener: L) => listeners.add(listener),
    removeListener: (listener: L) => listeners.delete(listener),
    fire: (...values: Parameters<L>) => {
      for (const listener of listeners) listener(...values);
    },
  };
}

let stored: Record<string, unknown> = {};
type Port = {
  sent: unknown[];
  onDisconnect: ReturnType<typeof event>;
  onMessage: ReturnType<typeof event<(reply: Reply) => void>>;
  open: boolean;
};
let ports: Port[] = [];
const onChanged = event<(changes: Record<string, { newValue: unknown }>, area: string) => void>();

const fake = {
  runtime: {
    id: 'waybill',
    connect() {
      const port: Port = { sent: [], onDisconnect: event(), onMessage: event(), open: true };
      ports.push(port);
      return {
        onDisconnect: port.onDisconnect,
        onMessage: port.onMessage,
        postMessage: (message: unknown) => port.sent.push(message),
        disconnect: () => {
          port.open = false;
        },
      };
    },
  },
  storage: { session: { get: async (key: string) => ({ [key]: stored[key] }) }, onChanged },
};
Object.assign(globalThis, { chrome: fake, browser: fake });
const { connect } = await import('../../../src/extension/pages/inspection.ts');

const inspection = (step: 'reading' | 'done'): Inspection =>
  ({ subject: { tab: 7 }, serial: 1, pointed: false, consent: 'unasked', located: null, step }) as Inspection;
const inspect = { kind: 'inspect', tab: 7 };

/** Newest last. */
const seen: { inspection: Inspection | null; stalled: boolean }[] = [];
const open = (purpose: 'inspect' | 'watch') => connect(7, purpose, (state) => seen.push(state));
const arrives = (value: Inspection) => onChanged.fire({ 'inspection:7': { newValue: value } }, 'session');

beforeEach(() => {
  vi.useFakeTimers();
  stored = {};
  ports = [];
  seen.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a popup', () => {
  it('asks for the open message, and shows each state that is stored', async () => {
    const connection = open('inspect');
    expect(ports[0]?.sent).toEqual([inspect]);
    arrives(inspection('reading'));
    arrives(inspection('done'));
    expect(seen.map((state) => state.inspection?.step)).toEqual([undefined, 'reading', 'done']);
    connection.close();
    expect(ports[0]?.open).toBe(false);
  });
  it('shows what is stored already as soon as the worker says that it is about the open message', async () => {
    stored['inspection:7'] = inspection('done');
    const connection = open('inspect');
    await vi.advanceTimersByTimeAsync(100);
    expect(seen.at(-1)?.inspection).toBeNull();
    ports[0]?.onMessage.fire({ kind: 'current' });
    expect(seen.at(-1)?.inspection?.step).toBe('done');
    connection.close();
  });
  it('never shows a report about another message before that of the open one', async () => {
    stored['inspection:7'] = inspection('done');
    const connection = open('inspect');
    await vi.advanceTimersByTimeAsync(100);
    arrives(inspection('reading'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(seen.map((state) => state.inspection?.step)).toEqual([undefined, 'reading']);
    connection.close();
  });
  it('shows what is stored after a second, where the worker says nothing', async () => {
    stored['inspection:7'] = inspection('done');
    const connection = open('inspect');
    await vi.advanceTimersByTimeAsync(1000);
    expect(seen.at(-1)?.inspection?.step).toBe('done');
    connection.close();
  });
  it('opens the port anew without a new question where the worker was stopped in the middle', async () => {
    const connection = open('inspect');
    arrives(inspection('reading'));
    ports[0]?.onDisconnect.fire();
    await vi.advanceTimersByTimeAsync(1000);
    expect(ports.map((port) => port.sent)).toEqual([[inspect], []]);
    connection.close();
  });
  it('wakes a worker that was stopped before it began the check that the user agreed to, and no other', async () => {
    for (const [consent, expected] of [
      ['given', 2],
      ['unasked', 1],
    ] as const) {
      ports = [];
      const connection = open('inspect');
      arrives({ ...inspection('done'), step: 'recorded', consent } as Inspection);
      ports[0]?.onDisconnect.fire();
      await vi.advanceTimersByTimeAsync(10_000);
      expect(ports, consent).toHaveLength(expected);
      connection.close();
    }
  });
  it('keeps a report on the screen that had to make room in the store', async () => {
    const connection = open('inspect');
    arrives({ ...inspection('done'), report: {} } as Inspection);
    arrives({ ...inspection('done'), step: 'failed', failure: 'dropped', detail: '' } as Inspection);
    expect(seen.at(-1)?.inspection?.step).toBe('done');
    connection.close();
  });
  it('asks again when the port breaks, five times at most', async () => {
    const connection = open('inspect');
    for (let breaks = 0; breaks < 8; breaks++) {
      ports.at(-1)?.onDisconnect.fire();
      await vi.advanceTimersByTimeAsync(10_000);
    }
    expect(ports.map((port) => port.sent)).toEqual(Array(6).fill([inspect]));
    connection.close();
  });
  it('does not wake a worker that has nothing left to do', async () => {
    const connection = open('inspect');
    arrives(inspection('done'));
    ports[0]?.onDisconnect.fire();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ports).toHaveLength(1);
    connection.close();
  });
  it('opens a new port for what the user says after the worker has gone', async () => {
    const connection = open('inspect');
    arrives(inspection('done'));
    ports[0]?.onDisconnect.fire();
    const again = { kind: 'inspect-again', tab: 7 } as const;
    connection.send(again);
    expect(ports[1]?.sent).toEqual([again]);
    connection.close();
  });
});

describe('patience', () => {
  it('ends after 30 seconds without a state', async () => {
    const connection = open('inspect');
    await vi.advanceTimersByTimeAsync(29_999);
    expect(seen.at(-1)?.stalled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(seen.at(-1)?.stalled).toBe(true);
    connection.close();
  });
  it('begins anew with each state, and never ends once all is done', async () => {
    const connection = open('inspect');
    await vi.advanceTimersByTimeAsync(20_000);
    arrives(inspection('reading'));
    await vi.advanceTimersByTimeAsync(20_000);
    arrives(inspection('done'));
    await vi.advanceTimersByTimeAsync(100_000);
    expect(seen.some((state) => state.stalled)).toBe(false);
    connection.close();
  });
  it('is over when the page is', async () => {
    open('inspect').close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(seen.some((state) => state.stalled)).toBe(false);
  });
});

describe('a report in its own tab', () => {
  it('asks for nothing where an inspection is stored, whatever is open by now', async () => {
    stored['inspection:7'] = inspection('done');
    const connection = open('watch');
    await vi.advanceTimersByTimeAsync(0);
    expect(ports.map((port) => port.sent)).toEqual([[]]);
    connection.close();
  });
  it('asks where there is none', async () => {
    const connection = open('watch');
    await vi.advanceTimersByTimeAsync(0);
    expect(ports[0]?.sent).toEqual([inspect]);
    connection.close();
  });
});
