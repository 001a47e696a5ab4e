/** Answers kept across reports: how long, and how many. */

import { describe, expect, it } from 'vitest';
import type { DnsAnswer, DnsOutcome, Question, Resolver } from '../../src/engine/dns/dns.ts';
import { cached } from '../../src/resolver/cache.ts';

/** A clock in milliseconds, a resolver that answers by it, and the names it was asked for. */
function world(outcome: (question: Question) => Partial<DnsOutcome>) {
  const asked: string[] = [];
  const clock = { now: 1_000_000 };
  const resolve: Resolver = async (question) => {
    asked.push(question.name);
    const common = { question, server: 'test', at: clock.now, took: 30, authentic: false, aliases: [], ttl: 60 };
    return { ...common, status: 'found', records: [], ...outcome(question) } as DnsAnswer;
  };
  return { asked, clock, resolve, now: () => clock.now };
}

const question = (name: string): Question => ({ name, type: 'A' });

describe('how long', () => {
  it.each<[string, Partial<DnsOutcome>, number]>([
    ['found: its TTL', { ttl: 60 }, 60],
    ['found: a day at most', { ttl: 0x7fffffff }, 86_400],
    ['nodata: its TTL', { status: 'nodata', ttl: 90 }, 90],
    ['nxdomain: its TTL', { status: 'nxdomain', ttl: 90 }, 90],
    ['nodata: three hours at most, RFC 2308 §5', { status: 'nodata', ttl: 86_400 }, 10_800],
    ['nxdomain: three hours at most', { status: 'nxdomain', ttl: 86_400 }, 10_800],
    ['a TTL of 0: not at all', { ttl: 0 }, 0],
    ['a failure: not at all', { status: 'failed', cause: 'timeout', ttl: 60 } as Partial<DnsOutcome>, 0],
  ])('%s', async (_, outcome, seconds) => {
    const { asked, clock, resolve, now } = world(() => outcome);
    const ask = cached(resolve, { now });
    await ask(question('a'));
    clock.now += seconds * 1000 - 1;
    await ask(question('a'));
    expect(asked).toHaveLength(seconds === 0 ? 2 : 1);
    clock.now += 1;
    await ask(question('a'));
    expect(asked).toHaveLength(seconds === 0 ? 3 : 2);
  });
});

it('says when it was asked, and that it took no time', async () => {
  const { clock, resolve, now } = world(() => ({}));
  const ask = cached(resolve, { now });
  const first = await ask(question('a'));
  clock.now += 5000;
  expect(await ask(question('a'))).toEqual({ ...first, took: 0 });
});

it('keeps types apart', async () => {
  const { asked, resolve, now } = world(() => ({}));
  const ask = cached(resolve, { now });
  await ask({ name: 'a', type: 'A' });
  await ask({ name: 'a', type: 'TXT' });
  expect(asked).toEqual(['a', 'a']);
});

it('holds so many entries; the least lately used goes first', async () => {
  const { asked, resolve, now } = world(() => ({}));
  const ask = cached(resolve, { now, entries: 3 });
  for (const name of ['a', 'b', 'c', 'a', 'd', 'a', 'b']) await ask(question(name));
  expect(asked).toEqual(['a', 'b', 'c', 'd', 'b']);
});

it('holds so many octets, and nothing that is larger by itself', async () => {
  const { asked, resolve, now } = world(({ name }) => ({
    aliases: [name === 'huge' ? 'x'.repeat(9000) : 'x'.repeat(1000)],
  }));
  const ask = cached(resolve, { now, octets: 4000 });
  for (const name of ['a', 'b', 'huge', 'a', 'b', 'huge', 'c', 'd', 'd', 'a']) await ask(question(name));
  expect(asked).toEqual(['a', 'b', 'huge', 'huge', 'c', 'd', 'a']);
});

it('an answer that has run out leaves its room', async () => {
  const { asked, clock, resolve, now } = world(({ name }) => ({ ttl: name === 'brief' ? 1 : 60 }));
  const ask = cached(resolve, { now, entries: 2, octets: 1000 });
  for (let round = 0; round < 10; round++) {
    await ask(question('brief'));
    await ask(question('a'));
    clock.now += 2000;
  }
  expect(asked.filter((name) => name === 'a')).toHaveLength(1);
});
