/** The way as a whole: where it was handed in, who passed it on, its return address, and what the clocks tell. */

import { describe, expect, it } from 'vitest';
import { identifyServices } from '../../src/engine/services/identify.ts';
import { clocksOf } from '../../src/engine/trace/clocks.ts';
import { pathOf } from '../../src/engine/trace/hops.ts';
import { gmail } from '../../src/engine/trace/receivers.ts';
import type { Receiver } from '../../src/engine/trace/trace.ts';
import { journeyLines } from '../../src/explain/journey.ts';
import { judge } from '../../src/judgement/judgement.ts';
import { header } from '../mail/header.ts';
import { reportOf } from '../mail/reports.ts';
import { wordsIn } from '../words.ts';

type Way = {
  readonly mailFrom?: string;
  readonly domain?: string;
  readonly at?: readonly string[];
  readonly receiver?: Receiver;
};

const at = (seconds: number) => `; Fri, 20 Apr 2018 17:51:${String(seconds).padStart(2, '0')} +0000`;
/** The lines of a path whose Received fields are given newest first, each a second after the one below. */
function journey(
  lines: readonly string[],
  { mailFrom = 'a@shop.example', domain = 'shop.example', receiver = gmail }: Way = {},
) {
  const fields = header(
    ...lines.map((line, i) => (line.startsWith('X-') ? line : `Received: ${line}${/;/.test(line) ? '' : at(40 - i)}`)),
  );
  const report = reportOf({ mailFrom, author: { domain } });
  const { hops, boundary } = pathOf(fields, receiver);
  const read = { ...report.recorded, fields, hops, boundary, clocks: clocksOf(hops, null), claims: [] };
  const recorded = { ...read, services: identifyServices(read, { spf: null, dkim: null, iprev: null }) };
  const told = journeyLines(judge({ ...report, recorded, verified: null }), wordsIn('en'));
  return (id: string) => {
    const line = told.find((one) => one.id === id);
    return line ? `${line.grade}: ${line.text}` : null;
  };
}

const mx = 'from m.shop.example (m.shop.example. [192.0.2.1]) by mx.google.com with ESMTPS id 1';
const pc = 'from pc (h.isp.example [198.51.100.7])';
const line = 'from x (p192-0-2-1.dsl.isp.example. [192.0.2.1]) by mx.google.com with ESMTPS id 1';

describe('where it was handed in', () => {
  it.each<readonly [string, string]>([
    [
      `${pc} by m.shop.example with ESMTPSA`,
      'Handed in at m.shop.example, where the sender had signed in (SMTP-AUTH).',
    ],
    [`${pc} (POP before SMTP) by m.shop.example with SMTP`, 'after a sign-in to fetch mail (POP before SMTP)'],
    ['by m.shop.example (Postfix, from userid 1000) id 1', 'Written by a program on m.shop.example itself'],
    ['by m.shop.example (Postfix, from userid 48) id 1', 'Written by a web program on m.shop.example itself'],
    ['by m.shop.example with HTTP id 1', 'over the web (HTTP); whether with a sign-in is not recorded'],
    ['from 12 named unknown by gmailapi.google.com with HTTPREST', 'over the web, where the sender had signed in'],
    ['from X.shop.example ([fe80::1]) by m.shop.example with mapi', 'by Outlook or Exchange'],
    [`${pc} by m.shop.example (MTA, port 587) with ESMTP`, 'on a port for users’ mail (587 or 465)'],
    [`${pc} by m.shop.example with ESMTP`, 'Where it was handed in is not recorded. The oldest server named is m.shop'],
  ])('%s', (oldest, expected) => {
    expect(journey([mx, oldest])('submission')).toMatch(/^claimed: /);
    expect(journey([mx, oldest])('submission')).toContain(expected);
  });
  it('is not recorded where the receiver took it straight', () => {
    expect(journey([mx])('submission')).toBe(
      'recorded: Gmail took it straight from m.shop.example; where it was handed in is not recorded.',
    );
  });
});

describe('where the record begins, where it is not the receiver’s first server or need not be', () => {
  const submitted = `${pc} by smtp.shop.example with ESMTPSA`;
  const old = 'from smtp.shop.example (smtp.shop.example [192.0.2.2]) by gw.old.example with ESMTP';
  const handed = mx.replaceAll('m.shop.example', 'gw.old.example');
  it('after a forwarder, with what can be done', () => {
    expect(journey([handed, 'X-Forwarded-To: u@gmail.com', old, submitted])('boundary')).toBe(
      'inferred: gw.old.example forwarded it here. The record of Gmail begins after that; what stands before it rests on the word of others.',
    );
  });
  it('at a gateway that the options name', () => {
    const receiver = { ...gmail, gateways: ['192.0.2.1'], gatewayHosts: ['gw.old.example'] };
    expect(journey([handed, old, submitted], { receiver })('boundary')).toBe(
      'recorded: The record begins at your own gateway gw.old.example, which handed the message to Gmail.',
    );
  });
  it('needs no word else', () => {
    expect(journey([mx, submitted])('boundary')).toBeNull();
  });
});

