/** One inspection from click to report. Each state is in the store before the next begins, so that a stopped worker can go on. */

import type { Digest } from '../../engine/digest.ts';
import { read } from '../../engine/read.ts';
import type { Report } from '../../engine/report.ts';
import { gmail, parseGateway, withGateways } from '../../engine/trace/receivers.ts';
import type { Receiver } from '../../engine/trace/trace.ts';
import { browser } from '../browser.ts';
import type {
  Inspection,
  Located,
  Meant,
  ProgressMessage,
  ReaderMessage,
  ReaderReply,
  ReadFailure,
} from '../protocol.ts';
import { loadSettings } from '../settings.ts';
import { askAlterations } from './alteration.ts';
import { ask } from './ask.ts';
import { atFirst, consentOf, forgetAnswers, forgetCheck, goOn } from './check.ts';
import * as errands from './errand.ts';
import { allInspections, changeInspection, dropInspection, loadInspection, saveInspection } from './store.ts';

/** The popup that the menu opens asks as well: for this long (milliseconds) it means the message that was right-clicked. */
const MENU_HOLDS = 3000;

/** Gmail, and the user's own gateways before it. */
async function ownReceiver(): Promise<Receiver> {
  const { gateways } = await loadSettings();
  return withGateways(
    gmail,
    gateways.flatMap((text) => parseGateway(text) ?? []),
  );
}

/** Inspections that are being begun, by tab: who asks meanwhile waits, and then finds it in the store. */
const beginning = new Map<number, Promise<unknown>>();

/** What brings an inspection about. `again`: of what the last one was about, from the start. */
export type Why = 'open' | 'again' | Extract<Meant, { by: 'pointer' | 'candidate' }>;

/** Inspects a tab. current: what was open is what is stored already. */
export async function inspect(tab: number, why: Why): Promise<'begun' | 'current'> {
  const begun = (beginning.get(tab) ?? Promise.resolve()).then(() => begin(tab, why));
  const settled = begun.catch(() => {});
  beginning.set(tab, settled);
  void settled.then(() => beginning.get(tab) === settled && beginning.delete(tab));
  return begun;
}

async function begin(tab: number, why: Why): Promise<'begun' | 'current'> {
  const before = await loadInspection(tab);
  if (why === 'open' && before?.pointed && isFresh(before)) return resume(before).then(() => 'current');
  if (why === 'again') forgetAnswers();
  const meant = meantBy(why, before);
  // Later than any before, also where the clock was set back.
  const serial = Math.max(Date.now(), (before?.serial ?? 0) + 1);
  const located = await ask(tab, { to: 'reader', serial, meant, want: 'location' });
  if (why === 'open' && before && isAbout(before, located)) return resume(before).then(() => 'current');
  const consent = why === 'again' && before?.consent === 'given' ? 'given' : await consentOf(await loadSettings());
  const inspection = { tab, serial, pointed: meant.by === 'pointer', consent };
  if (typeof located === 'string') {
    await saveInspection({ ...inspection, located: null, step: 'failed', failure: located, detail: '' });
    return 'begun';
  }
  const reading: Inspection = { ...inspection, located, step: 'reading' };
  await saveInspection(reading);
  // Not waited for: the octets come as a message of their own.
  void askForOctets(reading, meant);
  return 'begun';
}

async function askForOctets({ tab, serial }: Inspection, meant: Meant): Promise<void> {
  const asked = await ask(tab, { to: 'reader', serial, meant, want: 'octets' });
  if (typeof asked !== 'string') return;
  await changeInspection(tab, serial, (before) =>
    before.step === 'reading' ? { ...before, step: 'failed', failure: asked, detail: '' } : null,
  );
}

function meantBy(why: Why, before: Inspection | null): Meant {
  if (typeof why === 'object') return why;
  return why === 'again' && before?.located ? { by: 'id', located: before.located } : { by: 'view' };
}

function isFresh({ serial }: Inspection): boolean {
  const age = Date.now() - serial;
  return age >= 0 && age < MENU_HOLDS;
}

const isAbout = (inspection: Inspection, located: Located | ReadFailure) =>
  inspection.step !== 'failed' && typeof located === 'object' && inspection.located?.id === located.id;

