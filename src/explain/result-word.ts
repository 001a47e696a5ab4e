/** A result in one word, with its tone. */

import type { ArcKeyword, BimiKeyword, DkimKeyword, DmarcKeyword, SpfKeyword } from '../engine/outcome.ts';
import type { Cell, Tone } from './explanation.ts';
import { shownText } from './shown.ts';
import type { Words } from './words.ts';

export type ResultKeyword = SpfKeyword | DkimKeyword | DmarcKeyword | ArcKeyword | BimiKeyword;

const tones: Readonly<Record<ResultKeyword, Tone>> = {
  pass: 'pass',
  fail: 'fail',
  softfail: 'fail',
  policy: 'fail',
  permerror: 'fail',
  temperror: 'unknown',
  neutral: 'none',
  none: 'none',
  declined: 'none',
  skipped: 'none',
};

export function resultWord(result: ResultKeyword, words: Words): string {
  return words.text(`result_${result}`);
}

export function resultCell(result: ResultKeyword, words: Words): Cell {
  return { tone: tones[result], word: resultWord(result, words), keyword: result };
}

/** A result as others wrote it: a word outside RFC 8601 is shown as it is, and decides nothing. */
export function writtenCell(result: string, words: Words): Cell {
  return Object.hasOwn(tones, result)
    ? resultCell(result as ResultKeyword, words)
    : { tone: result === 'hardfail' ? 'fail' : 'unknown', word: shownText(result), keyword: shownText(result) };
}

export function absentCell(
  key: 'cell_not_recorded' | 'cell_not_checked' | 'cell_checking' | 'cell_not_judged',
  words: Words,
): Cell {
  const keyword = key === 'cell_checking' ? 'pending' : null;
  return { tone: key === 'cell_not_recorded' ? 'none' : 'unknown', word: words.text(key), keyword };
}
