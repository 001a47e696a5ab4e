import { describe, expect, test } from 'vitest';
import { parseGateway, withGateways } from '../../../src/engine/trace/gateways.ts';
import { pathOf } from '../../../src/engine/trace/hops.ts';
import { gmail } from '../../../src/engine/trace/receivers.ts';
import type { Receiver } from '../../../src/engine/trace/trace.ts';
import { header } from '../../mail/header.ts';

const DATE = '; Fri, 20 Apr 2018 17:51:19 +0000';
const handOff = `Received: by 2002:a05:6a20:3d1b:b0:1a2:b3c4:d5e6 with SMTP id a1csp1${DATE}`;
const mx = `Received: from m.example (m.example. [192.0.2.1]) by mx.google.com with ESMTPS id 1${DATE}`;
const forged = `Received: from bank.example (bank.example. [203.0.113.9]) by mx.google.com with ESMTPS id 2${DATE}`;
const own: Receiver = { authservIds: ['mx.example.jp'], hosts: ['mx.example.jp'] };

const boundary = (lines: readonly string[], receiver = gmail) => {
  const path = pathOf(header(...lines), receiver);
  if (path.boundary) expect(path.hops[path.boundary.hop]?.field).toBe(path.boundary.field);
  return path.boundary?.field ?? null;
};

describe('the newest hop at which the receiver took the message from outside', () => {
  test.each<readonly [string, readonly string[], number | null]>([
    [
      'below the hand-offs',
      ['Delivered-To: u@gmail.com', handOff, 'X-Received: by 2002:a05::1', mx, 'From: a@m.example'],
      3,
    ],
    ['alone', [mx], 0],
    ['never an invented one further down', [handOff, mx, forged], 1],
    [
      'from Google itself',
      [
        handOff,
        `Received: from mail-sor-f41.google.com (mail-sor-f41.google.com. [209.85.220.41]) by mx.google.com with SMTPS id 1${DATE}`,
        `Received: from [10.0.0.2] (h.example. [198.51.100.7]) by smtp.gmail.com with ESMTPSA id 1${DATE}`,
      ],
      1,
    ],
    ['in any case', [mx.replace('mx.google', 'MX.Google')], 0],
    ['without an address, with a name', [`Received: from m.example by mx.google.com with ESMTP id 1${DATE}`], 0],
    [
      'not a client that calls itself as we do: it is the boundary all the same',
      [mx.replace('from m.example', 'from mx.google.com'), forged],
      0,
    ],
    ['not a client whose address is called as we are', [mx.replace('m.example. [', 'mx.google.com. ['), forged], 0],
    ['no hop of the receiver', [`Received: from a (a [192.0.2.1]) by mx.example.jp with ESMTP${DATE}`], null],
    ['a name that only contains it', [mx.replace('mx.google.com', 'mx.google.com.example')], null],
    [
      'sent through the API, not delivered',
      [`Received: from 442788153210 named unknown by gmailapi.google.com with HTTPREST${DATE}`],
      null,
    ],
    ['no Received', ['From: a@b.example'], null],
    ['fetched by Gmail from another mailbox', ['X-Gmail-Fetch-Info: u@b.example 1 pop.b.example 995 u', mx], null],
    ['a claim to have been fetched, below', [mx, 'X-Gmail-Fetch-Info: u@b.example 1 pop.b.example 995 u'], 0],
    ['fetched by POP', [`Received: from pop.b.example [192.0.2.8] by h with POP3 (fetchmail-6)${DATE}`, mx], null],
    ['fetched by IMAP over TLS', [`Received: from imap.b.example by h with IMAP4-SSL${DATE}`, mx], null],
  ])('%s', (_, lines, expected) => {
    expect(boundary(lines)).toBe(expected);
  });
});

describe('a receiver that is named', () => {
  const line = (from: string, rest = 'with ESMTP') =>
    `Received: from ${from} by mx.example.jp (Postfix) ${rest} id 1${DATE}`;
  test.each<readonly [string, readonly string[], number | null]>([
    [
      'below its own filter and mail store',
      [
        `Received: from mx.example.jp ([10.0.0.1]) by store.example.jp with LMTP${DATE}`,
        line('localhost (localhost [127.0.0.1])'),
        line('m.example (m.example [192.0.2.1])'),
        forged,
      ],
      2,
    ],
    [
      'below a gateway with an inside address',
      [line('gw (gw.example.jp [10.0.0.2])'), line('m.example (m.example [192.0.2.1])')],
      1,
    ],
    [
      'nobody from outside',
      [line('gw (gw.example.jp [10.0.0.2])'), `Received: from a (a [192.0.2.1]) by gw.example.jp${DATE}`],
      null,
    ],
    [
      'begun inside: its first line of all',
      [line('localhost ([127.0.0.1])'), line('app (app.example.jp [10.0.0.7])')],
      1,
    ],
    ['its own user is not outside', [line('pc (h.example [198.51.100.7])', 'with ESMTPSA')], null],
    [
      'others that call themselves so further down',
      [line('m.example (m.example [192.0.2.1])'), line('bank.example (bank.example [203.0.113.9])')],
      0,
    ],
  ])('%s', (_, lines, expected) => {
    expect(boundary(lines, own)).toBe(expected);
  });
});

