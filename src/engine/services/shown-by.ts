/** Which rows a name, a field or a word of a trace field belongs to: looked up by whole labels, not tried row by row. */

import { never } from '../outcome.ts';
import type { Service, ServiceEvidence, ServiceSignals } from './services.ts';
import { services } from './table.ts';

/** The text that matched, as it is shown. */
export type Shown = { readonly service: Service; readonly value: string };

type Signal = keyof ServiceSignals;
type Rows = ReadonlyMap<string, readonly Service[]>;

export function rowsShownBy({ signal, value }: Pick<ServiceEvidence, 'signal' | 'value'>): readonly Shown[] {
  const shown = (found: readonly Service[], text = value) => found.map((service) => ({ service, value: text }));
  switch (signal) {
    case 'dkim-domain':
      return shown(within(value, rows.dkim));
    case 'dkim-selector':
      return shown(selecting(value));
    case 'dkim-key-alias':
      return shown(within(value, rows.keys));
    case 'spf-domain':
      return shown(within(value, rows.mailFrom));
    case 'spf-include':
      return shown(within(value, rows.includes));
    case 'confirmed-name':
    case 'host-name':
      return shown(within(value, rows.hosts));
    case 'received':
      return withWords(value);
    case 'header':
      return withHeader(value);
    default:
      return never(signal);
  }
}

const rows: Readonly<Record<Exclude<Signal, 'received' | 'headers'>, Rows>> = {
  dkim: rowsBy('dkim'),
  selectors: rowsBy('selectors'),
  keys: rowsBy('keys'),
  mailFrom: rowsBy('mailFrom'),
  includes: rowsBy('includes'),
  hosts: rowsBy('hosts'),
};

type HeaderSign = { readonly pattern: string; readonly words: string; readonly service: Service };

/** What rows know of headers, under the first two words of the name: "x-tm-as-*" under "x-tm-", "feedback-id: x" under "feedback-". */
const headerSigns = new Map<string, HeaderSign[]>();
for (const service of services)
  for (const header of service.signals.headers ?? []) {
    const [pattern = '', words = ''] = header.split(': ');
    const family = familyOf(pattern);
    headerSigns.set(family, [...(headerSigns.get(family) ?? []), { pattern, words, service }]);
  }
const selectorPatterns = [...rows.selectors.keys()].filter((pattern) => pattern.endsWith('*'));

function familyOf(name: string): string {
  const first = name.indexOf('-') + 1;
  return name.slice(0, name.indexOf('-', first) + 1 || first);
}

const writers = services.filter(({ signals }) => signals.received !== undefined);

function rowsBy(signal: Signal): Rows {
  const found = new Map<string, Service[]>();
  for (const service of services)
    for (const text of service.signals[signal] ?? []) found.set(text, [...(found.get(text) ?? []), service]);
  return found;
}

/** Labels of the longest name that a row holds: a longer one is looked up by its end. */
const DEEPEST = 5;

/** The rows that hold the name or one that it lies below. */
function within(name: string, found: Rows): readonly Service[] {
  const labels = name.split('.').slice(-DEEPEST);
  return labels.flatMap((_, at) => found.get(labels.slice(at).join('.')) ?? []);
}

/** The rows that hold the selector, or how it begins: "hs1-*". */
function selecting(text: string): readonly Service[] {
  const patterns = selectorPatterns.filter((pattern) => fits(text, pattern));
  return [text, ...patterns].flatMap((key) => rows.selectors.get(key) ?? []);
}

/** `pattern` is the text itself or, with a final "*", how it begins. */
function fits(text: string, pattern: string): boolean {
  return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern;
}

/** Whether a header field of that name, with the right words, would show a row. */
export function isTelling(name: string): boolean {
  return (headerSigns.get(familyOf(name)) ?? []).some(({ pattern }) => fits(name, pattern));
}

function withWords(text: string): readonly Shown[] {
  return writers.flatMap((service) => {
    const words = service.signals.received?.find((words) => text.includes(words));
    return words === undefined ? [] : [{ service, value: words }];
  });
}

/** "name:value" against "name" or "name: words". */
function withHeader(field: string): readonly Shown[] {
  const name = field.slice(0, field.indexOf(':'));
  return (headerSigns.get(familyOf(name)) ?? [])
    .filter(({ pattern, words }) => fits(name, pattern) && field.includes(words))
    .map(({ service }) => ({ service, value: name }));
}
