/** The switches of the report: the engine's own evaluation on the answers that are there. */

import { describe, expect, it } from 'vitest';
import { type Switches, switchesOf } from '../../../src/extension/pages/report/switches.ts';
import { whatIf } from '../../../src/extension/pages/report/what-if.ts';
import { judge } from '../../../src/judgement/judgement.ts';
import { inspectedSample } from '../../mail/inspected.ts';
import { samples } from '../../mail/samples/samples.ts';

async function moved(sample: string, change: Partial<Switches>) {
  const report = await inspectedSample(sample);
  const found = await whatIf(report, { ...switchesOf(report), ...change });
  return found && { ...found, verdict: judge(found.report).verdict.id, result: found.report.verified?.dmarc?.result };
}

describe('the seed', () => {
  it.each<[string, Partial<Switches>, string, string]>([
    ['nothing moved', {}, 'fail', 'service-signature-only'],
    ['aligned DKIM', { dkim: 'aligned' }, 'pass', 'signed-by-author'],
    ['aligned DKIM, strict', { dkim: 'aligned', adkim: 's' }, 'pass', 'signed-by-author'],
    ['own MAIL FROM', { mailFrom: 'own' }, 'pass', 'allowed-by-author'],
    ['own MAIL FROM below it, strict', { mailFrom: 'own', aspf: 's' }, 'fail', 'strict-subdomain'],
    ['another policy: it fails all the same', { policy: 'none' }, 'fail', 'service-signature-only'],
    ['no record', { policy: null }, 'none', 'no-policy'],
  ])('%s', async (_, change, result, verdict) => {
    expect(await moved('service-signed', change)).toMatchObject({ result, verdict });
  });

  it('changes only the tags that were moved', async () => {
    const found = await moved('service-signed', { policy: 'reject', aspf: 's' });
    expect(found?.recordName).toBe('_dmarc.shop.example');
    expect(found?.recordText).toMatch(/^v=DMARC1; p=reject; .*rua=mailto:.*aspf=s$/);
  });
});

it('relaxes what was strict', async () => {
  expect(await moved('strict-subdomain', { adkim: 'r', aspf: 'r' })).toMatchObject({ result: 'pass' });
});

it('gives a domain without a record one', async () => {
  expect(await moved('no-policy', { policy: 'none' })).toMatchObject({
    result: 'pass',
    recordText: 'v=DMARC1; p=none',
  });
});

it.each(samples.map(({ id }) => id))('%s: with nothing moved it is as it was', async (id) => {
  const report = await inspectedSample(id);
  const found = await whatIf(report, switchesOf(report));
  if (report.recorded.author.domain === null) return expect(found).toBeNull();
  expect(found?.report.verified?.dmarc?.result).toBe(report.verified?.dmarc?.result);
});
