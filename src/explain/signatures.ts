/** One DKIM signature in sentences: which half failed, its key, what it signs, and what was changed since, as far as inferred. */

import type { Change } from '../engine/dkim/alteration/alteration.ts';
import type { DkimCheck } from '../engine/dkim/dkim.ts';
import type { UnjudgedSignature } from '../engine/dkim/unjudged-signatures.ts';
import type { Recorded, Report } from '../engine/report.ts';
import type { Detail } from './explanation.ts';
import { snake } from './message-key.ts';
import { plain } from './reason.ts';
import { resultWord } from './result-word.ts';
import { shownDomain, shownText } from './shown.ts';
import { sentencesTogether } from './technical-cause.ts';
import type { Words } from './words.ts';

/** Names that are listed. */
const LISTED = 20;

/** What stands behind the reason of a check. */
export function signatureLines(check: DkimCheck, report: Report, words: Words): readonly Detail[] {
  return [
    ...tagLine(check, words),
    ...halves(check, words),
    ...keyLine(check, words),
    ...signedLine(check, report, words),
    ...unsignedLine(check, report, words),
    ...unsignedRest(check, words),
    ...inferredLine(check, report, words),
  ].map(plain);
}

/** The tag that the reason is about. */
export function tagLine({ tag }: DkimCheck, words: Words): readonly string[] {
  return tag ? [words.text('dkim_tag', { tag: `${tag}=` })] : [];
}

function halves({ headerSignature, bodyHash }: DkimCheck, words: Words): readonly string[] {
  if (headerSignature === null && bodyHash === null) return [];
  const word = (result: 'pass' | 'fail' | null) => (result ? resultWord(result, words) : words.text('cell_not_judged'));
  return [words.text('dkim_halves', { header: word(headerSignature), body: word(bodyHash) })];
}

function keyLine({ key }: DkimCheck, words: Words): readonly string[] {
  if (!key?.record) return [];
  const size = key.bits === null ? '' : words.text('dkim_key_bits', { bits: key.bits });
  return [
    words.text('dkim_key', { name: shownDomain(key.name), type: [key.type, size].filter((one) => one).join(' ') }),
  ];
}

/** Fields that it signs, each once. */
function signedLine({ signature }: DkimCheck, { recorded }: Report, words: Words): readonly string[] {
  if (!signature) return [];
  const there = new Set(recorded.fields.map(({ key }) => key));
  return [words.text('dkim_signs', { fields: listed(signature.h.filter((name) => there.has(name.toLowerCase()))) })];
}

/** Fields that a reader sees and that it does not sign. */
export function unsignedLine(
  { unsignedFields = [] }: DkimCheck,
  { recorded }: Report,
  words: Words,
): readonly string[] {
  const names = unsignedFields.map((index) => recorded.fields[index]?.name ?? '').filter((name) => name !== '');
  return names.length > 0 ? [words.text('dkim_signs_not', { fields: listed(names) })] : [];
}

/** What stands behind the part of the text that l= signs. */
export function unsignedRest({ unsignedOctets = 0 }: DkimCheck, words: Words): readonly string[] {
  return unsignedOctets > 0 ? [words.text('dkim_unsigned_rest', { count: unsignedOctets })] : [];
}

function listed(names: readonly string[]): string {
  const seen = new Set<string>();
  const once = names.filter((name) => !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase()));
  return shownText(`${once.slice(0, LISTED).join(', ')}${once.length > LISTED ? ', …' : ''}`);
}

/** One line a signature that does not fit. */
export function inferredLine({ field }: DkimCheck, { verified }: Report, words: Words): readonly string[] {
  const alteration = verified?.alterations?.find((one) => one.field === field);
  if (!alteration) return [];
  if (alteration.changes.length === 0) return [words.text('dkim_inferred_nothing')];
  const changes = sentencesTogether(
    alteration.changes.map((change) => changeSentence(change, words)),
    words,
  );
  return [words.text('dkim_inferred', { changes })];
}

function changeSentence({ reason, octets, line, name, signed }: Change, words: Words): string {
  return words.text(`dkim_change_${snake(reason)}`, {
    count: octets ?? 0,
    line: line ?? 0,
    name: shownText(name ?? ''),
    signed: shownText(signed ?? ''),
  });
}

/** Signatures beyond the limit, in one line. */
export function moreSignatures(checks: readonly DkimCheck[], words: Words): readonly string[] {
  const more = checks.filter(({ reason }) => reason === 'too-many-signatures');
  if (more.length === 0) return [];
  const domains = listed(more.flatMap(({ domain }) => (domain ? [shownDomain(domain)] : [])));
  return [words.text('dkim_more_signatures', { count: more.length, domains })];
}

/** DKIM2 and Google's own. */
export function unjudgedLines({ unjudgedSignatures }: Recorded, words: Words): readonly string[] {
  return unjudgedSignatures.map((one) =>
    words.text(`dkim_unjudged_${snake(one.kind)}`, { name: shownText(one.name), tags: tagsOf(one) }),
  );
}

/** "d=example.com; s=s1"; the long ones are cut. */
function tagsOf({ tags }: UnjudgedSignature): string {
  return shownText(tags.map(({ name, value }) => `${name}=${value.slice(0, 40)}`).join('; '));
}
