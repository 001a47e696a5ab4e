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
      return shown(fitting(value, rows.selectors));
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

const rows: Readonly<Record<Exclude<Signal, 'received'>, Rows>> = {
  dkim: rowsBy('dkim'),
  selectors: rowsBy('selectors'),
  keys: rowsBy('keys'),
  mailFrom: rowsBy('mailFrom'),
  includes: rowsBy('includes'),
  hosts: rowsBy('hosts'),
  headers: rowsBy('headers'),
};

/** A few patterns: each is tried. */
const beginnings = [...rows.headers.keys(), ...rows.selectors.keys()].flatMap((pattern) =>
  pattern.endsWith('*') ? [[pattern.slice(0, -1), pattern] as const] : [],
);

const writers = services.filter(({ signals }) => signals.received !== undefined);

function rowsBy(signal: Signal): Rows {
  const found = new Map<string, Service[]>();
  for (const service of services)
    for (const text of service.signals[signal] ?? []) {
      // "x-mailer: MailChimp Mailer" lies under its name.
      const key = text.split(': ', 1)[0] ?? text;
      found.set(key, [...(found.get(key) ?? []), service]);
    }
  return found;
}

/** Labels of the longest name that a row holds: a longer one is looked up by its end. */
const DEEPEST = 5;

/** The rows that hold the name or one that it lies below. */
function within(name: string, found: Rows): readonly Service[] {
  const labels = name.split('.').slice(-DEEPEST);
  return labels.flatMap((_, at) => found.get(labels.slice(at).join('.')) ?? []);
}

/** The rows that hold the text, or how it begins: "x-mj-*", "hs1-*". */
function fitting(text: string, found: Rows): readonly Service[] {
  const begins = beginnings.filter(([beginning]) => text.startsWith(beginning));
  return [text, ...begins.map(([, pattern]) => pattern)].flatMap((key) => found.get(key) ?? []);
}

/** Whether a header field of that name, with the right words, would show a row. */
export function isTelling(name: string): boolean {
  return rows.headers.has(name) || beginnings.some(([beginning]) => name.startsWith(beginning));
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
  return fitting(name, rows.headers)
    .filter(({ signals }) => signals.headers?.some((header) => hasWords(field, name, header)))
    .map((service) => ({ service, value: name }));
}

function hasWords(field: string, name: string, header: string): boolean {
  const [wanted = '', words] = header.split(': ');
  if (words === undefined) return wanted === name || (wanted.endsWith('*') && name.startsWith(wanted.slice(0, -1)));
  return wanted === name && field.includes(words);
}
