/** Tables for SPF: a zone, then one line a case. */

import { expect, it } from 'vitest';
import type { DnsAnswer, Question, Rdata, Resolver } from '../../src/engine/dns/dns.ts';
import { checkHost } from '../../src/engine/spf/check-host.ts';
import { type SpfReason, spfReasons } from '../../src/engine/spf/reasons.ts';
import type { SpfCheck, SpfInput, SpfTree } from '../../src/engine/spf/spf.ts';
import { zoneResolver } from '../../src/resolver/zone.ts';
import type { ZoneData } from './spf-cases.ts';

export type Case = readonly [title: string, input: Partial<SpfInput>, reason: SpfReason];

export type RecordCase = readonly [record: string, reason: SpfReason, input?: Partial<SpfInput>];

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

/** A TXT record in a master file, in strings of up to 255 octets. */
export function txt(name: string, text: string): string {
  const strings = (text.match(/.{1,255}/gs) ?? ['']).map((part) => `"${part.replaceAll(/[\\"]/g, '\\$&')}"`);
  return `${name}. TXT ${strings.join(' ')}`;
}

/** One test a case, of the same zone. */
export function tabulate(zone: string, cases: readonly Case[]): void {
  it.each(cases)('%s', async (_, input, reason) => {
    expect(await check(zone, input)).toMatchObject({ reason, result: spfReasons[reason].result });
  });
}

/** One test a record of example.com: its text behind "v=spf1 ". `rest`: the other records of the world. */
export function tabulateRecords(rest: string, cases: readonly RecordCase[]): void {
  it.each(cases.map(([record, reason, input = {}]) => [record, reason, input] as const))(
    '%s: %s',
    async (record, reason, input) => {
      const zone = `${txt('example.com', `v=spf1 ${record}`)}\n${rest}`;
      expect(await check(zone, input)).toMatchObject({ reason, result: spfReasons[reason].result });
    },
  );
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

/** A world of plain data. */
export function zoneOf(zone: ZoneData): Resolver {
  return async (question): Promise<DnsAnswer> => {
    const common = { question, server: 'case', at: 0, took: 0, authentic: false, aliases: [], ttl: 0 };
    const found = zone[`${question.name} ${question.type}`];
    if (found === 'fail') return { ...common, status: 'failed', cause: 'servfail' };
    if (found) return { ...common, status: 'found', records: found.map((record) => rdataOf(question, record)) };
    const exists = Object.keys(zone).some((key) => key.startsWith(`${question.name} `));
    return { ...common, status: exists ? 'nodata' : 'nxdomain' };
  };
}

function rdataOf({ type }: Question, record: unknown): Rdata {
  if (type === 'TXT') return { type, strings: record as string[] };
  if (type === 'A' || type === 'AAAA') return { type, address: record as string };
  if (type !== 'MX') return { type, name: record as string };
  const [preference, exchange] = record as [number, string];
  return { type, preference, exchange };
}

/** A tree as lines: "term state", nested records deeper. */
export function linesOf(tree: SpfTree | null, indent = ''): string[] {
  return (tree?.steps ?? []).flatMap((step) => [
    `${indent}${step.term} ${step.state}`,
    ...linesOf(step.nested, `${indent}  `),
  ]);
}
