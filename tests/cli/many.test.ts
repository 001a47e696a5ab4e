/** Many messages in one run: where they come from, the order and the shape of what is shown, and what scripts rely on. */

import { describe, expect, test, vi } from 'vitest';
import type { Entry } from '../../src/cli/messages.ts';
import { type Io, run } from '../../src/cli/run.ts';
import type { Screen } from '../../src/cli/show.ts';
import { octetsOf, worldZone } from '../mail/samples/samples.ts';
import { filesOf } from './files.ts';

vi.setConfig({ testTimeout: 30_000 });

const octets = (text: string) => new TextEncoder().encode(text);
const folder = (...names: readonly string[]): readonly Entry[] =>
  names.map((name) => (name.endsWith('/') ? { name: name.slice(0, -1), kind: 'folder' } : { name, kind: 'file' }));

const separator = 'From a@b.example Tue Nov 24 12:00:00 2026\n';
const good = octetsOf('all-pass');
const campaign = octetsOf('service-signed');
const quoted = (of: Buffer) => of.toString('latin1').replace(/^(>*From )/gm, '>$1');
const mbox = Buffer.from([good, campaign].map((of) => `${separator}${quoted(of)}\n`).join(''), 'latin1');
const bidi = octets('From: =?utf-8?q?=E2=80=AEgnp?= <a@shop.example>\nSubject: =?utf-8?q?x=E2=80=AEy?=\n\nx');

const files: Readonly<Record<string, Uint8Array | readonly Entry[]>> = {
  world: octets(worldZone()),
  good,
  campaign,
  mbox,
  '-': mbox,
  bidi,
  post: folder('b.eml', 'a.EML', 'notes.pdf', '.hidden.eml', 'inner/', '.git/', 'Maildir/', '12'),
  'post/a.EML': good,
  'post/b.eml': campaign,
  'post/12': good,
  'post/inner': folder('c.mbox', 'gone.eml'),
  'post/inner/c.mbox': mbox,
  'post/.git': folder('d.eml'),
  'post/Maildir': folder('cur/', 'new/', 'tmp/', 'dovecot.index', '.Sent/'),
  'post/Maildir/cur': folder('1.host:2,S', '.nfs'),
  'post/Maildir/cur/1.host:2,S': good,
  'post/Maildir/new': folder('2.host'),
  'post/Maildir/new/2.host': campaign,
  'post/Maildir/.Sent': folder('cur/', 'new/', 'tmp/'),
  'post/Maildir/.Sent/cur': folder('3.host:2,S'),
  'post/Maildir/.Sent/cur/3.host:2,S': good,
  'post/Maildir/.Sent/new': folder(),
};

async function waybill(argv: readonly string[], more: Partial<Io> = {}) {
  const out = { code: -1, stdout: '', stderr: '' };
  out.code = await run(argv, {
    ...filesOf(files),
    print: (text) => {
      out.stdout += text;
    },
    complain: (text) => {
      out.stderr += text;
    },
    now: () => 1_794_300_000,
    timeZone: 'UTC',
    ...more,
  });
  return out;
}

const rows = (stdout: string) =>
  stdout
    .split('\n')
    .slice(1, -1)
    .map((row) => row.split('\t'));
const lines = (stdout: string) =>
  stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

describe('what is named', () => {
  test('an mbox: each message by itself, and what its writer quoted is not held against the sender', async () => {
    const found = lines((await waybill(['mbox', '--ndjson', '--zone', 'world'])).stdout);
    expect(found.map(({ message, verdict }) => [message, verdict.id])).toEqual([
      [1, 'signed-by-author'],
      [2, 'service-signature-only'],
    ]);
  });

  test('a folder: what is mail in it, in order, with Maildirs and without what is hidden', async () => {
    const { code, stdout } = await waybill(['post', '--table', '--zone', 'world']);
    expect(rows(stdout).map(([file, , verdict]) => `${file} ${verdict}`)).toEqual([
      'post/12 signed-by-author',
      'post/Maildir/.Sent/cur/3.host:2,S signed-by-author',
      'post/Maildir/cur/1.host:2,S signed-by-author',
      'post/Maildir/new/2.host service-signature-only',
      'post/a.EML signed-by-author',
      'post/b.eml service-signature-only',
      'post/inner/c.mbox:1 signed-by-author',
      'post/inner/c.mbox:2 service-signature-only',
      'post/inner/gone.eml ? post/inner/gone.eml: no such file',
    ]);
    expect(code).toBe(2);
  });

  test('standard input may be an mbox', async () => {
    expect(lines((await waybill(['-', '--ndjson'])).stdout)).toHaveLength(2);
  });

  test('text: each under its name; a single message without one', async () => {
    const { stdout } = await waybill(['good', 'mbox']);
    expect(stdout.match(/^==> .* <==$/gm)).toEqual(['==> good <==', '==> mbox:1 <==', '==> mbox:2 <==']);
    expect((await waybill(['good'])).stdout).not.toContain('==>');
  });
});

