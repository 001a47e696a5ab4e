/** Paths for tests: a step with what is of no matter filled in. */

import type { HopLine, PathLines } from '../../../src/explain/explanation.ts';

export function hop(change: Partial<HopLine>): HopLine {
  return {
    field: 0,
    grade: 'claimed',
    role: 'relay',
    roleMeaning: '',
    roleEvidence: null,
    host: 'relay.example',
    address: '192.0.2.1',
    from: 'pc.example',
    peer: { name: 'pc.example', address: null },
    known: true,
    gap: false,
    protocol: 'ESMTP',
    tls: 'TLS 1.3',
    tlsShort: 'TLS 1.3',
    cipher: null,
    time: null,
    shortTime: null,
    timeText: null,
    notes: [],
    delay: 1,
    corrected: 1,
    delayWord: '1 s',
    correctedWord: null,
    ...change,
  };
}

export function path(hops: readonly HopLine[], firstRecorded: number | null): PathLines {
  const labels = { claimedLabel: 'as claimed by others', recordedLabel: 'recorded by Gmail' };
  const source = hops[0] ? { name: hops[0].from, role: 'MUA', roleMeaning: '', roleEvidence: null } : null;
  return { receiver: 'Gmail', summary: '', journey: [], source, hops, firstRecorded, ...labels };
}
