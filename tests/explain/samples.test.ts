/** The sample messages, read and verified with their DNS: each reaches its row, in words without a gap. */

import { describe, expect, it } from 'vitest';
import { digest } from '../../src/engine/digest.ts';
import { read } from '../../src/engine/read.ts';
import type { Report } from '../../src/engine/report.ts';
import { gmail } from '../../src/engine/trace/receivers.ts';
import { verify } from '../../src/engine/verify.ts';
import { explain } from '../../src/explain/explain.ts';
import { textOf } from '../../src/explain/text.ts';
import { judge } from '../../src/judgement/judgement.ts';
import { zoneResolver } from '../../src/resolver/zone.ts';
import { octetsOf, type SampleEntry, samples, worldZone } from '../mail/samples/samples.ts';
import { locales, wordsIn } from '../words.ts';

async function reportOf({ id, folder, at }: SampleEntry, asked: 'asked' | 'not asked'): Promise<Report> {
  const digested = await digest(new Uint8Array(octetsOf(id)));
  const recorded = read(digested, gmail, { kind: 'mailbox' });
  const world = { resolve: zoneResolver([worldZone()]), now: at + 86_400 };
  return { recorded, verified: asked === 'asked' ? await verify(recorded, digested, world) : null, place: folder };
}

describe.each(samples)('$id', (sample) => {
  it(`reaches ${sample.verdict}`, async () => {
    expect(explain(judge(await reportOf(sample, 'asked')), wordsIn('en')).verdict.id).toBe(sample.verdict);
  });

  it.each(locales)('is told without a gap in %s', async (locale) => {
    for (const asked of ['asked', 'not asked'] as const) {
      const words = wordsIn(locale);
      const explanation = explain(judge(await reportOf(sample, asked)), words, { timeZone: 'UTC' });
      expect(`${JSON.stringify(explanation)}${textOf(explanation, words)}`).not.toMatch(/\{[a-zA-Z]+\}|undefined|NaN/);
    }
  });
});
