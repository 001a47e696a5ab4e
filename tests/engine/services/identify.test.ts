import { describe, expect, test } from 'vitest';
import type { IprevCheck } from '../../../src/engine/iprev/iprev.ts';
import type { Recorded } from '../../../src/engine/report.ts';
import { MAX_HOPS } from '../../../src/engine/services/facts.ts';
import { MAX_EVIDENCE } from '../../../src/engine/services/identify.ts';
import type { SpfTree } from '../../../src/engine/spf/spf.ts';
import { found, ids, include, message, signed, spf, tree } from './samples.ts';

describe('how much a sign is worth', () => {
  const spfPassed = {
    spf: { result: 'pass', properties: { 'smtp.mailfrom': 'b@sendgrid.net' } },
  } as unknown as Recorded['results'];
  const dkimPassed = { dkim: [{ result: 'pass', properties: { 'header.i': '@sendgrid.net' } }] };
  test.each<[string, Recorded, Parameters<typeof found>[1], string, string, string]>([
    ['a signature that holds', message({}), { dkim: [signed('sendgrid.net')] }, 'dkim-domain', 'strong', 'verified'],
    ['one that does not', message({}), { dkim: [signed('sendgrid.net', 'fail')] }, 'dkim-domain', 'hint', 'claimed'],
    [
      'one that held on arrival',
      message({ recorded: dkimPassed as unknown as Recorded['results'] }),
      { dkim: [signed('sendgrid.net', 'permerror')] },
      'dkim-domain',
      'strong',
      'recorded',
    ],
    [
      'a selector, though the signature holds',
      message({}),
      { dkim: [signed('a.example', 'pass', 'resend')] },
      'dkim-selector',
      'hint',
      'verified',
    ],
    [
      'the alias of a key that fits',
      message({}),
      { dkim: [signed('a.example', 'pass', 's1', ['s1.u1.wl1.sendgrid.net'])] },
      'dkim-key-alias',
      'strong',
      'verified',
    ],
    [
      'the alias of a key that does not',
      message({}),
      { dkim: [signed('a.example', 'fail', 's1', ['s1.u1.wl1.sendgrid.net'])] },
      'dkim-key-alias',
      'hint',
      'claimed',
    ],
    [
      'MAIL FROM, passed',
      message({ mailFrom: 'b@sendgrid.net' }),
      { spf: spf('sendgrid.net') },
      'spf-domain',
      'strong',
      'verified',
    ],
    [
      'MAIL FROM, failed',
      message({ mailFrom: 'b@sendgrid.net' }),
      { spf: spf('sendgrid.net', 'fail') },
      'spf-domain',
      'hint',
      'claimed',
    ],
    [
      'MAIL FROM, passed on arrival',
      message({ mailFrom: 'b@sendgrid.net', recorded: spfPassed }),
      { spf: spf('sendgrid.net', 'softfail') },
      'spf-domain',
      'strong',
      'recorded',
    ],
    [
      'MAIL FROM, led there by an alias',
      message({}),
      { spf: spf('em1.a.example', 'pass', tree([], ['u1.wl1.sendgrid.net'])) },
      'spf-domain',
      'strong',
      'verified',
    ],
    [
      'an include that matched',
      message({}),
      { spf: spf('a.example', 'pass', tree([include('sendgrid.net')])) },
      'spf-include',
      'strong',
      'verified',
    ],
    [
      'an include of an include',
      message({}),
      { spf: spf('a.example', 'pass', tree([include('spf.b.example', tree([include('sendgrid.net')]))])) },
      'spf-include',
      'strong',
      'verified',
    ],
    [
      'an include, led there by an alias',
      message({}),
      { spf: spf('a.example', 'pass', tree([include('spf.a.example', tree([], ['u1.sendgrid.net']))])) },
      'spf-include',
      'strong',
      'verified',
    ],
    [
      'an include behind a redirect',
      message({}),
      {
        spf: spf(
          'a.example',
          'pass',
          tree([
            {
              term: 'redirect=b.example',
              state: 'matched',
              target: 'b.example',
              nested: tree([include('sendgrid.net')]),
            },
          ]),
        ),
      },
      'spf-include',
      'strong',
      'verified',
    ],
    [
      'a confirmed name',
      message({}),
      { iprev: { confirmed: ['o1.sendgrid.net'] } as unknown as IprevCheck },
      'confirmed-name',
      'strong',
      'verified',
    ],
    ['a name that is recorded', message({ hops: [{ rdns: 'o1.sendgrid.net' }] }), {}, 'host-name', 'hint', 'recorded'],
    ['a HELO', message({ hops: [{ helo: 'o1.sendgrid.net' }] }), {}, 'host-name', 'hint', 'claimed'],
    ['a header', message({ fields: ['X-SG-EID: abc'] }), {}, 'header', 'hint', 'claimed'],
    [
      'a Received field',
      message({ fields: ['Received: from x (unknown)\r\n by geopod-ismtpd-3 (SG) with HTTP'] }),
      {},
      'received',
      'hint',
      'claimed',
    ],
  ])('%s', (_, recorded, checks, signal, strength, grade) => {
    const [match] = found(recorded, checks);
    expect(match?.evidence).toMatchObject([{ signal, strength, grade }]);
  });

  test('an include that did not match says nothing', () => {
    const steps = [{ ...include('sendgrid.net'), state: 'not-matched' as const }];
    expect(ids(message({}), { spf: spf('a.example', 'pass', tree(steps)) })).toEqual([]);
    expect(ids(message({}), { spf: spf('a.example', 'fail', tree([include('sendgrid.net')])) })).toEqual([]);
  });

  test('a suffix is a whole label', () => {
    expect(ids(message({}), { dkim: [signed('notsendgrid.net'), signed('sendgrid.net.evil.example')] })).toEqual([]);
  });
});

