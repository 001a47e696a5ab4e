/**
 * A peer, mailauth, on the same generated messages: signed with random fields, octets, folding and tags, then in part changed by
 * one octet. Where the two differ, the case is put under a paragraph, or the test fails.
 */

import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { type Digest, digest } from '../../../src/engine/digest.ts';
import type { DkimCheck } from '../../../src/engine/dkim/dkim.ts';
import { verifyDkim } from '../../../src/engine/dkim/verify.ts';
import { fieldsOf } from '../../../src/engine/message/fields.ts';
import { casesOf, seedOf, timeOf } from '../../support/fuzz-run.ts';
import {
  canonBody,
  ed25519Key,
  keysAt,
  type Message,
  octetsOf,
  recordOf,
  rsaKey,
  type Signing,
  sign,
} from '../../support/signer.ts';

const CASES = casesOf(200);
const SEED = seedOf(20_240_611);

type PeerResult = { status: { result: string; comment?: string }; signingDomain?: string };
type Peer = (
  message: Buffer,
  options: { resolver: (name: string, type: string) => Promise<string[][]> },
) => Promise<{ results: PeerResult[] }>;

const { dkimVerify } = createRequire(import.meta.url)('mailauth/lib/dkim/verify.js') as { dkimVerify: Peer };

/** mulberry32: the same messages every time. */
function random(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number) => Math.floor(next() * n);
  return {
    below,
    chance: (p: number) => next() < p,
    pick: <T>(from: readonly T[]): T => from[below(from.length)] as T,
  };
}
type Random = ReturnType<typeof random>;

const keys = { rsa: rsaKey(1024), ed: ed25519Key() };
const records: Record<string, string> = {
  'rsa._domainkey.example.com': recordOf(keys.rsa),
  'ed._domainkey.example.com': recordOf(keys.ed),
};

const text = (from: Random, letters: readonly string[], most: number) =>
  Array.from({ length: from.below(most) }, () => from.pick(letters)).join('');
const IN_FIELD = [
  'a',
  'B',
  'z',
  '1',
  ' ',
  '  ',
  '\t',
  ' \t',
  '\r\n ',
  '\r\n\t',
  '=',
  ';',
  ':',
  'b=',
  '\xa0',
  '\xe9',
  '\x0b',
  '\x0c',
];
const IN_BODY = ['a', 'bc', ' ', '  ', '\t', '\r\n', '\r\n', ' \r\n', '\r\n\r\n', '\xa0', '\xff', '=20', '\x00', '.'];
const NAMES = ['From', 'To', 'Subject', 'Date', 'Cc', 'X-A', 'MIME-Version'];

function messageOf(from: Random): Message {
  const others = Array.from({ length: 1 + from.below(6) }, () => from.pick(NAMES.slice(1)));
  const fields = ['From', ...others].map((name) => {
    const written = from.pick([name, name.toLowerCase(), name.toUpperCase()]);
    // A line of white space alone would end the header section for some.
    const value = text(from, IN_FIELD, 12).replace(/(?:\r\n[ \t]+)+(?=\r\n|$)/g, '');
    return `${written}:${from.pick(['', ' ', '\t', '  '])}x${value}${from.pick(['', ' '])}`;
  });
  return { fields, body: text(from, IN_BODY, 30) };
}

function signingOf(from: Random, message: Message): Signing {
  const s = from.pick(['rsa', 'rsa', 'ed'] as const);
  const body = from.pick(['simple', 'relaxed'] as const);
  const c = from.pick([`simple/${body}`, `relaxed/${body}`]);
  const names = Array.from({ length: 1 + from.below(6) }, () => from.pick(NAMES));
  const size = canonBody(message.body, body).length;
  const tags: Record<string, string | null> = {
    c,
    s,
    h: [...names, 'from'].map((name) => from.pick([name, name.toLowerCase()])).join(from.pick([':', ' : ', ':\r\n\t'])),
    ...(from.chance(0.2) ? { l: `${from.below(size + 1)}` } : {}),
    ...(from.chance(0.2) ? { i: from.pick(['@example.com', 'x@a.example.com']) } : {}),
    ...(from.chance(0.2) ? { z: 'From:x=40y|Subject:b=3D' } : {}),
    ...(from.chance(0.2) ? { t: '1500000000' } : {}),
  };
  const between = from.pick(['; ', ';', ';\r\n\t', ' ; ']);
  const write: Signing['write'] = (all) => ` ${all.map(([name, value]) => `${name}=${value}`).join(between)}`;
  return { key: keys[s], tags, write };
}

