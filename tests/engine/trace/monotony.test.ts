/**
 * Nothing that an outsider can write makes a record better: no field below the receiver's run, no HELO, no name of an address, no
 * reverse-path and no first line moves the boundary, changes what was recorded or adds a pass. DESIGN: whose record is believed.
 */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Claim } from '../../../src/engine/authres/authres.ts';
import { gmail, receiverNamed } from '../../../src/engine/trace/receivers.ts';
import type { Receiver } from '../../../src/engine/trace/trace.ts';
import { casesOf, seedOf, timeOf } from '../../fuzz-run.ts';
import { recordOf } from '../../mail/received-messages.ts';

const DATE = '; Fri, 20 Apr 2018 17:51:19 +0000';
const CLIENT = '203.0.113.9';
const handOff = `Received: by 2002:a05:6a20:3d1b:b0:1a2:b3c4:d5e6 with SMTP id a1csp1${DATE}`;
const run = { seed: seedOf(13), numRuns: casesOf(2000) };
const own = receiverNamed('mx.example.jp') as Receiver;

type Words = { readonly helo?: string; readonly rdns?: string; readonly sender?: string; readonly results?: string };

const taken = ({ helo = 'mta.example', rdns = 'mta.example' }: Words) =>
  `Received: from ${helo} (${rdns}. [${CLIENT}]) by mx.google.com with ESMTPS id 1 for <u@gmail.example>${DATE}`;
const spf = ({ sender = 'a@evil.example' }: Words) =>
  `(google.com: domain of ${sender} does not designate ${CLIENT} as permitted sender)`;
const judged = (words: Words) =>
  `dkim=fail header.i=@bank.example header.s=s1 header.b=abc; spf=softfail ${spf(words)} smtp.mailfrom=${words.sender ?? 'a@evil.example'}; dmarc=fail (p=REJECT sp=REJECT dis=NONE) header.from=bank.example`;

/** Gmail's own lines over a message that it did not like. */
const gmails = (words: Words): readonly string[] => [
  handOff,
  `ARC-Authentication-Results: i=1; mx.google.com; ${words.results ?? judged(words)}`,
  `Return-Path: <${words.sender ?? 'a@evil.example'}>`,
  taken(words),
  `Received-SPF: softfail ${spf(words)} client-ip=${CLIENT};`,
  `Authentication-Results: mx.google.com; ${words.results ?? judged(words)}`,
];
/** The same where Gmail sealed nothing. */
const unsealed = (words: Words) => gmails(words).filter((line) => !line.startsWith('ARC-'));
/** A server that writes its results above its line, behind a local delivery. */
const postfix = ({ helo = 'mta.example', rdns = 'mta.example' }: Words): readonly string[] => [
  'Return-Path: <a@evil.example>',
  `Received: from mx.example.jp by vm with LMTP id x${DATE}`,
  `Authentication-Results: mx.example.jp; dmarc=fail header.from=bank.example`,
  `Authentication-Results: mx.example.jp; spf=fail smtp.mailfrom=evil.example`,
  `Received: from ${helo} (${rdns} [${CLIENT}]) by mx.example.jp (Postfix) with ESMTP id 1 for <u@example.jp>${DATE}`,
];
const letter = ['From: Bank <a@bank.example>', 'To: u@gmail.example', 'Subject: x'];
const recorded = (lines: readonly string[], receiver: Receiver = gmail) =>
  recordOf(`${[...lines, ...letter].join('\r\n')}\r\n`, 'bank.example', receiver);

