/** Records to publish: a service's templates filled in for one domain, with what is not known marked ‹so›. */

import type { RecordTemplate } from '../engine/services/services.ts';
import { serviceOf } from '../engine/services/table.ts';
import type { Judgement } from '../judgement/judgement.ts';
import type { AdviceLine, RecordToPublish } from './explanation.ts';
import { inLanguage, type Words } from './words.ts';

/** {domain} is known, any other blank is marked. */
export function filled(templates: readonly RecordTemplate[], domain: string): readonly RecordToPublish[] {
  const fill = (text: string) =>
    text.replace(/\{([a-z0-9]+)\}/gi, (_, blank: string) => (blank === 'domain' ? domain : `‹${blank}›`));
  return templates.map(({ type, name, value }) => ({ type, name: fill(name), value: fill(value) }));
}

/** What to click at the service that sent it; empty where that is not known. */
export function panelAdvice({ service }: Judgement, words: Words): readonly AdviceLine[] {
  const panel = service && serviceOf(service.id)?.panel;
  if (!panel) return [];
  const values = { service: inLanguage(service.name, words), path: inLanguage(panel.path, words) };
  return [{ text: words.text('admin_in_service', values), why: panel.url, records: [] }];
}
