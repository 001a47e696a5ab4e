import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Digest } from '../../src/engine/digest.ts';
import { encodeUtf8 } from '../../src/engine/octets.ts';
import { read } from '../../src/engine/read.ts';
import { gmail } from '../../src/engine/trace/receivers.ts';

const digestOf = (header: string, fidelity: Digest['fidelity'] = 'complete'): Digest => ({
  header,
  size: header.length + 2,
  bodySize: 0,
  lineEnding: 'crlf',
  bodies: [],
  fidelity,
});

/** As Gmail writes it: its own order, newest first. */
const message = [
  'Delivered-To: u@gmail.com',
  'Received: by 2002:a05:6a20:3d1b:b0:1a2:b3c4:d5e6 with SMTP id a1csp1; Wed, 11 Mar 2026 11:07:33 -0700 (PDT)',
  'X-Received: by 2002:a05:6a20:3d1b::1 with SMTP id b1mr1; Wed, 11 Mar 2026 11:07:33 -0700 (PDT)',
  'ARC-Authentication-Results: i=1; mx.google.com; spf=pass smtp.mailfrom=b@mail.service.example; dmarc=fail (p=NONE) header.from=shop.example',
  'Return-Path: <b@mail.service.example>',
  'Received: from o1.service.example (o1.service.example. [192.0.2.10]) by mx.google.com with ESMTPS id d9 for <u@gmail.com> (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256); Wed, 11 Mar 2026 11:07:32 -0700 (PDT)',
  'Received-SPF: pass (google.com: domain of b@mail.service.example designates 192.0.2.10 as permitted sender) client-ip=192.0.2.10;',
  'Authentication-Results: mx.google.com;\r\n spf=pass (google.com: domain of b@mail.service.example designates 192.0.2.10 as permitted sender) smtp.mailfrom=b@mail.service.example;\r\n dmarc=fail (p=NONE) header.from=shop.example',
  'Authentication-Results: mx.google.com; dmarc=pass header.from=shop.example',
  'DKIM-Signature: v=1; a=rsa-sha256; d=service.example; s=s1; h=from:date; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA',
  'DKIM-Signature: broken',
  'Received: by 3f1c2d4b5a69 with HTTP id 65f1; Wed, 11 Mar 2026 18:07:30 +0000',
  'Date: Wed, 11 Mar 2026 18:07:29 +0000',
  'From: =?UTF-8?B?44GK5bqX?= <info@shop.example>',
  'Subject: =?UTF-8?B?44GT44KT?=\r\n =?UTF-8?B?44Gr44Gh44Gv?=',
  'Message-ID: <x@service.example>',
].join('\r\n');

test('all that can be known without the network', () => {
  const recorded = read(digestOf(message), gmail, { kind: 'mailbox' });
  expect(recorded).toMatchObject({
    limits: [],
    receiver: gmail,
    boundary: { field: 5, hop: 1, by: 'mx.google.com', certain: true, readable: true },
    envelope: {
      ip: { value: '192.0.2.10', field: 5 },
      helo: { value: 'o1.service.example', field: 5 },
      mailFrom: { value: 'b@mail.service.example', field: 4 },
      disagreements: [],
    },
    author: { domain: 'shop.example', fault: null, mailboxes: [{ displayName: 'お店', address: 'info@shop.example' }] },
    subject: 'こんにちは',
    date: Date.UTC(2026, 2, 11, 18, 7, 29) / 1000,
    messageId: '<x@service.example>',
    results: { spf: { result: 'pass' }, dmarc: { result: 'fail' }, dkim: [], arc: null },
  });
  expect(recorded.fields).toHaveLength(16);
  expect(recorded.hops.map(({ role, grade }) => `${role} ${grade}`)).toEqual([
    'msa claimed',
    'mx recorded',
    'mda recorded',
  ]);
  expect(recorded.claims.filter((claim) => claim.field === 8)).toMatchObject([{ grade: 'claimed', result: 'pass' }]);
  expect(recorded.results.contradicted).toBeUndefined();
  expect(recorded.signatures.map(({ field, d }) => [field, d])).toEqual([[9, 'service.example']]);
});

test('a message without anything but its author', () => {
  expect(read(digestOf('From: a@b.example\r\n'), gmail, { kind: 'mailbox' })).toMatchObject({
    limits: [],
    boundary: null,
    hops: [],
    subject: null,
    date: null,
    messageId: null,
    claims: [],
    envelope: { ip: null, helo: null, mailFrom: null },
  });
});

test('octets beyond ASCII in a subject are UTF-8', () => {
  expect(read(digestOf(encodeUtf8('Subject: 請求書')), gmail, { kind: 'mailbox' }).subject).toBe('請求書');
});

describe('what could not be taken in is said', () => {
  test.each<readonly [string, Digest, readonly string[]]>([
    ['header cut', digestOf('From: a@b', 'header-cut'), ['header-cut']],
    ['body cut', digestOf('From: a@b', 'body-cut'), ['body-cut']],
    ['the text of a page', digestOf('From: a@b', 'approximate'), ['body-approximate']],
    ['more fields than are told apart', digestOf(`From: a@b\r\n${'X:\r\n'.repeat(10_001)}`), ['header-cut']],
    ['more hops than are read', digestOf('Received: by a\r\n'.repeat(201)), ['hops-cut']],
    ['text that is no message', digestOf('Hello\r\nthis: is not one'), ['not-a-message']],
    ['nothing', digestOf(''), ['not-a-message']],
  ])('%s', (_, digest, limits) => {
    expect(read(digest, gmail, { kind: 'mailbox' }).limits).toEqual(limits);
  });
});

describe('mail is hostile', () => {
  const name = fc.constantFrom(
    'Received',
    'Authentication-Results',
    'ARC-Authentication-Results',
    'Received-SPF',
    'Return-Path',
    'From',
    'Subject',
    'Date',
    'DKIM-Signature',
    'List-Id',
    'no field',
  );
  const piece = fc.constantFrom(
    'from',
    'by',
    'mx.google.com',
    '[192.0.2.1]',
    'a@b.example',
    '(',
    ')',
    '<',
    '>',
    '"',
    ';',
    '=',
    ':',
    ',',
    '\\',
    ' ',
    '\n ',
    '\xff',
    '\x00',
    'spf=pass',
    'i=1',
    '=?utf-8?b?44GC?=',
    '1 Mar 2026 00:00 GMT',
  );
  const line = fc.tuple(name, fc.array(piece, { maxLength: 12 })).map(([key, pieces]) => `${key}: ${pieces.join('')}`);
  test('any header: never throws, loses nothing, and is JSON', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const recorded = read(digestOf(lines.join('\r\n')), gmail, { kind: 'mailbox' });
        expect(JSON.parse(JSON.stringify(recorded))).toEqual(recorded);
        expect(recorded.hops).toHaveLength(recorded.fields.filter((field) => field.key === 'received').length);
        if (!recorded.boundary) expect(recorded.claims.every((claim) => claim.grade === 'claimed')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
  test('any octets: never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => {
        read(digestOf(String.fromCharCode(...octets)), gmail, { kind: 'mailbox' });
      }),
    );
  });
});
