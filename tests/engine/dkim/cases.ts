/** Ways a signature can end, one line each: how it was signed, what befell it, and what is said then. */

import { generateKeyPairSync } from 'node:crypto';
import { digest } from '../../../src/engine/digest.ts';
import type { DkimCheck } from '../../../src/engine/dkim/dkim.ts';
import { verifyDkim } from '../../../src/engine/dkim/verify.ts';
import { fieldsOf } from '../../../src/engine/message/fields.ts';
import { zoneResolver } from '../../../src/resolver/zone.ts';
import {
  ed25519Key,
  keysAt,
  type Message,
  octetsOf,
  pkcs1,
  rawEd25519,
  recordOf,
  rsaKey,
  type Signing,
  sign,
  spki,
} from '../../mail/signer.ts';

export const rsa = rsaKey(2048);
export const other = rsaKey(2048);
export const small = rsaKey(512);
export const ed = ed25519Key();
export const at = 's1._domainkey.example.com';
export const now = 1_700_000_000;

const rsa3072 = rsaKey(3072);
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const privateKey = (type: 'pkcs1' | 'pkcs8') => rsa.privateKey.export({ type, format: 'der' }).toString('base64');
/** The beginning of a certificate: TBSCertificate, version 3. And of what ssh-keygen writes. */
const certificate = Buffer.from('300b3009a00302010202020102', 'hex').toString('base64');
const sshKey = Buffer.from('\0\0\0\x07ssh-rsa\0\0\0\x03\x01\0\x01', 'latin1').toString('base64');
const dangling = 'gone._domainkey.example.com. CNAME key.example.net.';

export const message: Message = {
  fields: ['From: A <a@example.com>', 'To: b@example.org', 'Subject: x', 'Date: Fri, 11 Jul 2003 21:00:37 -0700'],
  body: 'Hello  there. \r\n\r\n',
};

/** RSAPublicKey in DER, base64: a modulus of so many octets. */
export function rsaPublicKey(octets: number, exponent: readonly number[]): string {
  const encode = (tag: number, content: Buffer) =>
    Buffer.concat([Buffer.from([tag, 0x82, content.length >> 8, content.length & 0xff]), content]);
  const integer = (octets: Buffer) => encode(2, Buffer.concat([Buffer.from([0]), octets]));
  const modulus = Buffer.alloc(octets, 0xff);
  return encode(0x30, Buffer.concat([integer(modulus), integer(Buffer.from(exponent))])).toString('base64');
}

export type Circumstances = {
  readonly keys?: Parameters<typeof keysAt>[0];
  /** A master file, in place of `keys`. */
  readonly zone?: string;
  readonly arrivedAt?: number;
  readonly source?: 'body-cut' | 'approximate';
  /** What befalls the message once it is signed. */
  readonly change?: (signed: Message) => Message;
};

export async function check(
  given: Message | Uint8Array,
  { keys, zone, arrivedAt, source }: Circumstances = {},
): Promise<readonly DkimCheck[]> {
  const octets = given instanceof Uint8Array ? given : octetsOf(given);
  const read = await digest(octets, source ?? 'complete');
  const resolve = zone === undefined ? keysAt(keys ?? { [at]: recordOf(rsa) }) : zoneResolver([zone]);
  return verifyDkim(fieldsOf(read.header), read, { resolve, now, arrivedAt: arrivedAt ?? null });
}

export const one = async (signing: Partial<Signing>, circumstances: Circumstances = {}) => {
  const signed = sign(message, { key: rsa, ...signing });
  const [only] = await check(circumstances.change?.(signed) ?? signed, circumstances);
  return only as DkimCheck;
};
export const said = ({ result, reason, bodyHash, headerSignature }: DkimCheck) =>
  [result, reason, bodyHash, headerSignature].map((word) => word ?? '-').join(' ');

export const withBody = (body: string) => (signed: Message) => ({ ...signed, body });
export const withField = (from: RegExp, to: string) => (signed: Message) => ({
  ...signed,
  fields: signed.fields.map((field) => field.replace(from, to)),
});

/** Result, reason, body hash, header signature; "-" for null. */
export type Case = readonly [title: string, signing: Partial<Signing>, circumstances: Circumstances, expected: string];

