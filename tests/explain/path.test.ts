/** The path: delays, clocks that differ, what is not recorded, and TLS that nobody mentions. */

import { describe, expect, it } from 'vitest';
import type { Hop } from '../../src/engine/trace/trace.ts';
import type { HopLine } from '../../src/explain/explanation.ts';
import { pathLines } from '../../src/explain/path.ts';
import { judge } from '../../src/judgement/judgement.ts';
import { header } from '../mail/header.ts';
import { boundaryHop, reportOf } from '../mail/reports.ts';
import { locales, wordsIn } from '../words.ts';

const from = 1_790_848_800;
const hop = (change: Partial<Hop>): Hop => ({ ...boundaryHop, ...change });
const path = (hops: readonly Hop[], locale: (typeof locales)[number] = 'en') =>
  pathLines(judge(reportOf({ hops })), wordsIn(locale), { timeZone: 'Asia/Tokyo' });
const first = (change: Partial<Hop>): HopLine | undefined => path([hop(change)]).hops[0];

describe('delays', () => {
  it.each([
    [4, '4 s', '4秒'],
    [0, '0 s', '0秒'],
    [125, '2 min 5 s', '2分5秒'],
    [7500, '2 h 5 min', '2時間5分'],
    [90_000, '1 d 1 h', '1日1時間'],
    [-5, 'clocks differ by 5 s', '時計の差 5秒'],
    [-0.5, '0 s', '0秒'],
  ])('%s seconds', (seconds, en, ja) => {
    const hops = [hop({ time: from }), hop({ time: from + seconds })];
    expect(path(hops).hops[1]).toMatchObject({ delay: seconds, delayWord: en });
    expect(path(hops, 'ja').hops[1]?.delayWord).toBe(ja);
  });

  it('has none before the first step, and none where a date is missing; the next is counted from the last date', () => {
    const { hops } = path([hop({ time: from }), hop({ time: null }), hop({ time: from + 9 })]);
    expect(hops.map(({ delay }) => delay)).toEqual([null, null, 9]);
    expect(hops[2]?.notes).toEqual(['Counted from the last step with a date.']);
  });

  it('sums up what was recorded, and no clock that runs behind', () => {
    expect(path([hop({ time: from }), hop({ time: from + 4 })]).summary).toBe('2 steps · 4 s');
    expect(path([hop({ time: from }), hop({ time: from - 4 })]).summary).toBe('2 steps · 0 s');
    expect(path([]).summary).toBe('No steps are recorded');
  });
});

describe('clocks evened out', () => {
  it('says how long a step took that only looks long, and marks the one that runs back', () => {
    const hops = [0, 60, 1].map((seconds, i) => hop({ time: from + seconds, by: `h${i}.example`, grade: 'claimed' }));
    const { hops: lines, summary } = path(hops);
    expect(lines.map(({ delay, corrected }) => [delay, corrected])).toEqual([
      [null, null],
      [60, 1],
      [-59, 0],
    ]);
    expect(lines.map(({ correctedWord }) => correctedWord)).toEqual([null, '1 s', null]);
    expect(lines[1]?.notes).toEqual(['With the clocks evened out, this step took about 1 s.']);
    expect(summary).toBe('3 steps · 1 s');
  });
});

describe('TLS', () => {
  it.each<[string, Partial<Hop>, string]>([
    ['as Gmail writes it', { tls: { version: 'TLS1_3', cipher: null } }, 'TLS 1.3'],
    ['as Postfix writes it', { tls: { version: 'TLSv1.2', cipher: null } }, 'TLS 1.2'],
    ['a protocol letter alone', { tls: { version: null, cipher: null } }, 'TLS, version not recorded'],
    ['another word', { tls: { version: 'Google Transport Security', cipher: null } }, 'Google Transport Security'],
    ['no mention inside one provider', { tls: null, internal: true }, 'internal'],
    ['no mention', { tls: null }, 'TLS not recorded'],
  ])('%s', (_title, change, word) => {
    expect(first(change)?.tls).toBe(word);
  });
});

describe('where the path begins', () => {
  const source = (change: Partial<Hop>, ...fields: readonly string[]) => {
    const report = reportOf({ hops: [hop({ by: 'smtp.example', ...change })] });
    const recorded = { ...report.recorded, fields: header(...fields) };
    return pathLines(judge({ ...report, recorded }), wordsIn('en'), {}).source;
  };
  it.each<[string, Partial<Hop>, readonly string[], string, string | null]>([
    ['handed in', { role: 'msa' }, [], 'MUA', 'It handed the message in at smtp.example.'],
    ['handed in nobody knows where', { role: 'msa', by: null }, [], 'MUA', null],
    [
      'with a program that has a name',
      { role: 'msa' },
      ['User-Agent: Mozilla Thunderbird'],
      'MUA',
      'The message names the program that it was written with: Mozilla Thunderbird.',
    ],
    [
      'the older field',
      { role: 'msa' },
      ['X-Mailer: Becky! ver. 2.81'],
      'MUA',
      'The message names the program that it was written with: Becky! ver. 2.81.',
    ],
    ['not handed in there', { role: 'mta' }, ['X-Mailer: x'], '', null],
  ])('%s', (_title, change, fields, role, evidence) => {
    expect(source(change, ...fields)).toMatchObject({ role, roleEvidence: evidence });
  });
  it('is nowhere without a step', () => {
    expect(path([]).source).toBeNull();
  });
});

it.each([
  ['boundary', 'recorded by Gmail'],
  ['from-gateway', 'recorded by your gateway and Gmail'],
] as const)('whose record it is: %s', (roleEvidence, label) => {
  expect(path([hop({}), hop({ role: 'mx', roleEvidence })]).recordedLabel).toBe(label);
});

describe('a step', () => {
  it('keeps its place where little is recorded', () => {
    const unknown = { helo: null, rdns: null, ip: null };
    expect(first({ by: null, from: unknown, with: null, time: null, timeText: null })).toMatchObject({
      host: 'not recorded',
      from: 'not recorded',
      known: false,
      protocol: null,
      time: null,
    });
  });

  it('shows the date in the reader’s zone, and as it was written', () => {
    expect(first({})).toMatchObject({
      time: '1 Oct 2026, 19:00:04 GMT+9',
      timeText: 'Thu, 1 Oct 2026 10:00:04 +0000',
    });
  });

  it('says that the sender signed in', () => {
    expect(first({ with: 'ESMTPSA', authenticated: true })?.protocol).toBe('ESMTPSA · SMTP-AUTH');
  });

  it.each(locales)('tells the role, its meaning and what it was concluded from (%s)', (locale) => {
    const line = path([hop({ role: 'msa', roleEvidence: 'smtp-auth' })], locale).hops[0];
    expect([line?.role, line?.roleMeaning, line?.roleEvidence]).toEqual([
      'MSA',
      expect.stringContaining('587'),
      expect.stringContaining('SMTP-AUTH'),
    ]);
  });

  it('says where something between is not recorded', () => {
    expect(first({ gap: true })?.notes).toHaveLength(1);
    expect(first({})?.notes).toEqual([]);
  });

  it('shows what would act without being seen', () => {
    expect(first({ by: 'mx\u202e.example' })?.host).toBe('mx‹U+202E›.example');
  });
});
