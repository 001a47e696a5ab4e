/**
 * The same answers as two other implementations, dkimpy and mailauth, on messages by chance, signed and sealed by each of the three,
 * and in part changed by one octet. Where they differ, the paragraph that decides stands in the tables below. dkimpy is Debian's
 * python3-dkim (with python3-nacl and python3-authres). FUZZ_TIMES and FUZZ_SEED make a run longer or other.
 */

import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { ArcCheck } from '../../../src/engine/arc/arc.ts';
import { validateArc } from '../../../src/engine/arc/validate.ts';
import { type Digest, digest } from '../../../src/engine/digest.ts';
import type { DkimCheck } from '../../../src/engine/dkim/dkim.ts';
import { verifyDkim } from '../../../src/engine/dkim/verify.ts';
import { fieldsOf } from '../../../src/engine/message/fields.ts';
import type { Field } from '../../../src/engine/message/message.ts';
import {
  arc,
  askDkimpy,
  type DkimCase,
  dkimCases,
  dkimVerify,
  makers,
  peerResolver,
  records,
  SIGNED_AT,
} from '../../mail/dkim-cases.ts';
import { keysAt } from '../../mail/signer.ts';

const CASES = 2_000 * Number(process.env['FUZZ_TIMES'] ?? 1);
const SEED = Number(process.env['FUZZ_SEED'] ?? 6_376);
/** A peer's answer for one signature or chain: whether it passes, and its words. */
type Said = { readonly pass: boolean; readonly why: string };
/** What is known of a case when the answers differ. */
type Difference = {
  readonly ours: DkimCheck | ArcCheck;
  readonly theirs: Said;
  readonly read: Digest;
  readonly text: string;
};
type Known = { readonly rule: string; readonly applies: (difference: Difference) => boolean };

const hasDkimpy = spawnSync('/usr/bin/python3', ['-c', 'import dkim, nacl, authres']).status === 0;

const fieldsIn = ({ read }: Difference) => fieldsOf(read.header);

/** Of a DKIM-Signature, or of a field of an ARC set. */
const FIELD_AT_FAULT =
  /^(?:tag-invalid|signature-malformed|seal-malformed|instance-invalid|message-signature-unusable)$/;

const SIGNATURE = /^(?:dkim-signature|arc-seal|arc-message-signature)$/;
const hasOtherThanBase64 = ({ key, value }: Field) =>
  SIGNATURE.test(key) &&
  [...value.matchAll(/(?:^|;)[ \t\r\n]*bh?[ \t\r\n]*=([^;]*)/g)].some(
    ([, written = '']) => !/^[A-Za-z0-9+/]+={0,2}$/.test(written.replace(/[ \t\r\n]/g, '')),
  );

const knownOfBoth: readonly Known[] = [
  {
    rule: 'RFC 5322 §2.2: a line that is no field has no name, and no h= can pick it',
    applies: (one) => fieldsIn(one).some(({ name }) => name === ''),
  },
  {
    rule: 'RFC 6376 §3.4.4: a lone LF ends no line of a message that has CRLFs',
    applies: ({ text }) => /(?<!\r)\n/.test(text),
  },
  {
    rule: 'RFC 6376 §2.8: FWS folds by CRLF, and a lone CR is none of it',
    applies: ({ ours, text }) => FIELD_AT_FAULT.test(ours.reason) && /\r(?!\n)/.test(text),
  },
  {
    rule: 'RFC 6376 §3.5: l= is larger than the body',
    applies: ({ ours }) => ours.reason === 'body-shorter-than-signed',
  },
];

const known: Readonly<Record<'mailauth' | 'dkimpy', readonly Known[]>> = {
  mailauth: [
    ...knownOfBoth,
    {
      rule: 'RFC 6376 §2.10: base64string has white space (no 0xA0) within, two "=" at most, and nothing behind them',
      applies: (one) => FIELD_AT_FAULT.test(one.ours.reason) && fieldsIn(one).some(hasOtherThanBase64),
    },
    {
      rule: 'RFC 6376 §2.8, RFC 5322 §3.2.2: neither FWS nor CFWS has 0xA0',
      applies: ({ ours, text }) =>
        ours.reason === 'instance-invalid' && /^ARC-[a-z-]+:(?:[^\r]|\r\n[ \t])*\xa0/im.test(text),
    },
    {
      rule: 'RFC 6376 §3.5: i= is in another domain than d=',
      applies: ({ ours }) => ours.reason === 'identity-outside-domain',
    },
    {
      rule: 'RFC 6376 §3.2: a tag twice, or what is no tag-list',
      applies: ({ ours }) => /^(?:duplicate-tag|signature-malformed|seal-malformed)$/.test(ours.reason),
    },
    {
      rule: 'RFC 6376 §3.5: a value that its tag does not have',
      applies: ({ ours }) => ours.reason === 'tag-invalid' && 'tag' in ours && /^[tilxv]$/.test(ours.tag ?? ''),
    },
  ],
  dkimpy: [
    ...knownOfBoth,
    {
      rule: 'RFC 6376 §3.2: FWS before the first tag need not be there, nor be a space',
      applies: ({ theirs, text }) => theirs.why.includes('IndexError') && /^ARC-[a-z-]+:(?! )/im.test(text),
    },
    {
      rule: 'RFC 5322 §4.5: white space before the colon is obsolete, and still a field',
      applies: (one) => fieldsIn(one).some(({ raw }) => /^[^:]*[ \t]:/.test(raw)),
    },
    {
      rule: 'RFC 6376 §3.4.4: white space at the end of the last line goes, also where no CRLF ends that line',
      applies: ({ text }) => /[ \t]$/.test(text),
    },
    {
      rule: 'RFC 6376 §3.4.2: VT and FF at the ends of a field are no white space',
      applies: (one) => fieldsIn(one).some(({ value }) => /^[ \t\r\n]*[\v\f]|[\v\f][ \t\r\n]*$/.test(value)),
    },
    {
      rule: 'RFC 6376 §2.10: base64string may be short of its padding',
      applies: ({ theirs, text }) => theirs.why.includes('not valid base64') && /\bbh?=[^;=]*=?(?:;|\r\n\S)/.test(text),
    },
    {
      rule: 'RFC 8463, RFC 8617 §4.1: ARC may be signed with Ed25519 as DKIM may',
      applies: ({ theirs, text }) =>
        theirs.why.includes('unknown signature algorithm') && /\ba=ed25519-sha256/.test(text),
    },
  ],
};

