import { describe, expect, it } from 'vitest';
import type { HopLine } from '../../../src/explain/explanation.ts';
import { edgeOf, layoutPath, type PathStop } from '../../../src/extension/pages/path-layout.ts';
import { hop, path } from './paths.ts';

const stopsOf = (hops: readonly HopLine[], firstRecorded: number | null = null, most = 60) =>
  layoutPath(path(hops, firstRecorded), most, 'not recorded');
const brief = ({ kind, name }: PathStop) => `${kind} ${name}`;

describe('servers', () => {
  it('has one more than there are steps: the source of the oldest', () => {
    const hops = [hop({ host: 'a.example' }), hop({ host: 'b.example', grade: 'recorded' })];
    expect(stopsOf(hops, 1).stops.map(brief)).toEqual(['told pc.example', 'claimed a.example', 'recorded b.example']);
  });
  it('says role, address and TLS of each, and which step it ends', () => {
    expect(stopsOf([hop({})]).stops[1]).toMatchObject({ hop: 0, role: 'relay', address: '192.0.2.1', tls: 'TLS 1.3' });
    expect(stopsOf([hop({})]).stops[0]).toMatchObject({ hop: null, role: 'MUA', address: null, tls: '' });
  });
  it('draws a server that is not recorded as unknown', () => {
    expect(stopsOf([hop({ known: false })]).stops[1]?.kind).toBe('unknown');
  });
  it('puts what is missing where a gap is', () => {
    expect(stopsOf([hop({}), hop({ gap: true })]).stops.map(brief)).toEqual([
      'told pc.example',
      'claimed relay.example',
      'missing not recorded',
      'claimed relay.example',
    ]);
  });
  it('draws nothing for a message without a step', () => {
    expect(stopsOf([])).toEqual({ stops: [], folded: 0 });
  });
});

describe('steps', () => {
  it.each([
    [null, null, 'unknown', ''],
    [0, 0, 'plain', '+1 s'],
    [59, 59, 'plain', '+1 s'],
    [60, 60, 'slow', '+1 s'],
    [599, 599, 'slow', '+1 s'],
    [600, 600, 'very-slow', '+1 s'],
    [600, 5, 'plain', '+1 s'],
    [-0.5, 0, 'plain', '+1 s'],
    [-1, 0, 'skewed', ''],
    [-5, 0, 'skewed', ''],
  ] as const)('%s seconds, %s by evened clocks: %s', (delay, corrected, kind, time) => {
    expect(edgeOf(hop({ delay, corrected }))).toMatchObject({ kind, time });
  });
  it('shows the time by evened clocks where it is another one', () => {
    expect(edgeOf(hop({ delay: 90, corrected: 2, delayWord: '1 min 30 s', correctedWord: '2 s' })).time).toBe('≈ 2 s');
  });
  it('says a difference of clocks in words, and gives no number for it', () => {
    const edge = edgeOf(hop({ delay: -5, corrected: 0, delayWord: 'clocks differ by 5 s' }));
    expect(edge).toMatchObject({ time: '', note: 'clocks differ by 5 s' });
  });
  it('is longer for longer, by the logarithm, and never very long', () => {
    const lengths = [0, 10, 600, 86_400, 1e9].map((delay) => edgeOf(hop({ delay, corrected: delay })).length);
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
    expect(new Set(lengths).size).toBe(5);
    expect(lengths[0]).toBe(0.125);
    expect(lengths.at(-1)).toBe(3);
    const [ten, hundred, thousand] = [9, 99, 999].map((delay) => edgeOf(hop({ delay, corrected: delay })).length);
    expect((hundred ?? 0) - (ten ?? 0)).toBeCloseTo((thousand ?? 0) - (hundred ?? 0));
  });
});

describe('the line of trust', () => {
  const begins = (hops: readonly HopLine[], firstRecorded: number | null, most = 60) =>
    stopsOf(hops, firstRecorded, most).stops.map((stop) => (stop.trusted ? `| ${stop.begins}` : stop.begins));
  it('runs above the first recorded server', () => {
    expect(begins([hop({}), hop({ grade: 'recorded' })], 1)).toEqual([
      'as claimed by others',
      null,
      '| recorded by Gmail',
    ]);
  });
  it('is not drawn where nothing is recorded', () => {
    expect(begins([hop({})], null)).toEqual(['as claimed by others', null]);
  });
  it('says nothing of claims where all is recorded', () => {
    expect(begins([hop({ grade: 'recorded' })], 0)).toEqual([null, '| recorded by Gmail']);
  });
  it('is not lost in the fold', () => {
    const hops = Array.from({ length: 20 }, (_, i) => hop({ grade: i < 5 ? 'claimed' : 'recorded' }));
    expect(begins(hops, 5, 8)).toEqual([
      'as claimed by others',
      null,
      null,
      '| recorded by Gmail',
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('many steps', () => {
  const hops = Array.from({ length: 60 }, (_, i) => hop({ host: `h${i}.example` }));
  it('are folded in the middle: the oldest and the newest stay', () => {
    const { stops, folded } = stopsOf(hops, null, 9);
    expect(folded).toBe(52);
    expect(stops.map(({ name }) => name)).toEqual(
      ['pc', 'h0', 'h1', 'h54', 'h55', 'h56', 'h57', 'h58', 'h59'].map((name) => `${name}.example`),
    );
  });
  it('are all there where there is room', () => {
    expect(stopsOf(hops, null, Number.POSITIVE_INFINITY)).toMatchObject({ folded: 0, stops: { length: 61 } });
  });
});
