/** What real mail, real reports and hostile senders brought: what each signature says, where its fault lies, what was changed. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digest } from '../../../src/engine/digest.ts';
import { inferAlterations } from '../../../src/engine/dkim/alteration/infer.ts';
import { coversWhatIsSeen } from '../../../src/engine/dkim/coverage.ts';
import { faultOf } from '../../../src/engine/dkim/reasons.ts';
import { REPLAY_AGE, replaySigns } from '../../../src/engine/dkim/replay.ts';
import { verifyDkim } from '../../../src/engine/dkim/verify.ts';
import { fieldsOf } from '../../../src/engine/message/fields.ts';
import { read } from '../../../src/engine/read.ts';
import { gmail } from '../../../src/engine/trace/receivers.ts';
import { zoneResolver } from '../../../src/resolver/zone.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');

async function inspected(name: string, zone = name) {
  const octets = readFileSync(join(fixtures, `${name}.eml`));
  const digested = await digest(octets);
  const resolve = zoneResolver([readFileSync(join(fixtures, `${zone}.zone`), 'latin1')]);
  const fields = fieldsOf(digested.header);
  const checks = await verifyDkim(fields, digested, { resolve, now: 1_794_270_000, arrivedAt: null });
  const alterations = await inferAlterations(octets, checks);
  return { checks, alterations, recorded: read(digested, gmail, { kind: 'file' }) };
}

describe('where the fault lies', () => {
  it.each([
    ['report-C120', 'permerror key-hash-excluded', 'key', []],
    ['report-C121', 'permerror key-identity-mismatch', 'key', []],
    ['report-C122', 'permerror from-not-signed', 'tags', []],
    ['report-C123', 'neutral tag-missing', 'tags', []],
    ['report-C124', 'permerror key-is-host-name', 'key', []],
    ['report-C126', 'permerror key-cut', 'key', []],
    ['report-C127', 'permerror key-tag-empty', 'key', []],
    ['report-C162', 'fail header-hash-mismatch', 'content', ['address-rewritten']],
  ])('%s: %s', async (name, said, fault, changes) => {
    const { checks, alterations } = await inspected(`cases/${name}`);
    expect(checks.map(({ result, reason }) => `${result} ${reason}`)).toEqual([said]);
    expect(checks.map(faultOf)).toEqual([fault]);
    expect(alterations.flatMap((one) => one.changes.map(({ reason }) => reason))).toEqual(changes);
  });

  it('19-long-lines-dots: Postfix broke a line', async () => {
    const { checks, alterations } = await inspected('lab/19-long-lines-dots', 'lab/world');
    expect(checks.map(({ reason }) => reason)).toEqual(['body-hash-mismatch']);
    expect(alterations).toMatchObject([{ changes: [{ reason: 'lines-broken', proved: true }] }]);
  });

  it('mail-10-unreadable-signature: said without asking anything', async () => {
    const octets = readFileSync(join(fixtures, 'cases/mail-10-unreadable-signature.eml'));
    const { signatures, unreadableSignatures } = read(await digest(octets), gmail, { kind: 'file' });
    expect(signatures).toEqual([]);
    expect(unreadableSignatures).toMatchObject([
      { reason: 'tag-invalid', tag: 't', domain: 'shop.example', selector: 'default' },
    ]);
  });
});

describe('what a signature that passes leaves open', () => {
  it('hostile-dkim-l0-replay: nothing that is seen is signed', async () => {
    const { checks } = await inspected('cases/hostile-dkim-l0-replay');
    expect(checks).toMatchObject([
      { result: 'pass', coverage: { body: 'nothing', unsigned: ['to', 'subject', 'date'], fromOverSigned: false } },
    ]);
    expect(checks.map(coversWhatIsSeen)).toEqual([false]);
  });

  it('hostile-dkim-replay: all of it is signed, a week before, for somebody else', async () => {
    const { checks, recorded } = await inspected('cases/hostile-dkim-replay');
    expect(checks).toMatchObject([{ result: 'pass', coverage: { body: 'all', unsigned: [] } }]);
    expect(checks.map(coversWhatIsSeen)).toEqual([true]);
    const [signature] = recorded.signatures;
    const signs = signature && replaySigns(signature, recorded);
    expect(signs?.age).toBeGreaterThan(6 * REPLAY_AGE);
    expect(signs?.addressed).toBe('to-others');
  });
});
