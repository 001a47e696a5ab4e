/**
 * Date and time as mail writes them -> seconds since 1970. RFC 5322 §3.3, §4.3 (obsolete), and what is met besides: ISO 8601,
 * the order of ctime(), fractions of a second, text around the date.
 *
 * Never Date.parse: engines differ in what they accept.
 */

import type { OctetString } from '../octets.ts';
import { withoutComments } from '../syntax/rfc5322.ts';
import { unfold } from './fields.ts';

export type ReadDate = {
  /** Seconds since 1970, a fraction where there is one; null where no date could be read. */
  readonly time: number | null;
  /** As written, on one line. */
  readonly text: string;
};

export type FoundDate = ReadDate & {
  /** Where it stands in the text that was searched: [start, end). */
  readonly start: number;
  readonly end: number;
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const GAP = '[ \\t]{1,8}';
const MONTH = `(?<month>${MONTHS.join('|')})[a-z]{0,6}\\.?`;
const TIME = `(?<hour>\\d{1,2})[ \\t]?:[ \\t]?(?<minute>\\d{2})(?:[ \\t]?:[ \\t]?(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,12}))?)?`;
const ZONE = `(?:[ \\t]{0,8}(?<zone>(?:UTC?|GMT)?[ \\t]?[+-]\\d{2}:?\\d{2}|[A-Za-z]{1,5}(?![A-Za-z0-9=:-])))?`;

/** No search for day names: ids contain "Sat", "Sun" and "Mon". */
const FORMS: readonly string[] = [
  // [ day-of-week "," ] day month year hour ":" minute [ ":" second ] zone
  `(?<day>\\d{1,2})(?:${GAP}|-)${MONTH}(?:${GAP}|-)(?<year>\\d{2,4}),?${GAP}${TIME}${ZONE}`,
  // ctime(): month day time [ zone ] year, or year before the time as JavaScript writes it
  `${MONTH}${GAP}(?<day>\\d{1,2}),?${GAP}${TIME}(?:${GAP}(?<zone>[A-Z]{3,4}))?${GAP}(?<year>\\d{4})(?:${GAP}(?<zone2>[+-]\\d{4}))?`,
  `${MONTH}${GAP}(?<day>\\d{1,2}),?${GAP}(?<year>\\d{4})${GAP}${TIME}${ZONE}`,
  // ISO 8601 / RFC 3339
  `(?<year>\\d{4})-(?<monthNumber>\\d{2})-(?<day>\\d{2})(?:T|${GAP})${TIME}${ZONE}`,
];
const PATTERNS = FORMS.map((form) => new RegExp(`(?<![A-Za-z0-9])${form}`, 'gi'));
const USUAL = PATTERNS[0] as RegExp;

/** RFC 5322 §4.3. Single letters and names that are not here count as -0000; JST and the European names are unambiguous. */
// biome-ignore format: a table
const ZONES: Readonly<Record<string, number>> = {
  EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7,
  JST: 9, KST: 9, WEST: 1, CET: 1, CEST: 2, MET: 1, MEST: 2, EET: 2, EEST: 3, MSK: 3,
};

/** The first date in the text, comments aside. */
export function parseDate(text: OctetString): ReadDate {
  const unfolded = unfold(text);
  const written = unfolded.trim();
  const open = unfolded.indexOf('(');
  // Most dates have the first form, and a comment behind their zone: then no comment has to be read.
  const before = datesIn(onOneLine(open < 0 ? unfolded : unfolded.slice(0, open)), USUAL, 1)[0];
  if (before && (open < 0 || /[+-][0-9]{4}$/.test(before.text))) return { time: before.time, text: written };
  const plain = onOneLine(open < 0 ? unfolded : withoutComments(unfolded));
  for (const pattern of PATTERNS) {
    const time = datesIn(plain, pattern, 1)[0]?.time;
    if (time !== undefined) return { time, text: written };
  }
  return { time: null, text: written };
}

function onOneLine(text: OctetString): OctetString {
  return text.replace(/\s{2,}|[^\S ]/g, ' ');
}

/** The last date in the text; comments must be blanked out already. An RFC 5322 date goes before the other forms. */
export function lastDateIn(text: OctetString): FoundDate | null {
  const usual = datesIn(text, USUAL);
  return (
    usual.at(-1) ??
    PATTERNS.slice(1)
      .flatMap((pattern) => datesIn(text, pattern))
      .at(-1) ??
    null
  );
}

/** The dates of one form that are dates, in the order of their place; the first `most` of them. */
function datesIn(text: OctetString, pattern: RegExp, most = Infinity): readonly FoundDate[] {
  const dates: FoundDate[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const time = timeOf(match.groups ?? {});
    if (time !== null) dates.push({ time, text: match[0], start: match.index, end: pattern.lastIndex });
    if (dates.length >= most) break;
  }
  return dates;
}

function timeOf(groups: Readonly<Record<string, string | undefined>>): number | null {
  const year = yearOf(groups['year'] ?? '');
  const month = groups['monthNumber']
    ? Number(groups['monthNumber']) - 1
    : MONTHS.indexOf((groups['month'] ?? '').toLowerCase());
  const day = Number(groups['day']);
  const hour = Number(groups['hour']);
  const minute = Number(groups['minute']);
  const second = Number(groups['second'] ?? 0);
  const zone = zoneOf(groups['zone2'] ?? groups['zone'] ?? '');
  // §3.3: 60 is a leap second.
  if (month < 0 || month > 11 || hour > 23 || minute > 59 || second > 60 || zone === null) return null;
  if (day < 1 || day > daysOf(month, year)) return null;
  const seconds = midnightOf(year, month, day) + hour * 3600 + minute * 60 + second - zone;
  return groups['fraction'] ? seconds + Number(`0.${groups['fraction']}`) : seconds;
}

function daysOf(month: number, year: number): number {
  if (month !== 1) return month === 3 || month === 5 || month === 8 || month === 10 ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

/** Date.UTC takes the years 0 to 99 for 1900 to 1999; 400 years are 146,097 days. */
function midnightOf(year: number, month: number, day: number): number {
  return Date.UTC(year + 400, month, day) / 1000 - 146_097 * 86_400;
}

/** §4.3: two digits up to 49 are 20xx, all other two and three digits count from 1900. */
function yearOf(digits: string): number {
  const year = Number(digits);
  if (digits.length > 3) return year;
  return year + (digits.length === 2 && year < 50 ? 2000 : 1900);
}

/** Seconds east of UTC; null where it is no zone (§3.3: the minutes must be below 60). */
function zoneOf(zone: string): number | null {
  const offset = /([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!offset) return (ZONES[zone.trim().toUpperCase()] ?? 0) * 3600;
  const minutes = Number(offset[3]);
  if (minutes > 59) return null;
  return (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 3600 + minutes * 60);
}
