/** Asks the DNS about a message that was read, as far as the user allows it; each result is in the store as soon as it is there. */

import type { Digest } from '../../engine/digest.ts';
import type { Resolver } from '../../engine/dns/dns.ts';
import type { Report, Verified } from '../../engine/report.ts';
import { nothingVerified, verify } from '../../engine/verify.ts';
import { type ProviderId, providerOf } from '../../resolver/providers.ts';
import type { WithDataCollection } from '../protocol.ts';
import { type Command, type Consent, dataCollection, type Inspection, nameOfSubject } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import type { Given } from './given.ts';
import type { Store, Written } from './store.ts';

/** After this long (milliseconds) a check shows what it has; the rest could not be checked. */
export const CHECK_HOLDS = 20_000;

export type WithReport = Inspection & { readonly digest: Digest; readonly report: Report };

export type Checker = {
  /** What the settings say about the next message. */
  readonly consentOf: (settings: Settings) => Promise<Consent>;
  /** What was read, as it is shown first: a check that need not be asked for is under way from the beginning. */
  readonly atFirst: (consent: Consent, report: Report) => { step: 'recorded' | 'checking'; report: Report };
  /** Checks what the user has allowed to be checked. */
  readonly goOn: (inspection: WithReport) => Promise<void>;
  readonly answerConsent: (answer: Extract<Command, { kind: 'consent' }>) => Promise<void>;
  /** Who asks again wants to know what the DNS says now: a record may have been published since. */
  readonly forgetAnswers: () => void;
  /** The tab is gone: what is under way for it is no longer written. */
  readonly forget: (tab: number) => void;
};

export function checking({ browser, settings, resolver, now }: Given, store: Store): Checker {
  /** Answers of each resolver, as long as they last and this worker lives. */
  const resolvers = new Map<ProviderId, Resolver>();
  const resolverOf = (id: ProviderId): Resolver => {
    const kept = resolvers.get(id) ?? resolver(providerOf(id));
    resolvers.set(id, kept);
    return kept;
  };

  /** Checks that this worker has under way, by subject: the serial of the inspection. */
  const underWay = new Map<string, number>();

  const atFirst: Checker['atFirst'] = (consent, report) => {
    if (consent !== 'given') return { step: 'recorded', report };
    return { step: 'checking', report: { ...report, verified: nothingVerified(now() / 1000) } };
  };

  /** Whom the user agreed to ask is no longer listed: asked anew, and nobody is asked meanwhile. */
  const askAnew = ({ subject, serial }: Inspection) =>
    store.change(subject, serial, (before) =>
      'report' in before
        ? { ...before, consent: 'unasked', step: 'recorded', report: { ...before.report, verified: null } }
        : null,
    );

  const goOn: Checker['goOn'] = async (inspection) => {
    if (inspection.consent !== 'given') return;
    const { resolver: chosen } = await settings.load();
    if (chosen === null) await askAnew(inspection);
    else await check(inspection, resolverOf(chosen));
  };

  const check = async (inspection: WithReport, resolve: Resolver): Promise<void> => {
    const { subject, serial, digest, report } = inspection;
    const name = nameOfSubject(subject);
    if (underWay.get(name) === serial) return;
    underWay.set(name, serial);
    let written: Promise<Written> = Promise.resolve('absent');
    const began = now() / 1000;
    let soFar = nothingVerified(began);
    const write = (step: 'checking' | 'done', verified: Verified) => {
      soFar = verified;
      written = store.change(subject, serial, () =>
        underWay.get(name) === serial ? { ...inspection, step, report: { ...report, verified } } : null,
      );
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const expired = new Promise((expire) => {
        timer = setTimeout(expire, CHECK_HOLDS);
      });
      const onProgress = (verified: Verified) => write('checking', verified);
      write('done', await verify(report.recorded, digest, { resolve, now: began, expired, onProgress }));
    } catch (error) {
      // A bug of ours must not leave a popup waiting: what was found so far is the report.
      console.error(error);
      write('done', { ...soFar, complete: true });
    }
    clearTimeout(timer);
    await written;
    if (underWay.get(name) === serial) underWay.delete(name);
  };

  return {
    atFirst,
    goOn,
    async consentOf({ dns, resolver: chosen }) {
      if (dns === 'never') return 'refused';
      if (dns === 'ask' || chosen === null) return 'unasked';
      // In Firefox the user may have taken back what was allowed together with it.
      const { data_collection } = (await browser.permissions.getAll()) as WithDataCollection;
      return !data_collection || data_collection.includes(dataCollection) ? 'given' : 'unasked';
    },
    async answerConsent({ tab, answer, resolver: agreed }) {
      const subject = { tab };
      if (answer !== 'not') await settings.save({ resolver: agreed, ...(answer === 'always' && { dns: 'always' }) });
      const consent = answer === 'not' ? 'refused' : 'given';
      const serial = (await store.load(subject))?.serial ?? 0;
      await store.change(subject, serial, (before) => {
        if (!('report' in before)) return null;
        return { ...before, consent, ...(before.step === 'recorded' && atFirst(consent, before.report)) };
      });
      const answered = await store.load(subject);
      if (answered?.serial === serial && 'report' in answered) await goOn(answered);
    },
    forgetAnswers() {
      resolvers.clear();
    },
    forget(tab) {
      underWay.delete(nameOfSubject({ tab }));
      underWay.delete(nameOfSubject({ beside: tab }));
    },
  };
}
