/**
 * What the path tells of the way as a whole: where it was handed in, who passed it on, what was said of its envelope, where it
 * waited, which clocks differ, and how the Date field stands to them.
 */

import type { Report } from '../engine/report.ts';
import type { Hop } from '../engine/trace/trace.ts';
import type { Judgement } from '../judgement/judgement.ts';
import { namesRelation } from '../judgement/relation.ts';
import type { JourneyLine } from './explanation.ts';
import { snake } from './message-key.ts';
import { durationWord } from './numbers.ts';
import { receiverName, shownDomain, shownText } from './shown.ts';
import { inLanguage, type Words } from './words.ts';

export function journeyLines(judgement: Judgement, words: Words): readonly JourneyLine[] {
  if (judgement.report.recorded.hops.length === 0) return [];
  return tellers.flatMap((tell) => tell(judgement, words));
}

type Tell = (judgement: Judgement, words: Words) => readonly JourneyLine[];

const tellers: readonly Tell[] = [submission, boundary, relay, direct, envelope, held, clocks, unsteady, date];

/** Names after which the text breaks off; more would be a list to skip. */
const MOST_NAMES = 3;
/** Seconds from which a step is a wait worth naming. */
const WAIT = 60;
/** Pairs of clocks that are named. */
const MOST_CLOCKS = 3;

const hostOf = (hop: Hop | undefined, words: Words) => (hop?.by ? shownText(hop.by) : words.text('value_not_recorded'));

/** The client of a hop: the name that was found, else the one it gave, else its address. */
function peerOf({ from }: Hop): string | null {
  const name = from.rdns ?? from.helo ?? from.ip;
  return name === null ? null : shownText(name);
}

/** Where it was handed in, and whether somebody had signed in for it. RFC 6409. */
function submission(
  {
    report: {
      recorded: { hops, receiver, boundary },
    },
  }: Judgement,
  words: Words,
): readonly JourneyLine[] {
  const name = receiverName(receiver);
  const hop = hops.find(({ role }) => role === 'msa');
  const oldest = hops[0];
  if (hop) {
    const host = hostOf(hop, words);
    const text = words.text(submissionKey(hop), { host });
    const grounds = hop.grade === 'claimed' ? words.text('journey_claimed', { host, receiver: name }) : null;
    return [{ id: 'submission', text, grounds, grade: hop.grade, field: hop.field }];
  }
  if (!oldest) return [];
  const field = oldest.field;
  if (boundary?.hop === 0) {
    const from = peerOf(oldest) ?? words.text('value_not_recorded');
    const text = words.text('journey_submission_direct', { from, receiver: name });
    return [{ id: 'submission', text, grounds: words.text('journey_nothing_before'), grade: 'recorded', field }];
  }
  const text = words.text('journey_submission_unknown', { host: hostOf(oldest, words) });
  return [{ id: 'submission', text, grounds: null, grade: oldest.grade, field }];
}

function submissionKey(hop: Hop) {
  switch (hop.roleEvidence) {
    case 'smtp-auth':
      return 'journey_submission_auth';
    case 'pop-before-smtp':
      return 'journey_submission_pop';
    case 'local-submission':
      return 'journey_submission_local';
    case 'local-web-user':
      return 'journey_submission_web_program';
    case 'mapi-submission':
      return 'journey_submission_mapi';
    case 'http-submission':
      return hop.authenticated ? 'journey_submission_http_auth' : 'journey_submission_http';
    default:
      return 'journey_submission_port';
  }
}

/** Where the record begins, where that is not the receiver's first server, or need not be. */
function boundary({ report, handOver: taken, atGateway }: Judgement, words: Words): readonly JourneyLine[] {
  const { hops } = report.recorded;
  const { receiver } = receiverOf(report);
  if (!taken) return [];
  if (atGateway) {
    const text = words.text('journey_gateway', { host: hostOf(taken, words), receiver });
    return [{ id: 'boundary', text, grounds: null, grade: 'recorded', field: taken.field }];
  }
  // Google's own servers in between are no forwarder of the reader's to be named: what they did stands beside the verdict.
  const forwarder = report.recorded.earlier ? undefined : hops.findLast(({ role }) => role === 'forwarder');
  if (!forwarder) return [];
  const text = words.text('journey_forwarded', { host: hostOf(forwarder, words), receiver });
  const grounds = words.text('journey_forwarded_own');
  return [{ id: 'boundary', text, grounds, grade: 'inferred', field: forwarder.field }];
}