type Ours = { readonly read: Digest; readonly dkim: readonly DkimCheck[]; readonly arc: ArcCheck };

async function askUs(octets: Uint8Array): Promise<Ours> {
  const read = await digest(octets);
  const fields = fieldsOf(read.header);
  const context = { resolve: keysAt(records), now: SIGNED_AT + 60, arrivedAt: null };
  return { read, dkim: await verifyDkim(fields, read, context), arc: await validateArc(fields, read, context) };
}

type Theirs = { readonly dkim: readonly Said[] | null; readonly arc: Said };

async function askMailauth(octets: Buffer): Promise<Theirs> {
  const made = await dkimVerify(octets, { resolver: peerResolver });
  const said = ({ status }: { status: { result: string; comment?: string } }): Said => ({
    pass: status.result === 'pass',
    why: `${status.result} ${status.comment ?? ''}`,
  });
  const chain = await arc(made.arc, { resolver: peerResolver });
  return {
    dkim: made.results.filter(({ status }) => status.result !== 'none').map(said),
    arc: chain ? said(chain) : { pass: false, why: 'none' },
  };
}

function askDkimpyAll(cases: readonly DkimCase[]): readonly Theirs[] {
  const jobs = cases.map(({ octets }) => ({ do: 'verify', message: octets.toString('latin1'), keys: records }));
  return askDkimpy(jobs).map((answer) => {
    const { dkim, arc, why } = answer as { dkim: string | (true | string)[]; arc: string | null; why?: string };
    return {
      dkim: typeof dkim === 'string' ? null : dkim.map((one) => ({ pass: one === true, why: String(one) })),
      arc: { pass: arc === 'pass', why: `${arc} ${why ?? ''}` },
    };
  });
}

const name = `${CASES} messages from seed ${SEED}${hasDkimpy ? '' : ' (python3-dkim, -nacl and -authres are not installed)'}`;
test(name, { timeout: 120_000 + 60 * CASES }, async () => {
  const who = makers.filter((maker) => hasDkimpy || maker !== 'dkimpy');
  const cases = await dkimCases(SEED * 1_000_003, CASES, who);
  const dkimpy = hasDkimpy ? askDkimpyAll(cases) : [];
  const counts: Record<string, number> = {};
  const count = (what: string) => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  const differences: string[] = [];
  for (const [nth, one] of cases.entries()) {
    const ours = await askUs(one.octets);
    const text = one.octets.toString('latin1');
    const results = one.kind === 'chain' ? [ours.arc] : ours.dkim;
    for (const { result } of results) count(`${one.kind} ${result === 'pass' ? 'pass' : 'do not'}`);
    const tell = (who: string, reasons: string, why: string) =>
      differences.push(
        `seed ${one.seed} (by ${one.maker}), ${who}: ours ${reasons}, theirs ${why}\n${JSON.stringify(text)}`,
      );
    const reasons = results.map(({ reason }) => reason).join();
    // What we signed ourselves and nobody changed fits, whatever the others say.
    if (one.maker === 'waybill' && one.octets === one.whole && results.some(({ result }) => result !== 'pass'))
      tell('whole', reasons, 'signed it');
    for (const who of ['mailauth', 'dkimpy'] as const) {
      const peer = who === 'mailauth' ? await askMailauth(one.octets) : dkimpy[nth];
      if (!peer) continue;
      for (const [check, theirs] of compared(results, one.kind === 'chain' ? [peer.arc] : peer.dkim)) {
        const rule = known[who].find(({ applies }) => applies({ ours: check, theirs, read: ours.read, text }))?.rule;
        if (rule) count(`${who}: ${rule}`);
        else tell(who, reasons, theirs.why);
      }
    }
  }
  if (process.env['FUZZ_COUNTS']) console.log(counts);
  expect(differences.slice(0, 5).join('\n\n'), `${differences.length} differences, FUZZ_SEED=${SEED}`).toBe('');
  expect(counts['signatures pass']).toBeGreaterThan(CASES / 3);
  expect(counts['signatures do not']).toBeGreaterThan(CASES / 10);
  expect(counts['chain pass']).toBeGreaterThan(CASES / 50);
  expect(counts['chain do not']).toBeGreaterThan(CASES / 50);
});

type Result = DkimCheck | ArcCheck;

/** Where the answers differ. A peer that leaves out fields it cannot read is held to how many pass. */
function compared(ours: readonly Result[], theirs: readonly Said[] | null): readonly (readonly [Result, Said])[] {
  const passes = (result: Result) => result.result === 'pass';
  if (theirs?.length === ours.length) {
    return ours.flatMap((one, at) =>
      theirs[at] && theirs[at].pass !== passes(one) ? [[one, theirs[at]] as const] : [],
    );
  }
  const [our, peer] = [ours.filter(passes).length, theirs?.filter(({ pass }) => pass).length ?? 0];
  const why = theirs === null ? 'no message' : `${peer} of ${theirs.length} pass`;
  return our === peer ? [] : ours.map((one) => [one, { pass: !passes(one), why }] as const);
}
