/** Every row of the verdict table, reached by a message; and the rows that lie close to each other, told apart. */

import { describe, expect, it } from 'vitest';
import { verdictIds } from '../../src/explain/explanation.ts';
import { verdictOf } from '../../src/judgement/judgement.ts';
import { reportOf } from '../mail/reports.ts';
import { verdictRows } from '../mail/verdict-rows.ts';

describe('verdictOf', () => {
  it.each(verdictRows)('%s: %s', (id, _title, sketch) => {
    expect(verdictOf(reportOf(sketch))).toBe(id);
  });

  it('reaches every row of the table', () => {
    expect(verdictIds.filter((id) => !verdictRows.some(([reached]) => reached === id))).toEqual([]);
  });
});
