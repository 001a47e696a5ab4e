/** Each sample message, read and verified by the engine with the DNS that lies beside it, gives what its index says. */

import { describe, expect, test } from 'vitest';
import { digest } from '../../src/engine/digest.ts';
import { read } from '../../src/engine/read.ts';
import { gmail } from '../../src/engine/trace/receivers.ts';
import { verify } from '../../src/engine/verify.ts';
import { judge } from '../../src/judgement/judgement.ts';
import { zoneResolver } from '../../src/resolver/zone.ts';
import { octetsOf, type SampleEntry, samples, worldZone } from './samples/samples.ts';

/** When the samples are looked at: some days after the last of them came. */
const NOW = Date.UTC(2026, 10, 24) / 1000;

async function reportOf({ id, folder }: SampleEntry) {
  const digested = await digest(new Uint8Array(octetsOf(id)));
  const recorded = read(digested, gmail, { kind: 'mailbox' });
  const verified = await verify(recorded, digested, { resolve: zoneResolver([worldZone()]), now: NOW });
  return { recorded, verified, place: folder };
}

describe.each(samples.map((sample) => [sample.id, sample] as const))('%s', (_id, sample) => {
  const report = reportOf(sample);

  test('recorded by the receiver', async () => {
    const { results } = (await report).recorded;
    expect({
      spf: results.spf?.result ?? null,
      dkim: results.dkim.map(({ result }) => result),
      dmarc: results.dmarc?.result ?? null,
    }).toEqual(sample.recorded);
  });
  test('verified now', async () => {
    const { verified } = await report;
    expect({
      spf: verified.spf?.result ?? null,
      dkim: verified.dkim?.map(({ result }) => result),
      dmarc: verified.dmarc?.result ?? null,
    }).toEqual({ spf: sample.now.spf, dkim: sample.now.dkim, dmarc: sample.now.dmarc });
    if (sample.now.arc) expect(verified.arc?.result).toBe(sample.now.arc);
  });
  test(`verdict: ${sample.verdict}`, async () => {
    expect(judge(await report).verdict.id).toBe(sample.verdict);
  });
  test('the body holds its canary, the header does not', () => {
    const [header = '', ...body] = octetsOf(sample.id).toString('latin1').split('\r\n\r\n');
    expect(body.join('')).toContain(sample.canary);
    expect(header).not.toContain(sample.canary);
  });
});
