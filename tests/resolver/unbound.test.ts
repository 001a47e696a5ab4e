/** Our reading of master files and of the wire against a real resolver's: every name of the samples, asked of unbound. */

import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { DnsOutcome, Question } from '../../src/engine/dns/dns.ts';
import { decodeAnswer, encodeQuery } from '../../src/resolver/wire.ts';
import { zoneResolver } from '../../src/resolver/zone.ts';
import { worldZone } from '../mail/samples/samples.ts';
import { relay } from '../world/doh.ts';
import { startUnbound } from '../world/unbound.ts';

const path = `${process.env['PATH']}:/usr/sbin`;
const missing = spawnSync('unbound', ['-V'], { env: { ...process.env, PATH: path } }).status !== 0;

/** What both must say alike: not the order of records, which servers turn, nor the seconds that have passed meanwhile. */
function said(outcome: DnsOutcome) {
  const records = outcome.status === 'found' ? outcome.records.map((record) => JSON.stringify(record)).sort() : [];
  return { status: outcome.status, aliases: outcome.aliases, records };
}

describe('unbound', () => {
  it.skipIf(missing)(`says the same${missing ? ' (unbound is not installed)' : ''}`, { timeout: 60_000 }, async () => {
    const zone = worldZone();
    const ours = zoneResolver([zone]);
    const names = [...new Set([...zone.matchAll(/^(\S+)\. IN /gm)].map(([, name = '']) => name))];
    const questions = names.flatMap((name): Question[] => [
      ...(['A', 'AAAA', 'TXT', 'MX', 'PTR'] as const).map((type) => ({ name, type })),
      { name: `nothing.${name}`, type: 'TXT' },
    ]);
    const unbound = await startUnbound(zone);
    try {
      for (const question of questions) {
        const reply = await relay(Buffer.from(encodeQuery(question) ?? []), unbound);
        const theirs = decodeAnswer(question, reply ?? new Uint8Array());
        expect(said(theirs), `${question.name} ${question.type}`).toEqual(said(await ours(question)));
      }
    } finally {
      await unbound.close();
    }
    expect(questions.length).toBeGreaterThan(500);
  });
});
