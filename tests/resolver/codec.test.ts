/** The codec against another one, over random messages; and against octets that are no messages at all. */

import { type Answer, decode, encode, type Packet } from '@leichtgewicht/dns-packet';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { formatAddress } from '../../src/engine/dns/address.ts';
import type { Question, Rdata, RecordType } from '../../src/engine/dns/dns.ts';
import { TYPE } from '../../src/resolver/dns-message.ts';
import { decodeAnswer, encodeQuery } from '../../src/resolver/wire.ts';
import { casesOf, seedOf, timeOf } from '../fuzz-run.ts';
import { a, cname, ede, message, name, opt, pointer, QNAME, question, record, soa, txt } from './dns-octets.ts';

vi.setConfig({ testTimeout: timeOf(60_000) });

const seed = seedOf(20_241_124);

const label = fc.stringMatching(/^[a-z0-9_-]{1,12}$/);
const domain = fc.array(label, { minLength: 1, maxLength: 6 }).map((all) => all.join('.'));
const octet = fc.integer({ min: 0, max: 255 });
const strings = fc.array(fc.uint8Array({ maxLength: 255, size: 'medium' }), { minLength: 1, maxLength: 4 });
const ttl = fc.integer({ min: 0, max: 0x7fffffff });
const recordType = fc.constantFrom<RecordType>('A', 'AAAA', 'TXT', 'MX', 'PTR', 'CNAME');

/** A record for the other codec, and what it must be for ours. */
type Pair = { readonly theirs: unknown; readonly ours: Rdata };

const dataOf: Readonly<Record<RecordType, fc.Arbitrary<Pair>>> = {
  A: fc.tuple(octet, octet, octet, octet).map((octets) => both('A', formatAddress({ version: 4, octets }))),
  AAAA: fc
    .array(octet, { minLength: 16, maxLength: 16 })
    .map((octets) => both('AAAA', formatAddress({ version: 6, octets }))),
  TXT: strings.map((all) => ({
    theirs: all,
    ours: { type: 'TXT', strings: all.map((one) => Buffer.from(one).toString('latin1')) },
  })),
  MX: fc.tuple(fc.integer({ min: 0, max: 0xffff }), domain).map(([preference, exchange]) => ({
    theirs: { preference, exchange },
    ours: { type: 'MX', preference, exchange },
  })),
  PTR: domain.map((one) => ({ theirs: one, ours: { type: 'PTR', name: one } })),
  CNAME: domain.map((one) => ({ theirs: one, ours: { type: 'CNAME', name: one } })),
};

function both(type: 'A' | 'AAAA', address: string): Pair {
  return { theirs: address, ours: { type, address } };
}

const exchange = recordType.chain((type) =>
  fc.record({
    type: fc.constant(type),
    name: domain,
    aliases: fc.uniqueArray(domain, { maxLength: type === 'CNAME' ? 0 : 4 }),
    records: fc.array(fc.tuple(dataOf[type], ttl), { maxLength: 5 }),
    noise: fc.array(fc.tuple(domain, dataOf.TXT), { maxLength: 3 }),
    order: fc.infiniteStream(fc.nat()),
    authentic: fc.boolean(),
    capital: fc.boolean(),
  }),
);

it(`reads what the other codec writes (seed ${seed})`, () => {
  fc.assert(
    fc.property(exchange, (one) => {
      const names = [one.name, ...one.aliases];
      fc.pre(new Set(names).size === names.length && one.noise.every(([owner]) => !names.includes(owner)));
      const last = names.at(-1) ?? '';
      const written = (text: string) => (one.capital ? text.toUpperCase() : text);
      const answers = [
        ...one.aliases.map((data, i) => ({ type: 'CNAME', name: written(names[i] ?? ''), ttl: 77, data })),
        ...one.noise.map(([owner, { theirs }]) => ({ type: 'TXT', name: owner, ttl: 1, data: theirs })),
        ...one.records.map(([{ theirs }, seconds]) => ({ type: one.type, name: last, ttl: seconds, data: theirs })),
      ] as Answer[];
      // Aliases may come in any order; the records of one set keep theirs.
      const keys = new Map(answers.map((answer) => [answer, answer.type === one.type ? 0 : one.order.next().value]));
      const shuffled = answers.toSorted((x, y) => (keys.get(x) ?? 0) - (keys.get(y) ?? 0));
      const packet = {
        type: 'response',
        id: 0,
        flags: one.authentic ? 0x20 : 0,
        questions: [{ type: one.type, name: written(one.name), class: 'IN' }],
        answers: shuffled,
      } as Packet;
      const answer = decodeAnswer({ name: one.name, type: one.type }, encode(packet));
      const least = Math.min(...one.records.map(([, seconds]) => seconds), one.aliases.length > 0 ? 77 : Infinity);
      expect(answer).toEqual({
        authentic: one.authentic,
        aliases: one.aliases,
        ...(one.records.length > 0
          ? { status: 'found', ttl: least, records: one.records.map(([{ ours }]) => ours) }
          : { status: 'nodata', ttl: 0 }),
      });
    }),
    { seed, numRuns: casesOf(500) },
  );
});

