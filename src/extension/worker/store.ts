/** Inspections, in storage.session: gone with the browser, never written to a disk. The worker may stop at any time; this stays. */

import type { Browser } from '../browser.ts';
import { type Inspection, nameOfSubject, type ReadFailure, type Stored } from '../protocol.ts';

const PREFIX = 'inspection:';
/** The quota is 10 MB; one inspection may hold a header section of 1 MB twice. */
const KEPT = 4;

const keyOf = (subject: Stored) => `${PREFIX}${nameOfSubject(subject)}`;

export type Failed = Extract<Inspection, { step: 'failed' }>;
type Listener = (inspection: Inspection, before: Inspection | undefined) => void;

/** stored; or absent, where no such inspection is there any more, or no change was wanted; or refused by the browser. */
export type Written = 'stored' | 'absent' | 'refused';

export type Store = {
  readonly load: (subject: Stored) => Promise<Inspection | null>;
  readonly all: () => Promise<readonly Inspection[]>;
  readonly save: (inspection: Inspection) => Promise<Written>;
  /** Where an inspection of that serial is stored: what `change` makes of it, unless that is null. */
  readonly change: (
    subject: Stored,
    serial: number,
    change: (before: Inspection) => Inspection | null,
  ) => Promise<Written>;
  /** Of a tab that is gone, with what was compared there. */
  readonly drop: (tab: number) => Promise<void>;
  /** The tab has another number from now on. */
  readonly move: (from: number, to: number) => Promise<void>;
  /** Calls the listener with each new state of any inspection, and the one before; returns what ends that. */
  readonly watch: (listener: Listener) => () => void;
  /** The same for the inspections of one subject. */
  readonly watchOne: (subject: Stored, listener: (inspection: Inspection) => void) => () => void;
};

/** As a failure that is about the same message. */
export function failedOf(inspection: Inspection, failure: ReadFailure, detail = ''): Failed {
  const { subject, serial, pointed, consent, located } = inspection;
  return { subject, serial, pointed, consent, located, step: 'failed', failure, detail };
}

/** `onRefused` is told what the browser did not keep, as a failure: nothing that waits for the store will hear of it from there. */
export function storeIn({ storage }: Pick<Browser, 'storage'>, onRefused: (failed: Failed) => void = () => {}): Store {
  const { session } = storage;

  const load: Store['load'] = async (subject) => {
    const key = keyOf(subject);
    return ((await session.get(key))[key] as Inspection | undefined) ?? null;
  };
  const all: Store['all'] = async () => {
    const stored = await session.get(null);
    return Object.entries(stored).flatMap(([key, value]) => (key.startsWith(PREFIX) ? [value as Inspection] : []));
  };

  /** Writes go one after the other: what is read for a change is what is there when it is written. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(write: () => Promise<T>): Promise<T> => {
    const written = turn.then(write);
    turn = written.catch(() => {});
    return written;
  };

  /** Drops the oldest reports of others when a new one begins, and all of them when there is no room. That is said in their place. */
  const write = async (inspection: Inspection): Promise<Written> => {
    const entry = () => session.set({ [keyOf(inspection.subject)]: inspection });
    try {
      if (inspection.step === 'reading' && !inspection.progress) {
        await dropReports((await othersThan(inspection)).slice(KEPT - 1));
      }
      await entry().catch(async () => {
        await dropReports(await othersThan(inspection));
        await entry();
      });
      return 'stored';
    } catch (error) {
      const failed = failedOf(inspection, 'not-stored', String(error));
      // It takes less room than what is there already. Where not even that is kept, whoever waits is told by another way.
      await session.set({ [keyOf(inspection.subject)]: failed }).catch(() => onRefused(failed));
      return 'refused';
    }
  };

  /** Reports of others, the newest first. */
  const othersThan = async ({ subject }: Inspection): Promise<readonly Inspection[]> => {
    const name = nameOfSubject(subject);
    const reports = (await all()).filter((one) => nameOfSubject(one.subject) !== name && 'report' in one);
    return reports.sort((a, b) => b.serial - a.serial);
  };

  const dropReports = async (inspections: readonly Inspection[]): Promise<void> => {
    const dropped = inspections.map((one) => [keyOf(one.subject), failedOf(one, 'dropped')] as const);
    if (dropped.length > 0) await session.set(Object.fromEntries(dropped));
  };

  const watch: Store['watch'] = (listener) => {
    const onChanged = (changes: Record<string, { oldValue?: unknown; newValue?: unknown }>, area: string) => {
      if (area !== 'session') return;
      for (const [key, { oldValue, newValue }] of Object.entries(changes)) {
        if (key.startsWith(PREFIX) && newValue) listener(newValue as Inspection, oldValue as Inspection | undefined);
      }
    };
    storage.onChanged.addListener(onChanged);
    return () => storage.onChanged.removeListener(onChanged);
  };

  return {
    load,
    all,
    watch,
    save: (inspection) => inTurn(() => write(inspection)),
    change: (subject, serial, change) =>
      inTurn(async () => {
        const before = await load(subject);
        const after = before?.serial === serial ? change(before) : null;
        return after ? write(after) : 'absent';
      }),
    drop: (tab) => inTurn(() => session.remove([keyOf({ tab }), keyOf({ beside: tab })])),
    move: (from, to) =>
      inTurn(async () => {
        const moved = [await load({ tab: from }), await load({ beside: from })].flatMap((one) =>
          one ? [{ ...one, subject: 'tab' in one.subject ? { tab: to } : { beside: to } } as Inspection] : [],
        );
        await session.remove([keyOf({ tab: from }), keyOf({ beside: from })]);
        for (const one of moved) await write(one);
      }),
    watchOne: (subject, listener) => {
      const name = nameOfSubject(subject);
      return watch((inspection) => nameOfSubject(inspection.subject) === name && listener(inspection));
    },
  };
}
