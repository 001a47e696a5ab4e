/** Asks the DNS about a message that was read, as far as the user allows it; each result is in the store as soon as it is there. */

import type { Digest } from '../../engine/digest.ts';
import type { Resolver } from '../../engine/dns/dns.ts';
import type { Report, Verified } from '../../engine/report.ts';
import { nothingVerified, verify } from '../../engine/verify.ts';
import { cached } from '../../resolver/cache.ts';
import { dohResolver } from '../../resolver/doh.ts';
import { type ProviderId, providerOf, providers } from '../../resolver/providers.ts';
import { browser } from '../browser.ts';
import { type Consent, dataCollection, type Inspection, type WithDataCollection } from '../protocol.ts';
import { loadSettings, type Settings, saveSettings } from '../settings.ts';
import { changeInspection, loadInspection } from './store.ts';

/** After this long (milliseconds) a check shows what it has; the rest could not be checked. */
const CHECK_HOLDS = 20_000;

/** Answers of each resolver, as long as they last and this worker lives. */
const resolvers = new Map<ProviderId, Resolver>();

function resolverOf(id: ProviderId): Resolver {
  const resolver = resolvers.get(id) ?? cached(dohResolver(providerOf(id)));
  resolvers.set(id, resolver);
  return resolver;
}

/** Who asks again wants to know what the DNS says now: a record may have been published since. */
export function forgetAnswers(): void {
  for (const { id, url } of providers) resolvers.set(id, cached(dohResolver({ url }, { cache: 'reload' })));
}

/** Checks that this worker has under way, by tab: the serial of the inspection. */
const checking = new Map<number, number>();

/** What the settings say about the next message. */
export async function consentOf({ dns }: Settings): Promise<Consent> {
  if (dns === 'never') return 'refused';
  if (dns === 'ask') return 'unasked';
  // In Firefox the user may have taken back what was allowed together with it.
  const { data_collection } = (await browser.permissions.getAll()) as WithDataCollection;
  return !data_collection || data_collection.includes(dataCollection) ? 'given' : 'unasked';
}

/** What was read, as it is shown first: a check that need not be asked for is under way from the beginning. */
export function atFirst(consent: Consent, report: Report): { step: 'recorded' | 'checking'; report: Report } {
  if (consent !== 'given') return { step: 'recorded', report };
  return { step: 'checking', report: { ...report, verified: nothingVerified(Date.now() / 1000) } };
}

/** Checks what the user has allowed to be checked. */
export async function goOn(inspection: Inspection & { digest: Digest; report: Report }): Promise<void> {
  if (inspection.consent === 'given') await check(inspection);
}

export async function answerConsent(tab: number, answer: 'always' | 'once' | 'not'): Promise<void> {
  if (answer === 'always') await saveSettings({ dns: 'always' });
  const consent = answer === 'not' ? 'refused' : 'given';
  const serial = (await loadInspection(tab))?.serial ?? 0;
  await changeInspection(tab, serial, (before) => {
    if (!('report' in before)) return null;
    return { ...before, consent, ...(before.step === 'recorded' && atFirst(consent, before.report)) };
  });
  const answered = await loadInspection(tab);
  if (answered?.serial === serial && 'report' in answered) await goOn(answered);
}

async function check(inspection: Inspection & { digest: Digest; report: Report }): Promise<void> {
  const { tab, serial, digest, report } = inspection;
  if (checking.get(tab) === serial) return;
  checking.set(tab, serial);
  let written = Promise.resolve();
  const now = Date.now() / 1000;
  let soFar = nothingVerified(now);
  const write = (step: 'checking' | 'done', verified: Verified) => {
    soFar = verified;
    written = changeInspection(tab, serial, () =>
      checking.get(tab) === serial ? { ...inspection, step, report: { ...report, verified } } : null,
    );
  };
  try {
    const { resolver } = await loadSettings();
    const world = {
      resolve: resolverOf(resolver),
      now,
      expired: new Promise((expire) => setTimeout(expire, CHECK_HOLDS)),
      onProgress: (verified: Verified) => write('checking', verified),
    };
    write('done', await verify(report.recorded, digest, world));
  } catch (error) {
    // A bug of ours must not leave a popup waiting: what was found so far is the report.
    console.error(error);
    write('done', { ...soFar, complete: true });
  }
  await written;
  if (checking.get(tab) === serial) checking.delete(tab);
}

/** The tab is gone: what is under way for it is no longer written. */
export const forgetCheck = (tab: number): boolean => checking.delete(tab);
