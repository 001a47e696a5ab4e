/** Reports as files: out, and in again; and files that are none. */

import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/engine/report.ts';
import { reportFrom, savedText } from '../../../src/extension/pages/report/saved.ts';
import { judge } from '../../../src/judgement/judgement.ts';
import { pseudonymised } from '../../../src/pseudonym/pseudonym.ts';
import { inspectedSample } from '../../mail/inspected.ts';
import { inFile, samples } from '../../mail/samples/samples.ts';
import { wordsIn } from '../../words.ts';

const words = wordsIn('ja');

it.each(samples)('$id: saved without names and read again, it has the verdict of a file', async (sample) => {
  const { id } = sample;
  const report = await inspectedSample(id);
  const read = reportFrom(savedText(judge(pseudonymised(report)), words), words);
  expect(read && judge(read).verdict.id).toBe(inFile(sample));
});

it('gives a report back as it was, but for where it came from: anybody may have written the file', async () => {
  const report = await inspectedSample('list-sealed');
  const { recorded, ...rest } = JSON.parse(JSON.stringify(report)) as Report;
  const source = { kind: 'file' };
  expect(recorded.source).toEqual({ kind: 'mailbox' });
  expect(reportFrom(savedText(judge(report), words), words)).toEqual({ recorded: { ...recorded, source }, ...rest });
});

describe('is no report', () => {
  const field = { index: 0, name: 'From', key: 'from', raw: 'From: a@b.example', value: ' a@b.example' };
  it.each([
    '',
    'null',
    '[]',
    '{}',
    '{"recorded":null}',
    '{"recorded":{"fields":{}}}',
    '{"recorded":{"fields":[]},"verified":null}',
    `{"recorded":{"fields":[${JSON.stringify({ ...field, raw: 7 })}]}}`,
    `{"recorded":{"fields":[${JSON.stringify(field)}],"hops":"x"},"verified":[]}`,
    'From: a@b.example',
  ])('%s', (text) => expect(reportFrom(text, words)).toBeNull());
});
