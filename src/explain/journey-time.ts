/** What the clocks of the path tell: where it waited, which of them differ, and how the Date field stands to them. */

import type { Report } from '../engine/report.ts';
import type { Hop } from '../engine/trace/trace.ts';
import type { JourneyLine } from './explanation.ts';
import { durationWord } from './numbers.ts';
import { shownText } from './shown.ts';
import type { Words } from './words.ts';

/** Seconds from which a step is a wait worth naming. */
const WAIT = 60;
/** Pairs of clocks that are named. */
const MOST_CLOCKS = 3;

export function timeLines(report: Report, words: Words): readonly JourneyLine[] {
  return [held, clocks, unsteady, date].flatMap((tell) => tell(report, words));
}

const hostOf = (hop: Hop | undefined, words: Words) => (hop?.by ? shownText(hop.by) : words.text('value_not_recorded'));

function held({ recorded }: Report, words: Words): readonly JourneyLine[] {
  const { hops } = recorded;
  const { steps, longest, total } = recorded.clocks;
  if (total === null) return [];
  const hop = hops[longest ?? -1];
  const seconds = (longest === null ? 0 : steps[longest]?.corrected) ?? 0;
  const time = durationWord(seconds, words);
  const grade = hop?.grade ?? 'recorded';
  if (!hop || longest === null || seconds < WAIT) {
    return [
      { id: 'held', text: words.text('journey_quick', { time }), grounds: null, grade, field: hop?.field ?? null },
    ];
  }
  const values = { host: hostOf(hop, words), time, total: durationWord(total, words) };
  const before = hops.slice(0, longest).findLast((one) => one.time !== null);
  return [
    {
      id: 'held',
      text: words.text('journey_held', values),
      grounds: words.text('journey_held_grounds', { before: hostOf(before, words) }),
      grade,
      field: hop.field,
    },
  ];
}

/** A second is the resolution of the dates. */
function clocks({ recorded }: Report, words: Words): readonly JourneyLine[] {
  const { hops } = recorded;
  const { steps, corrections } = recorded.clocks;
  const wrong = steps.filter(({ kind, seconds }) => kind === 'clocks-differ' && seconds >= 1);
  return wrong.slice(0, MOST_CLOCKS).map((step): JourneyLine => {
    const before = hops.slice(0, step.hop).findLastIndex((one) => one.time !== null);
    const values = {
      before: hostOf(hops[before], words),
      host: hostOf(hops[step.hop], words),
      time: durationWord(step.seconds, words),
    };
    // The least corrections blame one of the two, or a part of each.
    const blamed = [before, step.hop].filter((one) => Math.abs(corrections[one] ?? 0) >= 1);
    const [only, ...more] = blamed;
    const grounds =
      only === undefined || more.length > 0
        ? null
        : words.text((corrections[only] ?? 0) < 0 ? 'journey_clock_ahead' : 'journey_clock_behind', {
            host: hostOf(hops[only], words),
            time: durationWord(Math.abs(corrections[only] ?? 0), words),
          });
    return {
      id: 'clocks',
      text: words.text('journey_clocks', values),
      grounds,
      grade: 'inferred',
      field: hops[step.hop]?.field ?? null,
    };
  });
}

function unsteady({ recorded: { hops, clocks } }: Report, words: Words): readonly JourneyLine[] {
  return clocks.unsteady.slice(0, MOST_CLOCKS).map((at): JourneyLine => {
    const text = words.text('journey_clock_unsteady', { host: hostOf(hops[at], words) });
    return { id: 'unsteady', text, grounds: null, grade: 'inferred', field: hops[at]?.field ?? null };
  });
}

function date({ recorded }: Report, words: Words): readonly JourneyLine[] {
  const { sinceDate } = recorded.clocks;
  const hop = recorded.hops[sinceDate?.hop ?? -1];
  if (sinceDate === null || !hop) return [];
  const { seconds } = sinceDate;
  const key = seconds <= -1 ? 'journey_date_later' : seconds < 1 ? 'journey_date_same' : 'journey_date_earlier';
  const text = words.text(key, { time: durationWord(Math.abs(seconds), words), host: hostOf(hop, words) });
  const field = recorded.fields.find((one) => one.key === 'date')?.index ?? null;
  return [{ id: 'date', text, grounds: null, grade: 'claimed', field }];
}
