/** How a row of the table is written down: what is not said of a service is not known of it. */

import type { InLanguages, Panel, Service, ServiceFix, ServiceKind, ServiceSignals } from './services.ts';

type Known = Partial<Omit<Service, 'fix'>> & { readonly fix?: Partial<ServiceFix> };

/** One text stands for all languages where a service writes its name the same way in each. */
export function rowsOf(kind: ServiceKind) {
  // Who has a mailbox or a website there sends as himself.
  const spfCanAlign = kind === 'mailbox-provider' || kind === 'web-host' ? true : null;
  return (id: string, name: string | InLanguages, signals: ServiceSignals, known: Known = {}): Service => ({
    id,
    name: inLanguages(name),
    kind,
    signals,
    panel: null,
    vouches: [],
    documentation: null,
    checkedOn: null,
    ...known,
    fix: { dkim: [], mailFrom: [], spf: null, spfCanAlign, ...known.fix },
  });
}

/** What to click there, and the page that says so. */
export function clicks(path: string | InLanguages, url: string): Panel {
  return { path: inLanguages(path), url };
}

function inLanguages(text: string | InLanguages): InLanguages {
  return typeof text === 'string' ? { en: text, ja: text } : text;
}

/** A domain of its own, wherever it shows. */
export function everywhere(...domains: readonly string[]): ServiceSignals {
  return { dkim: domains, keys: domains, mailFrom: domains, includes: domains, hosts: domains };
}

/** A host's own domain: the names of its servers, and the addresses that web programs on them send under. */
export function onServers(...domains: readonly string[]): ServiceSignals {
  return { dkim: domains, mailFrom: domains, includes: domains, hosts: domains };
}
