/** The path in one line: where it began, the server that handed it over, the receiver, and the reader's mailbox. */

import type { HopLine, PathLines } from '../../explain/explanation.ts';
import { durationWord } from '../../explain/numbers.ts';
import type { Words } from '../../explain/words.ts';

export type LineStop = {
  readonly at: 'origin' | 'hand-over' | 'receiver' | 'mailbox';
  /** claimed: others say so, and anybody can. recorded: the receiver saw it. */
  readonly kind: 'claimed' | 'recorded';
  readonly name: string;
  /** The hand-over's address, as the receiver saw it. */
  readonly address: string | null;
  /** The time of the step that leads here; '' where it is not known. */
  readonly time: string;
  /** How many servers are left out before it. */
  readonly between: number;
  /** A server between is not recorded. */
  readonly gap: boolean;
};

export function pathLine(path: PathLines, words: Words): readonly LineStop[] {
  const { hops, firstRecorded, source } = path;
  const [oldest] = hops;
  if (!oldest) return [];
  const own = firstRecorded === null ? [] : hops.slice(firstRecorded);
  const others = firstRecorded === null ? hops : hops.slice(0, firstRecorded);
  const [boundary, ...inner] = own;
  const last = others.at(-1);
  const origin: LineStop = {
    ...{ at: 'origin', kind: 'claimed', name: source?.name ?? oldest.from, address: null, time: '' },
    ...{ between: 0, gap: false },
  };
  const told = others.length > 0 ? [origin] : [];
  if (!boundary) {
    if (!last) return told;
    const end = { name: last.host, address: null, time: between(others, words), gap: last.gap };
    return [...told, { ...end, at: 'hand-over', kind: 'claimed', between: Math.max(0, others.length - 1) }];
  }
  // The server before the boundary and the one that the receiver saw are one, unless the path has a gap there.
  const left = others.length - (boundary.gap ? 0 : 1);
  return [
    ...told,
    {
      ...{ at: 'hand-over', kind: 'recorded', address: boundary.peer.address },
      name: boundary.peer.name ?? words.text('value_not_recorded'),
      time: boundary.gap ? '' : between(others, words),
      ...{ between: Math.max(0, left), gap: boundary.gap },
    },
    {
      ...{ at: 'receiver', kind: 'recorded', name: boundary.host, address: null, time: stepTime(boundary) },
      ...{ between: 0, gap: false },
    },
    {
      ...{ at: 'mailbox', kind: 'recorded', name: words.text('page_mailbox'), address: null },
      ...{ time: sum(inner, words), between: 0, gap: false },
    },
  ];
}

/** Within what others say: the steps after the oldest server's. */
const between = (others: readonly HopLine[], words: Words) => sum(others.slice(1), words);

/** All of the steps together; '' where one is not known, or clocks differ. */
function sum(hops: readonly HopLine[], words: Words): string {
  if (hops.length === 0 || hops.some(({ delay }) => delay === null || delay <= -1)) return '';
  return `+${durationWord(
    hops.reduce((total, { delay, corrected }) => total + Math.max(0, corrected ?? delay ?? 0), 0),
    words,
  )}`;
}

function stepTime({ delay, delayWord, correctedWord }: HopLine): string {
  if (delay === null || delay <= -1) return '';
  return correctedWord === null ? `+${delayWord ?? ''}` : `≈ ${correctedWord}`;
}
