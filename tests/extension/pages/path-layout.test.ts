import { describe, expect, it } from 'vitest';
import type { HopLine, PathLines } from '../../../src/explain/explain.ts';
import { layoutPath, shorten } from '../../../src/extension/pages/path-layout.ts';

function hop(change: Partial<HopLine>): HopLine {
  return {
    field: 0,
    grade: 'claimed',
    role: 'relay',
    roleMeaning: '',
    roleEvidence: null,
    host: 'relay.example',
    from: 'pc.example',
    known: true,
    protocol: 'ESMTP',
    tls: 'TLS 1.3',
    time: null,
    timeText: null,
    notes: [],
    delay: 1,
    delayWord: '1 s',
    ...change,
  };
}

function path(hops: readonly HopLine[], firstRecorded: number | null): PathLines {
  return { summary: '', hops, firstRecorded, claimedLabel: 'as claimed by others', recordedLabel: 'recorded by Gmail' };
}

const five = path(
  [hop({ delay: null, delayWord: null }), hop({}), hop({}), hop({ grade: 'recorded' }), hop({ grade: 'recorded' })],
  3,
);

describe('servers', () => {
  const { nodes } = layoutPath(five, 432, 5);
  it('has one more than there are steps: the source of the oldest', () => {
    expect(nodes.map((node) => node.kind)).toEqual(['told', 'claimed', 'claimed', 'claimed', 'recorded', 'recorded']);
    expect(nodes[0]?.label).toBe('pc.example');
  });
  it('puts them at equal distances, half of one from the sides', () => {
    expect(nodes.map((node) => node.x)).toEqual([36, 108, 180, 252, 324, 396]);
  });
  it('leaves out names where there is no room for them, and keeps roles', () => {
    const crowded = layoutPath(path(Array(10).fill(hop({ role: 'MTA' })), null), 428, 5);
    expect(crowded.nodes.map((node) => node.label).join('')).toBe('');
    expect(crowded.nodes[1]?.role).toBe('MTA');
  });
  it('draws a server that is not recorded as unknown', () => {
    expect(layoutPath(path([hop({ known: false })], null), 428, 5).nodes[1]?.kind).toBe('unknown');
  });
});

describe('steps', () => {
  it.each([
    [null, 'unknown'],
    [0, 'plain'],
    [59, 'plain'],
    [60, 'slow'],
    [599, 'slow'],
    [600, 'very-slow'],
    [-1, 'skewed'],
  ] as const)('%s seconds: %s', (delay, kind) => {
    expect(layoutPath(path([hop({ delay })], null), 428, 5).edges[0]?.kind).toBe(kind);
  });
  it.each([
    [-5, '−5 s'],
    [-300, '−5 min'],
    [-86_400, '−24 h'],
  ])('clocks that differ by %d s: %s', (delay, text) => {
    expect(layoutPath(path([hop({ delay })], null), 428, 5).edges[0]?.label.text).toBe(text);
  });
  it('is thicker for longer, and never thicker than its servers', () => {
    const widths = [0, 10, 600, 1e9].map(
      (delay) => layoutPath(path([hop({ delay })], null), 428, 5).edges[0]?.width ?? 0,
    );
    expect(widths).toEqual([...widths].sort((a, b) => a - b));
    expect(widths.at(-1)).toBe(7);
  });
  it('marks a long one even where its time does not fit', () => {
    const hops = Array(30).fill(hop({ delay: 7200, delayWord: '2 h' }));
    expect(layoutPath(path(hops, null), 428, 5).edges[0]?.label.text).toBe('▲');
  });
});

describe('the boundary of trust', () => {
  it('runs between the last claimed and the first recorded server, and no time is written across it', () => {
    const { boundary, edges } = layoutPath(five, 432, 5);
    expect(boundary?.x).toBe(288);
    expect(edges[3]?.label).toMatchObject({ anchor: 'end', x: 283 });
  });
  it('is not drawn where nothing is recorded', () => {
    expect(layoutPath(path([hop({})], null), 428, 5).boundary).toBeNull();
  });
  it('says nothing of claims where all is recorded', () => {
    expect(layoutPath(path([hop({ grade: 'recorded' })], 0), 428, 5).boundary?.claimed.text).toBe('');
  });
  it('keeps its words inside the drawing', () => {
    const last = layoutPath(path([...Array(14).fill(hop({})), hop({ grade: 'recorded' })], 14), 428, 5).boundary;
    expect((last?.recorded.start ?? 0) + 'recorded by Gmail'.length * 5).toBeLessThanOrEqual(428);
    expect(last?.claimed.end).toBeLessThan(last?.recorded.start ?? 0);
  });
});

it('draws nothing for a message without a step', () => {
  expect(layoutPath(path([], null), 428, 5)).toEqual({ nodes: [], edges: [], boundary: null });
});

it.each([
  ['mx.google.com', 12, 'google.com'],
  ['mx.example', 12, 'mx.example'],
  ['mail-sor-f41.google.com', 12, 'google.com'],
  ['a-name-without-a-dot', 8, 'a-name-…'],
  ['送信サーバー', 8, '送信サ…'],
  ['laptop [203.0.113.200]', 20, 'laptop'],
  ['[203.0.113.200]', 20, '203.0.113.200'],
  ['[203.0.113.200]', 12, '203.0.113.2…'],
  ['2001:db8::1:2:3', 8, '2001:db…'],
  ['out.mailer.example (out.mailer.example [192.0.2.1])', 30, 'out.mailer.example'],
])('%s in %d cells: %s', (name, most, short) => {
  expect(shorten(name, most)).toBe(short);
});
