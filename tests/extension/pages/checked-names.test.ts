import { describe, expect, it } from 'vitest';
import type { Cell, CheckLine } from '../../../src/explain/explanation.ts';
import { agreementOf, oneCell } from '../../../src/extension/pages/checked-names.ts';

const cell = (keyword: string | null): Cell => ({ tone: 'none', word: keyword ?? 'nothing', keyword });

function row(check: CheckLine['check'], recorded: string | null, now: string | null): CheckLine {
  const about = { subject: null, of: null, relation: null, count: 1, aligned: null, note: null, details: [] };
  return { check, name: check, recorded: cell(recorded), now: cell(now), ...about };
}

describe('one column of results, or two', () => {
  it.each([
    ['the same throughout', [row('spf', 'pass', 'pass'), row('dmarc', 'fail', 'fail')], 'same'],
    ['one differs', [row('spf', 'pass', 'fail'), row('dmarc', 'fail', 'fail')], 'different'],
    ['a check that was not answered', [row('spf', 'pass', 'temperror')], 'different'],
    [
      'no signature, of which a receiver writes nothing',
      [row('spf', 'pass', 'pass'), row('dkim', null, 'none')],
      'same',
    ],
    ['a result of which nothing is recorded', [row('spf', 'pass', 'pass'), row('dkim', null, 'pass')], 'different'],
    ['nothing recorded at all', [row('spf', null, 'pass'), row('dkim', null, 'none')], 'only-now'],
    ['nothing checked', [row('spf', 'pass', null), row('dkim', null, null)], 'only-recorded'],
    ["ARC is the report's to compare", [row('spf', 'pass', 'pass'), row('arc', null, 'pass')], 'same'],
  ] as const)('%s', (_, rows, agreement) => {
    expect(agreementOf(rows, 'ended')).toBe(agreement);
  });
  it('waits with all of them while checks are under way', () => {
    expect(agreementOf([row('spf', 'pass', 'fail')], 'checking')).toBe('checking');
  });
});

describe('the one result', () => {
  it.each([
    ['the record stands while it is checked', row('spf', 'pass', 'pending'), 'checking', 'pass'],
    ['and is not overtaken by one answer before the others', row('spf', 'pass', 'fail'), 'checking', 'pass'],
    ['without a record it is waited for', row('spf', null, 'pending'), 'checking', 'pending'],
    ['the record, where nothing was checked', row('spf', 'pass', null), 'only-recorded', 'pass'],
    ['what was found, where both are the same', row('dkim', null, 'none'), 'same', 'none'],
  ] as const)('%s', (_, line, agreement, keyword) => {
    expect(oneCell(line, agreement).keyword).toBe(keyword);
  });
});
