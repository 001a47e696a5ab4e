/** Numbers for the eye: durations and dates, in the reader's language and time zone. */

import type { ExplainOptions } from './explanation.ts';
import type { Words } from './words.ts';

/** "4 s", "2 h 5 min": two units at most. `seconds` is not negative. */
export function durationWord(seconds: number, words: Words): string {
  const whole = Math.round(seconds);
  const days = Math.floor(whole / 86_400);
  const hours = Math.floor((whole % 86_400) / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  if (days > 0) return units(['unit_days', days], ['unit_hours', hours], words);
  if (hours > 0) return units(['unit_hours', hours], ['unit_minutes', minutes], words);
  if (minutes > 0) return units(['unit_minutes', minutes], ['unit_seconds', whole % 60], words);
  return words.text('unit_seconds', { count: whole });
}

type Unit = readonly ['unit_days' | 'unit_hours' | 'unit_minutes' | 'unit_seconds', number];

function units(large: Unit, small: Unit, words: Words): string {
  const parts = [large, small].filter(([, count]) => count > 0).map(([key, count]) => words.text(key, { count }));
  return parts.join(words.locale === 'ja' ? '' : ' ');
}

/** The last second that a Date can hold. */
const LAST = 8_640_000_000_000;

/** One for all dates of a language, a time zone and a length: to make it takes longer than all else that a report says. */
const formats = new WeakMap<Words, Map<string, Intl.DateTimeFormat>>();

const lengths = {
  second: { second: '2-digit', timeZoneName: 'short' },
  minute: {},
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** "11 Mar 2026, 11:07:32 GMT-7"; null where no calendar has such a day. */
export function dateWord(seconds: number, words: Words, options: ExplainOptions): string | null {
  return formatted(seconds, 'second', words, options);
}

/** "11 Mar 2026, 11:07": in the reader's own time zone, which need not be named. */
export function minuteWord(seconds: number, words: Words, options: ExplainOptions): string | null {
  return formatted(seconds, 'minute', words, options);
}

function formatted(
  seconds: number,
  to: keyof typeof lengths,
  words: Words,
  { timeZone = '' }: ExplainOptions,
): string | null {
  if (!Number.isFinite(seconds) || Math.abs(seconds) > LAST) return null;
  const known = formats.get(words) ?? new Map<string, Intl.DateTimeFormat>();
  const key = `${to} ${timeZone}`;
  const format = known.get(key) ?? formatOf(words, to, timeZone);
  formats.set(words, known.set(key, format));
  return format.format(new Date(seconds * 1000));
}

function formatOf(words: Words, to: keyof typeof lengths, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(words.locale === 'ja' ? 'ja-JP' : 'en-GB', {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...lengths[to],
    ...(timeZone ? { timeZone } : {}),
  });
}
