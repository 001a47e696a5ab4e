/** The checks: what the receiver recorded beside what was found now, for which domain, and why. */

import type { ArcSet } from '../engine/arc/arc.ts';
import type { Claim } from '../engine/authres/authres.ts';
import type { DkimCheck } from '../engine/dkim/dkim.ts';
import type { Report } from '../engine/report.ts';
import { spfReasons } from '../engine/spf/reasons.ts';
import { type CompareReason, compareReasons } from '../judgement/comparison-reasons.ts';
import { sendersFields } from '../judgement/fields.ts';
import type { Judgement } from '../judgement/judgement.ts';
import type { SignatureResult, SpfResult } from '../judgement/results.ts';
import { sealLines } from './arc.ts';
import { bimiLine } from './bimi.ts';
import type { Cell, CheckLine, Detail } from './explanation.ts';
import { compareReason, dkimReason, dmarcReason, plain, spfReason } from './reason.ts';
import { dmarcRecordDetails, spfRecordDetails } from './record-details.ts';
import { absentCell, type ResultKeyword, resultCell, resultWord, writtenCell } from './result-word.ts';
import { receiverName, shownDomain, shownText } from './shown.ts';
import { moreSignatures, signatureLines, unjudgedLines } from './signatures.ts';
import { policyWord } from './technical-cause.ts';
import type { Words } from './words.ts';

export function checkLines(judgement: Judgement, words: Words): readonly CheckLine[] {
  return [
    spfLine(judgement, words),
    dkimLine(judgement, words),
    dmarcLine(judgement, words),
    ...arcLine(judgement, words),
    ...bimiLine(judgement.report, words),
  ];
}

function spfLine({ report, spf, comparison }: Judgement, words: Words): CheckLine {
  const { recorded, verified } = report;
  const check = verified?.spf ?? null;
  const claim = recorded.results.spf;
  return {
    check: 'spf',
    name: 'SPF',
    recorded: recordedCell(claim, words),
    now: nowCell(report, check, words),
    subject: spf?.domain ? shownDomain(spf.domain) : null,
    of: spf?.domain ? (spf.identity === 'helo' ? 'helo' : 'mail-from') : null,
    relation: relationOf(spf, report),
    count: 1,
    aligned: spf?.domain ? spf.aligned : null,
    note: spf?.domain ? alignmentNote(spf, report, words) : null,
    details: [
      ...(check ? [spfReason(check.reason, words)] : []),
      ...(check ? spfRecordDetails(check, words) : []),
      ...(check?.input && check.lookups > 0 ? [plain(words.text('spf_lookups', { count: check.lookups }))] : []),
      ...heloDetails(report, words),
      ...written(claim, report, words),
      ...compared(claim, check?.result ?? null, comparison.spf, report, words),
    ],
  };
}

/** RFC 7208 §2.3: the name that the server gave itself, checked as well. With a null reverse-path that was the check itself (§2.4). */
function heloDetails({ recorded, verified }: Report, words: Words): readonly Detail[] {
  const helo = verified?.spf?.helo;
  if (!helo?.result || !recorded.envelope.mailFrom?.value) return [];
  const values = { domain: shownDomain(helo.domain), result: resultWord(helo.result, words) };
  return [{ text: words.text('spf_helo', values), rule: spfReasons[helo.reason].rule }];
}

function dkimLine({ report, signatures, speaking: best, comparison }: Judgement, words: Words): CheckLine {
  const { verified } = report;
  const none = signatures.length === 0;
  return {
    check: 'dkim',
    name: 'DKIM',
    recorded: recordedCell(best?.recorded ?? (none ? (report.recorded.results.dkim[0] ?? null) : null), words),
    now: none && verified?.dkim ? resultCell('none', words) : nowCell(report, best?.check ?? null, words),
    subject: best?.domain ? shownDomain(best.domain) : null,
    of: best?.domain ? 'signature' : null,
    relation: relationOf(best, report),
    count: signatures.length,
    aligned: best?.domain ? best.aligned : null,
    note: best?.domain ? signatureNote(best, report, words) : noSignatureNote(report, words),
    details: [
      ...(none ? [plain(words.text('because_dkim_none'))] : []),
      ...signatures.flatMap((one, at) => signatureDetails(one, comparison.dkim[at] ?? 'not-checked', report, words)),
      ...moreSignatures(verified?.dkim ?? [], words).map(plain),
      ...unjudgedLines(report.recorded, words).map(plain),
    ],
  };
}

function relationOf(one: SpfResult | SignatureResult | null, { recorded }: Report): CheckLine['relation'] {
  return one?.domain && recorded.author.domain !== null ? one.relation : null;
}

/** A signature says two things: for whom it counts, and whether what it covers is as it was. */
function signatureNote(one: SignatureResult, report: Report, words: Words): string | null {
  const notes = [alignmentNote(one, report, words), changeNote(one, words)];
  return notes.filter((note) => note !== null).join(words.locale === 'ja' ? '・' : ' · ') || null;
}

/** That it does not fit proves no change: it may have been wrong from the start. RFC 6376 §6.1. */
function changeNote({ check, recorded }: SignatureResult, words: Words): string | null {
  if (check?.result === 'fail') return words.text('note_changed');
  if (check?.result === 'pass') {
    return words.text(check.notes.includes('body-length-limited') ? 'note_unchanged_beginning' : 'note_unchanged');
  }
  if (recorded?.result === 'pass') return words.text('note_unchanged_then');
  return check ? words.text('note_change_unknown') : null;
}