/** Whether somebody stood between the sender's servers and the receiver. */
function relay(
  { report, handOver: hop, service, carrier: anyCarrier }: Judgement,
  words: Words,
): readonly JourneyLine[] {
  const { hops, author } = report.recorded;
  const { earlier } = report.recorded;
  const between = hops.filter(({ role }, at) => {
    const isProviders = earlier !== null && at >= earlier.hop; // the receiver's own servers are no third party
    return !isProviders && (role === 'relay' || role === 'list' || role === 'forwarder');
  });
  const [first] = between;
  if (first) {
    const named = between.map((hop) =>
      words.text('noted', { value: hostOf(hop, words), note: words.text(`role_${hop.role}`) }),
    );
    const names = [...new Set(named)].slice(0, MOST_NAMES).join(words.text('path_names_separator'));
    const text = words.text('journey_relay', { names });
    const grounds = first.roleEvidence && words.text(`evidence_${snake(first.roleEvidence)}`, receiverOf(report));
    return [{ id: 'relay', text, grounds, grade: 'inferred', field: first.field }];
  }
  if (service) {
    const text = words.text('journey_relay_service', { service: inLanguage(service.name, words) });
    return [{ id: 'relay', text, grounds: null, grade: 'inferred', field: hop?.field ?? null }];
  }
  const peer = hop?.from.rdns?.toLowerCase() ?? null;
  if (!hop || peer === null || author.domain === null) return [];
  const own = namesRelation(peer, author.domain) !== 'none';
  const carrier = own ? null : anyCarrier;
  const text = words.text(own ? 'journey_relay_none' : carrier ? 'journey_relay_carrier' : 'journey_relay_outside', {
    host: shownText(peer),
    domain: shownDomain(author.domain),
    service: carrier ? inLanguage(carrier.name, words) : '',
  });
  return [{ id: 'relay', text, grounds: null, grade: 'inferred', field: hop.field }];
}

const receiverOf = ({ recorded: { receiver } }: Report) => ({ receiver: receiverName(receiver) });

/** Straight from a consumer's line to port 25 of the receiver: what providers block ("OP25B"). */
function direct({ report, handOver: hop }: Judgement, words: Words): readonly JourneyLine[] {
  const evidence = hop?.roleEvidence;
  if (!hop || (evidence !== 'boundary-direct-dynamic' && evidence !== 'boundary-dynamic')) return [];
  const { receiver } = receiverOf(report);
  const straight = evidence === 'boundary-direct-dynamic';
  const about = { name: shownText(hop.from.rdns ?? ''), address: hop.from.ip ?? '' };
  return [
    {
      id: 'direct',
      text: words.text(straight ? 'journey_direct' : 'journey_direct_perhaps', { receiver }),
      grounds: words.text(straight ? 'journey_direct_grounds' : 'journey_direct_perhaps_grounds', about),
      grade: 'inferred',
      field: hop.field,
    },
  ];
}

/** Where the reverse-path was set: RFC 5321 §4.1.1.2 lets every client on the way give another. */
function envelope({ report, handOver: hop, rewritten }: Judgement, words: Words): readonly JourneyLine[] {
  const { recorded } = report;
  const value = recorded.envelope.mailFrom?.value;
  if (value === undefined || !hop) return [];
  const field = recorded.envelope.mailFrom?.field ?? null;
  const { receiver } = receiverOf(report);
  const line = (text: string, grade: JourneyLine['grade']): readonly JourneyLine[] => [
    { id: 'envelope', text, grounds: words.text('journey_envelope_grounds', { receiver }), grade, field },
  ];
  const address = shownText(value);
  const from = peerOf(hop) ?? words.text('value_not_recorded');
  if (value === '') return line(words.text('journey_envelope_null', { from }), 'recorded');
  if (rewritten) return line(words.text('journey_envelope_rewritten', { address, from }), 'inferred');
  const noted = recorded.hops.find(({ envelopeFrom, grade }) => envelopeFrom !== null && grade === 'claimed');
  if (!noted) return line(words.text('journey_envelope_set', { address, from }), 'recorded');
  const before = noted.envelopeFrom ?? '';
  const host = hostOf(noted, words);
  if (before.toLowerCase() === value.toLowerCase()) {
    return line(words.text('journey_envelope_kept', { address, host }), 'claimed');
  }
  const old = before === '' ? '<>' : shownText(before);
  return line(words.text('journey_envelope_changed', { address, host, old }), 'claimed');
}

function held({ report: { recorded } }: Judgement, words: Words): readonly JourneyLine[] {
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
function clocks({ report: { recorded } }: Judgement, words: Words): readonly JourneyLine[] {
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

function unsteady(
  {
    report: {
      recorded: { hops, clocks },
    },
  }: Judgement,
  words: Words,
): readonly JourneyLine[] {
  return clocks.unsteady.slice(0, MOST_CLOCKS).map((at): JourneyLine => {
    const text = words.text('journey_clock_unsteady', { host: hostOf(hops[at], words) });
    return { id: 'unsteady', text, grounds: null, grade: 'inferred', field: hops[at]?.field ?? null };
  });
}

function date({ report: { recorded } }: Judgement, words: Words): readonly JourneyLine[] {
  const { sinceDate } = recorded.clocks;
  const hop = recorded.hops[sinceDate?.hop ?? -1];
  if (sinceDate === null || !hop) return [];
  const { seconds } = sinceDate;
  const key = seconds <= -1 ? 'journey_date_later' : seconds < 1 ? 'journey_date_same' : 'journey_date_earlier';
  const text = words.text(key, { time: durationWord(Math.abs(seconds), words), host: hostOf(hop, words) });
  const field = recorded.fields.find((one) => one.key === 'date')?.index ?? null;
  return [{ id: 'date', text, grounds: null, grade: 'claimed', field }];
}
