/** The sample messages as they lie in tests/fixtures/samples: octets, DNS, and what is expected of them. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DkimKeyword, DmarcKeyword, SpfKeyword } from '../../../src/engine/outcome.ts';
import type { VerdictId } from '../../../src/judgement/verdicts/table.ts';
import type { ExpectedNow } from './sample.ts';

export const samplesFolder = join(import.meta.dirname, '../../fixtures/samples');

/** One line of the index. */
export type SampleEntry = {
  readonly id: string;
  readonly file: string;
  readonly about: string;
  readonly folder: 'inbox' | 'spam' | 'sent';
  readonly conversation: string | null;
  readonly subject: string;
  readonly from: string;
  /** Seconds since 1970. */
  readonly at: number;
  /** As written, without the canary. */
  readonly body: string;
  /** Stands in the body, and must be found nowhere else. */
  readonly canary: string;
  /** What Gmail's own fields say. */
  readonly recorded: {
    readonly spf: SpfKeyword | null;
    readonly dkim: readonly DkimKeyword[];
    readonly dmarc: DmarcKeyword | null;
  };
  /** What our check is to find with world.zone. */
  readonly now: ExpectedNow;
  readonly verdict: VerdictId;
};

export const samples: readonly SampleEntry[] = JSON.parse(readFileSync(join(samplesFolder, 'index.json'), 'utf8'));

export function sampleOf(id: string): SampleEntry {
  const sample = samples.find((one) => one.id === id);
  if (!sample) throw new Error(`no such sample: ${id}`);
  return sample;
}

export const octetsOf = (id: string): Buffer => readFileSync(join(samplesFolder, sampleOf(id).file));

/** The master file with the DNS of all samples. */
export const worldZone = (): string => readFileSync(join(samplesFolder, 'world.zone'), 'utf8');

/** The verdict of a sample where it is a file: what a server alone confirms rests on the address that the file says. */
export function inFile({ id, verdict }: SampleEntry): VerdictId {
  if (verdict !== 'allowed-by-author') return verdict;
  return id === 'length-limited' ? 'signed-partly' : 'passed-in-file';
}
