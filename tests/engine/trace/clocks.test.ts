import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clocksOf } from '../../../src/engine/trace/clocks.ts';

const clocks = (...times: readonly (number | null)[]) =>
  clocksOf(
    times.map((time) => ({ time, by: null, grade: 'claimed' })),
    null,
  );
/** "a 100": the server, and what its clock shows; "!a" is the receiver's own. */
const told = (...hops: readonly string[]) =>
  clocksOf(
    hops.map((hop) => {
      const [, mark, by = '', time] = /^(!?)(\S+) (\d+)$/.exec(hop) ?? [];
      return { by, time: Number(time), grade: mark ? 'recorded' : 'claimed' };
    }),
    null,
  );
const corrections = (...hops: readonly string[]) => told(...hops).corrections;

describe('how long each step took', () => {
  test.each<readonly [string, readonly (number | null)[], readonly string[], number | null, number | null]>([
    ['one clock', [100, 103, 103], ['not-recorded 0', 'delay 3', 'delay 0'], 3, 1],
    ['two clocks 5 seconds apart', [100, 95, 97], ['not-recorded 0', 'clocks-differ 5', 'delay 2'], 2, 2],
    [
      'one clock ahead in between',
      [100, 160, 101, 102],
      ['not-recorded 0', 'delay 60', 'clocks-differ 59', 'delay 1'],
      2,
      1,
    ],
    ['no date in between', [100, null, 160], ['not-recorded 0', 'not-recorded 0', 'delay 60'], 60, 2],
    ['no date at first', [null, 100, 101], ['not-recorded 0', 'not-recorded 0', 'delay 1'], 1, 2],
    ['a fraction', [100.5, 101], ['not-recorded 0', 'delay 0.5'], 0.5, 1],
    ['one hop', [100], ['not-recorded 0'], null, null],
    ['none', [], [], null, null],
    ['no dates', [null, null], ['not-recorded 0', 'not-recorded 0'], null, null],
  ])('%s', (_, times, steps, total, longest) => {
    const result = clocks(...times);
    expect(result.steps.map(({ kind, seconds }) => `${kind} ${seconds}`)).toEqual(steps);
    expect(result.total).toBe(total);
    expect(result.longest).toBe(longest);
  });
});

test('the least corrections that let time run forwards', () => {
  expect(clocks(100, 160, 101, 102).corrections).toEqual([0, -59, 0, 0]);
  expect(clocks(100, null, 101).corrections).toEqual([0, null, 0]);
});

describe('one correction a server', () => {
  test.each<readonly [string, readonly string[], readonly number[]]>([
    ['the one nearer to the receiver is right', ['a 100', 'b 95'], [-5, 0]],
    ['two hops of one server outweigh one of another', ['a 100', 'a 103', 'b 95', 'c 104'], [0, 0, 8, 0]],
    ['its own hops keep their distance', ['b 100', 'a 90', 'a 94', 'a 95', 'c 120'], [-10, 0, 0, 0, 0]],
    ['the receiver before all others', ['a 109', 'b 110', 'c 111', '!mx 100'], [-9, -10, -11, 0]],
    ['a server that comes again tells by both', ['a 100', 'b 95', 'a 101'], [0, 5, 0]],
    ['a clock that was set back', ['a 100', 'a 90'], [-10, 0]],
    ['names in any case', ['A 100', 'a 103', 'b 95'], [0, 0, 8]],
    ['a server that comes again is corrected once', ['a 110', 'b 100', 'a 112', 'b 103'], [-10, 0, -10, 0]],
    ['so that it reaches what one of its hops would not ask for', ['a 100', 'b 103', 'a 101', 'b 110'], [0, -2, 0, -2]],
    [
      'three times there, and off by one hour',
      ['a 3700', 'b 101', 'a 3702', 'b 103', 'a 3704', 'c 105'],
      [-3599, 0, -3599, 0, -3599, 0],
    ],
    ['a name of the receiver below its own lines is not the receiver', ['mx 500', 'b 100', '!mx 101'], [-400, 0, 0]],
  ])('%s', (_, hops, expected) => {
    expect(corrections(...hops)).toEqual(expected);
  });
});