export async function cancel(tab: number): Promise<void> {
  const inspection = await loadInspection(tab);
  if (inspection?.step !== 'reading' || !inspection.located) return;
  const { serial, located } = inspection;
  underWay.get(tab)?.stop.abort();
  await changeInspection(tab, serial, (before) =>
    before.step === 'reading' ? { ...before, step: 'failed', failure: 'cancelled', detail: '' } : null,
  );
  await ask<null>(tab, { to: 'reader', serial, meant: { by: 'id', located }, want: 'stop' });
}

export async function acceptProgress(tab: number, { serial, progress }: Omit<ProgressMessage, 'from'>): Promise<void> {
  await changeInspection(tab, serial, (before) => (before.step === 'reading' ? { ...before, progress } : null));
}

/** Messages that the worker itself is fetching, by tab. */
const underWay = new Map<
  number,
  { readonly serial: number; readonly stop: AbortController; readonly done: Promise<ReaderReply> }
>();

/** What the reader sent: a digest, or why there is none, or what the worker may try. */
export async function acceptReading(tab: number, message: ReaderMessage): Promise<ReaderReply> {
  const { serial, errand } = message;
  if (!errand) return accept(tab, message);
  const before = underWay.get(tab);
  if (before?.serial === serial) return before.done;
  before?.stop.abort();
  const stop = new AbortController();
  const onProgress = (progress: ProgressMessage['progress']) => void acceptProgress(tab, { serial, progress });
  const done = errands.run(errand, tab, { signal: stop.signal, onProgress }).then((result) => {
    if (typeof result === 'string') return result;
    return accept(tab, { ...message, result });
  });
  underWay.set(tab, { serial, stop, done });
  try {
    return await done;
  } finally {
    if (underWay.get(tab)?.done === done) underWay.delete(tab);
  }
}

async function accept(tab: number, { serial, located, result, elsewhere = false }: ReaderMessage): Promise<'stored'> {
  let recorded: (Inspection & { digest: Digest; report: Report }) | null = null;
  const receiver = await ownReceiver();
  await changeInspection(tab, serial, (before) => {
    if (before.step !== 'reading') return null;
    const { pointed, consent } = before;
    const inspection = { tab, serial, pointed, consent, located };
    const failed = (failure: ReadFailure, detail: string) =>
      ({ ...inspection, step: 'failed', failure, detail }) as const;
    if (!result.ok) {
      return failed(elsewhere && result.failure === 'not-found' ? 'elsewhere' : result.failure, result.detail);
    }
    try {
      const report: Report = {
        recorded: read(result.digest, receiver, { kind: 'mailbox' }),
        verified: null,
        place: located?.place ?? null,
      };
      recorded = { ...inspection, ...atFirst(consent, report), digest: result.digest, elsewhere };
      return recorded;
    } catch (error) {
      return failed('unexpected', String(error)); // a bug of ours: said, instead of a popup that waits
    }
  });
  if (recorded) void goOn(recorded);
  return 'stored';
}

/** A message that came by no webmail: as if a reader had sent its digest. */
export async function take(tab: number, digest: Digest): Promise<void> {
  const [receiver, settings] = await Promise.all([ownReceiver(), loadSettings()]);
  const report: Report = { recorded: read(digest, receiver, { kind: 'file' }), verified: null, place: null };
  const consent = await consentOf(settings);
  const begun = { tab, serial: Date.now(), pointed: false, consent, located: null };
  const inspection = { ...begun, ...atFirst(consent, report), digest };
  await saveInspection(inspection);
  void goOn(inspection);
}

/** Goes on with what a stopped worker left half done. */
async function resume(inspection: Inspection): Promise<void> {
  const { step, located } = inspection;
  // The reader goes on too, or begins again where its page was reloaded; what it has already, it sends once more.
  if (step === 'reading' && located) await askForOctets(inspection, { by: 'id', located });
  if (step === 'recorded' || step === 'checking') void goOn(inspection);
  if (step === 'done' && inspection.alteration === 'asked') await askAlterations(inspection);
}

export async function resumeAll(): Promise<void> {
  await Promise.all((await allInspections()).map(resume));
}

browser.tabs.onRemoved.addListener((tab) => {
  forgetCheck(tab);
  void dropInspection(tab);
});
