/** A worker at work in a browser in memory: its tabs show samples, their readers answer as the real one does, the DNS is a zone. */

import { digest } from '../../../src/engine/digest.ts';
import type { Resolver } from '../../../src/engine/dns/dns.ts';
import type { Inspection, Located, ReaderRequest, Reply } from '../../../src/extension/protocol.ts';
import { type Settings, settingsFrom, settingsIn } from '../../../src/extension/settings.ts';
import { startWorker } from '../../../src/extension/worker/worker.ts';
import { zoneResolver } from '../../../src/resolver/zone.ts';
import { octetsOf, sampleOf, worldZone } from '../../mail/samples/samples.ts';
import { wordsIn } from '../../words.ts';
import { type MemoryBrowser, memoryBrowser, type Port, type Tab } from './memory-browser.ts';

export type Desk = {
  readonly browser: MemoryBrowser;
  /** What the user has said; changed by the options page or by an answer. */
  settings: Settings;
  /** Names that were asked of the DNS. */
  readonly asked: string[];
  resolve: Resolver;
  /** The worker is stopped and started anew: it has nothing but the store. */
  readonly restart: () => void;
  readonly stored: (name: string | number) => Inspection | undefined;
  /** What whoever waits at that port ends with: what is stored, or what could not be. */
  readonly outcome: (port: Port, tab: number) => Inspection | undefined;
  readonly mailTab: (id: number, sample: string, change?: Partial<Tab>) => Tab;
};

/** In the zone of the samples, one day after they were sent. */
const NOW = Date.UTC(2026, 10, 20, 9);
const zone = zoneResolver([worldZone()]);

export const locatedOf = (sample: string): Located => ({
  ...{ id: `id-of-${sample}`, subject: sampleOf(sample).subject, place: 'inbox', chosen: 'only', candidates: [] },
  sender: /<(.*)>/.exec(sampleOf(sample).from)?.[1] ?? sampleOf(sample).from,
});

export function desk(chosen: Partial<Record<keyof Settings, unknown>> = { dns: 'always' }): Desk {
  const browser = memoryBrowser();
  const made: Desk = {
    browser,
    settings: settingsFrom(chosen),
    asked: [],
    resolve: zone,
    restart() {
      for (const event of Object.values(browser.events)) event.clear();
      start();
    },
    stored: (name) => browser.session.get(`inspection:${name}`) as Inspection | undefined,
    outcome: (port, tab) => {
      const told = (port.received as Reply[]).findLast((reply) => reply.kind === 'not-stored');
      return told?.kind === 'not-stored' ? told.inspection : made.stored(tab);
    },
    mailTab(id, sample, change = {}) {
      const located = locatedOf(sample);
      const say = (message: object) => browser.send(message, { tab: { id } as never });
      return browser.addTab({
        id,
        page: (request: ReaderRequest) => {
          switch (request.kind) {
            case 'octets':
              void digest(new Uint8Array(octetsOf(sample))).then((made) =>
                say({ kind: 'reading', serial: request.serial, located, result: { ok: true, digest: made } }),
              );
              return located;
            case 'location':
              return located;
            case 'presence':
              return { present: true };
            case 'alterations':
              void say({ kind: 'alteration', serial: request.serial, alteration: { ok: true, alterations: [] } });
              return null;
            default:
              return null;
          }
        },
        ...change,
      });
    },
  };
  const start = () =>
    startWorker({
      browser: browser.api,
      settings: settingsIn({
        get: async () => made.settings,
        set: async (value) => {
          made.settings = value;
        },
      }),
      resolver: () => (question) => {
        made.asked.push(question.name);
        return made.resolve(question);
      },
      words: async () => wordsIn('en'),
      now: () => NOW,
    });
  start();
  return made;
}

/** Waits for what will be there soon. */
export async function soon<T>(look: () => T | undefined | false | null, patience = 3000): Promise<T> {
  for (const begun = Date.now(); Date.now() - begun < patience; ) {
    const found = look();
    if (found) return found;
    await new Promise((later) => setTimeout(later, 2));
  }
  throw new Error('it did not come');
}
