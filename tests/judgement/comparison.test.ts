/** Recorded against now: for each difference the one reason that the facts leave. */

import { describe, expect, it, test } from 'vitest';
import type { ArcCheck } from '../../src/engine/arc/arc.ts';
import { arcReasons } from '../../src/engine/arc/reasons.ts';
import type { Claim } from '../../src/engine/authres/authres.ts';
import type { DkimCheck } from '../../src/engine/dkim/dkim.ts';
import { dkimReasons } from '../../src/engine/dkim/reasons.ts';
import type { DmarcCheck } from '../../src/engine/dmarc/dmarc.ts';
import { dmarcReasons } from '../../src/engine/dmarc/reasons.ts';
import { spfReasons } from '../../src/engine/spf/reasons.ts';
import type { SpfCheck } from '../../src/engine/spf/spf.ts';
import type { Envelope } from '../../src/engine/trace/trace.ts';
import { compareArc, compareDkim, compareDmarc, compareSpf } from '../../src/judgement/comparison.ts';
import { type CompareReason, compareReasons } from '../../src/judgement/comparison-reasons.ts';

/** "pass (comment) name=value": a result as it is recorded. */
function claim(text: string): Claim {
  const [, result = '', comment, rest = ''] = /^(\S+)(?: \(([^)]*)\))?(.*)$/.exec(text) ?? [];
  const properties = Object.fromEntries(
    [...rest.matchAll(/(\S+?)=(\S*)/g)].map(([, name = '', value = '']) => [name, value]),
  );
  const common = { grade: 'recorded', field: 3, source: 'authentication-results', instance: null } as const;
  return {
    ...common,
    ...{ authservId: 'mx.google.com', method: '', result, reason: null, properties },
    comments: comment === undefined ? [] : [comment],
    about: null,
  };
}

const met = new Set<CompareReason>();
function expectReason(found: CompareReason, expected: CompareReason): void {
  met.add(found);
  expect(found).toBe(expected);
}

describe('SPF', () => {
  const envelope = (...disagreements: Envelope['disagreements']): Envelope => ({
    ...{ ip: { value: '192.0.2.1', field: 1 }, helo: null, mailFrom: null, disagreements },
  });
  const spf = (reason: keyof typeof spfReasons | null, domain = 'example.com') =>
    reason && ({ ...spfReasons[reason], reason, domain } as unknown as SpfCheck);
  const mail = 'smtp.mailfrom=user@example.com';

  it.each<[string, string | null, keyof typeof spfReasons | null, CompareReason, Envelope['disagreements'][number]?]>([
    ['nobody recorded it', null, 'matched-pass', 'not-recorded'],
    ['under way', `pass ${mail}`, null, 'not-checked'],
    ['nothing to check with', `pass ${mail}`, 'not-asked', 'not-checked'],
    ['the same', `pass ${mail}`, 'matched-pass', 'same'],
    ['the same in an old word', `hardfail ${mail}`, 'matched-fail', 'same'],
    ['the same, only the domain noted', 'pass smtp.mailfrom=example.com', 'matched-pass', 'same'],
    ['the same, upper case', 'pass smtp.mailfrom=User@EXAMPLE.com', 'matched-pass', 'same'],
    ['the same, the identity is not noted', 'pass', 'matched-pass', 'same'],
    ['no answer now', `pass ${mail}`, 'record-lookup-failed', 'could-not-check'],
    ['no answer then', `temperror ${mail}`, 'matched-pass', 'receiver-could-not-check'],
    ['no answer then and now', `temperror ${mail}`, 'term-lookup-failed', 'same'],
    ['longer than we read', `pass ${mail}`, 'too-many-terms', 'not-judged'],
    ['another MAIL FROM', 'pass smtp.mailfrom=a@other.example', 'matched-fail', 'other-identity'],
    ['another one, with the same result', 'pass smtp.mailfrom=a@other.example', 'matched-pass', 'other-identity'],
    [
      'HELO for a null reverse-path',
      'pass smtp.mailfrom= smtp.helo=mail.example.com',
      'matched-fail',
      'other-identity',
    ],
    ['Received-SPF of another', 'pass envelope-from=a@other.example', 'matched-fail', 'other-identity'],
    [
      ...(['another address', `pass ${mail}`, 'matched-fail', 'other-address'] as const),
      { about: 'ip', value: '192.0.2.9', field: 3 },
    ],
    [
      ...(['another field knows another address', `pass ${mail}`, 'matched-fail', 'record-changed'] as const),
      { about: 'ip', value: '192.0.2.9', field: 7 },
    ],
    ['it no longer allows', `pass ${mail}`, 'matched-fail', 'record-changed'],
    ['it allows since', `fail ${mail}`, 'matched-pass', 'record-changed'],
    ['stricter since', `softfail ${mail}`, 'matched-fail', 'record-changed'],
    ['the record is gone', `pass ${mail}`, 'no-record', 'record-changed'],
    ['the record is broken', `pass ${mail}`, 'syntax-error', 'record-changed'],
    ['a limit that receivers stretch', `pass ${mail}`, 'too-many-lookups', 'receivers-policy'],
    [
      'a guess of the receiver',
      `neutral (google.com: 192.0.2.1 is neither permitted nor denied by best guess record for domain of user@example.com) ${mail}`,
      'no-record',
      'receivers-policy',
    ],
    ['a word of its own', `bestguesspass ${mail}`, 'no-record', 'receivers-policy'],
  ])('%s', (_, then, now, reason, disagreement) => {
    const other = disagreement ? [disagreement] : [];
    expectReason(compareSpf(then === null ? null : claim(then), spf(now), envelope(...other)), reason);
  });
});

