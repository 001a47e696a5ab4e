/** The path in words: each server, the part it plays, how long the step took, and who says so. */

import type { Report } from '../engine/report.ts';
import type { Hop, Tls } from '../engine/trace/trace.ts';
import type { ExplainOptions, HopLine, PathLines } from './explain.ts';
import { snake } from './keys.ts';
import { dateWord, durationWord } from './numbers.ts';
import { receiverName, shownText } from './shown.ts';
import type { Words } from './words.ts';

export function pathLines(report: Report, words: Words, options: ExplainOptions): PathLines {
  const { hops, receiver } = report.recorded;
  const name = receiverName(receiver);
  const lines = hops.map((hop, index) => hopLine(hop, hops[index - 1] ?? null, name, words, options));
  const firstRecorded = hops.findIndex((hop) => hop.grade === 'recorded');
  return {
    summary: summary(hops, words),
    hops: lines,
    firstRecorded: firstRecorded < 0 ? null : firstRecorded,
    claimedLabel: words.text('path_claimed'),
    recordedLabel: words.text('path_recorded', { receiver: name }),
  };
}

function summary(hops: readonly Hop[], words: Words): string {
  if (hops.length === 0) return words.text('path_empty');
  const times = hops.map((hop) => hop.time).filter((time) => time !== null);
  const first = times[0];
  const last = times.at(-1);
  const total = first !== undefined && last !== undefined && times.length > 1 ? last - first : null;
  // Clocks that differ can turn the sum round: then there is no total to show.
  if (total === null || total < 0) return words.text('path_steps', { count: hops.length });
  return words.text('path_steps_time', { count: hops.length, time: durationWord(total, words) });
}

function hopLine(hop: Hop, before: Hop | null, receiver: string, words: Words, options: ExplainOptions): HopLine {
  const delay = hop.time !== null && before?.time != null ? hop.time - before.time : null;
  const evidence = hop.roleEvidence;
  return {
    field: hop.field,
    grade: hop.grade,
    role: words.text(`role_${hop.role}`),
    roleMeaning: words.text(`role_${hop.role}_meaning`),
    roleEvidence: evidence && words.text(`evidence_${snake(evidence)}`, { receiver }),
    host: hop.by ? shownText(hop.by) : words.text('value_not_recorded'),
    from: peerWord(hop, words),
    known: hop.by !== null,
    protocol: protocolWord(hop),
    tls: tlsWord(hop, words),
    time: hop.time === null ? null : dateWord(hop.time, words, options),
    timeText: hop.timeText ? shownText(hop.timeText) : null,
    delay,
    delayWord: delay === null ? null : delayWord(delay, words),
    notes: notesOf(hop, words),
  };
}

function notesOf(hop: Hop, words: Words): readonly string[] {
  return [
    ...(hop.gap ? [words.text('path_gap')] : []),
    ...(hop.from.mayBeForged ? [words.text('path_name_unconfirmed')] : []),
  ];
}

/** Name and address of the peer: the name that was found, else the one it gave for itself. */
function peerWord({ from: { helo, rdns, ip } }: Hop, words: Words): string {
  const name = rdns ?? helo;
  if (name && ip) return `${shownText(name)} [${ip}]`;
  return name ? shownText(name) : ip ? `[${ip}]` : words.text('value_not_recorded');
}

function protocolWord(hop: Hop): string | null {
  if (!hop.with) return hop.authenticated ? 'SMTP-AUTH' : null;
  return hop.authenticated ? `${shownText(hop.with)} · SMTP-AUTH` : shownText(hop.with);
}

/** No mention of TLS is no sign of its absence: least of all inside one machine or provider. */
function tlsWord(hop: Hop, words: Words): string {
  if (hop.tls) return versionWord(hop.tls, words);
  return words.text(hop.internal ? 'tls_internal' : 'tls_not_recorded');
}

function versionWord({ version }: Tls, words: Words): string {
  if (!version) return words.text('tls_unversioned');
  const number = version.match(/^TLSv?(\d)(?:[._](\d))?$/i);
  return number ? `TLS ${number[1]}.${number[2] ?? '0'}` : shownText(version);
}

/** A second is the resolution of the dates: less than one either way is none. */
function delayWord(delay: number, words: Words): string {
  if (delay <= -1) return words.text('path_clocks_differ', { time: durationWord(-delay, words) });
  return durationWord(Math.max(0, delay), words);
}
