import { describe, expect, test, vi } from 'vitest';
import { type Io, run } from '../../src/cli/run.ts';
import { inFile, octetsOf, sampleOf, samples, worldZone } from '../mail/samples/samples.ts';
import { filesOf } from './files.ts';

// A whole inspection each: a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 });

const octets = (text: string) => new TextEncoder().encode(text);
const files: Readonly<Record<string, Uint8Array>> = {
  ...Object.fromEntries(samples.map(({ id }) => [id, octetsOf(id)])),
  '-': octetsOf('all-pass'),
  world: octets(worldZone()),
  empty: new Uint8Array(),
  noise: Uint8Array.from({ length: 100_000 }, (_, i) => (i * 197 + (i >> 3)) & 255),
  text: octets('Hello\n\nThis is not an email.\n'),
  'headers-only': octets('From: a@shop.example\nSubject: x\n'),
  'lone-cr': octets('From: a@shop.example\rSubject: x\r\rbody'),
  terminal: octets('From: a@shop.example\nSubject: \u001b[2J\u009b2J\nDate: \u001b]0;x\u0007\n\nx'),
  'bad-zone': octets('shop.example. IN TXT "open\n'),
};

async function waybill(...argv: readonly string[]) {
  const out = { code: -1, stdout: '', stderr: '' };
  const io: Io = {
    ...filesOf(files),
    print: (text) => {
      out.stdout += text;
    },
    complain: (text) => {
      out.stderr += text;
    },
    now: () => 1_794_300_000,
  };
  out.code = await run(argv, io);
  return out;
}

const json = async (...argv: readonly string[]) => JSON.parse((await waybill(...argv, '--json')).stdout);

describe('bad usage and unreadable files: 2, and one clear line', () => {
  test.each<[readonly string[], RegExp]>([
    [[], /which message/],
    [['--what', 'all-pass'], /--what/],
    [['all-pass', '--lang'], /--lang/],
    [['all-pass', '--lang', 'fr'], /en or ja/],
    [['all-pass', '--now', 'today'], /seconds/],
    [['all-pass', '--place', 'attic'], /spam, inbox/],
    [['all-pass', '--json', '--letter'], /exclude each other/],
    [['all-pass', '--now=-1'], /seconds/],
    [['all-pass', '--receiver', 'not a host'], /host name/],
    [['all-pass', '--gateway', '192.0.2.0/64'], /address, a network or a host name/],
    [['all-pass', '--resolver', 'dns.example'], /https/],
    [['all-pass', '--resolver', 'http://dns.example/'], /https/],
    [['all-pass', '--resolver', 'google', '--zone', 'world'], /exclude each other/],
    [['nowhere'], /nowhere: no such file/],
    [['all-pass', '--zone', 'nowhere'], /nowhere: no such file/],
    [['all-pass', '--zone', 'bad-zone'], /bad-zone, line 1/],
    [['a\nb\u001b[2J'], /no such file/],
  ])('%j', async (argv, line) => {
    const { code, stdout, stderr } = await waybill(...argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(line);
    expect(stderr).toMatch(/^waybill: [^\n\u001b]+\n$/);
  });

  test('--help is no mistake', async () => {
    expect(await waybill('--help')).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('usage:') });
  });
});

describe('whatever the octets are, there is a report', () => {
  test.each(['empty', 'noise', 'text', 'headers-only', 'lone-cr', 'terminal'])('%s', async (file) => {
    for (const more of [[], ['--zone', 'world']]) {
      const { code, stdout, stderr } = await waybill(file, ...more);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout.length).toBeGreaterThan(50);
      expect(stdout).not.toMatch(/[\x00-\x08\x0B-\x1F\x7F-\x9F]/);
    }
  });

  test('no control character in the JSON either, and none of them lost', async () => {
    const { stdout } = await waybill('terminal', '--json');
    expect(stdout).not.toMatch(/[\x00-\x09\x0B-\x1F\x7F-\x9F]/);
    expect(JSON.parse(stdout).recorded.fields[1].raw).toContain('\u001b[2J');
  });
});

