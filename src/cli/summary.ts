/** All messages together: how many have which verdict, and who sends in the name of whom. */

import type { VerdictId } from '../judgement/verdicts/table.ts';
import type { Row } from './show.ts';

/** Domains, and services of one, that are counted by themselves: what comes after so many is counted together. */
export const MAX_DOMAINS = 50_000;
export const MAX_SERVICES = 50;

type Count = { messages: number; passed: number; failed: number };
type Domain = { readonly all: Count; readonly services: Map<string, Count> };

export type Summary = {
  readonly messages: number;
  /** That could not be read. */
  readonly problems: number;
  readonly verdicts: readonly { readonly verdict: VerdictId; readonly messages: number }[];
  readonly services: readonly Counted<'service'>[];
  /** Of the visible sender; '' where there is no single one, "*" for those beyond the limit. */
  readonly domains: readonly (Counted<'domain'> & { readonly services: readonly Counted<'service'>[] })[];
};

/** `passed` and `failed`: of DMARC. '' as the service: none is proved. */
type Counted<Name extends string> = Readonly<Record<Name, string>> & Readonly<Count>;

export type Tally = {
  readonly add: (row: Row) => void;
  readonly addProblem: () => void;
  readonly summary: () => Summary;
};

export function tally(): Tally {
  const verdicts = new Map<string, number>();
  const services = new Map<string, Count>();
  const domains = new Map<string, Domain>();
  let [messages, problems] = [0, 0];

  function add({ verdict, domain, dmarc, service }: Row): void {
    messages++;
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    const name = domain ?? '';
    const key = domains.has(name) || domains.size < MAX_DOMAINS ? name : '*';
    const of = domains.get(key) ?? { all: none(), services: new Map<string, Count>() };
    domains.set(key, of);
    for (const count of [of.all, countIn(of.services, service ?? ''), countIn(services, service ?? '')]) {
      count.messages++;
      if (dmarc === 'pass') count.passed++;
      if (dmarc === 'fail') count.failed++;
    }
  }

  return {
    add,
    addProblem: () => {
      problems++;
    },
    summary: () => ({
      messages,
      problems,
      verdicts: [...verdicts]
        .map(([verdict, messages]) => ({ verdict: verdict as VerdictId, messages }))
        .sort((a, b) => b.messages - a.messages),
      services: listed('service', services),
      domains: [...domains]
        .map(([domain, { all, services }]) => ({ domain, ...all, services: listed('service', services) }))
        .sort((a, b) => b.messages - a.messages),
    }),
  };
}

const none = (): Count => ({ messages: 0, passed: 0, failed: 0 });

function countIn(counts: Map<string, Count>, name: string): Count {
  const key = counts.has(name) || counts.size < MAX_SERVICES ? name : '*';
  const count = counts.get(key) ?? none();
  counts.set(key, count);
  return count;
}

function listed<Name extends string>(as: Name, counts: ReadonlyMap<string, Count>): readonly Counted<Name>[] {
  const rows = [...counts].map(([name, count]) => ({ [as]: name, ...count }) as Counted<Name>);
  return rows.sort((a, b) => b.messages - a.messages);
}