describe('a bad message is a line, and never the end', () => {
  test('--ndjson', async () => {
    const { code, stdout, stderr } = await waybill(['nowhere', 'good', '--ndjson']);
    expect(code).toBe(2);
    expect(stderr).toBe('');
    expect(lines(stdout)).toMatchObject([
      { version: 1, file: 'nowhere', message: null, problem: 'nowhere: no such file' },
      { file: 'good', recorded: {}, verified: null },
    ]);
  });

  test('text: on standard error', async () => {
    const { code, stdout, stderr } = await waybill(['nowhere', 'good']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'waybill: nowhere: no such file\n' });
    expect(stdout).toContain('==> good <==');
  });
});

describe('--fail-on', () => {
  test.each<[readonly string[], number]>([
    [['good', '--fail-on', 'service-signature-only'], 0],
    [['good', 'campaign', '--fail-on', 'service-signature-only'], 1],
    [['mbox', '--fail-on', 'forwarded,caution'], 1],
    [['good', '--fail-on', 'pass', '--fail-on', 'none'], 1],
    [['nowhere', 'campaign', '--fail-on', 'fail'], 2],
  ])('%j: %i', async (argv, code) => {
    expect((await waybill([...argv, '--table', '--zone', 'world'])).code).toBe(code);
  });
});

describe('--summary', () => {
  test('who sends in whose name', async () => {
    const { code, stdout } = await waybill(['post', '--summary', '--json', '--zone', 'world']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      messages: 8,
      problems: 1,
      verdicts: [
        { verdict: 'signed-by-author', messages: 5 },
        { verdict: 'service-signature-only', messages: 3 },
      ],
      domains: [
        { domain: 'letters.example', messages: 5, passed: 5, failed: 0 },
        {
          domain: 'shop.example',
          messages: 3,
          failed: 3,
          services: [{ service: 'SendGrid', messages: 3, passed: 0, failed: 3 }],
        },
      ],
    });
  });

  test('in words, after the rows', async () => {
    const { stdout } = await waybill(['mbox', '--table', '--summary', '--zone', 'world', '--lang', 'ja']);
    expect(stdout).toMatch(/service-signature-only.*\n\n検査したメール：2 通\n/);
  });

  test.each([['--ndjson'], ['--letter']])('not with %s', async (other) => {
    expect(await waybill(['good', '--summary', other])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('on a terminal', () => {
  const screen: Screen = { colour: true, columns: 80 };

  test('rows are as wide as it is, the verdict in its colour', async () => {
    const { stdout } = await waybill(['post', '--table', '--zone', 'world'], { screen });
    const plain = stdout.replace(/\u001b\[[0-9;]*m/g, '');
    expect(Math.max(...plain.split('\n').map((row) => row.length))).toBeLessThanOrEqual(80);
    expect(stdout).toContain('\u001b[32msigned-by');
    expect(stdout).toContain('\u001b[33mservice-');
  });

  test('the verdict of a text in its colour; without colours none of their codes', async () => {
    expect((await waybill(['campaign', '--zone', 'world'], { screen })).stdout).toMatch(
      /^\u001b\[33m▲ .*\u001b\[39m\n/,
    );
    const plain = await waybill(['campaign', '--zone', 'world'], { screen: { colour: false, columns: 80 } });
    expect(plain.stdout).not.toContain('\u001b');
  });
});

describe('characters that act without being seen', () => {
  test('are escaped in JSON, and nothing of them is lost', async () => {
    for (const way of ['--json', '--ndjson']) {
      const { stdout } = await waybill(['bidi', way]);
      expect(stdout).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b-\u200f]/);
      expect(JSON.parse(stdout).recorded.subject).toBe('x\u202ey');
    }
  });

  test('are named in text', async () => {
    const { stdout } = await waybill(['bidi']);
    expect(stdout).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b-\u200f]/);
  });
});

test('--version, -V, -h', async () => {
  expect((await waybill(['--version'])).stdout).toMatch(/^waybill \d+\.\d+\.\d+\n$/);
  expect((await waybill(['-V'])).stdout).toMatch(/^waybill \d/);
  expect((await waybill(['-h'])).stdout).toMatch(/^usage: /);
});

test('interrupted: what is done is shown, and 130', async () => {
  let interrupt = () => {};
  const interrupted = new Promise<void>((now) => {
    interrupt = now;
  });
  let read = 0;
  const source = filesOf(files);
  const { code, stdout } = await waybill([...Array<string>(200).fill('good'), '--table'], {
    interrupted,
    open: (file) => {
      if (++read === 20) interrupt();
      return source.open(file);
    },
  });
  expect(code).toBe(130);
  const shown = rows(stdout).length;
  expect(shown).toBeGreaterThan(10);
  expect(shown).toBeLessThan(40);
});
