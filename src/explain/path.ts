/** The path in words: each server, the part it plays, how long the step took, and who says so. */

import type { Recorded, Report } from '../engine/report.ts';
import type { Step } from '../engine/trace/clocks.ts';
import type { Hop, Tls } from '../engine/trace/trace.ts';
import { fieldValue } from '../judgement/fields.ts';
import type { Judgement } from '../judgement/judgement.ts';
import type { ExplainOptions, HopLine, PathLines, SourceLine } from './explanation.ts';
import { journeyLines } from './journey.ts';
import { snake } from './message-key.ts';
import { dateWord, durationWord, minuteWord } from './numbers.ts';
import { receiverName, shownText } from './shown.ts';
import type { Words } from './words.ts';

export function pathLines(judgement: Judgement, words: Words, options: ExplainOptions): PathLines {
  const { report } = judgement;
  const { hops, receiver, clocks } = report.recorded;
  const name = receiverName(receiver);
  const lines = hops.map((hop, index) => ({
    ...hopLine(hop, clocks.steps[index] ?? null, name, words, options),
    notes: notesOf(hop, hops[index - 1], clocks.steps[index] ?? null, words),
  }));
  const firstRecorded = hops.findIndex((hop) => hop.grade === 'recorded');
  return {
    receiver: name,
    summary: summary(report, words),
    journey: journeyLines(judgement, words),
    source: sourceLine(report, words),
    hops: lines,
    firstRecorded: firstRecorded < 0 ? null : firstRecorded,
    claimedLabel: words.text('path_claimed'),
    recordedLabel: recordedLabel(judgement, name, words),
  };
}

/** A record is the receiver's word only where the octets came from the receiver. */
function recordedLabel({ report, atGateway }: Judgement, receiver: string, words: Words): string {
  const { source } = report.recorded;
  if (source.kind === 'file') return words.text('path_recorded_file', { receiver });
  if (source.kind === 'site') return words.text('path_recorded_site', { receiver, host: shownText(source.host) });
  return words.text(atGateway ? 'path_recorded_gateway' : 'path_recorded', { receiver });
}

/** RFC 5598 §4.2.1: who hands a message in at an MSA is its author's MUA, a mail program as well as a script. */
function sourceLine({ recorded }: Report, words: Words): SourceLine | null {
  const [oldest] = recorded.hops;
  if (!oldest) return null;
  const name = peerWord(oldest, words);
  if (oldest.role !== 'msa') return { name, role: '', roleMeaning: '', roleEvidence: null };
  return {
    name,
    role: words.text('role_mua'),
    roleMeaning: words.text('role_mua_meaning'),
    roleEvidence: programWord(recorded, words) ?? handedInWord(oldest, words),
  };
}

function programWord(recorded: Recorded, words: Words): string | null {
  const program = fieldValue(recorded, 'user-agent') ?? fieldValue(recorded, 'x-mailer');
  return program === null ? null : words.text('evidence_program', { program: shownText(program) });
}

function handedInWord({ by }: Hop, words: Words): string | null {
  return by === null ? null : words.text('evidence_handed_in', { host: shownText(by) });
}

function summary({ recorded: { hops, clocks } }: Report, words: Words): string {
  if (hops.length === 0) return words.text('path_empty');
  if (clocks.total === null) return words.text('path_steps', { count: hops.length });
  return words.text('path_steps_time', { count: hops.length, time: durationWord(clocks.total, words) });
}

function hopLine(
  hop: Hop,
  step: Step | null,
  receiver: string,
  words: Words,
  options: ExplainOptions,
): Omit<HopLine, 'notes'> {
  const delay = delayOf(step);
  const evidence = hop.roleEvidence;
  return {
    field: hop.field,
    grade: hop.grade,
    role: words.text(`role_${hop.role}`),
    roleMeaning: words.text(`role_${hop.role}_meaning`),
    roleEvidence: evidence && words.text(`evidence_${snake(evidence)}`, { receiver }),
    host: hop.by ? shownText(hop.by) : words.text('value_not_recorded'),
    address: hop.address,
    from: peerWord(hop, words),
    peer: peerOf(hop),
    known: hop.by !== null,
    gap: hop.gap === true,
    protocol: protocolWord(hop),
    tls: tlsWord(hop, words),
    tlsShort: hop.tls && !hop.tls.version ? 'TLS' : tlsWord(hop, words),
    cipher: hop.tls?.cipher ? shownText(hop.tls.cipher) : null,
    time: hop.time === null ? null : dateWord(hop.time, words, options),
    shortTime: hop.time === null ? null : minuteWord(hop.time, words, options),
    timeText: hop.timeText ? shownText(hop.timeText) : null,
    delay,
    corrected: step?.corrected ?? null,
    delayWord: delay === null ? null : delayWord(delay, words),
    correctedWord: evenedWord(step, words),
  };
}

function delayOf(step: Step | null): number | null {
  if (step === null || step.kind === 'not-recorded') return null;
  return step.kind === 'clocks-differ' ? -step.seconds : step.seconds;
}

/** A step that the clocks show longer than it was: one of them is wrong at another step too. */
function evenedWord(step: Step | null, words: Words): string | null {
  if (step?.kind !== 'delay' || step.corrected === null || step.seconds - step.corrected < 1) return null;
  return durationWord(step.corrected, words);
}

function notesOf(hop: Hop, before: Hop | undefined, step: Step | null, words: Words): readonly string[] {
  const evened = evenedWord(step, words);
  const further = step !== null && step.kind !== 'not-recorded' && before?.time === null;
  return [
    ...(further ? [words.text('path_since_dated')] : []),
    ...(evened === null ? [] : [words.text('path_evened', { time: evened })]),
    ...(hop.gap ? [words.text('path_gap')] : []),
    ...(hop.from.mayBeForged ? [words.text('path_name_unconfirmed')] : []),
  ];
}

/** Name and address of the peer: the name that was found, else the one it gave for itself. */
function peerOf({ from: { helo, rdns, ip } }: Hop): HopLine['peer'] {
  const name = rdns ?? helo;
  return { name: name ? shownText(name) : null, address: ip };
}

function peerWord(hop: Hop, words: Words): string {
  const { name, address } = peerOf(hop);
  if (name && address) return `${name} [${address}]`;
  return name ?? (address ? `[${address}]` : words.text('value_not_recorded'));
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
