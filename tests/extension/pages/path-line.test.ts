import { describe, expect, it } from 'vitest';
import type { HopLine } from '../../../src/explain/explanation.ts';
import { type LineStop, pathLine } from '../../../src/extension/pages/path-line.ts';
import { wordsIn } from '../../words.ts';
import { hop, path } from './paths.ts';

const brief = ({ at, kind, name, address, time, between, gap }: LineStop) =>
  [at, kind, name, address && `[${address}]`, time, between > 0 && `${between} left out`, gap && 'gap']
    .filter(Boolean)
    .join(' ');
const line = (hops: readonly HopLine[], firstRecorded: number | null) =>
  pathLine(path(hops, firstRecorded), wordsIn('en')).map(brief);

const out = { name: 'out.service.example', address: '192.0.2.44' };
const mx = hop({ host: 'mx.google.com', grade: 'recorded', peer: out, delay: 2, corrected: 2, delayWord: '2 s' });
const inside = hop({ host: '2002:a05:6a20::', grade: 'recorded' });
const service = hop({ host: 'filter.service.example', delay: null });

describe('the path on one line', () => {
  it('shows the server that handed it over by the name and address that the receiver saw', () => {
    expect(line([service, mx, inside], 1)).toEqual([
      'origin claimed pc.example',
      'hand-over recorded out.service.example [192.0.2.44]',
      'receiver recorded mx.google.com +2 s',
      'mailbox recorded your mailbox +1 s',
    ]);
  });
  it('takes all inner steps of the receiver as one', () => {
    expect(line([service, mx, inside, inside, inside], 1).at(-1)).toBe('mailbox recorded your mailbox +3 s');
  });
  it('has nothing before a server that handed it over without a trace', () => {
    expect(line([mx, inside], 0)[0]).toBe('hand-over recorded out.service.example [192.0.2.44]');
  });
  it('counts the servers that it leaves out', () => {
    expect(line([service, hop({}), hop({}), mx], 3)[1]).toBe(
      'hand-over recorded out.service.example [192.0.2.44] +2 s 2 left out',
    );
  });
  it('does not take the last server that is claimed for the one that was seen where the path has a gap', () => {
    expect(line([service, { ...mx, gap: true }], 1)[1]).toBe(
      'hand-over recorded out.service.example [192.0.2.44] 1 left out gap',
    );
  });
  it('draws nothing as seen where nothing is recorded', () => {
    expect(line([service, hop({ host: 'last.example' })], null)).toEqual([
      'origin claimed pc.example',
      'hand-over claimed last.example +1 s 1 left out',
    ]);
  });
  it.each([
    ['clocks differ', -3],
    ['a time is missing', null],
  ])('says no time where %s', (_, delay) => {
    expect(line([service, mx, { ...inside, delay }], 1).at(-1)).toBe('mailbox recorded your mailbox');
  });
  it('is empty without a step', () => {
    expect(line([], null)).toEqual([]);
  });
});
