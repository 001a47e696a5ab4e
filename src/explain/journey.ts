/** What the path tells of the way as a whole: where it was handed in, who passed it on, what was said of its envelope, where it waited. */

import type { Report } from '../engine/report.ts';
import { isRewritten } from '../engine/trace/rewritten.ts';
import type { Hop } from '../engine/trace/trace.ts';
import { carrierOf, handOver, sendingServiceOf } from '../judgement/intermediary.ts';
import { namesRelation } from '../judgement/relation.ts';
import type { JourneyLine } from './explanation.ts';
import { timeLines } from './journey-time.ts';
import { snake } from './message-key.ts';
import { serviceName } from './service-name.ts';
import { receiverName, shownDomain, shownText } from './shown.ts';
import type { Words } from './words.ts';

export function journeyLines(report: Report, words: Words): readonly JourneyLine[] {
  if (report.recorded.hops.length === 0) return [];
  return [submission, boundary, relay, direct, envelope, timeLines].flatMap((tell) => tell(report, words));
}

/** Names after which the text breaks off; more would be a list to skip. */
const MOST_NAMES = 3;

const hostOf = (hop: Hop, words: Words) => (hop.by ? shownText(hop.by) : words.text('value_not_recorded'));

/** The client of a hop: the name that was found, else the one it gave, else its address. */
function peerOf({ from }: Hop): string | null {
  const name = from.rdns ?? from.helo ?? from.ip;
  return name === null ? null : shownText(name);
}

/** Where it was handed in, and whether somebody had signed in for it. RFC 6409. */
function submission({ recorded: { hops, receiver, boundary } }: Report, words: Words): readonly JourneyLine[] {
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

/** Whether the record begins at a gateway of the reader's own. */
export function isAtGateway({ recorded: { hops } }: Report): boolean {
  return hops.some(({ roleEvidence }) => roleEvidence === 'from-gateway');
}

/** Where the record begins, where that is not the receiver's first server, or need not be. */
function boundary(report: Report, words: Words): readonly JourneyLine[] {
  const { hops } = report.recorded;
  const { receiver } = receiverOf(report);
  const taken = handOver(report);
  if (!taken) return [];
  if (isAtGateway(report)) {
    const text = words.text('journey_gateway', { host: hostOf(taken, words), receiver });
    return [{ id: 'boundary', text, grounds: null, grade: 'recorded', field: taken.field }];
  }
  const forwarder = hops.findLast(({ role }) => role === 'forwarder');
  if (!forwarder) return [];
  const text = words.text('journey_forwarded', { host: hostOf(forwarder, words), receiver });
  const grounds = words.text('journey_forwarded_own');
  return [{ id: 'boundary', text, grounds, grade: 'inferred', field: forwarder.field }];
}

/** Whether somebody stood between the sender's servers and the receiver. */
function relay(report: Report, words: Words): readonly JourneyLine[] {
  const { hops, author } = report.recorded;
  const between = hops.filter(({ role }) => role === 'relay' || role === 'list' || role === 'forwarder');
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
  const hop = handOver(report);
  const service = sendingServiceOf(report);
  if (service) {
    const text = words.text('journey_relay_service', { service: serviceName(service.name, words) });
    return [{ id: 'relay', text, grounds: null, grade: 'inferred', field: hop?.field ?? null }];
  }
  const peer = hop?.from.rdns?.toLowerCase() ?? null;
  if (!hop || peer === null || author.domain === null) return [];
  const own = namesRelation(peer, author.domain) !== 'none';
  const carrier = own ? null : carrierOf(report);
  const text = words.text(own ? 'journey_relay_none' : carrier ? 'journey_relay_carrier' : 'journey_relay_outside', {
    host: shownText(peer),
    domain: shownDomain(author.domain),
    service: serviceName(carrier?.name ?? '', words),
  });
  return [{ id: 'relay', text, grounds: null, grade: 'inferred', field: hop.field }];
}

const receiverOf = ({ recorded: { receiver } }: Report) => ({ receiver: receiverName(receiver) });

/** Straight from a consumer's line to port 25 of the receiver: what providers block ("OP25B"). */
function direct(report: Report, words: Words): readonly JourneyLine[] {
  const hop = handOver(report);
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
function envelope(report: Report, words: Words): readonly JourneyLine[] {
  const { recorded } = report;
  const value = recorded.envelope.mailFrom?.value;
  const hop = handOver(report);
  if (value === undefined || !hop) return [];
  const field = recorded.envelope.mailFrom?.field ?? null;
  const { receiver } = receiverOf(report);
  const line = (text: string, grade: JourneyLine['grade']): readonly JourneyLine[] => [
    { id: 'envelope', text, grounds: words.text('journey_envelope_grounds', { receiver }), grade, field },
  ];
  const address = shownText(value);
  const from = peerOf(hop) ?? words.text('value_not_recorded');
  if (value === '') return line(words.text('journey_envelope_null', { from }), 'recorded');
  if (isRewritten(value)) return line(words.text('journey_envelope_rewritten', { address, from }), 'inferred');
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