const fields: readonly (readonly [string, NonNullable<Signing['tags']>, string])[] = [
  ['a tag-list that is none', { 'x y': '1' }, 'neutral signature-malformed - -'],
  ['a tag twice', { c: 'relaxed/relaxed; v=1' }, 'neutral duplicate-tag - -'],
  ['no d=', { d: null }, 'neutral tag-missing - -'],
  ['a broken l=', { l: '1x', bh: 'AAAA' }, 'neutral tag-invalid - -'],
  ['v=2', { v: '2' }, 'neutral version-unsupported - -'],
  ['another algorithm', { a: 'rsa-sha512' }, 'neutral algorithm-unsupported - -'],
  ['another canonicalization', { c: 'nowsp' }, 'neutral canonicalization-unsupported - -'],
  ['another way to ask', { q: 'http/x' }, 'neutral query-unsupported - -'],
  ['x= at t=', { t: '5', x: '5' }, 'neutral expires-before-signed - -'],
  ['x= before t=', { t: '5', x: '4' }, 'neutral expires-before-signed - -'],
  ['From unsigned', { h: 'to:subject' }, 'permerror from-not-signed - -'],
  ['i= elsewhere', { i: '@example.org' }, 'permerror identity-outside-domain - -'],
  ['i= above d=', { d: 'mail.example.com', i: '@example.com' }, 'permerror identity-outside-domain - -'],
  ['i= that only ends like d=', { i: '@badexample.com' }, 'permerror identity-outside-domain - -'],
  ['i= below', { i: 'x@mail.example.com' }, 'pass verified pass pass'],
];

const der = spki;
const keys: readonly (readonly [string, NonNullable<Circumstances['keys']>, string])[] = [
  ['no name', {}, 'permerror key-missing pass -'],
  ['no record', { [at]: [] }, 'permerror key-missing pass -'],
  ['no answer', { [at]: { fails: 'servfail' } }, 'temperror key-unavailable pass -'],
  ['no network', { [at]: { fails: 'network' } }, 'temperror key-unavailable pass -'],
  ['the budget spent', { [at]: { fails: 'budget' } }, '- not-asked pass -'],
  ['taken back', { [at]: 'v=DKIM1; p=' }, 'permerror key-revoked pass -'],
  ['another text', { [at]: 'some text' }, 'permerror key-malformed pass -'],
  ['of another version', { [at]: `v=DKIM2; p=${spki(rsa)}` }, 'permerror key-version-unsupported pass pass'],
  ['another kind', { [at]: `k=dsa; p=${der(rsa)}` }, 'permerror key-type-unsupported pass -'],
  ['the kind of another algorithm', { [at]: recordOf(ed) }, 'permerror key-type-mismatch pass -'],
  ['for another hash', { [at]: `h=sha1; p=${der(rsa)}` }, 'permerror key-hash-excluded pass pass'],
  ['for another service', { [at]: `s=tlsrpt; p=${der(rsa)}` }, 'permerror key-service-excluded pass pass'],
  ['for mail', { [at]: `s=x:email; p=${der(rsa)}` }, 'pass verified pass pass'],
  ['for i= in the very domain', { [at]: `t=s; p=${der(rsa)}` }, 'pass verified pass pass'],
  ['no key', { [at]: 'p=AQID' }, 'permerror key-data-malformed pass -'],
  ['as bare PKCS#1', { [at]: `p=${pkcs1(rsa)}` }, 'pass verified pass pass'],
  ['the wrong one', { [at]: recordOf(other) }, 'fail signed-with-other-key pass fail'],
  ['the wrong one, of another size', { [at]: recordOf(rsa3072) }, 'fail signed-with-other-key pass fail'],
  ['the wrong one, then the right one', { [at]: [recordOf(other), recordOf(rsa)] }, 'pass verified pass pass'],
  ['a stray text, then the right one', { [at]: ['v=spf1 -all', recordOf(rsa)] }, 'pass verified pass pass'],
  ['taken back, then the wrong one', { [at]: ['p=', recordOf(other)] }, 'fail signed-with-other-key pass fail'],
  ['two that cannot be used', { [at]: ['p=', 'v=spf1 -all'] }, 'permerror key-revoked pass -'],
  ['the same, the other one first', { [at]: ['v=spf1 -all', 'p='] }, 'permerror key-revoked pass -'],
  [
    'the right one, after ten others',
    { [at]: [...Array(10).fill('x'), recordOf(rsa)] },
    'permerror key-malformed pass -',
  ],
];

