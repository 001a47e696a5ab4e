/**
 * Which services had a hand in a message. What was verified counts first: a signature that holds, a MAIL FROM that SPF
 * passed, a confirmed name, and the CNAME chains behind them. Headers, which anyone can write, are hints and no more.
 */

import { type Checks, factsOf, type Message } from './facts.ts';
import type { Service, ServiceEvidence, ServiceKind, ServiceMatch } from './services.ts';
import { rowsShownBy } from './shown-by.ts';
import { services } from './table.ts';

/** Evidence that is kept for one service: more would prove no more. */
export const MAX_EVIDENCE = 8;

/** Best evidence first. Made once from what is recorded, and once more when the checks have ended. */
export function identifyServices(message: Message, checks: Checks): readonly ServiceMatch[] {
  const found = new Map<Service, Map<string, ServiceEvidence>>();
  for (const fact of factsOf(message, checks))
    for (const { service, value } of rowsShownBy(fact)) {
      const evidence = found.get(service) ?? new Map<string, ServiceEvidence>();
      found.set(service, evidence);
      const key = `${fact.signal} ${value}`;
      const known = evidence.get(key);
      if (known ? worth(fact) > worth(known) : worth(fact) > 0 || evidence.size < MAX_EVIDENCE)
        evidence.set(key, { ...fact, value });
    }
  return services
    .flatMap((service) => matchOf(service, found.get(service)))
    .sort((a, b) => strongest(b) - strongest(a) || order.indexOf(a.kind) - order.indexOf(b.kind));
}

function matchOf(
  { id, name, kind }: Service,
  evidence: ReadonlyMap<string, ServiceEvidence> | undefined,
): readonly ServiceMatch[] {
  if (evidence === undefined) return [];
  return [
    { id, name, kind, evidence: [...evidence.values()].sort((a, b) => worth(b) - worth(a)).slice(0, MAX_EVIDENCE) },
  ];
}

/** Who sends for others is what is asked for first. */
const order: readonly ServiceKind[] = [
  'sending-service',
  'web-host',
  'list',
  'forwarder',
  'mailbox-provider',
  'gateway',
];

function strongest({ evidence }: ServiceMatch): number {
  return worth(evidence[0]);
}

function worth(evidence: ServiceEvidence | undefined): number {
  if (!evidence) return 0;
  const grade = { verified: 2, recorded: 1, claimed: 0, inferred: 0, seen: 0 }[evidence.grade];
  return (evidence.strength === 'strong' ? 3 : 0) + grade;
}