describe('where no single correction fits a server, it is said', () => {
  test.each<readonly [string, readonly string[], readonly number[], readonly number[]]>([
    ['a clock that goes back by itself', ['a 100', 'a 90', 'b 91'], [-10, 0, 0], [1]],
    ['between two that agree', ['a 100', 'b 100', 'a 90', 'b 110'], [0, 0, 10, 0], [2]],
    ['one that fits', ['a 100', 'b 95', 'a 101'], [0, 5, 0], []],
    ['each time anew', ['a 100', 'a 90', 'a 80'], [-10, 0, 10], [1, 2]],
  ])('%s', (_, hops, expected, unsteady) => {
    const result = told(...hops);
    expect([result.corrections, result.unsteady]).toEqual([expected, unsteady]);
    for (const step of result.steps) expect(step.corrected ?? 0).toBeGreaterThanOrEqual(0);
  });
});

test('no smaller corrections let time run forwards: against all that there are', () => {
  const [names, most] = [['a', 'b', 'c'], 4];
  const all = (length: number): readonly number[][] =>
    length === 0
      ? [[]]
      : all(length - 1).flatMap((rest) => Array.from({ length: 2 * most + 1 }, (_, i) => [...rest, i - most]));
  const tried = all(names.length);
  const hop = fc.tuple(fc.constantFrom(...names), fc.integer({ min: 0, max: most }));
  fc.assert(
    fc.property(fc.array(hop, { minLength: 1, maxLength: 8 }), (hops) => {
      const size = (by: (name: string) => number) => hops.reduce((sum, [name]) => sum + Math.abs(by(name)), 0);
      const fitting = tried
        .map((sizes) => (name: string) => sizes[names.indexOf(name)] ?? 0)
        .filter((by) =>
          hops.every(
            ([name, time], i) => i === 0 || (hops[i - 1]?.[1] ?? 0) + by(hops[i - 1]?.[0] ?? '') <= time + by(name),
          ),
        );
      const result = told(...hops.map(([name, time]) => `${name} ${time}`));
      expect(result.unsteady.length === 0).toBe(fitting.length > 0);
      if (fitting.length === 0) return;
      expect(result.corrections.reduce<number>((sum, one) => sum + Math.abs(one ?? 0), 0)).toBe(
        Math.min(...fitting.map(size)),
      );
      hops.forEach(([name], i) => {
        expect(result.corrections[i]).toBe(result.corrections[hops.findIndex(([other]) => other === name)]);
      });
    }),
    { numRuns: 300 },
  );
});

test('the Date field against the first hop that has a date', () => {
  const hops = [null, 100].map((time) => ({ time, by: null, grade: 'claimed' as const }));
  expect(clocksOf(hops, 90).sinceDate).toEqual({ hop: 1, seconds: 10 });
  expect(clocksOf(hops, 130).sinceDate).toEqual({ hop: 1, seconds: -30 });
  expect(clocksOf(hops, null).sinceDate).toBeNull();
  expect(clocksOf([], 90).sinceDate).toBeNull();
});

test('any times: corrected time never runs backwards, and forward time is left alone', () => {
  const time = fc.option(fc.integer({ min: 0, max: 1000 }));
  fc.assert(
    fc.property(fc.array(time, { maxLength: 30 }), (times) => {
      const { steps, corrections, total } = clocks(...times);
      for (const step of steps) expect(step.corrected ?? 0).toBeGreaterThanOrEqual(0);
      expect(steps.reduce((sum, step) => sum + (step.corrected ?? 0), 0)).toBe(total ?? 0);
      const dated = times.filter((value) => value !== null);
      if (dated.every((value, i) => i === 0 || (dated[i - 1] ?? 0) <= value))
        expect(corrections.every((value) => !value)).toBe(true);
    }),
  );
});