describe('DKIM', () => {
  const dkim = (reason: keyof typeof dkimReasons | null) =>
    reason && ({ ...dkimReasons[reason], reason } as unknown as DkimCheck);

  it.each<[string, string | null, keyof typeof dkimReasons | null, CompareReason]>([
    ['the same', 'pass', 'verified', 'same'],
    ['another word for the same failure', 'neutral (body hash did not verify)', 'body-hash-mismatch', 'other-words'],
    ['no key then and now', 'permerror (no key for signature)', 'key-missing', 'same'],
    ['no answer now', 'pass', 'key-unavailable', 'could-not-check'],
    ['no answer then', 'temperror (no key for signature)', 'verified', 'receiver-could-not-check'],
    ['no key then and now', 'temperror (no key for signature)', 'key-missing', 'other-words'],
    ['not all octets at hand', 'pass', 'body-not-checkable', 'not-judged'],
    ['a key that browsers do not compute with', 'pass', 'key-rejected', 'not-judged'],
    ['the key is gone', 'pass', 'key-missing', 'key-rotated'],
    ['the key is revoked', 'pass', 'key-revoked', 'key-rotated'],
    ['another kind of key', 'pass', 'key-type-mismatch', 'key-rotated'],
    ['a key record with a mistake', 'pass', 'key-tag-empty', 'key-rotated'],
    ['another key under the same name', 'pass', 'signed-with-other-key', 'key-rotated'],
    [
      'an alias that leads nowhere, then and now',
      'temperror (no key for signature)',
      'key-alias-dangling',
      'other-words',
    ],
    ['the header is another', 'pass', 'header-hash-mismatch', 'key-or-header-changed'],
    ['the body is another', 'pass', 'body-hash-mismatch', 'copy-altered'],
    ['the body is cut', 'pass', 'body-shorter-than-signed', 'copy-altered'],
    ['the header or the key is another', 'pass', 'signature-mismatch', 'key-or-header-changed'],
    ['expired', 'pass', 'expired', 'expired-since'],
    ['a receiver that takes SHA-1', 'pass', 'algorithm-historic', 'receivers-policy'],
    ['a receiver that takes small keys', 'pass', 'key-too-small', 'receivers-policy'],
    ['a receiver that does not take what holds', 'policy (weak key)', 'verified', 'receivers-policy'],
    ['the key came later', 'permerror (no key)', 'verified', 'key-published-since'],
    ['another key then', 'fail (bad signature)', 'verified', 'key-published-since'],
    ['the body fits, and did not then', 'neutral (body hash did not verify)', 'verified', 'unexplained'],
    ['nothing said', 'fail', 'verified', 'unexplained'],
  ])('%s', (_, then, now, reason) => expectReason(compareDkim(then === null ? null : claim(then), dkim(now)), reason));
});

describe('DMARC', () => {
  const record = { p: 'reject' };
  const dmarc = (reason: keyof typeof dmarcReasons, change: object = {}) =>
    ({ ...dmarcReasons[reason], reason, domain: 'example.com', record, ...change }) as unknown as DmarcCheck;
  const author = 'header.from=example.com';

  it.each<[string, string, DmarcCheck, CompareReason, (readonly CompareReason[])?]>([
    ['the same', `fail (p=REJECT) ${author}`, dmarc('not-aligned'), 'same'],
    ['no answer now', `pass ${author}`, dmarc('policy-lookup-failed'), 'could-not-check'],
    ['another author', 'pass header.from=other.example', dmarc('aligned-dkim'), 'other-identity'],
    ['a record since', `none ${author}`, dmarc('not-aligned'), 'record-changed'],
    ['no record any more', `fail ${author}`, dmarc('no-record', { record: null }), 'record-changed'],
    ['another policy then', `pass (p=NONE sp=NONE dis=NONE) ${author}`, dmarc('not-aligned'), 'record-changed'],
    ['SPF changed', `pass (p=REJECT) ${author}`, dmarc('not-aligned'), 'follows-other-check', ['record-changed']],
    ['SPF is the same', `pass (p=REJECT) ${author}`, dmarc('not-aligned'), 'receivers-policy', ['same', 'not-checked']],
    ['RFC 7489', `pass ${author}`, dmarc('not-aligned', { rfc7489: { result: 'pass' } }), 'former-rules'],
    ['no record, and a guess', `bestguesspass ${author}`, dmarc('no-record'), 'other-words'],
    ['a record since the guess', `bestguesspass ${author}`, dmarc('not-aligned'), 'receivers-policy'],
  ])('%s', (_, then, now, reason, others = []) => expectReason(compareDmarc(claim(then), now, others), reason));
});

describe('ARC', () => {
  it.each<[string, string, keyof typeof arcReasons, CompareReason]>([
    ['the same', 'pass', 'chain-holds', 'same'],
    ['not checkable', 'pass', 'not-checkable', 'not-judged'],
    ['the receiver sealed it', 'none', 'chain-holds', 'sealed-since'],
    ['the body is another', 'pass', 'body-changed', 'copy-altered'],
    ['a seal does not fit', 'pass', 'seal-mismatch', 'key-or-header-changed'],
    ['a key is gone', 'pass', 'seal-key-unusable', 'key-rotated'],
    ['anything else', 'pass', 'instance-missing', 'unexplained'],
  ])('%s', (_, then, now, reason) => {
    expectReason(compareArc(claim(then), { ...arcReasons[now], reason: now } as unknown as ArcCheck), reason);
  });
});

test('DKIM of a signature that is not there', () => {
  expectReason(compareDkim(claim('pass header.d=example.com'), 'absent'), 'signature-not-here');
});

test('every reason was met', () => {
  expect([...met].sort()).toEqual(Object.keys(compareReasons).sort());
});
