/** Tables for SPF: a zone, then one line a case. */

import { expect, it } from 'vitest';
import type { Question } from '../../src/engine/dns/dns.ts';
import { checkHost } from '../../src/engine/spf/check-host.ts';
import { type SpfReason, spfReasons } from '../../src/engine/spf/reasons.ts';
import type { SpfCheck, SpfInput, SpfTree } from '../../src/engine/spf/spf.ts';
import { zoneResolver } from '../../src/resolver/zone.ts';

export type Case = readonly [title: string, input: Partial<SpfInput>, reason: SpfReason];

const usual: SpfInput = {
  ip: '192.0.2.1',
  mailFrom: 'user@example.com',
  helo: 'mail.example.net',
  receiver: 'mx.example.org',
  now: 1_700_000_000,
};

export function check(
  zone: string,
  input: Partial<SpfInput> = {},
  identity: SpfCheck['identity'] = 'mailfrom',
): Promise<SpfCheck> {
  return checkHost({ ...usual, ...input }, identity, zoneResolver([zone]));
}

export async function reasonOf(zone: string, input: Partial<SpfInput> = {}): Promise<SpfReason> {
  return (await check(zone, input)).reason;
}

/** One test a case, of the same zone. */
export function tabulate(zone: string, cases: readonly Case[]): void {
  it.each(cases)('%s', async (_, input, reason) => {
    expect(await check(zone, input)).toMatchObject({ reason, result: spfReasons[reason].result });
  });
}

/** One test a record of example.com: its text behind "v=spf1 ". `rest`: the other records of the world. */
export function tabulateRecords(
  rest: string,
  cases: readonly (readonly [record: string, reason: SpfReason, input?: Partial<SpfInput>])[],
): void {
  it.each(cases)('%s: %s', async (record, reason, input) => {
    const zone = `example.com. TXT "v=spf1 ${record.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"\n${rest}`;
    expect(await check(zone, input)).toMatchObject({ reason, result: spfReasons[reason].result });
  });
}

/** Every question, in the order in which it was asked, each once: what a memo would let through. */
export function recording(zone: string): { resolve: ReturnType<typeof zoneResolver>; asked: string[] } {
  const zones = zoneResolver([zone]);
  const memo = new Map<string, ReturnType<typeof zones>>();
  const asked: string[] = [];
  const resolve = (question: Question) => {
    const key = `${question.name} ${question.type}`;
    const known = memo.get(key) ?? zones(question);
    if (!memo.has(key)) asked.push(key);
    memo.set(key, known);
    return known;
  };
  return { resolve, asked };
}

/** A tree as lines: "term state", nested records deeper. */
export function linesOf(tree: SpfTree | null, indent = ''): string[] {
  return (tree?.steps ?? []).flatMap((step) => [
    `${indent}${step.term} ${step.state}`,
    ...linesOf(step.nested, `${indent}  `),
  ]);
}
