/** One inspection from click to report. Each state is in the store before the next begins, so that a stopped worker can go on. */

import type { Digest } from '../engine/digest.ts';
import type { Resolver } from '../engine/dns/dns.ts';
import { read } from '../engine/read.ts';
import type { Report, Verified } from '../engine/report.ts';
import { gmail } from '../engine/trace/receivers.ts';
import { verify } from '../engine/verify.ts';
import { cached } from '../resolver/cache.ts';
import { dohResolver } from '../resolver/doh.ts';
import { type ProviderId, providerOf } from '../resolver/providers.ts';
import { browser } from './browser.ts';
import type { Consent, Inspection, Located, Meant, ReaderMessage, ReaderRequest, ReadFailure } from './protocol.ts';
import { loadSettings, type Settings, saveSettings } from './settings.ts';
import { allInspections, dropInspection, loadInspection, saveInspection } from './store.ts';

/** The popup that the menu opens asks as well: for this long (milliseconds) it means the message that was right-clicked. */
const MENU_HOLDS = 3000;
/** A reader that has sent nothing for this long (milliseconds) is gone: its page was left or reloaded. */
const READING_HOLDS = 100_000;

/** After this long (milliseconds) a check shows what it has; the rest could not be checked. */
const CHECK_HOLDS = 20_000;

/** Answers of each resolver, as long as they last and this worker lives. */
const resolvers = new Map<ProviderId, Resolver>();

function resolverOf(id: ProviderId): Resolver {
  const resolver = resolvers.get(id) ?? cached(dohResolver(providerOf(id)));
  resolvers.set(id, resolver);
  return resolver;
}

/** Checks that this worker has under way, by tab: the serial of the inspection. */
const checking = new Map<number, number>();

const consentOf = ({ dns }: Settings): Consent =>
  dns === 'always' ? 'given' : dns === 'never' ? 'refused' : 'unasked';

/**
 * Begins an inspection of a tab. 'open': of what is open, unless its report is there; 'pointed': of what was right-clicked;
 * 'again': of what the last inspection was about, from the start.
 */
export async function inspect(tab: number, why: 'open' | 'pointed' | 'again'): Promise<void> {
  const before = await loadInspection(tab);
  if (why === 'open' && before && isUnderWay(before)) return resume(before);
  const meant = meantBy(why, before);
  const serial = Date.now();
  const located = await ask(tab, { to: 'reader', serial, meant, want: 'location' });
  if (why === 'open' && before && isReportOf(before, located)) return resume(before);
  const consent = why === 'again' && before?.consent === 'given' ? 'given' : consentOf(await loadSettings());
  const pointed = why === 'pointed';
  const failed = async (failure: ReadFailure) =>
    saveInspection({ tab, serial, pointed, consent, located: null, step: 'failed', failure, detail: '' });
  if (typeof located === 'string') return failed(located);
  if (!located) return failed('no-message');
  await saveInspection({ tab, serial, pointed, consent, located, step: 'reading' });
  const asked = await ask(tab, { to: 'reader', serial, meant, want: 'octets' });
  if (typeof asked === 'string') await failed(asked);
}

function meantBy(why: 'open' | 'pointed' | 'again', before: Inspection | null): Meant {
  if (why === 'again' && before?.located) return { by: 'id', located: before.located };
  return { by: why === 'pointed' ? 'pointer' : 'view' };
}

function isUnderWay(inspection: Inspection): boolean {
  const age = Date.now() - inspection.serial;
  return inspection.step === 'reading' ? age < READING_HOLDS : inspection.pointed && age < MENU_HOLDS;
}

const isReportOf = (inspection: Inspection, located: Located | ReadFailure | null) =>
  'report' in inspection && typeof located === 'object' && located !== null && inspection.located?.id === located.id;

/** Asks the tab's reader, put there first. A string is the failure. */
async function ask(tab: number, request: ReaderRequest): Promise<Located | ReadFailure | null> {
  const { url } = await browser.tabs.get(tab).catch(() => ({ url: undefined }));
  if (!url?.startsWith('https://mail.google.com/mail/')) return 'not-gmail';
  try {
    if (request.want === 'location')
      await browser.scripting.executeScript({ target: { tabId: tab }, files: ['reader.js'] });
    return (await browser.tabs.sendMessage(tab, request)) as Located | null;
  } catch {
    return 'no-access'; // the host permission was taken back, or a policy forbids scripts on this site
  }
}

/** What the reader sent: a digest, or why there is none. */
export async function acceptReading(tab: number, { serial, located, result }: ReaderMessage): Promise<void> {
  const inspection = await loadInspection(tab);
  if (inspection?.serial !== serial || inspection.step !== 'reading') return;
  const { consent, pointed } = inspection;
  if (!result.ok) {
    return saveInspection({
      tab,
      serial,
      pointed,
      consent,
      located,
      step: 'failed',
      failure: result.failure,
      detail: result.detail,
    });
  }
  const report: Report = { recorded: read(result.digest, gmail), verified: null, place: located?.place ?? null };
  const recorded: Inspection = {
    tab,
    serial,
    pointed,
    consent,
    located,
    step: 'recorded',
    digest: result.digest,
    report,
  };
  await saveInspection(recorded);
  if (consent === 'given') await check(recorded);
}

export async function answerConsent(tab: number, answer: 'always' | 'once' | 'not'): Promise<void> {
  if (answer === 'always') await saveSettings({ dns: 'always' });
  const inspection = await loadInspection(tab);
  if (!inspection || !('report' in inspection)) return;
  const answered = { ...inspection, consent: answer === 'not' ? ('refused' as const) : ('given' as const) };
  await saveInspection(answered);
  if (answered.consent === 'given') await check(answered);
}

async function check(inspection: Inspection & { digest: Digest; report: Report }): Promise<void> {
  const { tab, serial, digest, report } = inspection;
  if (checking.get(tab) === serial) return;
  checking.set(tab, serial);
  // States are written one after the other: a later one never ends up under an earlier.
  let written = Promise.resolve();
  let soFar: Verified | null = null;
  const write = (step: 'checking' | 'done', verified: Verified | null) => {
    soFar = verified;
    written = written.then(async () => {
      if (checking.get(tab) !== serial || (await loadInspection(tab))?.serial !== serial) return;
      await saveInspection({ ...inspection, step, report: { ...report, verified } });
    });
  };
  write('checking', null);
  try {
    const { resolver } = await loadSettings();
    const world = {
      resolve: resolverOf(resolver),
      now: Date.now() / 1000,
      expired: new Promise((expire) => setTimeout(expire, CHECK_HOLDS)),
      onProgress: (verified: Verified) => write('checking', verified),
    };
    write('done', await verify(report.recorded, digest, world));
  } catch (error) {
    // A bug of ours must not leave a popup waiting: what was found so far is the report.
    console.error(error);
    write('done', soFar);
  }
  await written;
  if (checking.get(tab) === serial) checking.delete(tab);
}

/** Goes on with what a stopped worker left half done. */
async function resume(inspection: Inspection): Promise<void> {
  const { step, consent } = inspection;
  if (step === 'checking' || (step === 'recorded' && consent === 'given')) await check(inspection);
}

export async function resumeAll(): Promise<void> {
  await Promise.all((await allInspections()).map(resume));
}

browser.tabs.onRemoved.addListener((tab) => {
  checking.delete(tab);
  void dropInspection(tab);
});