/** Without a signature nothing would show a change; what has come no way had none. */
function noSignatureNote({ recorded }: Report, words: Words): string | null {
  return recorded.hops.length > 0 ? words.text('note_change_unknown') : null;
}

function signatureDetails(
  one: SignatureResult,
  reason: CompareReason,
  report: Report,
  words: Words,
): readonly Detail[] {
  const { check, recorded } = one;
  if (check?.reason === 'too-many-signatures') return [];
  const domain = one.domain ? shownDomain(one.domain) : words.text('value_unreadable');
  return [
    ...(check ? reasonDetails(domain, check, words) : []),
    ...(check ? signatureLines(check, report, words) : []),
    ...written(recorded, report, words),
    ...compared(recorded, check?.result ?? null, reason, report, words),
  ];
}

function dmarcLine({ report, policy, comparison }: Judgement, words: Words): CheckLine {
  const { recorded, verified } = report;
  const check = verified?.dmarc ?? null;
  const claim = recorded.results.dmarc;
  return {
    check: 'dmarc',
    name: 'DMARC',
    recorded: recordedCell(claim, words),
    now: nowCell(report, check, words),
    subject: recorded.author.domain ? shownDomain(recorded.author.domain) : null,
    of: recorded.author.domain ? 'author' : null,
    relation: null,
    count: 1,
    aligned: null,
    note: policy ? words.text('note_policy', { policy: policyWord(policy, words) }) : null,
    details: [
      ...(check ? [dmarcReason(check.reason, words)] : []),
      ...(check?.policyDomain && check.policyTag
        ? [plain(words.text('dmarc_policy_found', { domain: shownDomain(check.policyDomain), tag: check.policyTag }))]
        : []),
      ...(check ? dmarcRecordDetails(check, words) : []),
      ...written(claim, report, words),
      ...compared(claim, check?.result ?? null, comparison.dmarc, report, words),
    ],
  };
}

/** A set that lacks one of them is a chain as well, and a broken one (RFC 8617 §5.2 step 3A). */
const ARC_FIELDS = new Set(['arc-seal', 'arc-message-signature', 'arc-authentication-results']);

/** Shown only where somebody else than the receiver sealed, or the receiver says something of it. */
function arcLine({ report, comparison }: Judgement, words: Words): readonly CheckLine[] {
  const { recorded, verified } = report;
  const check = verified?.arc ?? null;
  const claim = recorded.results.arc;
  const sealed = sendersFields(recorded).some(({ key }) => ARC_FIELDS.has(key));
  if (!claim && !sealed) return [];
  const oldest = check?.sets.reduce<ArcSet | null>(
    (old, set) => (old && old.instance < set.instance ? old : set),
    null,
  );
  return [
    {
      check: 'arc',
      name: 'ARC',
      recorded: recordedCell(claim, words),
      now: nowCell(report, check, words),
      subject: oldest ? shownDomain(oldest.domain) : null,
      of: null,
      relation: null,
      count: 1,
      aligned: null,
      note: words.text('note_arc'),
      details: [
        ...(check ? sealLines(check, words) : []),
        ...written(claim, report, words),
        ...compared(claim, check?.result ?? null, comparison.arc, report, words),
      ],
    },
  ];
}

function recordedCell(claim: Claim | null, words: Words): Cell {
  return claim ? writtenCell(claim.result, words) : absentCell('cell_not_recorded', words);
}

function nowCell(report: Report, check: { readonly result: ResultKeyword | null } | null, words: Words): Cell {
  if (check?.result) return resultCell(check.result, words);
  if (report.verified === null) return absentCell('cell_not_checked', words);
  return absentCell(check || report.verified.complete ? 'cell_not_judged' : 'cell_checking', words);
}

/** Said of what passed, and of another domain; that the author's own check failed is no question of alignment. */
function alignmentNote(
  { aligned, relation, standing }: SpfResult | SignatureResult,
  { recorded }: Report,
  words: Words,
): string | null {
  if (recorded.author.domain === null || relation === 'unknown') return null;
  if (aligned) return words.text('note_aligned');
  if (relation === 'none') return words.text('note_not_aligned');
  return standing.result === 'pass' ? words.text('note_related') : null;
}

/** The receiver's own words: "google.com: domain of ... designates 192.0.2.1 as permitted sender". */
function written(claim: Claim | null, { recorded }: Report, words: Words): readonly Detail[] {
  const said = claim?.comments[0] ?? claim?.reason;
  return said
    ? [plain(words.text('detail_written', { receiver: receiverName(recorded.receiver), words: shownText(said) }))]
    : [];
}

/** The reason of a signature's check, with whose signature it is. */
function reasonDetails(domain: string, { reason }: DkimCheck, words: Words): readonly Detail[] {
  const { text, rule } = dkimReason(reason, words);
  return [{ text: words.text('dkim_detail', { domain, reason: text }), rule }];
}

/** Where the two differ, that they do and why; where one of them is no result, why there is nothing to compare. */
function compared(
  claim: Claim | null,
  now: ResultKeyword | null,
  reason: CompareReason,
  { recorded }: Report,
  words: Words,
): readonly Detail[] {
  if (!claim || reason === 'not-checked' || compareReasons[reason].result === 'same') return [];
  const because = compareReason(reason, words);
  if (now === null || now === 'temperror') return [because];
  const values = {
    receiver: receiverName(recorded.receiver),
    recorded: writtenCell(claim.result, words).word,
    now: resultWord(now, words),
  };
  return claim.result === now ? [because] : [plain(words.text('differs', values)), because];
}
