/** i= of ARC-Authentication-Results. RFC 8617 §4.1.1, §4.2.1. */

import { expect, it } from 'vitest';
import { resultsInstance } from '../../../src/engine/syntax/arc-instance.ts';

it.each<[string, number | null]>([
  ['i=1; mx.example.com; none', 1],
  [' i=50;', 50],
  ['\r\n\ti = 07 ;', 7],
  ['(a (nested) \\) comment) i (x) = (y)2(z); mx', 2],
  ['i=99; mx', 99],
  ['i=100; mx', null],
  ['i=0; mx', null],
  ['i=1', null],
  ['i=1 mx.example.com;', null],
  ['I=1; mx', null],
  ['mx.example.com; i=1', null],
  ['i=-1;', null],
  ['(i=1;', null],
  ['', null],
  [`${'('.repeat(100_000)}i=1;`, null],
])('%j: %s', (value, instance) => {
  expect(resultsInstance(value)).toBe(instance);
});
