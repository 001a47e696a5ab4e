import { expect, it } from 'vitest';
import { compareReports } from '../../src/explain/compare.ts';
import { explain } from '../../src/explain/explain.ts';
import { markdownOf } from '../../src/explain/markdown.ts';
import { judge } from '../../src/judgement/judgement.ts';
import { inspectedSample } from '../mail/inspected.ts';
import { reportOf } from '../mail/reports.ts';
import { wordsIn } from '../words.ts';

const words = wordsIn('en');
const [signed, unsigned] = await Promise.all([inspectedSample('service-signed'), inspectedSample('service-unsigned')]);

it('finds no difference between a report and itself', () => {
  expect(compareReports(judge(signed), judge(signed), words).filter(({ same }) => !same)).toEqual([]);
});

it('tells the signature that one has and the other has not', () => {
  const differing = compareReports(judge(signed), judge(unsigned), words).filter(({ same }) => !same);
  expect(differing.map(({ id }) => id)).toEqual(expect.arrayContaining(['dkim', 'keys']));
  expect(differing.map(({ id }) => id)).not.toContain('author');
  expect(differing.find(({ id }) => id === 'dkim')).toMatchObject({ there: [] });
});

it('writes Markdown in which names of others stay text', () => {
  const report = reportOf({ mailFrom: 'a@x`|![i](u)<b>.example' });
  const text = markdownOf(explain(judge(report), words), words);
  expect(text).toContain('# Not confirmed as coming from shop.example');
  expect(text).toMatch(/^\| DMARC \| fail \| fail \|/m);
  expect(text).not.toMatch(/(?<![\\`|])!\[|(?<!\\)<b>(?!.*`)/);
});
