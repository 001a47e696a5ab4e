/**
 * How long each step took, as far as clocks tell. A negative step is two clocks that differ: it is said, never summed.
 *
 * Estimate: one correction a server, the least (in the sum of their sizes over all hops) that let time run forwards along the
 * path. Between two answers that are equally small the server nearer to the receiver is right; and the receiver's own clock,
 * which nobody else can set, before all others. Where no single correction fits all hops of a server, it has another one from
 * the first hop on that contradicts those before: a clock that was set meanwhile, or two machines of one name.
 */

import { isSolvable, type Limit, leastCorrections } from './least-corrections.ts';
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
  /** Indexes of the hops from which on their server has another correction than before, since no single one fits. */
  readonly unsteady: readonly number[];
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
  const { clockOf, weights, limits, anew } = readingsOf(dated);
  const found = leastCorrections(weights, limits);
  const fitted = clockOf.map((clock) => found[clock] ?? 0);
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
    unsteady: anew,
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

/** The clocks of a path: which one each of `dated` was read from, how much each weighs, and how much they may differ. */
type Readings = {
  readonly clockOf: readonly number[];
  readonly weights: readonly number[];
  readonly limits: readonly Limit[];
  /** The hops at which a server that was seen before is given a clock anew. */
  readonly anew: readonly number[];
};

function readingsOf(dated: readonly Dated[]): Readings {
  const clockOf: number[] = [];
  const weights: number[] = [];
  const limits: Limit[] = [];
  const anew: number[] = [];
  const known = new Map<string, number>();
  dated.forEach(({ hop, time, by, recorded }, at) => {
    const before = { clock: clockOf[at - 1], time: dated[at - 1]?.time ?? 0 };
    // Whoever writes a line may give it the name of a server of the receiver's.
    const name = by === null ? null : `${recorded ? 'recorded' : 'claimed'} ${by}`;
    const limitTo = (clock: number) =>
      before.clock === undefined ? [] : [{ from: before.clock, to: clock, most: time - before.time }];
    let clock = known.get(name ?? '');
    if (clock !== undefined && !isSolvable(weights.length, [...limits, ...limitTo(clock)])) {
      anew.push(hop);
      clock = undefined;
    }
    clock ??= weights.length;
    if (name !== null) known.set(name, clock);
    limits.push(...limitTo(clock));
    // The receiver's servers outweigh all others together.
    weights[clock] = (weights[clock] ?? 0) + (recorded ? dated.length + 1 : 1);
    clockOf.push(clock);
  });
  return { clockOf, weights, limits, anew };
}
