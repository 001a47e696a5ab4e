/** Ways a chain can end, one line each: the message, and what is said of it. */

import { validateArc } from '../../../src/engine/arc/validate.ts';
import { digest } from '../../../src/engine/digest.ts';
import { fieldsOf } from '../../../src/engine/message/fields.ts';
import { ed25519Key, keysAt, type Message, octetsOf, recordOf, rsaKey, type Sealing, seal } from '../../mail/signer.ts';

export const rsa = rsaKey(1024);
export const ed = ed25519Key();
const small = rsaKey(512);
const at = (selector: string) => `${selector}._domainkey.example.com`;
const keys = {
  [at('s1')]: recordOf(rsa),
  [at('ed')]: recordOf(ed),
  [at('small')]: recordOf(small),
  [at('gone')]: 'p=',
  [at('down')]: { fails: 'servfail' },
} as const;
export const message: Message = {
  fields: ['From: a@example.com', 'To: b@example.org', 'Subject: x'],
  body: 'Hello.\r\n',
};

export async function validate(given: Message, source: 'complete' | 'approximate' = 'complete', lineEnding = '\r\n') {
  const octets = Buffer.from(octetsOf(given).toString('latin1').replaceAll('\r\n', lineEnding), 'latin1');
  const read = await digest(octets, source);
  return validateArc(fieldsOf(read.header), read, { resolve: keysAt(keys), now: 1_700_000_000, arrivedAt: null });
}
export const said = async (given: Message, source?: 'approximate') => {
  const { result, reason, instance, oldestPass } = await validate(given, source);
  return [result, reason, instance, oldestPass].map((word) => word ?? '-').join(' ');
};

/** A chain of sets, oldest first; `between` is what happens to the message before each. */
export function chain(
  sets: readonly Partial<Sealing>[],
  between: (message: Message, instance: number) => Message = (same) => same,
): Message {
  return sets.reduce<Message>(
    (made, set, n) => seal(between(made, n + 1), { key: rsa, instance: n + 1, ...set }),
    message,
  );
}
export const times = (count: number) => Array.from({ length: count }, () => ({}));
export const edit = (given: Message, from: RegExp, to: string, nth = 0): Message => {
  const hit = given.fields.flatMap((field, index) => (from.test(field) ? [index] : []))[nth];
  if (hit === undefined) throw new Error(`nothing to change: ${from}`);
  return { ...given, fields: given.fields.map((field, index) => (index === hit ? field.replace(from, to) : field)) };
};
export const without = (given: Message, of: RegExp): Message => ({
  ...given,
  fields: given.fields.filter((field) => !of.test(field)),
});

const two = chain(times(2));
const long = Array.from({ length: 20 }, (_, n) => `X-${n}: ${'x'.repeat(60_000)}`);

/** Result, reason, instance, oldest pass; "-" for null. */
export type Case = readonly [title: string, given: Message, expected: string, source?: 'approximate'];

