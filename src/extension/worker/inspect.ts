/** One inspection from click to report. Each state is in the store before the next begins, so that a stopped worker can go on. */

import type { Digest } from '../../engine/digest.ts';
import { read } from '../../engine/read.ts';
import type { Report } from '../../engine/report.ts';
import { parseGateway, withGateways } from '../../engine/trace/gateways.ts';
import { gmail } from '../../engine/trace/receivers.ts';
import {
  type Inspection,
  type Located,
  type Meant,
  type Progress,
  type ReaderReply,
  type ReadFailure,
  type Said,
  type Stored,
  tabOf,
} from '../protocol.ts';
import type { Settings } from '../settings.ts';
import type { Alterations } from './alteration.ts';
import type { Ask } from './ask.ts';
import type { Checker, WithReport } from './check.ts';
import { digestFor } from './errand.ts';
import type { Given } from './given.ts';
import { anotherThan } from './same-message.ts';
import { failedOf, type Store } from './store.ts';

/** The popup that the menu opens asks as well: for this long (milliseconds) it means the message that was right-clicked. */
const MENU_HOLDS = 3000;

/** What brings an inspection about. `again`: of what the last one was about, from the start. */
export type Why = 'open' | 'again' | Extract<Meant, { by: 'pointer' | 'frame' | 'candidate' }>;

export type Inspector = {
  /** Inspects a tab. current: what was open is what is stored already. */
  readonly inspect: (tab: number, why: Why) => Promise<'begun' | 'current'>;
  readonly cancel: (tab: number) => Promise<void>;
  /** A message that came by no webmail: as if a reader had sent its digest. */
  readonly take: (subject: Stored, digest: Digest) => Promise<void>;
  /** What the reader sent: a digest, or why there is none, or what the worker may try. */
  readonly accept: (tab: number, reading: Omit<Said<'reading'>, 'kind'>) => Promise<ReaderReply>;
  readonly progress: (tab: number, serial: number, progress: Progress) => Promise<ReaderReply>;
  /** Goes on with what a stopped worker left half done. */
  readonly resumeAll: () => Promise<void>;
};

/** Gmail, and the user's own gateways before it. */
const receiverOf = ({ gateways }: Settings) =>
  withGateways(
    gmail,
    gateways.flatMap((text) => parseGateway(text) ?? []),
  );

const replyOf = (written: 'stored' | 'absent' | 'refused'): ReaderReply =>
  written === 'refused' ? 'not-stored' : 'stored';

type Parts = { readonly ask: Ask; readonly checker: Checker; readonly alterations: Alterations };