/** What people publish, and what is said of it. RFC 6376 §3.6.1, §3.6.2.2. */
const whole = `v=DKIM1; k=rsa; p=${spki(rsa)}`;
const mistakes: readonly (readonly [string, NonNullable<Circumstances['keys']>, string])[] = [
  ['the target of an alias as text', { [at]: 'key.example.net.' }, 'permerror key-is-host-name pass -'],
  ['the same, as a panel shows it', { [at]: 'CNAME s1-a._domainkey.b.example' }, 'permerror key-is-host-name pass -'],
  ['an SPF record', { [at]: 'v=spf1 include:_spf.example.net -all' }, 'permerror key-of-other-record pass -'],
  ['a DMARC record', { [at]: 'v=DMARC1; p=none' }, 'permerror key-of-other-record pass -'],
  ['a BIMI record', { [at]: 'v=BIMI1; l=https://example.com/l.svg' }, 'permerror key-of-other-record pass -'],
  ['a proof of ownership', { [at]: 'google-site-verification=abc' }, 'permerror key-of-other-record pass -'],
  ['another proof', { [at]: 'MS=ms12345678' }, 'permerror key-of-other-record pass -'],
  ['two semicolons', { [at]: whole.replace(';', ';;') }, 'permerror key-tag-empty pass pass'],
  ['two semicolons, a space between', { [at]: whole.replace(';', '; ;') }, 'permerror key-tag-empty pass pass'],
  ['a semicolon first', { [at]: `; ${whole}` }, 'permerror key-tag-empty pass pass'],
  ['no semicolon', { [at]: whole.replaceAll(';', '') }, 'permerror key-separator-missing pass -'],
  ['commas', { [at]: whole.replaceAll(';', ',') }, 'permerror key-separator-missing pass -'],
  ['no semicolon before p=', { [at]: whole.replace('rsa;', 'rsa') }, 'permerror key-separator-missing pass -'],
  ['no semicolon behind p=', { [at]: `p=${spki(rsa)} t=s` }, 'permerror key-separator-missing pass -'],
  ['quotes around it', { [at]: `"${whole}"` }, 'permerror key-quoted pass pass'],
  ['quotes around p=', { [at]: `p="${spki(rsa)}"` }, 'permerror key-quoted pass pass'],
  ['a word processor’s quotes', { [at]: `\xe2\x80\x9c${whole}\xe2\x80\x9d` }, 'permerror key-quoted pass pass'],
  ['two quoted strings', { [at]: `"${whole.slice(0, 200)}" "${whole.slice(200)}"` }, 'permerror key-quoted pass pass'],
  [
    'a line of a zone file',
    { [at]: `s1._domainkey IN TXT ( "${whole.slice(0, 200)}" "${whole.slice(200)}" ) ; ----- DKIM key s1` },
    'permerror key-quoted pass pass',
  ],
  ['backslashes', { [at]: whole.replaceAll(';', '\\;') }, 'permerror key-quoted pass pass'],
  [
    'the lines of a PEM file',
    { [at]: `v=DKIM1; p=-----BEGIN PUBLIC KEY-----${spki(rsa)}-----END PUBLIC KEY-----` },
    'permerror key-pem pass pass',
  ],
  [
    'the private key',
    { [at]: `p=-----BEGIN PRIVATE KEY-----${privateKey('pkcs8')}-----END PRIVATE KEY-----` },
    'permerror key-private pass -',
  ],
  ['the private key, bare', { [at]: `p=${privateKey('pkcs8')}` }, 'permerror key-private pass -'],
  ['the private key of RSA, bare', { [at]: `p=${privateKey('pkcs1')}` }, 'permerror key-private pass -'],
  ['a tag twice', { [at]: `${whole}; k=rsa` }, 'permerror key-duplicate-tag pass -'],
  ['v= last', { [at]: `p=${spki(rsa)}; v=DKIM1` }, 'permerror key-version-misplaced pass pass'],
  [
    'v= in small letters',
    { [at]: whole.toLowerCase().slice(0, 7) + whole.slice(7) },
    'permerror key-version-unsupported pass pass',
  ],
  ['no p=', { [at]: 'v=DKIM1; k=rsa' }, 'permerror key-data-missing pass -'],
  ['the key alone', { [at]: spki(rsa) }, 'permerror key-data-missing pass -'],
  ['p= with other characters', { [at]: `p=${spki(rsa).replace('I', '\xc2\xa0')}` }, 'permerror key-not-base64 pass -'],
  ['p= cut at 255 octets', { [at]: whole.slice(0, 255) }, 'permerror key-cut pass -'],
  ['p= cut at 254 octets', { [at]: whole.slice(0, 254) }, 'permerror key-cut pass -'],
  ['p= cut at 253 octets', { [at]: whole.slice(0, 253) }, 'permerror key-cut pass -'],
  ['p= cut at 252 octets', { [at]: whole.slice(0, 252) }, 'permerror key-cut pass -'],
  ['bare PKCS#1, cut', { [at]: `p=${pkcs1(rsa).slice(0, 200)}` }, 'permerror key-cut pass -'],
  ['in two records', { [at]: [whole.slice(0, 255), whole.slice(255)] }, 'permerror key-split pass pass'],
  ['the same, the other one first', { [at]: [whole.slice(255), whole.slice(0, 255)] }, 'permerror key-split pass pass'],
  ['a certificate', { [at]: `p=${certificate}` }, 'permerror key-other-format pass -'],
  ['a key of SSH', { [at]: `p=${sshKey}` }, 'permerror key-other-format pass -'],
  ['a key of elliptic curves', { [at]: `p=${spki(ec)}` }, 'permerror key-data-of-other-type pass -'],
  ['an Ed25519 key called RSA', { [at]: `k=rsa; p=${rawEd25519(ed)}` }, 'permerror key-data-of-other-type pass -'],
  ['the same, in its wrapping', { [at]: `p=${spki(ed)}` }, 'permerror key-data-of-other-type pass -'],
  ['an RSA key called Ed25519', { [at]: `k=ed25519; p=${spki(rsa)}` }, 'permerror key-data-of-other-type pass -'],
];

