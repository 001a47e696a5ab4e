/**
 * Which services had a hand in a message. What was verified counts first: a signature that holds, a MAIL FROM that SPF
 * passed, a confirmed name, and the CNAME chains behind them. Headers, which anyone can write, are hints and no more.
 */

import { isWithin } from '../dns/name.ts';
import { never } from '../outcome.ts';
import type { Recorded } from '../report.ts';
import { type Checks, factsOf } from './facts.ts';
import type { Service, ServiceEvidence, ServiceKind, ServiceMatch, ServiceSignals } from './services.ts';
import { services } from './table.ts';

/** Evidence that is kept for one service: more would prove no more. */
export const MAX_EVIDENCE = 8;

/** Best evidence first. */
export function identifyServices(recorded: Recorded, checks: Checks): readonly ServiceMatch[] {
  const facts = factsOf(recorded, checks);
  return services
    .map((service) => ({
      id: service.id,
      name: service.name,
      kind: service.kind,
      evidence: evidenceOf(service, facts),
    }))
    .filter(({ evidence }) => evidence.length > 0)
    .sort((a, b) => strongest(b) - strongest(a) || order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** Who sends for others is what is asked for first. */
const order: readonly ServiceKind[] = ['sending-service', 'web-host', 'list', 'mailbox-provider', 'filter'];

function strongest({ evidence }: ServiceMatch): number {
  return worth(evidence[0]);
}

function worth(evidence: ServiceEvidence | undefined): number {
  if (!evidence) return 0;
  const grade = { verified: 2, recorded: 1, claimed: 0, inferred: 0, seen: 0 }[evidence.grade];
  return (evidence.strength === 'strong' ? 3 : 0) + grade;
}

function evidenceOf({ signals }: Service, facts: readonly ServiceEvidence[]): readonly ServiceEvidence[] {
  const found = new Map<string, ServiceEvidence>();
  for (const fact of facts) {
    const value = shown(signals, fact);
    if (value === null) continue;
    const key = `${fact.signal} ${value}`;
    const known = found.get(key);
    if (!known || worth(fact) > worth(known)) found.set(key, { ...fact, value });
  }
  return [...found.values()].sort((a, b) => worth(b) - worth(a)).slice(0, MAX_EVIDENCE);
}

/** The text that matched, or null. */
function shown(signals: ServiceSignals, { signal, value }: ServiceEvidence): string | null {
  switch (signal) {
    case 'dkim-domain':
      return within(value, signals.dkim);
    case 'dkim-selector':
      return signals.selectors?.some((selector) => fits(value, selector)) ? value : null;
    case 'dkim-key-alias':
      return within(value, signals.keys);
    case 'spf-domain':
      return within(value, signals.mailFrom);
    case 'spf-include':
      return within(value, signals.includes);
    case 'confirmed-name':
    case 'host-name':
      return within(value, signals.hosts);
    case 'received':
      return signals.received?.find((words) => value.includes(words)) ?? null;
    case 'header':
      return headerName(value, signals.headers);
    default:
      return never(signal);
  }
}

function within(name: string, suffixes: readonly string[] = []): string | null {
  return suffixes.some((suffix) => isWithin(name, suffix)) ? name : null;
}

/** `pattern` is the text itself or, with a final "*", how it begins. */
function fits(text: string, pattern: string): boolean {
  return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern;
}

/** "name:value" against "name" or "name: words". */
function headerName(field: string, headers: readonly string[] = []): string | null {
  const name = field.slice(0, field.indexOf(':'));
  const found = headers.some((header) => {
    const [wanted = '', words = ''] = header.split(': ');
    return fits(name, wanted) && (words === '' || field.includes(words));
  });
  return found ? name : null;
}
