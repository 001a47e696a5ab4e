/** How `npm run fuzz` makes the tests that compare us with others run longer, and with another seed. */

const number = (name: string) => (process.env[name] ? Number(process.env[name]) : null);

/** FUZZ_SEED, or the seed of every day. */
export const seedOf = (usual: number): number => number('FUZZ_SEED') ?? usual;

/** FUZZ_TIMES as many cases as on every day. */
export const casesOf = (usual: number): number => Math.round(usual * (number('FUZZ_TIMES') ?? 1));

/** Milliseconds that a test may take, by its cases. */
export const timeOf = (usual: number): number => usual * Math.max(1, number('FUZZ_TIMES') ?? 1);