describe('by the record alone, before anything is checked', () => {
  const dkim = (result: string, properties: Record<string, string>) =>
    message({ recorded: { dkim: [{ field: 0, result, properties }] } as unknown as Recorded['results'] });
  const spfOf = (properties: Record<string, string>) =>
    message({
      mailFrom: 'b@sendgrid.net',
      recorded: { spf: { result: 'pass', properties } } as unknown as Recorded['results'],
    });
  test.each<[string, Recorded, string | null]>([
    ['header.d of a recorded pass', dkim('pass', { 'header.d': 'sendgrid.net' }), 'strong'],
    [
      'header.i of a recorded pass, where header.d is not written',
      dkim('pass', { 'header.i': '@a.sendgrid.net' }),
      'strong',
    ],
    ['header.d before header.i', dkim('pass', { 'header.d': 'a.example', 'header.i': '@sendgrid.net' }), null],
    ['in capitals', dkim('pass', { 'header.d': 'SendGrid.NET' }), 'strong'],
    ['a recorded failure', dkim('fail', { 'header.d': 'sendgrid.net' }), null],
    ['no domain at all', dkim('pass', {}), null],
    ['SPF for the return path', spfOf({ 'smtp.mailfrom': 'b@sendgrid.net' }), 'strong'],
    ['SPF for a bare domain', spfOf({ 'smtp.mailfrom': 'sendgrid.net' }), 'strong'],
    ['SPF, and no word of whom', spfOf({}), 'strong'],
    ['SPF for another domain (RFC 8601 §2.7.2)', spfOf({ 'smtp.mailfrom': 'b@a.example' }), 'hint'],
    ['SPF for the HELO name', spfOf({ 'smtp.helo': 'sendgrid.net' }), 'hint'],
    [
      'a signature of which nothing is recorded',
      { ...message({}), signatures: [{ field: 1, d: 'sendgrid.net', s: 's1' }] as unknown as Recorded['signatures'] },
      'hint',
    ],
  ])('%s', (_, recorded, strength) => {
    expect(found(recorded, {})[0]?.evidence[0]?.strength ?? null).toBe(strength);
  });
});

describe('names that objects have of themselves', () => {
  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('%s is no service', (name) => {
    const recorded = message({
      fields: [`${name}: 1`, `x-${name}-1: 1`],
      hops: [{ helo: name, rdns: `a.${name}` }],
      mailFrom: `b@${name}`,
      recorded: {
        dkim: [{ field: 0, result: 'pass', properties: { 'header.d': name } }],
      } as unknown as Recorded['results'],
    });
    expect(ids(recorded, { dkim: [signed(name.toLowerCase(), 'pass', name, [name])], spf: spf(name) })).toEqual([]);
  });
});

