/** Two works measured in turn: what is told is their ratio, which the rest of the machine leaves alone. */

export type Work = () => unknown;
export type Measured = {
  readonly ms: readonly [number, number];
  readonly best: number;
  readonly median: number;
  cold: number;
};

async function time(work: Work): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Both in turn: what else the machine does falls on both. */
export async function measure(one: Work, other: Work, runs: number): Promise<Measured> {
  const cold = (await time(one)) / (await time(other));
  for (let n = 0; n < 4; n++) {
    await one();
    await other();
  }
  const pairs: [number, number][] = [];
  for (let n = 0; n < runs; n++) pairs.push([await time(one), await time(other)]);
  const least = (nth: 0 | 1) => Math.min(...pairs.map((pair) => pair[nth]));
  const ratios = pairs.map(([a, b]) => a / b).sort((a, b) => a - b);
  return { ms: [least(0), least(1)], best: least(0) / least(1), median: ratios[runs >> 1] ?? Number.NaN, cold };
}

const widths = [46, 10, 10, 8, 10, 8, 10];
export function print(...cells: readonly string[]): void {
  const row = cells.map((cell, nth) => (nth === 0 ? cell.padEnd(widths[nth] ?? 0) : cell.padStart(widths[nth] ?? 0)));
  process.stdout.write(`${row.join('')}\n`);
}

export function tell(what: string, { ms, best, median, cold }: Measured, target: string): void {
  print(what, ms[0].toFixed(2), ms[1].toFixed(2), best.toFixed(2), `(${median.toFixed(2)})`, cold.toFixed(2), target);
}

export const head = (what: string, one: string, other: string) =>
  print(what, one, other, 'ratio', '', 'cold', 'target');
