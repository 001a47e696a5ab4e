/** Every row of the verdict table, reached by a message; and the rows that lie close to each other, told apart. */

import { describe, expect, it } from 'vitest';
import { judge } from '../../src/judgement/judgement.ts';
import { verdicts } from '../../src/judgement/verdicts/table.ts';
import { reportOf } from '../mail/reports.ts';
import { verdictRows } from '../mail/verdict-rows.ts';

describe('verdictOf', () => {
  it.each(verdictRows)('%s: %s', (id, _title, sketch) => {
    expect(judge(reportOf(sketch)).verdict.id).toBe(id);
  });

  // A replay takes fields and times: tests/cases.test.ts has one.
  it('reaches every row of the table but one', () => {
    expect(verdicts.map(({ id }) => id).filter((id) => !verdictRows.some(([reached]) => reached === id))).toEqual([
      'signed-replayed',
    ]);
  });
});
