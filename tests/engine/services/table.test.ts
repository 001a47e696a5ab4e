import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { IprevCheck } from '../../../src/engine/iprev/iprev.ts';
import type { Service, ServiceSignals } from '../../../src/engine/services/services.ts';
import { serviceOf, services } from '../../../src/engine/services/table.ts';
import { type found, ids, include, message, signed, spf, tree } from './samples.ts';

describe('every row is reached by each of its signals', () => {
  const samples: { [S in keyof ServiceSignals]-?: (text: string) => Parameters<typeof found> } = {
    dkim: (domain) => [message({}), { dkim: [signed(`x.${domain}`)] }],
    selectors: (selector) => [
      message({}),
      { dkim: [signed('customer.example', 'pass', selector.replace('*', 'abc'))] },
    ],
    keys: (target) => [message({}), { dkim: [signed('customer.example', 'pass', 's', [`x.${target}`])] }],
    mailFrom: (domain) => [message({}), { spf: spf(`bounce.${domain}`) }],
    includes: (target) => [message({}), { spf: spf('customer.example', 'pass', tree([include(target)])) }],
    hosts: (host) => [message({}), { iprev: { confirmed: [`a1.${host}`] } as unknown as IprevCheck }],
    received: (words) => [message({ fields: [`Received: from x ${words} by y`] }), {}],
    headers: (header) => [
      message({ fields: [`${header.replace('*', 'abc')}${header.includes(':') ? '' : ': 1'}`] }),
      {},
    ],
  };
  const rows = services.flatMap((service) =>
    (Object.keys(service.signals) as (keyof ServiceSignals)[]).flatMap((signal) =>
      (service.signals[signal] ?? []).map((text) => [service.id, signal, text] as const),
    ),
  );
  test.each(rows)('%s by %s %s', (id, signal, text) => expect(ids(...samples[signal](text))).toContain(id));
});

describe('the table', () => {
  test('ids are unique, in kebab-case, and lead to their rows', () => {
    expect(new Set(services.map(({ id }) => id)).size).toBe(services.length);
    for (const service of services) {
      expect(service.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(serviceOf(service.id)).toBe(service);
    }
    expect(serviceOf('nobody')).toBe(null);
  });

  test.each(services.map((service): [string, Service] => [service.id, service]))('%s is well-formed', (_, service) => {
    expect(service.name.en).toMatch(/^[\x20-\x7e]+$/);
    expect(service.name.ja).not.toBe('');
    expect(Object.values(service.signals).flat().length).toBeGreaterThan(0);
    const { dkim = [], keys = [], mailFrom = [], includes = [], hosts = [] } = service.signals;
    for (const name of [...dkim, ...keys, ...mailFrom, ...includes, ...hosts])
      expect(name).toMatch(/^[a-z0-9_.-]+\.[a-z]+$/);
    for (const record of [...service.fix.dkim, ...service.fix.mailFrom]) {
      expect(record.name).toContain('{domain}');
    }
    if (service.fix.mailFrom.length > 0) expect(service.fix.spfCanAlign).not.toBe(false);
    expect(service.documentation ?? 'https://').toMatch(/^https:\/\//);
    expect(service.checkedOn ?? '2026-01-01').toMatch(/^\d{4}-\d\d-\d\d$/);
  });
});

describe('services are identified once', () => {
  const root = resolve(import.meta.dirname, '../../../src');
  const calls = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('engine/services'))
    .flatMap((file) => (readFileSync(join(root, file), 'utf8').match(/\bidentifyServices\(/g) ?? []).map(() => file));
  test('when the message is read, and when its checks have ended; nobody else asks again', () => {
    expect(calls.sort()).toEqual(['engine/read.ts', 'engine/verify.ts']);
  });
});