const changes: readonly (readonly [string, NonNullable<Circumstances['change']>, string])[] = [
  ['the body changed', withBody('Hello.\r\n'), 'fail body-hash-mismatch fail pass'],
  ['a signed field changed', withField(/^Subject: x/, 'Subject: y'), 'fail header-hash-mismatch pass fail'],
  [
    'a signed field removed',
    (m) => ({ ...m, fields: m.fields.filter((f) => !f.startsWith('To:')) }),
    'fail header-hash-mismatch pass fail',
  ],
  [
    'both changed',
    (m) => withBody('y')(withField(/^Subject: x/, 'Subject: y')(m)),
    'fail body-hash-mismatch fail fail',
  ],
  ['an unsigned field added', (m) => ({ ...m, fields: ['X: 1', ...m.fields] }), 'pass verified pass pass'],
  ['its own tag changed', withField(/; d=/, ';  x=9; d='), 'fail header-hash-mismatch pass fail'],
  ['b= cut', withField(/(b=[^=]{40}).*$/, '$1'), 'fail signed-with-other-key pass fail'],
  ['b= damaged', withField(/b=A?./, 'b=A'), 'fail signed-with-other-key pass fail'],
  ['bh= of another hash', withField(/bh=[^;]*/, `bh=${'A'.repeat(27)}=`), 'fail body-hash-malformed fail fail'],
  ['refolded: relaxed', withField(/: A /, ':\r\n\tA  '), 'pass verified pass pass'],
];

const ofEd = { [at]: recordOf(ed) };
const long = Array.from({ length: 20 }, (_, n) => `X-${n}: ${'x'.repeat(60_000)}`);
const many = Array.from({ length: 10_001 }, () => 'X: 1');
const below = (more: readonly string[]) => (signed: Message) => ({ ...signed, fields: [...signed.fields, ...more] });
const expiring = { tags: { t: `${now - 1000}`, x: `${now - 100}` } };