describe('JSON', () => {
  test('its top level, and the shapes that others rely on', async () => {
    const report = await json('service-signed', '--zone', 'world');
    expect(Object.keys(report)).toEqual([
      ...['version', 'file', 'message', 'recorded', 'verified', 'verdict', 'explanation'],
    ]);
    expect(report.verdict).toMatchObject({ id: 'service-signature-only' });
    expect(report.verified.spf).toMatchObject({ result: 'pass', reason: 'matched-pass', domain: 'em.sendgrid.net' });
    expect(report.verified.dkim).toMatchObject([{ result: 'pass', domain: 'sendgrid.net' }]);
    expect(report.verified.dmarc).toMatchObject({ result: 'fail', reason: 'not-aligned', policy: 'quarantine' });
    expect(report.verified.arc).toHaveProperty('reason');
    const times = report.recorded.hops.map(({ time }: { time: number }) => time);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const boundary = report.recorded.hops[report.recorded.boundary.hop];
    expect(boundary).toMatchObject({ by: 'mx.google.com', with: 'ESMTPS', from: { ip: '198.51.100.44' } });
    expect(Object.keys(boundary.from)).toEqual(expect.arrayContaining(['helo', 'rdns', 'ip']));
    expect(boundary.tls).toMatchObject({ version: expect.any(String) });
    expect(report.recorded.claims).toContainEqual(
      expect.objectContaining({ method: 'dmarc', result: 'fail', grade: 'recorded' }),
    );
  });

  test('nothing is asked where nobody was named to ask', async () => {
    const report = await json('service-signed');
    expect(report.verified).toBe(null);
    expect(report.recorded.results.dmarc).toMatchObject({ result: 'fail' });
  });

  test('a results field that the sender forged is a claim', async () => {
    const report = await json('forged-results', '--zone', 'world');
    const claimed = report.recorded.claims.filter(({ grade }: { grade: string }) => grade === 'claimed');
    expect(claimed).toContainEqual(
      expect.objectContaining({ method: 'dmarc', result: 'pass', authservId: 'mx.google.com' }),
    );
    expect(report.recorded.results.dmarc).toMatchObject({ result: sampleOf('forged-results').recorded.dmarc });
  });

  test('another receiver: what mx.google.com wrote is a claim', async () => {
    const report = await json('service-signed', '--receiver', 'mx.example.org');
    expect(report.recorded.boundary).toBe(null);
    expect(report.recorded.claims.every(({ grade }: { grade: string }) => grade === 'claimed')).toBe(true);
  });

  test('--gateway: the record begins at the gateway, where its address and its name fit', async () => {
    const { recorded } = await json('forwarded', '--gateway', '203.0.113.55', '--gateway', 'MX.oldpost.example');
    expect(recorded.receiver).toMatchObject({ gateways: ['203.0.113.55'], gatewayHosts: ['mx.oldpost.example'] });
    expect(recorded.boundary.by).toBe('mx.oldpost.example');
    expect((await json('forwarded', '--gateway', '203.0.113.55')).recorded.boundary.by).toBe('mx.google.com');
  });

  test('--now is the time of the check', async () => {
    expect((await json('all-pass', '--zone', 'world', '--now', '1700000000')).verified.at).toBe(1_700_000_000);
    expect((await json('all-pass', '--zone', 'world')).verified.at).toBe(1_794_300_000);
  });
});

describe('every sample, in both languages', () => {
  test.each(samples.map(({ id }) => id))('%s', async (id) => {
    const verdicts = new Set<string>();
    for (const lang of ['en', 'ja']) {
      const { code, stdout } = await waybill(id, '--zone', 'world', '--lang', lang);
      expect(code).toBe(0);
      expect(stdout).not.toMatch(/\{[a-zA-Z]+\}|undefined|\[object/);
      verdicts.add(stdout.split('\n', 1)[0] ?? '');
    }
    expect(verdicts.size).toBe(2);
    expect((await json(id, '--zone', 'world')).verdict.id).toBe(inFile(sampleOf(id)));
  });
});

test('--place is where the message lay', async () => {
  const spam = await waybill('all-pass-in-spam', '--zone', 'world', '--place', 'spam');
  expect(spam.stdout).toContain('not because of these checks');
  expect((await waybill('all-pass-in-spam', '--zone', 'world')).stdout).not.toContain('not because of these checks');
});

test('--letter: the message to the administrator and nothing else; nothing where there is none', async () => {
  const { stdout } = await waybill('service-signed', '--zone', 'world', '--letter', '--lang', 'ja');
  expect(stdout).toMatch(/^shop\.example ドメインのメール管理ご担当者様\n/);
  expect(await waybill('all-pass', '--zone', 'world', '--letter')).toMatchObject({ code: 0, stdout: '' });
});

describe('what is no message is said to be none, in the first line', () => {
  test.each(['empty', 'text', 'noise'])('%s', async (file) => {
    expect((await waybill(file)).stdout).toMatch(/^○ This is not an email message\n/);
    expect((await waybill(file, '--lang', 'ja')).stdout).toMatch(/^○ メールのデータではありません\n/);
  });
});

test('"-" is standard input', async () => {
  expect((await waybill('-')).stdout).toBe((await waybill('all-pass')).stdout);
});