/** One octet of the message becomes another, or goes, or comes. */
function mutated(from: Random, octets: Buffer): Buffer {
  const at = from.below(octets.length);
  const other = Buffer.from(from.pick([' ', '\t', 'x', '=', ';', '\xa0']), 'latin1');
  const drop = from.below(2);
  return Buffer.concat([
    octets.subarray(0, at),
    from.chance(0.7) ? other : Buffer.alloc(0),
    octets.subarray(at + drop),
  ]);
}

const passes = (check: DkimCheck) => check.result === 'pass';

const hasStray = (read: Digest) => fieldsOf(read.header).some(({ name }) => name === '');

/** The paragraphs under which the two are known to differ: ours is the RFC's reading. */
function paragraphOf(check: DkimCheck, read: Digest, octets: Buffer): string | null {
  if (check.reason === 'body-shorter-than-signed') return 'RFC 6376 §3.5: l= is larger than the body';
  if (check.reason === 'identity-outside-domain') return 'RFC 6376 §6.1.1: i= is outside d=';
  if (check.reason === 'duplicate-tag' || check.reason === 'signature-malformed') return 'RFC 6376 §3.2: no tag-list';
  if (check.reason === 'tag-invalid') return 'RFC 6376 §3.5: a value that its tag does not have';
  // The peer takes such a line into what it hashes; here it is a field without a name, which no h= can pick.
  if (hasStray(read)) return 'RFC 5322 §2.2: a line that is no field';
  if (/(?<!\r)\n/.test(octets.toString('latin1'))) return 'RFC 6376 §3.4.4: a lone LF ends no line';
  return null;
}

test(`${CASES} messages from seed ${SEED}`, { timeout: timeOf(120_000) }, async () => {
  const from = random(SEED);
  const differences: object[] = [];
  let passed = 0;
  let judged = 0;
  for (let n = 0; n < CASES; n++) {
    let message = messageOf(from);
    for (let signatures = 1 + from.below(2); signatures > 0; signatures--)
      message = sign(message, signingOf(from, message));
    const whole = octetsOf(message);
    const octets = from.chance(0.5) ? whole : mutated(from, whole);
    const read = await digest(octets);
    const ours = await verifyDkim(fieldsOf(read.header), read, {
      resolve: keysAt(records),
      now: 1_700_000_000,
      arrivedAt: null,
    });
    const { results } = await dkimVerify(octets, {
      resolver: async (name) => (records[name] ? [[records[name]]] : []),
    });
    if (octets === whole) expect(ours.map(({ reason }) => reason)).toEqual(ours.map(() => 'verified'));
    const theirs = results.filter(({ status }) => status.result !== 'none');
    if (theirs.length !== ours.length) {
      // The peer leaves out a field that it cannot read; ours says so of it.
      if (ours.every(({ result }) => result !== 'neutral') && !hasStray(read))
        differences.push({
          n,
          ours: ours.map(({ reason }) => reason),
          theirs: theirs.length,
          text: octets.toString('latin1'),
        });
      continue;
    }
    for (const [nth, check] of ours.entries()) {
      judged++;
      if (passes(check)) passed++;
      const peer = theirs[nth];
      if (passes(check) === (peer?.status.result === 'pass') || paragraphOf(check, read, octets) !== null) continue;
      differences.push({ n, reason: check.reason, peer: peer?.status, text: octets.toString('latin1') });
    }
  }
  expect(differences).toEqual([]);
  expect(judged).toBeGreaterThan(CASES);
  expect(passed).toBeGreaterThan(CASES / 2);
  expect(judged - passed).toBeGreaterThan(CASES / 10);
});