describe('whether others passed it on', () => {
  const submitted = `${pc} by smtp.shop.example with ESMTPSA`;
  it.each<readonly [string, readonly string[], string]>([
    [
      'a relay',
      [mx, 'from smtp.shop.example (smtp.shop.example [192.0.2.2]) by out.service.example with ESMTP', submitted],
      'inferred: Passed on by others in between: out.service.example (Relay service).',
    ],
    [
      'nobody',
      [mx, submitted],
      'inferred: No third party is seen: m.shop.example, which handed it over, looks like a server of shop.example.',
    ],
    [
      'somebody of another name',
      [mx.replaceAll('shop.example', 'host.test'), submitted],
      'inferred: Handed over by m.host.test, which is not named under shop.example: the sender’s provider, or a third party.',
    ],
    [
      'a service',
      [mx.replaceAll('m.shop.example', 'o1.outbound-mail.sendgrid.net'), submitted],
      'inferred: Handed over by o1.outbound-mail.sendgrid.net, a server of SendGrid, which carries the mail of many domains.',
    ],
  ])('%s', (_, lines, expected) => {
    expect(journey(lines)('relay')).toBe(expected);
  });
});

describe('straight from a consumer’s line (OP25B)', () => {
  it('as an inference', () => {
    expect(journey([line])('direct')).toMatch(
      /^inferred: It seems to have come from a private internet line straight to/,
    );
  });
  it('or as a possibility, where steps before it are claimed', () => {
    expect(journey([line, `${pc} by bank.example with ESMTPSA`])('direct')).toMatch(/^inferred: .* A server at home/);
  });
  it('not from a server', () => {
    expect(journey([mx])('direct')).toBeNull();
  });
});

describe('where the return address was set', () => {
  const noting = (address: string) =>
    `${pc} by m.shop.example with esmtpsa (Exim 4.96) (envelope-from <${address}>) id 1`;
  it.each<readonly [string, readonly string[], string, string]>([
    [
      'when it was handed over',
      [mx],
      'a@shop.example',
      'recorded: Return address a@shop.example: given by m.shop.example',
    ],
    [
      'before',
      [mx, noting('a@shop.example')],
      'a@shop.example',
      'claimed: Return address a@shop.example: already so at m.shop.example.',
    ],
    [
      'anew on the way',
      [mx, noting('b@shop.example')],
      'a@list.example',
      'claimed: Return address a@list.example: at m.shop.example it still was b@shop.example',
    ],
    [
      'for forwarding',
      [mx],
      'SRS0=x=y=a.example=b@f.example',
      'inferred: Return address SRS0=x=y=a.example=b@f.example: set anew',
    ],
    ['none', [mx], '', 'recorded: The return address is empty (<>)'],
  ])('%s', (_, lines, mailFrom, expected) => {
    expect(journey(lines, { mailFrom })('envelope')).toContain(expected);
  });
});

describe('what the clocks tell', () => {
  it('names the step that took longest', () => {
    const told = journey([mx + at(50), `by b.shop.example with HTTP id 1; Fri, 20 Apr 2018 17:41:50 +0000`]);
    expect(told('held')).toBe('recorded: It waited longest before mx.google.com took it: 10 min of 10 min in all.');
  });
  it('or that none did', () => {
    expect(journey([mx + at(50), `by b.shop.example with HTTP id 1${at(45)}`])('held')).toBe(
      'recorded: No step took longer than 5 s.',
    );
  });
  it('never 23 hours for two clocks that differ', () => {
    const told = journey([mx + at(40), `by b.shop.example with HTTP id 1${at(45)}`]);
    expect(told('clocks')).toBe(
      'inferred: The clocks of b.shop.example and mx.google.com differ by at least 5 s; the step is not counted.',
    );
    expect(told('held')).toBe('recorded: No step took longer than 0 s.');
  });
  it('a server whose times contradict each other, whatever its clock', () => {
    const own = (seconds: number) => `from m.shop.example by b.shop.example with SMTP id 1${at(seconds)}`;
    expect(journey([mx + at(50), own(40), own(45)])('unsteady')).toBe(
      'inferred: No single correction fits all times of b.shop.example: its clock was set meanwhile, or several machines have that name.',
    );
    expect(journey([mx + at(50), own(45), own(40)])('unsteady')).toBeNull();
  });
  it.each([
    [-30, 'Dated 30 s before the first server, mx.google.com, took it.'],
    [0, 'Dated to the second at which the first server, mx.google.com, took it.'],
    [
      30,
      'Dated 30 s after the first server, mx.google.com, took it: one of the two clocks is wrong, or the date was made up.',
    ],
  ])('holds the Date field against the first server: %s s', (seconds, expected) => {
    const report = reportOf();
    const { hops } = report.recorded;
    const clocks = clocksOf(hops, (hops[0]?.time ?? 0) + seconds);
    const told = journeyLines(judge({ ...report, recorded: { ...report.recorded, clocks } }), wordsIn('en'));
    expect(told.find(({ id }) => id === 'date')?.text).toBe(expected);
  });
});

it('tells nothing of a message without a path', () => {
  expect(journeyLines(judge(reportOf({ hops: [] })), wordsIn('en'))).toEqual([]);
});
