/** `npm run samples`: writes the sample messages, their DNS and their index. The same octets each time. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canaryOf, deliver } from './deliver.ts';
import { keyRecordOf } from './keys.ts';
import { claims } from './post/claims.ts';
import { failures } from './post/failures.ts';
import { passes } from './post/passes.ts';
import { services } from './post/services.ts';
import { transit } from './post/transit.ts';
import type { Sample } from './sample.ts';
import type { SampleEntry } from './samples.ts';
import { masterFile, txt } from './zone.ts';

const folder = join(import.meta.dirname, '../../fixtures/samples');

const samples: readonly Sample[] = [...services, ...passes, ...transit, ...claims, ...failures];

const entryOf = (sample: Sample): SampleEntry => ({
  id: sample.id,
  file: `${sample.id}.eml`,
  about: sample.about,
  folder: sample.folder,
  conversation: sample.conversation ?? null,
  subject: sample.subject,
  from: sample.from,
  at: sample.at,
  body: sample.body.trim(),
  canary: canaryOf(sample.id),
  recorded: {
    spf: sample.recorded?.spf ?? null,
    dkim: sample.recorded?.dkim.map(({ result }) => result) ?? [],
    dmarc: sample.recorded?.dmarc?.result ?? null,
  },
  now: sample.now,
  verdict: sample.verdict,
});

mkdirSync(folder, { recursive: true });
for (const sample of samples) writeFileSync(join(folder, `${sample.id}.eml`), await deliver(sample));

const zone = [
  ...samples.flatMap((sample) => sample.zone),
  txt('arc-20240605._domainkey.google.com', keyRecordOf('receiver')),
];
writeFileSync(join(folder, 'world.zone'), masterFile(zone));
writeFileSync(join(folder, 'index.json'), `${JSON.stringify(samples.map(entryOf), null, 2)}\n`);
process.stderr.write(`${samples.length} samples written to tests/fixtures/samples\n`);
