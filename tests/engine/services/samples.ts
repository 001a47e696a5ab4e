/** Messages and checks of which only what services are recognised by is filled in. */

import type { DkimCheck } from '../../../src/engine/dkim/dkim.ts';
import type { DnsAnswer } from '../../../src/engine/dns/dns.ts';
import type { Field } from '../../../src/engine/message/message.ts';
import type { Recorded } from '../../../src/engine/report.ts';
import { identifyServices } from '../../../src/engine/services/identify.ts';
import type { SpfCheck, SpfTree } from '../../../src/engine/spf/spf.ts';
import type { Hop } from '../../../src/engine/trace/trace.ts';

type HopFrom = Partial<Hop['from']> & { by?: string };

/** Fields from the top, the boundary Received the first of them; hops oldest first, the boundary the last. */
export function message(input: {
  fields?: readonly string[];
  hops?: readonly HopFrom[];
  mailFrom?: string;
  recorded?: Partial<Recorded['results']>;
}): Recorded {
  const texts = ['Received: by mx.google.com', ...(input.fields ?? [])];
  const fields = texts.map((raw, index): Field => {
    const at = raw.indexOf(':');
    const name = raw.slice(0, at);
    return { index, name, key: name.toLowerCase(), raw, value: raw.slice(at + 1) };
  });
  const received = fields.filter(({ key }) => key === 'received');
  const steps: readonly HopFrom[] = input.hops ?? received.map(() => ({}));
  const hops = steps.map(({ by = 'mx.google.com', ...from }, i) => {
    const field = received[steps.length - 1 - i]?.index ?? 0;
    return { field, grade: 'claimed', by, from: { helo: null, rdns: null, ip: null, ...from } } as Hop;
  });
  return {
    fields,
    hops,
    boundary: { field: 0, hop: hops.length - 1, by: 'mx.google.com' },
    receiver: { authservIds: ['mx.google.com'], hosts: ['mx.google.com'] },
    envelope: { mailFrom: input.mailFrom === undefined ? null : { value: input.mailFrom, field: 0 } },
    results: { spf: null, dkim: [], dmarc: null, arc: null, ...input.recorded },
    signatures: [],
  } as unknown as Recorded;
}

const answer = (aliases: readonly string[]) => ({ aliases }) as DnsAnswer;
export const signed = (
  domain: string,
  result: string | null = 'pass',
  selector = 's1',
  aliases: readonly string[] = [],
) => ({ field: 1, domain, result, selector, key: { answer: answer(aliases) } }) as DkimCheck;
export const tree = (steps: readonly Partial<SpfTree['steps'][number]>[], aliases: readonly string[] = []) =>
  ({
    answer: answer(aliases),
    steps: steps.map((step) => ({ term: '', target: null, nested: null, ...step })),
  }) as unknown as SpfTree;
export const spf = (domain: string, result: string | null = 'pass', from: SpfTree | null = null) =>
  ({ domain, result, tree: from }) as SpfCheck;
export const include = (target: string, nested: SpfTree = tree([])) =>
  ({ term: `include:${target}`, state: 'matched', target, nested }) as const;

const nothing = { spf: null, dkim: null, iprev: null };
export const found = (recorded: Recorded, checks: Partial<Parameters<typeof identifyServices>[1]>) =>
  identifyServices(recorded, { ...nothing, ...checks });
export const ids = (...args: Parameters<typeof found>) => found(...args).map(({ id }) => id);
