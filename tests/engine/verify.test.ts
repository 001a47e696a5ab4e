import { describe, expect, test } from 'vitest';
import { digest } from '../../src/engine/digest.ts';
import type { Question } from '../../src/engine/dns/dns.ts';
import { read } from '../../src/engine/read.ts';
import { asJson, type Verified } from '../../src/engine/report.ts';
import { gmail } from '../../src/engine/trace/receivers.ts';
import { verify, type World } from '../../src/engine/verify.ts';
import { zoneResolver } from '../../src/resolver/zone.ts';
import { octetsOf, sampleOf, samples, worldZone } from '../mail/samples/samples.ts';

const zone = zoneResolver([worldZone()]);

async function check(octets: Uint8Array, world: Partial<World> = {}) {
  const digested = await digest(octets);
  const recorded = read(digested, gmail, { kind: 'mailbox' });
  const verified = await verify(recorded, digested, { resolve: zone, now: 1_794_300_000, ...world });
  return { recorded, verified };
}

const text = (lines: readonly string[]) => new TextEncoder().encode(`${lines.join('\r\n')}\r\n`);

describe('the samples, with their DNS', () => {
  // just-sent was delivered by nobody: what there is to say of it stands below.
  test.each(samples.map(({ id }) => id).filter((id) => id !== 'just-sent'))('%s', async (id) => {
    const { now } = sampleOf(id);
    const { verified } = await check(octetsOf(id));
    expect({
      spf: verified.spf?.result,
      dkim: verified.dkim?.map(({ result }) => result),
      dmarc: verified.dmarc?.result,
      ...(now.arc && { arc: verified.arc?.result }),
    }).toEqual(now);
  });

  test('the seed: whose pass it is, and through which service', async () => {
    const { verified } = await check(octetsOf('service-signed'));
    expect(verified.dmarc).toMatchObject({ reason: 'not-aligned', policy: 'quarantine', domain: 'shop.example' });
    expect(verified.services[0]).toMatchObject({ id: 'sendgrid', kind: 'sending-service' });
    expect(verified.services[0]?.evidence[0]).toMatchObject({ strength: 'strong', grade: 'verified' });
  });
});

describe('as it goes on', () => {
  test('a call for each check, the last with all of them, and nothing is taken back', async () => {
    const seen: Verified[] = [];
    const { verified } = await check(octetsOf('all-pass'), { onProgress: (now) => seen.push(now) });
    expect(seen).toHaveLength(7);
    expect(seen.map(({ complete }) => complete)).toEqual([false, false, false, false, false, false, true]);
    expect(seen.at(-1)).toBe(verified);
    const checks = ['spf', 'dkim', 'arc', 'iprev', 'dmarc', 'bimi'] as const;
    for (const [i, now] of seen.entries()) {
      for (const name of checks) {
        const before = seen[i - 1]?.[name];
        if (before) expect(now[name]).toBe(before);
      }
    }
    expect(checks.filter((name) => verified[name] === null)).toEqual([]);
  });

  test('what is known at the start is asked at once, and no question twice', async () => {
    const asked: Question[] = [];
    let first = 0;
    await check(octetsOf('all-pass'), {
      resolve: async (question) => {
        asked.push(question);
        await new Promise((done) => setTimeout(done, 5));
        first ||= asked.length;
        return zone(question);
      },
    });
    const names = asked.map(({ name, type }) => `${type} ${name}`);
    expect(new Set(names).size).toBe(names.length);
    const start = names.slice(0, first);
    expect(start).toContain('TXT _dmarc.letters.example');
    expect(start.some((name) => name.includes('._domainkey.'))).toBe(true);
    expect(start.some((name) => name.startsWith('PTR '))).toBe(true);
    expect(start.some((name) => /^TXT (?!_dmarc|.*_domainkey)/.test(name))).toBe(true);
  });

  test('the ledger holds every question that was asked', async () => {
    let count = 0;
    const { verified } = await check(octetsOf('all-pass'), {
      resolve: (question) => {
        count++;
        return zone(question);
      },
    });
    expect(verified.ledger).toHaveLength(count);
  });

  test('the time is up: what has no answer has failed, and all ends', async () => {
    const expired = new Promise((done) => setTimeout(done, 20));
    const { verified } = await check(octetsOf('all-pass'), { resolve: () => new Promise(() => {}), expired });
    expect(verified).toMatchObject({ complete: true, spf: { result: 'temperror' }, dmarc: { result: 'temperror' } });
    expect(verified.ledger.every((answer) => answer.status === 'failed' && answer.cause === 'timeout')).toBe(true);
  });
});

describe('what is not recorded is not judged', () => {
  test('no trusted hop: no SPF, and DMARC by signatures alone', async () => {
    const { verified } = await check(text(['From: a@shop.example', '', 'x']));
    expect(verified.spf).toMatchObject({ result: null, reason: 'not-asked', helo: null });
    expect(verified.iprev).toMatchObject({ result: null });
    expect(verified.dmarc).toMatchObject({ result: null, reason: 'spf-not-judged', policy: 'quarantine' });
  });

  test("a message of one's own, that nobody delivered", async () => {
    const { verified } = await check(octetsOf('just-sent'));
    expect(verified).toMatchObject({ spf: { result: null }, dkim: [], dmarc: { result: 'none', reason: 'no-record' } });
  });

  test('no From', async () => {
    const { verified } = await check(text(['Subject: x', '', 'x']));
    expect(verified.dmarc).toMatchObject({ result: 'none', reason: 'no-author-domain' });
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['noise', Uint8Array.from({ length: 4096 }, (_, i) => (i * 197 + (i >> 3)) & 255)],
    ['no empty line', new TextEncoder().encode('From: a@shop.example')],
  ])('%s ends like any message', async (_, octets) => {
    const { verified } = await check(octets);
    expect(verified.complete).toBe(true);
  });
});

test('RFC 7208 §2.3: HELO is checked beside MAIL FROM', async () => {
  const { verified, recorded } = await check(octetsOf('all-pass'));
  expect(verified.spf?.helo).toMatchObject({ identity: 'helo', domain: recorded.envelope.helo?.value });
});

test('a report is JSON', async () => {
  for (const { id } of samples.slice(0, 5)) {
    const { verified, recorded } = await check(octetsOf(id));
    const report = asJson({ recorded, verified, place: null });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  }
});