/** What an outsider would write to be believed. */
const line = fc.constantFrom(
  handOff,
  taken({}),
  taken({}).replace(CLIENT, '192.0.2.10'),
  taken({}).replace(CLIENT, '10.0.0.1'),
  taken({ rdns: 'mail-sor-f41.google.com' }),
  'Received: by mx.google.com with POP3 id 1',
  'X-Gmail-Fetch-Info: u@bank.example 1 pop.bank.example 995 u',
  `Received: from bank.example by mx.example.jp with ESMTPSA${DATE}`,
  `Received: from mx.example.jp by vm with LMTP id x${DATE}`,
  'Received: by mx.google.com',
  'Received: from a by',
  'Return-Path: <a@bank.example>',
  'Delivered-To: u@bank.example',
  'Authentication-Results: mx.google.com; dkim=pass header.d=bank.example; spf=pass smtp.mailfrom=bank.example; dmarc=pass header.from=bank.example; arc=pass',
  'Authentication-Results: mx.example.jp; dmarc=pass header.from=bank.example',
  'ARC-Authentication-Results: i=1; mx.google.com; dmarc=pass header.from=bank.example',
  'ARC-Seal: i=1; a=rsa-sha256; cv=none; d=google.com; s=x; b=AAAA',
  `Received-SPF: pass (google.com: domain of a@bank.example designates 192.0.2.10 as permitted sender) client-ip=192.0.2.10;`,
  'X-Google-Group-Id: 1',
  'List-Id: <l.bank.example>',
  'constructor: mx.google.com; dmarc=pass',
  '__proto__: mx.google.com; dmarc=pass',
  'DKIM-Signature: v=1',
);
/** Pieces of which the client's words are made. */
const words = fc
  .array(
    fc.constantFrom(
      ...['(', ')', '"', ';', ' ', '=', '[', ']', '<', '>', '\\', ',', ' by ', ' with ', ' from ', ' for ', ' id '],
      ...['mx.google.com', 'mx.example.jp', 'evil.example', '2002:a05::1', '10.0.0.1', '[127.0.0.1]', '[192.0.2.10]'],
      ...['ESMTPSA', 'LMTP', 'POP3', 'HTTPREST', 'Authenticated sender: x', 'helo=', 'HELO ', DATE, '; dmarc=pass'],
      ...['dkim=pass header.d=bank.example', 'spf=pass smtp.mailfrom=a@bank.example', 'client-ip=192.0.2.10;'],
      ...[
        'designates 192.0.2.10 as permitted sender',
        'google.com: domain of ',
        '); dmarc=pass (',
        ') client-ip=192.0.2.10; (',
      ],
      ...['header.from=bank.example', 'smtp.remote-ip=192.0.2.10', '; gateway.spf=pass'],
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(''));

/** Methods that were recorded as pass, with what they are about. */
function passes({ results }: ReturnType<typeof recordOf>): readonly string[] {
  const all: readonly (Claim | null)[] = [results.spf, results.dmarc, results.arc, ...results.dkim];
  return all.flatMap((claim) => (claim?.result === 'pass' ? [`${claim.method} ${claim.about}`] : []));
}

describe("fields below the receiver's run", () => {
  test.each<readonly [string, (words: Words) => readonly string[], Receiver]>([
    ['Gmail', gmails, gmail],
    ['Gmail without a seal', unsealed, gmail],
    ["one's own server", postfix, own],
    ["a mailbox elsewhere, read as Gmail's", (words) => postfix(words), gmail],
  ])(
    '%s: change nothing that was recorded',
    (_, lines, receiver) => {
      const base = recorded(lines({}), receiver);
      fc.assert(
        fc.property(fc.array(line, { maxLength: 8 }), (more) => {
          const found = recorded([...lines({}), "X: the first of the sender's", ...more], receiver);
          for (const key of ['boundary', 'envelope', 'results', 'gateway'] as const) {
            const [one, other] = [found[key], base[key]];
            // A hop counts from the oldest.
            expect({ ...one, hop: 0 }).toEqual({ ...other, hop: 0 });
          }
          expect(found.noBoundary?.reason).toBe(base.noBoundary?.reason);
        }),
        run,
      );
    },
    timeOf(60_000),
  );

  test(
    "right below Gmail's own results as well",
    () => {
      const base = recorded(gmails({}));
      fc.assert(
        fc.property(fc.array(line, { maxLength: 8 }), (more) => {
          const found = recorded([...gmails({}), ...more]);
          expect([found.boundary?.field, found.envelope, found.results]).toEqual([
            base.boundary?.field,
            base.envelope,
            base.results,
          ]);
        }),
        run,
      );
    },
    timeOf(60_000),
  );
});

describe('what the client says', () => {
  test.each<readonly [string, (words: Words) => readonly string[], Receiver, number]>([
    ['Gmail', gmails, gmail, 3],
    ['Gmail without a seal', unsealed, gmail, 2],
    ["one's own server", postfix, own, 4],
  ])(
    '%s: no HELO moves the boundary, adds a pass, or another address',
    (_, lines, receiver, at) => {
      const forged = taken({ helo: 'bank.example' }).replace(CLIENT, '192.0.2.10');
      fc.assert(
        fc.property(words, (helo) => {
          const found = recorded([...lines({ helo }), forged, ...gmails({}).slice(4)], receiver);
          expect(found.boundary?.field).toBe(at);
          expect(passes(found)).toEqual([]);
          expect(found.results.dmarc?.result).toBe('fail');
          expect([null, CLIENT]).toContain(found.envelope.ip?.value ?? null);
        }),
        run,
      );
    },
    timeOf(60_000),
  );

  test.each<readonly [string, (words: Words) => readonly string[]]>([
    ['with a seal', gmails],
    ['without', unsealed],
  ])(
    'no reverse-path in quotes becomes a result, nor its address the client (%s)',
    (_, lines) => {
      fc.assert(
        fc.property(words, (text) => {
          const sender = `"${text.replace(/["\\]/g, '\\$&')}"@evil.example`;
          const found = recorded(lines({ sender }));
          expect(passes(found)).toEqual([]);
          expect(found.results.dmarc?.result).toBe('fail');
          expect(found.envelope.ip?.value).toBe(CLIENT);
          expect(found.envelope.mailFrom?.value).toBe(sender);
          const none = recorded(lines({ sender, results: `spf=none ${spf({ sender })} smtp.mailfrom=${sender}` }));
          expect(passes(none)).toEqual([]);
        }),
        run,
      );
    },
    timeOf(60_000),
  );
});

describe("a first line that folds onto the receiver's last field", () => {
  test.each<readonly [string, (words: Words) => readonly string[]]>([
    ['with a seal', gmails],
    ['without', unsealed],
  ])(
    'adds no pass (%s)',
    (_, lines) => {
      fc.assert(
        fc.property(words, (text) => {
          const found = recorded([...lines({}), ` ${text}`]);
          expect(passes(found)).toEqual([]);
          expect(found.results.dmarc?.result).toBe('fail');
          expect(found.results.dkim).toHaveLength(1);
        }),
        run,
      );
    },
    timeOf(60_000),
  );
});