describe('the receiver is not the sender', () => {
  test('mx.google.com received it: not Gmail, not Workspace', () => {
    const recorded = message({
      fields: ['Received: from a.example by mail.a.example'],
      hops: [
        { helo: 'a.example', by: 'mx.google.com' },
        { rdns: 'mail.a.example', by: 'mx.google.com' },
      ],
    });
    expect(ids(recorded, { dkim: [signed('a.example')], spf: spf('a.example') })).toEqual([]);
  });

  test('what stands above the boundary is its own', () => {
    const above = message({ fields: ['X-SG-EID: 1'] });
    const recorded = { ...above, boundary: { field: 1, hop: 0, by: 'mx.google.com', certain: true, readable: true } };
    expect(ids(recorded, {})).toEqual([]);
  });

  test('the author may have a mailbox there all the same', () => {
    expect(ids(message({}), { dkim: [signed('a-example.20230601.gappssmtp.com')] })).toEqual(['google-workspace']);
    expect(ids(message({}), { spf: spf('a.example', 'pass', tree([include('_spf.google.com')])) })).toEqual([
      'google-workspace',
    ]);
    expect(ids(message({}), { dkim: [signed('gmail.com')], spf: spf('gmail.com') })).toEqual(['gmail']);
  });
});

describe('order and limits', () => {
  test('what is verified before what is claimed, the sending service before the mailbox', () => {
    const recorded = message({ fields: ['X-MC-User: 1'] });
    const dkim = [signed('x.gappssmtp.com'), signed('sendgrid.net')];
    expect(ids(recorded, { dkim })).toEqual(['sendgrid', 'google-workspace', 'mailchimp']);
  });

  test('a service inside a service: both', () => {
    const dkim = [signed('a.example', 'pass', 'resend'), signed('amazonses.com')];
    expect(ids(message({}), { dkim })).toEqual(['amazon-ses', 'resend']);
  });

  test('each thing once, the best first, and no more of it than can be shown', () => {
    const dkim = Array.from({ length: 20 }, (_, i) => signed(`s${i}.sendgrid.net`, 'fail'));
    const [match] = found(message({}), { dkim: [...dkim, ...dkim, signed('s19.sendgrid.net')] });
    expect(match?.evidence).toHaveLength(MAX_EVIDENCE);
    expect(match?.evidence[0]).toMatchObject({ value: 's19.sendgrid.net', strength: 'strong' });
  });

  test('the last steps before the boundary are looked at, not thousands', () => {
    const steps = Array.from({ length: MAX_HOPS + 50 }, (_, i) => ({ by: i === 0 ? 'o1.sendgrid.net' : 'a.example' }));
    expect(ids(message({ hops: [...steps, { helo: 'a.example' }] }), {})).toEqual([]);
    expect(ids(message({ hops: [...steps.slice(0, MAX_HOPS), { helo: 'a.example' }] }), {})).toEqual(['sendgrid']);
  });

  test('the largest header: each field is looked up once, whatever it is called', () => {
    // 452 KB in many fields, as many as are read, and a name of nothing but hyphens.
    const fields = Array.from({ length: 9_000 }, (_, i) => `X-Kmail-${i}-a-b-c-d-e: ${'v'.repeat(30)}`);
    const recorded = message({ fields: [...fields, `${'-'.repeat(400_000)}: 1`] });
    const times = Array.from({ length: 5 }, () => {
      const from = process.cpuUsage();
      expect(ids(recorded, {})).toEqual(['klaviyo']);
      return process.cpuUsage(from).user / 1000;
    });
    expect(Math.min(...times)).toBeLessThan(100);
  });

  test('a tree that goes on for ever', () => {
    const endless: SpfTree = { ...tree([]), steps: [] };
    Object.assign(endless, { steps: [include('a.example', endless)] });
    expect(ids(message({}), { spf: spf('a.example', 'pass', endless) })).toEqual([]);
  });
});