export const cases: Readonly<Record<string, readonly Case[]>> = {
  'a chain that holds': [
    ['none', message, 'none no-sets - -'],
    ...[1, 2, 3, 10, 50].map((count): Case => [`of ${count}`, chain(times(count)), 'pass chain-holds - 1']),
  ],
  structure: [
    ['51 sets', chain(times(51)), 'fail too-many-sets 51 -'],
    [
      'more fields than sets can have',
      { ...two, fields: [...Array<string>(300).fill('ARC-Seal: i=1'), ...two.fields] },
      'fail too-many-sets - -',
    ],
    ['i=0', edit(two, /^ARC-Seal: i=2/, 'ARC-Seal: i=0'), 'fail instance-invalid - -'],
    ['i= of three digits', edit(two, /^ARC-Seal: i=2/, 'ARC-Seal: i=002'), 'fail instance-invalid - -'],
    ['no i=', edit(two, /^(ARC-Message-Signature: .*)i=2;/, '$1'), 'fail instance-invalid - -'],
    ['no i= in the results', edit(two, /^ARC-Auth.*i=2;/, 'ARC-Authentication-Results:'), 'fail instance-invalid - -'],
    ['a seal that is no tag-list', edit(two, /^ARC-Seal: /, 'ARC-Seal: ;'), 'fail instance-invalid - -'],
    ['sealed as failed', chain([{}, { cv: 'fail' }]), 'fail sealed-as-failed 2 -'],
    ['no results', without(two, /^ARC-Auth.*i=2/), 'fail set-incomplete 2 -'],
    ['no message signature', without(two, /^ARC-Message.*i=1/), 'fail set-incomplete 1 -'],
    ['no seal', without(two, /^ARC-Seal: i=2/), 'fail set-incomplete 2 -'],
    ['one field alone', { ...message, fields: ['ARC-Seal: i=1', ...message.fields] }, 'fail set-incomplete 1 -'],
    [
      'two seals of one instance',
      { ...two, fields: [two.fields[0] as string, ...two.fields] },
      'fail field-repeated 2 -',
    ],
    ['no first set', without(two, /^ARC.* i=1;/), 'fail instance-missing 1 -'],
    ['no middle set', without(chain(times(3)), /^ARC.* i=2;/), 'fail instance-missing 2 -'],
    ['cv=none in a later set', chain([{}, { cv: 'none' }]), 'fail chain-value-wrong 2 -'],
    ['cv=pass in the first', chain([{ cv: 'pass' }]), 'fail chain-value-wrong 1 -'],
    ['cv=fail below the newest', chain([{}, { cv: 'fail' }, {}]), 'fail chain-value-wrong 2 -'],
    ['cv= in capital letters', chain([{ cv: 'NONE' }, { cv: 'Pass' }]), 'pass chain-holds - 1'],
    ['cv= of another word', chain([{ cv: 'ok' }]), 'fail seal-malformed 1 -'],
    ['no cv=', chain([{ sealTags: { cv: null } }]), 'fail seal-malformed 1 -'],
    ['no b=', edit(two, /^(ARC-Seal: i=2.*) b=.*/, '$1'), 'fail seal-malformed 2 -'],
    ['t= of no number', chain([{ sealTags: { t: 'x' } }]), 'fail seal-malformed 1 -'],
    ['h= in a seal', chain([{ sealTags: { h: 'from' } }]), 'fail seal-names-fields 1 -'],
  ],
  signatures: [
    ['the body changed', { ...two, body: 'Bye.\r\n' }, 'fail body-changed 2 -'],
    ['l= larger than the body', chain([{}, { messageTags: { l: '99' } }]), 'fail body-changed 2 -'],
    ['a signed field changed', edit(two, /^Subject: x/, 'Subject: y'), 'fail message-signature-mismatch 2 -'],
    [
      'the newest message signature changed',
      edit(two, /^(ARC-Message.*i=2;)/, '$1 x=99999999999;'),
      'fail message-signature-mismatch 2 -',
    ],
    [
      'an older one changed: its seal tells',
      edit(two, /^(ARC-Message.*i=1;)/, '$1 x=99999999999;'),
      'fail seal-mismatch 2 2',
    ],
    ['From unsigned', chain([{ messageTags: { h: 'to' } }]), 'fail message-signature-unusable 1 -'],
    ['no bh=', chain([{ messageTags: { bh: null } }]), 'fail message-signature-unusable 1 -'],
    ['rsa-sha1', chain([{ messageTags: { a: 'rsa-sha1' } }]), 'fail message-signature-unusable 1 -'],
    [
      'h= of the message signature names ARC-Seal',
      chain([{}, { messageTags: { h: 'from:arc-seal' } }]),
      'fail message-signature-covers-seal 2 -',
    ],
    ['without c=: simple', chain([{ messageTags: { c: null } }]), 'pass chain-holds - 1'],
    ['the key of the message taken back', chain([{ messageTags: { s: 'gone' } }]), 'fail message-key-unusable 1 -'],
    ['results changed', edit(two, /^(ARC-Auth.*i=2;.*)pass/, '$1fail'), 'fail seal-mismatch 2 1'],
    ['older results changed', edit(two, /^(ARC-Auth.*i=1;.*)pass/, '$1fail'), 'fail seal-mismatch 2 1'],
    [
      'an older seal changed',
      edit(chain(times(3)), /^(ARC-Seal: i=1;.*)t=1700000000/, '$1t=1700000001'),
      'fail seal-mismatch 3 1',
    ],
    [
      'the oldest seal alone',
      edit(chain([{}]), /^(ARC-Seal: i=1;.*)t=1700000000/, '$1t=1700000001'),
      'fail seal-mismatch 1 1',
    ],
    [
      'an algorithm of the seal that is not known',
      chain([{}, { sealTags: { a: 'rsa-sha512', b: 'AAAA' } }]),
      'fail seal-unusable 2 1',
    ],
    ['a seal of rsa-sha1', chain([{ sealTags: { a: 'rsa-sha1' } }, {}]), 'fail seal-unusable 1 1'],
    ['the key of a seal taken back', chain([{ sealTags: { s: 'gone' } }, {}]), 'fail seal-key-unusable 1 1'],
    [
      'the key of a seal too small',
      chain([{ key: small, sealTags: { s: 'small' }, messageTags: { s: 'small' } }]),
      'fail message-key-unusable 1 -',
    ],
    ['a key that nobody answers for', chain([{ sealTags: { s: 'down' } }, {}]), '- not-checkable 1 1'],
    ['no answer for the newest message signature', chain([{}, { messageTags: { s: 'down' } }]), '- not-checkable 2 -'],
    [
      'no answer, and a seal that is broken',
      edit(chain([{ sealTags: { s: 'down' } }, {}]), /^(ARC-Auth.*i=2;.*)pass/, '$1fail'),
      'fail seal-mismatch 2 1',
    ],
  ],
  'what was not at hand': [
    ['the body', two, '- not-checkable 2 -', 'approximate'],
    [
      'the body, and a seal that is broken',
      edit(two, /^(ARC-Auth.*i=1;.*)pass/, '$1fail'),
      'fail seal-mismatch 2 -',
      'approximate',
    ],
    ['the end of the header section', { ...two, fields: [...two.fields, ...long] }, '- not-checkable - -'],
  ],
};

/** How all of these end. */
export async function reachedReasons(): Promise<readonly string[]> {
  const ended = Object.values(cases)
    .flat()
    .map(([, given, , source]) => validate(given, source));
  return (await Promise.all(ended)).map(({ reason }) => reason);
}
