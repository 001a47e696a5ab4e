/** A report without its names: nothing of the message left, and the same verdict. */

import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/engine/report.ts';
import { explain } from '../../src/explain/explain.ts';
import { judge } from '../../src/judgement/judgement.ts';
import { pseudonymised } from '../../src/pseudonym/pseudonym.ts';
import { inspectedSample } from '../mail/inspected.ts';
import { samples } from '../mail/samples/samples.ts';
import { wordsIn } from '../words.ts';

const again = (report: Report) => JSON.parse(JSON.stringify(pseudonymised(report))) as Report;

/** All that is not a name of the format. */
function valuesOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(valuesOf) : [value];
}

describe.each(samples)('$id', ({ id, subject, verdict }) => {
  it('has the same verdict, checked and as recorded', async () => {
    const report = await inspectedSample(id);
    expect(judge(again(report)).verdict.id).toBe(verdict);
    const recorded = { ...report, verified: null };
    expect(judge(again(recorded)).verdict.id).toBe(judge(recorded).verdict.id);
  });

  it('has the same results and relations', async () => {
    const report = await inspectedSample(id);
    const told = (one: Report) => {
      const { checks, identities } = explain(judge(one), wordsIn('en'));
      return [
        checks.map(({ recorded, now, aligned }) => [recorded, now, aligned]),
        identities.map((line) => [line.cell, line.relation, line.aligned]),
      ];
    };
    expect(told(again(report))).toEqual(told(report));
  });

  it('holds no domain, address, signature or word of the sender', async () => {
    const report = await inspectedSample(id);
    const text = valuesOf(again(report)).join('\n');
    const { recorded } = report;
    const real = [
      recorded.author.domain,
      ...recorded.author.mailboxes.flatMap(({ address, localPart, displayName }) => [
        address,
        localPart.length > 4 ? localPart : null,
        displayName,
      ]),
      recorded.envelope.ip?.value,
      ...recorded.signatures.flatMap(({ b, bh }) => [b, bh]),
      ...subject.split(/[\s/]+/).filter((word) => word.length > 5),
      recorded.messageId,
    ].filter((one) => one && !['gmail.com'].includes(one));
    expect(real.filter((one) => one && text.includes(one))).toEqual([]);
  });
});

it.each(samples)('$id: keeps the settings that pages have words for', async ({ id }) => {
  const report = await inspectedSample(id);
  const settings = ({ verified }: Report) => {
    const { adkim, aspf, psd, t, p, sp, np, fo } = verified?.dmarc?.record ?? {};
    const reasons = [
      verified?.spf,
      verified?.arc,
      verified?.dmarc,
      verified?.iprev,
      verified?.bimi,
      ...(verified?.dkim ?? []),
    ];
    return { adkim, aspf, psd, t, p, sp, np, fo, reasons: reasons.map((one) => one?.reason) };
  };
  expect(settings(again(report))).toEqual(settings(JSON.parse(JSON.stringify(report))));
});

it('gives the same name the same invented one, and related names related ones', async () => {
  const { recorded, verified } = again(await inspectedSample('strict-subdomain'));
  const author = recorded.author.domain ?? '?';
  expect(author).toMatch(/\.example$/);
  expect(verified?.dmarc?.domain).toBe(author);
  expect(verified?.ledger.some(({ question }) => question.name === `_dmarc.${author}`)).toBe(true);
});

it('uses addresses that are set aside for documentation', async () => {
  const text = JSON.stringify(again(await inspectedSample('service-signed')));
  const addresses = text.match(/\b\d{1,3}(?:\.\d{1,3}){3}\b(?!\.)/g) ?? [];
  expect(addresses.length).toBeGreaterThan(3);
  expect(
    addresses.filter(
      (one) =>
        !/^(?:192\.0\.2|198\.51\.100|203\.0\.113)\./.test(one) &&
        !/^\d+\.(?:2\.0\.192|100\.51\.198|113\.0\.203)$/.test(one),
    ),
  ).toEqual([]);
});

it('is linear in a hostile header', async () => {
  const report = await inspectedSample('service-signed');
  const value = `${'a.'.repeat(50_000)} ${'1:'.repeat(50_000)} ${'@'.repeat(50_000)}`;
  const [field] = report.recorded.fields;
  const fields = field ? [{ ...field, key: 'received', name: 'Received', value, raw: `Received:${value}` }] : [];
  const start = performance.now();
  pseudonymised({ ...report, recorded: { ...report.recorded, fields } });
  expect(performance.now() - start).toBeLessThan(2000);
});
