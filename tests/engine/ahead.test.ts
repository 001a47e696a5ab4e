/** The whole check asks ahead: as many rounds of questions as its longest chain has, and no question that it could do without. */

import { expect, it } from 'vitest';
import { digest } from '../../src/engine/digest.ts';
import type { Question, Resolver } from '../../src/engine/dns/dns.ts';
import { read } from '../../src/engine/read.ts';
import { gmail } from '../../src/engine/trace/receivers.ts';
import { verify } from '../../src/engine/verify.ts';
import { at, type Shape, sampleOf, shapes, zoneOf } from '../mail/dns-shapes.ts';
import { deliver } from '../mail/samples/deliver.ts';

/** Checks the message while all answers of a round come at once; gives the questions of each round. */
async function rounds(shape: Shape): Promise<readonly (readonly Question[])[]> {
  const zone = zoneOf(shape);
  let waiting: { readonly question: Question; readonly go: () => void }[] = [];
  const resolve: Resolver = async (question) => {
    await new Promise<void>((go) => waiting.push({ question, go }));
    return zone(question);
  };
  const digested = await digest(await deliver(sampleOf(shape)));
  let done = false;
  const check = verify(read(digested, gmail, { kind: 'mailbox' }), digested, { resolve, now: at + 60 }).then(
    (verified) => {
      done = true;
      return verified;
    },
  );
  const found: Question[][] = [];
  while (!done) {
    await new Promise((later) => setTimeout(later, 20));
    if (waiting.length === 0) continue;
    const round = waiting;
    waiting = [];
    found.push(round.map(({ question }) => question));
    for (const { go } of round) go();
  }
  const { spf, dmarc } = await check;
  expect([spf?.result, dmarc?.result]).toEqual(['pass', 'pass']);
  return found;
}

it.each(shapes)('$name: $longest rounds, $questions questions', async (shape) => {
  const found = await rounds(shape);
  expect(found, JSON.stringify(found)).toHaveLength(shape.longest);
  const names = found.flat().map(({ name, type }) => `${type} ${name}`);
  expect(new Set(names).size).toBe(names.length);
  expect(names, names.join(', ')).toHaveLength(shape.questions);
});

it('nothing is asked of BIMI where no identifier could be aligned', async () => {
  const [shape] = shapes;
  if (!shape) throw new Error('no shapes');
  const zone = zoneOf(shape);
  const asked: string[] = [];
  const sample = { ...sampleOf(shape), from: 'someone@elsewhere.example' };
  const digested = await digest(await deliver(sample));
  await verify(read(digested, gmail, { kind: 'mailbox' }), digested, {
    now: at + 60,
    resolve: (question) => {
      asked.push(question.name);
      return zone(question);
    },
  });
  expect(asked.filter((name) => name.includes('_bimi'))).toEqual([]);
});
