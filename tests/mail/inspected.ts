/** A sample, inspected with the DNS of the samples: the whole engine, without a browser. */

import { digest } from '../../src/engine/digest.ts';
import { read } from '../../src/engine/read.ts';
import type { Report } from '../../src/engine/report.ts';
import { gmail } from '../../src/engine/trace/receivers.ts';
import { verify } from '../../src/engine/verify.ts';
import { zoneResolver } from '../../src/resolver/zone.ts';
import { octetsOf, sampleOf, worldZone } from './samples/samples.ts';

const resolve = zoneResolver([worldZone()]);

/** An hour after it came. */
export async function inspectedSample(id: string): Promise<Report> {
  return inspectedOctets(octetsOf(id), sampleOf(id).at + 3600, sampleOf(id).folder);
}

export async function inspectedOctets(octets: Uint8Array, now: number, place: Report['place']): Promise<Report> {
  const digested = await digest(octets);
  const recorded = read(digested, gmail, { kind: 'mailbox' });
  return { recorded, verified: await verify(recorded, digested, { resolve, now }), place };
}
