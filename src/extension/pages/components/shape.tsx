/** One shape for each tone: the meaning is in the shape and the word, colour only helps. */

import type { Cell, Tone } from '../../../explain/explanation.ts';
import { visible } from '../../visible.ts';
import './shape.css';

const outlines: Readonly<Record<Tone, string>> = {
  pass: 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z',
  fail: 'M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z',
  caution: 'M8 1.2 15.4 14.4H.6z',
  none: 'M8 1.9a6.1 6.1 0 1 1 0 12.2A6.1 6.1 0 0 1 8 1.9z',
  unknown: 'M3 1.2h10A1.8 1.8 0 0 1 14.8 3v10a1.8 1.8 0 0 1-1.8 1.8H3A1.8 1.8 0 0 1 1.2 13V3A1.8 1.8 0 0 1 3 1.2z',
};

const signs: Readonly<Record<Tone, string>> = {
  pass: 'm4.7 8.3 2.3 2.3 4.4-5',
  fail: 'm5.4 5.4 5.2 5.2m0-5.2-5.2 5.2',
  caution: 'M8 6v4m0 2.1v.1',
  none: '',
  unknown: 'M5.9 6.2c0-2.8 4.3-2.7 4.3 0 0 1.7-2.1 1.6-2.1 3.2m0 2.3v.1',
};

/** solid: it counts. outline: it holds, but not for the visible sender. */
export type Weight = 'solid' | 'outline';

export function Shape({ tone, weight = 'solid' }: { tone: Tone; weight?: Weight }) {
  return (
    <svg
      class="shape"
      data-tone={tone}
      data-weight={tone === 'none' ? 'outline' : weight}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <path class="outline" d={outlines[tone]} />
      <path class="sign" d={signs[tone]} />
    </svg>
  );
}

/** A result: shape, word, colour. Only a pass can fail to count: all else is what it is. */
export function Result({ cell, weight = 'solid' }: { cell: Pick<Cell, 'tone' | 'word'>; weight?: Weight }) {
  const drawn = cell.tone === 'pass' ? weight : 'solid';
  return (
    <span class="result" data-tone={cell.tone} data-weight={drawn}>
      <Shape tone={cell.tone} weight={drawn} />
      <span>{visible(cell.word)}</span>
    </span>
  );
}

/** Under way: the same place, filled later. */
export function Pending({ word }: { word: string }) {
  return (
    <span class="result" data-tone="pending">
      <svg class="shape" viewBox="0 0 16 16" aria-hidden="true">
        <path class="turning" d="M8 2a6 6 0 0 1 6 6" />
      </svg>
      <span>{word}</span>
    </span>
  );
}
