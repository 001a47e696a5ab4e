/** The tests that `npm run mutation` runs against each break: those that it names in the environment. */

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: JSON.parse(process.env['MUTATION_TESTS'] ?? '[]') as string[], environment: 'node' },
});
