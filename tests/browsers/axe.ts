/** axe-core, as an expression for a page: the rules that were broken, one line each. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Its value is a promise of the lines. It is given to the debugger, which no policy of a page forbids. */
export const axeExpression = `(async () => {
  ${source};
  const { violations } = await window.axe.run(document);
  return violations.map(({ id, nodes }) =>
    id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | '));
})()`;
