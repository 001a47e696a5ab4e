/**
 * How long each step took, as far as clocks tell. A negative step is two clocks that differ: it is said, never summed.
 *
 * Estimate: the least corrections (in the sum of their sizes) that let time run forwards along the path. Equal steps of one
 * server need no common correction; with two or three clocks in a path, more would be guessing.
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
  /** Seconds to add to the time of each hop; null where it has none. */
  readonly corrections: readonly (number | null)[];
  /** Seconds from the first to the last date by the corrected clocks; null with fewer than two. */
  readonly total: number | null;
  /** Index of the hop that took the message longest to reach: the server before it, or its sender, held the message. */
  readonly longest: number | null;
};

export function clocksOf(hops: readonly Pick<Hop, 'time'>[]): Clocks {
  const dated = hops.flatMap(({ time }, hop) => (time === null ? [] : [{ hop, time }]));
  const corrected = monotone(dated.map(({ time }) => time));
  const place = new Map(dated.map(({ hop }, at) => [hop, at]));
  const steps = hops.map((_, hop): Step => {
    const at = place.get(hop);
    const [now, before] = [dated[at ?? -1], dated[(at ?? 0) - 1]];
    if (at === undefined || !now || !before) return { hop, kind: 'not-recorded', seconds: 0, corrected: null };
    const seconds = now.time - before.time;
    const took = (corrected[at] ?? 0) - (corrected[at - 1] ?? 0);
    if (seconds < 0) return { hop, kind: 'clocks-differ', seconds: -seconds, corrected: took };
    return { hop, kind: 'delay', seconds, corrected: took };
  });
  return {
    steps,
    corrections: hops.map((_, hop) => {
      const at = place.get(hop);
      return at === undefined ? null : (corrected[at] ?? 0) - (dated[at]?.time ?? 0);
    }),
    total: dated.length < 2 ? null : (corrected.at(-1) ?? 0) - (corrected[0] ?? 0),
    longest: longestOf(steps),
  };
}

function longestOf(steps: readonly Step[]): number | null {
  const longest = steps.reduce<Step | null>(
    (best, step) => ((step.corrected ?? 0) > (best?.corrected ?? 0) ? step : best),
    null,
  );
  return longest?.hop ?? null;
}

/** The nearest series that never falls, by the sum of differences: neighbours that fall are pooled at their median. */
function monotone(times: readonly number[]): readonly number[] {
  const pools: { values: number[]; level: number }[] = [];
  for (const time of times) {
    let pool = { values: [time], level: time };
    while (pools.length > 0 && (pools.at(-1)?.level ?? 0) > pool.level) {
      const values = [...(pools.pop()?.values ?? []), ...pool.values];
      pool = { values, level: median(values) };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ values, level }) => values.map(() => level));
}

/** The lower one of two: a time that a clock really showed. */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[(values.length - 1) >> 1] ?? 0;
}
