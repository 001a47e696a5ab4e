/** The limits of one message's questions. */

import { expect, it } from 'vitest';
import type { DnsAnswer, Question, Resolver } from '../../../src/engine/dns/dns.ts';
import { memo } from '../../../src/engine/dns/memo.ts';

const question = (name: string): Question => ({ name, type: 'A' });
const answer = (asked: Question): DnsAnswer => ({
  question: asked,
  server: 'test',
  at: 0,
  took: 1,
  authentic: false,
  aliases: [],
  ttl: 60,
  status: 'nodata',
});

/** A resolver that answers when told to. */
function slow() {
  const open: (() => void)[] = [];
  const asked: string[] = [];
  const resolve: Resolver = (one) => {
    asked.push(`${one.name} ${one.type}`);
    return new Promise((settle) => open.push(() => settle(answer(one))));
  };
  return { resolve, asked, open };
}

const turn = () => new Promise((done) => setTimeout(done));

it('asks one question once, also while it is under way', async () => {
  const { resolve, asked, open } = slow();
  const ask = memo(resolve);
  const two = [ask(question('a')), ask(question('a'))];
  open[0]?.();
  const [first, second] = await Promise.all(two);
  expect(second).toBe(first);
  expect(await ask(question('a'))).toBe(first);
  void ask({ name: 'a', type: 'TXT' });
  expect(asked).toEqual(['a A', 'a TXT']);
});

it('keeps at most 16 under way, and goes on first come first served', async () => {
  const { resolve, asked, open } = slow();
  const ask = memo(resolve);
  const all = Promise.all(Array.from({ length: 40 }, (_, i) => ask(question(`n${i}`))));
  await turn();
  expect(asked).toHaveLength(16);
  open[7]?.();
  await turn();
  expect(asked).toHaveLength(17);
  for (let i = 0; i < 40; i++) {
    open[i]?.();
    await turn();
  }
  await all;
  expect(asked).toEqual(Array.from({ length: 40 }, (_, i) => `n${i} A`));
});

it('asks 100 questions a message, then says that the budget is spent', async () => {
  const ask = memo(async (one) => answer(one), { now: () => 7 });
  const names = Array.from({ length: 150 }, (_, i) => `n${i}`);
  const answers = await Promise.all(names.map((name) => ask(question(name))));
  expect(answers.map((one) => one.status)).toEqual([...Array(100).fill('nodata'), ...Array(50).fill('failed')]);
  expect(answers[100]).toMatchObject({ question: question('n100'), cause: 'budget', server: '', at: 7, took: 0 });
  expect(ask.ledger).toHaveLength(100);
  expect(await ask(question('n3'))).toBe(answers[3]);
});

it('keeps the ledger in the order asked, whatever the order of the answers', async () => {
  const { resolve, open } = slow();
  const ask = memo(resolve);
  const all = ['a', 'b', 'c'].map((name) => ask(question(name)));
  expect(ask.ledger).toEqual([]);
  open[2]?.();
  await all[2];
  expect(ask.ledger.map((one) => one.question.name)).toEqual(['c']);
  open[0]?.();
  open[1]?.();
  await Promise.all(all);
  expect(ask.ledger.map((one) => one.question.name)).toEqual(['a', 'b', 'c']);
});

it('ends every question when the time for the whole check is up', async () => {
  const { resolve, asked, open } = slow();
  let expire = () => {};
  let clock = 1000;
  const expired = new Promise<void>((done) => {
    expire = done;
  });
  const ask = memo(resolve, { expired, inFlight: 2, now: () => clock });
  const all = ['a', 'b', 'c', 'd'].map((name) => ask(question(name)));
  open[0]?.();
  await all[0];
  clock = 21_000;
  expire();
  const answers = await Promise.all(all);
  expect(answers.map((one) => (one.status === 'failed' ? one.cause : one.status))).toEqual([
    'nodata',
    'timeout',
    'timeout',
    'timeout',
  ]);
  expect(answers[1]).toMatchObject({ at: 1000, took: 20_000, server: '' });
  expect(await ask(question('e'))).toMatchObject({ status: 'failed', cause: 'timeout', took: 0 });
  for (const settle of open) settle();
  await turn();
  expect(asked).toEqual(['a A', 'b A', 'c A']); // d waited in line, e came too late
  expect(ask.ledger).toHaveLength(5);
  expect(await ask(question('b'))).toBe(answers[1]);
});

it('a resolver that breaks its word is not swallowed, and does not hold up the others', async () => {
  const ask = memo((one) => (one.name === 'bad' ? Promise.reject(new Error('a bug')) : Promise.resolve(answer(one))), {
    inFlight: 1,
  });
  await expect(ask(question('bad'))).rejects.toThrow('a bug');
  expect((await ask(question('good'))).status).toBe('nodata');
});
