/**
 * The least corrections of clocks that keep their differences within limits: minimise Σ weight · |correction|.
 *
 * Solved by its dual, a circulation of least cost: an arc for each limit, and one either way between each clock and a root, which
 * is right, with room for its weight. The limits come in one by one, and while one closes a cycle of negative cost, as much as
 * there is room for is sent around the cheapest. The distances from the root are the corrections. Ahuja, Magnanti, Orlin,
 * Network Flows, 1993, chapter 9.
 */

/** The correction of the clock `from`, less that of the clock `to`, is at most `most`. */
export type Limit = { readonly from: number; readonly to: number; readonly most: number };

/** Arcs stand in pairs, n and n ^ 1: what is sent through one may be sent back through the other. */
type Arc = { readonly from: number; readonly to: number; readonly cost: number; room: number };

/** Costs are sums of seconds with fractions: less than this is nothing. */
const NOTHING = 1e-6;

/** Whether any corrections of so many clocks keep the limits: no cycle of them may be negative. */
export function isSolvable(clocks: number, limits: readonly Limit[]): boolean {
  const arcs = limits.map(({ from, to, most }): Arc => ({ from, to, cost: most, room: Infinity }));
  return shortest(arcs, new Float64Array(clocks)) !== null;
}

/** One correction a clock; where several are equally small, the lowest. The limits must be solvable, the weights at least 1. */
export function leastCorrections(weights: readonly number[], limits: readonly Limit[]): readonly number[] {
  const root = weights.length;
  const arcs = weights.flatMap((weight, clock) => pair(root, clock, 0, weight, weight));
  for (const { from, to, most } of limits) {
    if (from === to) continue;
    const [arc, back] = pair(from, to, most, Infinity, 0);
    while (sendAround(arc, back, arcs, root + 1));
    arcs.push(arc, back);
  }
  const ways = shortest(arcs, only(root, root + 1));
  return weights.map((_, clock) => 0 - (ways?.cost[clock] ?? 0));
}

/** Costs at the outset: nothing at that node, and no way yet to any other. */
function only(node: number, nodes: number): Float64Array {
  return new Float64Array(nodes).fill(Infinity).fill(0, node, node + 1);
}

function pair(from: number, to: number, cost: number, room: number, roomBack: number): [Arc, Arc] {
  return [
    { from, to, cost, room },
    { from: to, to: from, cost: -cost, room: roomBack },
  ];
}

/** Sends what fits through `arc` and the cheapest way from its end to its beginning; false where that gains nothing. */
function sendAround(arc: Arc, back: Arc, arcs: readonly Arc[], nodes: number): boolean {
  const ways = shortest(arcs, only(arc.to, nodes));
  if (!ways || (ways.cost[arc.from] as number) + arc.cost > -NOTHING) return false;
  const cycle: number[] = [];
  for (let node = arc.from; node !== arc.to; node = (arcs[cycle.at(-1) as number] as Arc).from) {
    cycle.push(ways.last[node] as number);
  }
  const amount = Math.min(...cycle.map((n) => (arcs[n] as Arc).room));
  for (const n of cycle) {
    (arcs[n] as Arc).room -= amount;
    (arcs[n ^ 1] as Arc).room += amount;
  }
  back.room += amount;
  return true;
}

/** The cheapest ways to all nodes: their costs, and the numbers of their last arcs. */
type Ways = { readonly cost: Float64Array; readonly last: Int32Array };

/** By Bellman and Ford, from what the nodes cost at the outset; null where a cycle is negative. */
function shortest(arcs: readonly Arc[], cost: Float64Array): Ways | null {
  const last = new Int32Array(cost.length);
  for (let round = 0; round <= cost.length; round++) {
    let changed = false;
    for (let n = 0; n < arcs.length; n++) {
      const arc = arcs[n] as Arc;
      const through = (cost[arc.from] as number) + arc.cost;
      if (arc.room === 0 || through >= (cost[arc.to] as number) - NOTHING) continue;
      cost[arc.to] = through;
      last[arc.to] = n;
      changed = true;
    }
    if (!changed) return { cost, last };
  }
  return null;
}