export function inspecting(given: Given, store: Store, { ask, checker, alterations }: Parts): Inspector {
  const { browser, settings, now } = given;

  /** Inspections that are being begun, by tab: who asks meanwhile waits, and then finds it in the store. */
  const beginning = new Map<number, Promise<unknown>>();

  /** Messages that the worker itself is fetching, by tab. */
  const underWay = new Map<
    number,
    { readonly serial: number; readonly stop: AbortController; readonly done: Promise<ReaderReply> }
  >();

  const begin = async (tab: number, why: Why): Promise<'begun' | 'current'> => {
    const subject = { tab };
    const before = await store.load(subject);
    if (why === 'open' && before?.pointed && isFresh(before, now())) return resume(before).then(() => 'current');
    if (why === 'again') checker.forgetAnswers();
    const meant = meantBy(why, before);
    // Later than any before, also where the clock was set back.
    const serial = Math.max(now(), (before?.serial ?? 0) + 1);
    const located = await ask(tab, { kind: 'location', serial, meant });
    if (why === 'open' && before && isAbout(before, located)) return resume(before).then(() => 'current');
    const consent =
      why === 'again' && before?.consent === 'given' ? 'given' : await checker.consentOf(await settings.load());
    const pointed = meant.by === 'pointer' || meant.by === 'frame';
    const inspection = { subject, serial, pointed, consent };
    if (typeof located === 'string' || located.chosen === 'unclear') {
      const [failure, seen] = typeof located === 'string' ? [located, null] : (['which-message', located] as const);
      await store.save({ ...inspection, located: seen, step: 'failed', failure, detail: '' });
      return 'begun';
    }
    const reading: Inspection = { ...inspection, located, step: 'reading' };
    if ((await store.save(reading)) === 'refused') return 'begun';
    // Not waited for: the octets come as a message of their own.
    void askForOctets(reading, meant);
    return 'begun';
  };

  const askForOctets = async ({ subject, serial }: Inspection, meant: Meant): Promise<void> => {
    const asked = await ask(tabOf(subject), { kind: 'octets', serial, meant });
    if (typeof asked === 'string') await store.change(subject, serial, whileReading(asked));
  };

  /** Goes on with what a stopped worker left half done. */
  const resume = async (inspection: Inspection): Promise<void> => {
    const { step, located } = inspection;
    // The reader goes on too, or begins again where its page was reloaded; what it has already, it sends once more.
    if (step === 'reading' && located) await askForOctets(inspection, { by: 'id', located });
    if (step === 'recorded' || step === 'checking') void checker.goOn(inspection);
    if (step === 'done' && inspection.alteration === 'asked') await alterations.ask(inspection);
  };

  const keep = async (
    tab: number,
    { serial, located, result, elsewhere = false, more = false }: Omit<Said<'reading'>, 'kind'>,
  ): Promise<ReaderReply> => {
    let recorded: WithReport | null = null;
    let goesOn = false;
    const receiver = receiverOf(await settings.load());
    const written = await store.change({ tab }, serial, (before) => {
      if (before.step !== 'reading') return null;
      const { subject, pointed, consent } = before;
      const inspection = { subject, serial, pointed, consent, located };
      const failed = (failure: ReadFailure, detail: string) => failedOf({ ...before, located }, failure, detail);
      if (!result.ok) {
        return failed(elsewhere && result.failure === 'not-found' ? 'elsewhere' : result.failure, result.detail);
      }
      try {
        const report: Report = {
          recorded: read(result.digest, receiver, { kind: 'mailbox' }),
          verified: null,
          place: located?.place ?? null,
        };
        const another = anotherThan(located, report.recorded);
        goesOn = another?.by === 'sender' && more;
        if (goesOn) return null;
        recorded = {
          ...{ ...inspection, ...checker.atFirst(consent, report), digest: result.digest, elsewhere },
          ...(another && { another }),
        };
        return recorded;
      } catch (error) {
        return failed('unexpected', String(error)); // a bug of ours: said, instead of a popup that waits
      }
    });
    if (recorded && written === 'stored') void checker.goOn(recorded);
    return goesOn ? 'another' : replyOf(written);
  };

  const progress: Inspector['progress'] = async (tab, serial, far) =>
    replyOf(
      await store.change({ tab }, serial, (before) =>
        before.step === 'reading' ? { ...before, progress: far } : null,
      ),
    );

  return {
    progress,
    async inspect(tab, why) {
      const begun = (beginning.get(tab) ?? Promise.resolve()).then(() => begin(tab, why));
      const settled = begun.catch(() => {});
      beginning.set(tab, settled);
      void settled.then(() => beginning.get(tab) === settled && beginning.delete(tab));
      return begun;
    },
    async cancel(tab) {
      const inspection = await store.load({ tab });
      if (inspection?.step !== 'reading' || !inspection.located) return;
      const { serial } = inspection;
      underWay.get(tab)?.stop.abort();
      await store.change({ tab }, serial, whileReading('cancelled'));
      await ask<null>(tab, { kind: 'stop', serial });
    },
    async accept(tab, reading) {
      const { serial, errand } = reading;
      if (!errand) return keep(tab, reading);
      const before = underWay.get(tab);
      if (before?.serial === serial) return before.done;
      before?.stop.abort();
      const stop = new AbortController();
      const onProgress = (far: Progress) => void progress(tab, serial, far);
      const receiver = receiverOf(await settings.load());
      const isAnother = (made: Digest) =>
        anotherThan(reading.located, read(made, receiver, { kind: 'mailbox' }))?.by === 'sender';
      const asked = digestFor(isAnother, browser, errand, tab, { signal: stop.signal, onProgress });
      const done = asked.then((result) => {
        if (typeof result === 'string') return result;
        return keep(tab, { ...reading, result });
      });
      underWay.set(tab, { serial, stop, done });
      try {
        return await done;
      } finally {
        if (underWay.get(tab)?.done === done) underWay.delete(tab);
      }
    },
    async take(subject, digest) {
      const chosen = await settings.load();
      const report: Report = {
        recorded: read(digest, receiverOf(chosen), { kind: 'file' }),
        verified: null,
        place: null,
      };
      const consent = await checker.consentOf(chosen);
      const begun = { subject, serial: now(), pointed: false, consent, located: null };
      const inspection: WithReport = { ...begun, ...checker.atFirst(consent, report), digest };
      if ((await store.save(inspection)) === 'stored') void checker.goOn(inspection);
    },
    async resumeAll() {
      await Promise.all((await store.all()).map(resume));
    },
  };
}

const whileReading = (failure: ReadFailure) => (before: Inspection) =>
  before.step === 'reading' ? failedOf(before, failure) : null;

function meantBy(why: Why, before: Inspection | null): Meant {
  if (typeof why === 'object') return why;
  return why === 'again' && before?.located ? { by: 'id', located: before.located } : { by: 'view' };
}

function isFresh({ serial }: Inspection, now: number): boolean {
  const age = now - serial;
  return age >= 0 && age < MENU_HOLDS;
}

const isAbout = (inspection: Inspection, located: Located | ReadFailure) =>
  inspection.step !== 'failed' && typeof located === 'object' && inspection.located?.id === located.id;