it(`writes what the other codec reads (seed ${seed})`, () => {
  fc.assert(
    fc.property(domain, recordType, (text, type) => {
      const { questions, additionals, answers, authorities } = decode(
        encodeQuery({ name: text, type }) ?? new Uint8Array(),
      );
      expect(questions).toEqual([{ name: text, type, class: 'IN' }]);
      expect([answers?.length, authorities?.length, additionals?.length]).toEqual([0, 0, 1]);
    }),
    { seed, numRuns: casesOf(1000) },
  );
});

it(`octets of any value go out and come back (seed ${seed})`, () => {
  const wild = fc
    .uint8Array({ minLength: 1, maxLength: 30 })
    .map((octets) => [...octets].map((one) => `\\${String(one).padStart(3, '0')}`).join(''));
  fc.assert(
    fc.property(fc.array(wild, { minLength: 1, maxLength: 5 }), (labels) => {
      const asked: Question = { name: labels.join('.'), type: 'A' };
      const answer = Uint8Array.from(encodeQuery(asked) ?? []);
      answer[2] = 0x81;
      expect(decodeAnswer(asked, answer)).toMatchObject({ status: 'nodata' });
    }),
    { seed, numRuns: casesOf(500) },
  );
});

const asked: Question = { name: 'www.example', type: 'TXT' };
const seeds = [
  { answer: [txt(QNAME, 'v=spf1 -all', 'x'), txt(QNAME, '')], additional: [opt([ede(22, 'why')])] },
  { answer: [cname(QNAME, name('b.example')), txt(name('b.example'), 'x'), a(pointer(31), 1)] },
  { rcode: 3, answer: [record(name('example'), TYPE.DNAME, name('new'))], authority: [soa(name('example'), 5, 6)] },
].map((parts) => message({ questions: [question('www.example', TYPE.TXT)], ...parts }));

it(`damaged octets: an outcome, soon, and not large (seed ${seed})`, () => {
  const damage = fc.array(fc.tuple(fc.nat(), octet, fc.constantFrom('set', 'cut', 'insert')), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(fc.constantFrom(...seeds), damage, (from, changes) => {
      let octets = [...from];
      for (const [place, value, kind] of changes) {
        const at = place % (octets.length + 1);
        if (kind === 'set') octets[at] = value;
        else if (kind === 'cut') octets = octets.slice(0, at);
        else octets.splice(at, 0, value, value);
      }
      const outcome = decodeAnswer(asked, Uint8Array.from(octets));
      expect(['found', 'nodata', 'nxdomain', 'failed']).toContain(outcome.status);
      expect(JSON.stringify(outcome).length).toBeLessThan(20_000);
    }),
    { seed, numRuns: casesOf(5000) },
  );
});

it(`any octets at all (seed ${seed})`, () => {
  const start = performance.now();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), fc.boolean(), (octets, headed) => {
      const from = seeds[0]?.subarray(0, 29) ?? [];
      const outcome = decodeAnswer(asked, headed ? Uint8Array.from([...from, ...octets]) : octets);
      expect(outcome.status).toBeTypeOf('string');
    }),
    { seed, numRuns: casesOf(3000) },
  );
  expect(performance.now() - start).toBeLessThan(30_000);
});