describe('a gateway of the reader before Gmail', () => {
  const lines = [
    handOff,
    mx,
    `Received: from x.example (x.example [198.51.100.9]) by gw.example.jp with ESMTP id 1${DATE}`,
    forged,
  ];
  const gatewayHosts = ['gw.example.jp', 'edge.example.jp'];
  test('by its address: the boundary is below it', () => {
    expect(boundary(lines, { ...gmail, gatewayHosts, gateways: ['192.0.2.1'] })).toBe(2);
  });
  test('by its network', () => {
    expect(boundary(lines, { ...gmail, gatewayHosts, gateways: ['192.0.2.0/24'] })).toBe(2);
    expect(boundary(lines, { ...gmail, gatewayHosts, gateways: ['192.0.3.0/24', '2001:db8::/32'] })).toBe(1);
  });
  test('that wrote no line of its own name: the boundary stays above it', () => {
    expect(boundary(lines, { ...gmail, gateways: ['192.0.2.1'] })).toBe(1);
    expect(boundary([handOff, mx], { ...gmail, gatewayHosts, gateways: ['192.0.2.1'] })).toBe(1);
  });
  test('through several of its machines', () => {
    const inside = `Received: from edge.example.jp ([10.0.0.1]) by gw.example.jp with ESMTP id 1${DATE}`;
    const edge = `Received: from x.example (x.example [198.51.100.9]) by edge.example.jp with ESMTP id 1${DATE}`;
    const gateways = ['192.0.2.1'];
    expect(boundary([handOff, mx, inside, edge, forged], { ...gmail, gatewayHosts, gateways })).toBe(3);
    expect(boundary([handOff, mx, inside, forged, edge], { ...gmail, gatewayHosts, gateways })).toBe(1);
  });
  test('a message that did not come through it, with a line that says so', () => {
    const claimed = `Received: from x.example (x.example [198.51.100.9]) by gw.example.jp with ESMTP id 1${DATE}`;
    expect(boundary([mx, claimed], { ...gmail, gatewayHosts, gateways: ['203.0.113.1'] })).toBe(0);
  });
  test('Gmail took it from the gateway, and says so', () => {
    const { hops } = pathOf(header(...lines), { ...gmail, gatewayHosts, gateways: ['192.0.2.1'] });
    expect(hops.map(({ role, roleEvidence }) => `${role} ${roleEvidence}`)).toEqual([
      'mta in-between',
      'mx boundary',
      'mx from-gateway',
      'mda internal-delivery',
    ]);
  });
  test('by its name alone: no', () => {
    expect(boundary(lines, { ...gmail, gatewayHosts })).toBe(1);
  });
});

test('above and with the boundary: recorded; below: claimed', () => {
  const { hops } = pathOf(header(handOff, mx, forged), gmail);
  expect(hops.map(({ field, grade }) => [field, grade])).toEqual([
    [2, 'claimed'],
    [1, 'recorded'],
    [0, 'recorded'],
  ]);
});

test('without a boundary, nothing is recorded', () => {
  const { hops } = pathOf(header(`Received: from a by b.example${DATE}`, handOff), gmail);
  expect(hops.map(({ grade }) => grade)).toEqual(['claimed', 'claimed']);
});

test.each<readonly [string, string | null]>([
  ['192.0.2.1', 'network 192.0.2.1'],
  [' [192.0.2.1] ', 'network 192.0.2.1'],
  ['192.0.2.0/24', 'network 192.0.2.0/24'],
  ['192.0.2.0/33', null],
  ['2001:DB8:0::/32', 'network 2001:db8::/32'],
  ['2001:db8::/129', null],
  ['192.0.2.0/24/8', null],
  ['192.0.2.300', null],
  ['GW.Example.JP', 'host gw.example.jp'],
  ['gw.example.jp/24', null],
  ['gateway', null],
  ['a b.example', null],
  ['', null],
])('a gateway as it is written: "%s"', (text, expected) => {
  const gateway = parseGateway(text);
  expect(gateway && `${gateway.kind} ${gateway.text}`).toBe(expected);
});

test('gateways are added to a receiver', () => {
  expect(withGateways(gmail, [])).toBe(gmail);
  const gateways = ['192.0.2.1', 'gw.example.jp'].flatMap((text) => parseGateway(text) ?? []);
  expect(withGateways(gmail, gateways)).toEqual({
    row: 'gmail',
    authservIds: ['mx.google.com'],
    hosts: ['mx.google.com'],
    gateways: ['192.0.2.1'],
    gatewayHosts: ['gw.example.jp'],
  });
});
