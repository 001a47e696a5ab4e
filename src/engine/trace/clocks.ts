/**
 * How long each step took, as far as clocks tell. A negative step is two clocks that differ: it is said, never summed.
 *
 * Estimate: one correction a server, the least (in the sum of their sizes) that let time run forwards along the path. Between
 * two answers that are equally small the server nearer to the receiver is right; and the receiver's own clock, which nobody
 * else can set, before all others. A server that comes again after another one is looked at anew.
 */

import type { Hop } from './trace.ts';

export type Step = {
  /** Index of the hop that the step leads to. */
  readonly hop: number;
  /**
   * delay: seconds since the last hop with a date. clocks-differ: this clock is `seconds` behind that one.
   * not-recorded: one of the two has no date; the first hop has nothing before it.
   */
  readonly kind: 'delay' | 'clocks-differ' | 'not-recorded';
  readonly seconds: number;
  /** Seconds that the step took by the corrected clocks; null where not recorded. */
  readonly corrected: number | null;
};

export type Clocks = {
  /** One a hop, oldest first. */
  readonly steps: readonly Step[];
  /** Seconds to add to the time of each hop, by the estimate; null where it has none. */
  readonly corrections: readonly (number | null)[];
  /** Seconds from the first to the last date by the corrected clocks; null with fewer than two. */
  readonly total: number | null;
  /** Index of the hop that took the message longest to reach: the server before it, or its sender, held the message. */
  readonly longest: number | null;
  /** Seconds from the Date field to the first date of the path, as written; negative where Date is later. */
  readonly sinceDate: { readonly hop: number; readonly seconds: number } | null;
};

/** What is looked at of a hop. */
type Reading = Pick<Hop, 'time' | 'by' | 'grade'>;
type Dated = { readonly hop: number; readonly time: number; readonly by: string | null; readonly recorded: boolean };

/** `date`: the Date field, seconds since 1970. */
export function clocksOf(hops: readonly Reading[], date: number | null): Clocks {
  const dated = hops.flatMap(({ time, by, grade }, hop): readonly Dated[] =>
    time === null ? [] : [{ hop, time, by: by?.toLowerCase() ?? null, recorded: grade === 'recorded' }],
  );
  const fitted = correctionsOf(dated);
  const place = new Map(dated.map(({ hop }, at) => [hop, at]));
  const corrected = dated.map(({ time }, at) => time + (fitted[at] ?? 0));
  const steps = hops.map((_, hop): Step => {
    const at = place.get(hop);
    const [now, before] = [dated[at ?? -1], dated[(at ?? 0) - 1]];
    if (at === undefined || !now || !before) return { hop, kind: 'not-recorded', seconds: 0, corrected: null };
    const seconds = now.time - before.time;
    const took = (corrected[at] ?? 0) - (corrected[at - 1] ?? 0);
    if (seconds < 0) return { hop, kind: 'clocks-differ', seconds: -seconds, corrected: took };
    return { hop, kind: 'delay', seconds, corrected: took };
  });
  const first = dated[0];
  return {
    steps,
    corrections: hops.map((_, hop) => fitted[place.get(hop) ?? -1] ?? null),
    total: dated.length < 2 ? null : (corrected.at(-1) ?? 0) - (corrected[0] ?? 0),
    longest: longestOf(steps),
    sinceDate: first === undefined || date === null ? null : { hop: first.hop, seconds: first.time - date },
  };
}

function longestOf(steps: readonly Step[]): number | null {
  const longest = steps.reduce<Step | null>(
    (best, step) => ((step.corrected ?? 0) > (best?.corrected ?? 0) ? step : best),
    null,
  );
  return longest?.hop ?? null;
}

/** Hops in a row of one server, whose clock does not go back among them: they have one correction. */
type Run = { readonly hops: Dated[]; readonly by: string | null };

function runsOf(dated: readonly Dated[]): readonly Run[] {
  const runs: Run[] = [];
  for (const hop of dated) {
    const run = runs.at(-1);
    if (run && run.by !== null && run.by === hop.by && (run.hops.at(-1)?.time ?? 0) <= hop.time) run.hops.push(hop);
    else runs.push({ hops: [hop], by: hop.by });
  }
  return runs;
}

/** One correction for each of `dated`. */
function correctionsOf(dated: readonly Dated[]): readonly number[] {
  const runs = runsOf(dated);
  const count = new Map<string | null, number>();
  for (const { by } of dated) count.set(by, (count.get(by) ?? 0) + 1);
  // Time within a run is certain: without it each run is one point, and the points must not fall.
  let within = 0;
  const points = runs.map(({ hops, by }): Point => {
    const [first, last] = [hops[0], hops.at(-1)] as [Dated, Dated];
    const value = first.time - within;
    within += last.time - first.time;
    // The receiver's servers outweigh all others together.
    const weight = hops.some(({ recorded }) => recorded) ? dated.length + 1 : by === null ? 1 : (count.get(by) ?? 1);
    return { value, weight };
  });
  const levels = monotone(points);
  return runs.flatMap(({ hops }, at) => hops.map(() => (levels[at] ?? 0) - (points[at]?.value ?? 0)));
}

type Point = { readonly value: number; readonly weight: number };

/** The nearest series that never falls, by the weighted sum of differences: neighbours that fall are pooled at their median. */
function monotone(points: readonly Point[]): readonly number[] {
  const pools: { points: readonly Point[]; level: number }[] = [];
  for (const point of points) {
    let pool = { points: [point] as readonly Point[], level: point.value };
    while (pools.length > 0 && (pools.at(-1)?.level ?? 0) > pool.level) {
      const pooled = [...(pools.pop()?.points ?? []), ...pool.points];
      pool = { points: pooled, level: median(pooled) };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ points: pooled, level }) => pooled.map(() => level));
}

/** The lower one of two: in a series that falls it is the later one, nearer to the receiver. */
function median(points: readonly Point[]): number {
  const sorted = points.toSorted((a, b) => a.value - b.value);
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let sum = 0;
  for (const { value, weight } of sorted) {
    sum += weight;
    if (sum >= half) return value;
  }
  return 0;
}