export const cases: Readonly<Record<string, readonly Case[]>> = {
  'the field itself': fields.map(([title, tags, expected]) => [title, { tags }, {}, expected]),
  'the key': [
    ...[...keys, ...mistakes].map(([title, published, expected]): Case => [title, {}, { keys: published }, expected]),
    ['s= with more of its name', { tags: { s: 's1._domainkey' } }, {}, 'permerror selector-is-name pass -'],
    [
      's= with more of its name, and a key there',
      { tags: { s: 's1._domainkey' } },
      { keys: { [`s1._domainkey.${at.slice(3)}`]: recordOf(rsa) } },
      'pass verified pass pass',
    ],
    [
      's= with more of its name, and no answer',
      { tags: { s: 's1._domainkey' } },
      { zone: '; !servfail s1._domainkey._domainkey.example.com.' },
      'temperror key-unavailable pass -',
    ],
    [
      's= with more of its name, and an alias there that leads nowhere',
      { tags: { s: 's1._domainkey' } },
      { zone: 's1._domainkey._domainkey.example.com. CNAME key.example.net.' },
      'permerror selector-is-name pass -',
    ],
    ['an alias that leads nowhere', { tags: { s: 'gone' } }, { zone: dangling }, 'permerror key-alias-dangling pass -'],
    [
      't=s forbids an i= below d=',
      { tags: { i: '@mail.example.com' } },
      { keys: { [at]: `t=y:s; p=${der(rsa)}` } },
      'permerror key-identity-mismatch pass pass',
    ],
    [
      'of less than 1024 bits is judged and never passes',
      { key: small },
      { keys: { [at]: recordOf(small) } },
      'permerror key-too-small pass pass',
    ],
    [
      'a modulus of 17,000 bits, which WebCrypto would not compute with',
      {},
      { keys: { [at]: `p=${rsaPublicKey(2125, [3])}` } },
      'neutral key-rejected pass -',
    ],
    [
      'an exponent of 40 bits, which WebCrypto would not compute with',
      {},
      { keys: { [at]: `p=${rsaPublicKey(256, [1, 0, 0, 0, 1])}` } },
      'neutral key-rejected pass -',
    ],
  ],
  'the algorithm': [
    ['rsa-sha1', { tags: { a: 'rsa-sha1' } }, {}, 'permerror algorithm-historic pass pass'],
    [
      'rsa-sha1, the body changed',
      { tags: { a: 'rsa-sha1' } },
      { change: withBody('y') },
      'permerror algorithm-historic fail pass',
    ],
    ['ed25519-sha256', { key: ed }, { keys: ofEd }, 'pass verified pass pass'],
    [
      'ed25519-sha256, a field changed',
      { key: ed },
      { keys: ofEd, change: withField(/^Subject: x/, 'Subject: y') },
      'fail signature-mismatch pass fail',
    ],
    [
      'ed25519-sha256, another b=',
      { key: ed, tags: { b: 'A'.repeat(86) } },
      { keys: ofEd },
      'fail signature-mismatch pass fail',
    ],
    [
      'ed25519-sha256, b= of another length',
      { key: ed, tags: { b: 'AAAA' } },
      { keys: ofEd },
      'fail signed-with-other-key pass fail',
    ],
    [
      'ed25519-sha256, a key of 30 octets',
      { key: ed },
      { keys: { [at]: `k=ed25519; p=${rawEd25519(ed).slice(0, 40)}` } },
      'permerror key-cut pass -',
    ],
    [
      'ed25519-sha256, a key in the wrapping of a PEM file',
      { key: ed },
      { keys: { [at]: `k=ed25519; p=${spki(ed)}` } },
      'permerror key-other-format pass -',
    ],
    [
      'ed25519-sha256, the wrong key',
      { key: ed },
      { keys: { [at]: recordOf(ed25519Key()) } },
      'fail signature-mismatch pass fail',
    ],
    [
      'ed25519-sha256, a key of RSA',
      { key: ed },
      { keys: { [at]: recordOf(rsa) } },
      'permerror key-type-mismatch pass -',
    ],
  ],
  'body and header': [
    ...changes.map(([title, change, expected]): Case => [title, {}, { change }, expected]),
    [
      'l= larger than the body, whatever the hash',
      { tags: { l: `${2 ** 60}` } },
      {},
      'fail body-shorter-than-signed fail pass',
    ],
  ],
  time: [
    ['expired', expiring, {}, 'permerror expired pass pass'],
    ['expired since arrival', expiring, { arrivedAt: now - 100 }, 'pass verified pass pass'],
    [
      'one that does not fit is not called expired',
      expiring,
      { change: withBody('y') },
      'fail body-hash-mismatch fail pass',
    ],
  ],
  'what was not at hand': [
    ['the end of the body', {}, { source: 'body-cut' }, '- body-not-checkable - pass'],
    ['the body', {}, { source: 'approximate' }, '- body-not-checkable - pass'],
    [
      'the end of the body, and a field changed',
      {},
      { source: 'body-cut', change: withField(/^Subject: x/, 'Subject: y') },
      'fail header-hash-mismatch - fail',
    ],
    [
      'the body, and a field changed',
      {},
      { source: 'approximate', change: withField(/^Subject: x/, 'Subject: y') },
      'fail header-hash-mismatch - fail',
    ],
    ['the end of a header section over 1 MB', {}, { change: below(long) }, '- header-not-checkable - -'],
    ['the end of 10,000 fields', {}, { change: below(many) }, '- header-not-checkable - -'],
  ],
};

/** Twenty signatures are judged, the rest listed. */
export const signedOften = (times: number) => {
  const own = sign(message, { key: rsa }).fields[0] as string;
  return check({ ...message, fields: [...Array<string>(times).fill(own), ...message.fields] });
};

/** How all of these end. */
export async function reachedReasons(): Promise<readonly string[]> {
  const ended = Object.values(cases)
    .flat()
    .map(async ([, signing, circumstances]) => one(signing, circumstances));
  return [...(await Promise.all(ended)), ...(await signedOften(21))].map(({ reason }) => reason);
}
