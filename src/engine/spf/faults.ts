/**
 * What is wrong in an SPF record as published, also in a text that only was meant as one, and what in it is better not there.
 * RFC 7208 §3.4, §4.5, §4.6, §5.1, §12. Nothing here decides: what counts is for the parser and the evaluation to say.
 */

import type { OctetString } from '../octets.ts';
import { type Costs, cleaned, MAX_FAULTS, publishedRecords } from '../syntax/fault.ts';
import { PREFIXES } from './breadth.ts';
import { isInOrder, mistyped } from './mistyped.ts';
import type { SpfFaultKind } from './reasons.ts';
import { isSpfRecord, parseTerm, type Term } from './record.ts';
import type { PublishedSpf, SpfFault } from './spf.ts';

/** Terms that are looked into; a record has ten or so, and the longest one is evaluated to 10,000. */
export const MAX_TERMS = 1000;
/** §3.4: with the name, so that the answer fits into 512 octets. */
export const LONGEST_ANSWER = 450;

/** The SPF records among all TXT texts at a name, and what was meant as one. */
export function publishedSpf(name: string, texts: readonly OctetString[]): readonly PublishedSpf[] {
  const length = texts.reduce((sum, text) => sum + text.length, name.length);
  const published = publishedRecords(texts, { counts: isSpfRecord, meant: isMeant, faultsIn });
  if (length <= LONGEST_ANSWER) return published;
  return published.map((one) => {
    const long = fault('over-450-octets', { text: one.text, at: 0 }, null, 'nothing');
    return one.counts ? { ...one, faults: [long, ...one.faults].slice(0, MAX_FAULTS) } : one;
  });
}

/** A stretch of the record: [at, at + text.length). */
type Word = { readonly text: OctetString; readonly at: number };

function fault(kind: SpfFaultKind, { text, at }: Word, suggestion: string | null, costs: Costs): SpfFault {
  return { kind, text, at, suggestion, costs };
}

/** "v=spf1" as it may have been written: with another number, another sign, letters exchanged. "spf2.0/" is Sender ID. */
const VERSION_LIKE = /^[^a-z0-9]{0,4}(v(?:er(?:sion)?)?)?[^a-z0-9]{0,4}(?:spf|sfp|psf)(?!2\.0\/) ?([0-9.]{0,4})[;,:]?/i;
const KNOWN_TERM = /(?:^|[ ,;+?~-])(?:all\b|(?:include|redirect|exists|ip[46v]{1,2}|ip|a|mx)[:=]|a |mx )/i;

function isMeant(text: OctetString): boolean {
  const clean = cleaned(text).text;
  const [version = '', v, digits] = VERSION_LIKE.exec(clean) ?? [];
  if (version !== '' && (v || digits)) return KNOWN_TERM.test(clean.slice(version.length));
  // Terms alone: more than one, and the last of them says what becomes of the rest.
  const words = wordsOf(clean, 0);
  const last = words.at(-1)?.text ?? '';
  return words.length > 1 && /^(?:[+?~-]all|redirect=.*)$/i.test(last) && words.every((word) => isInOrder(word.text));
}

function wordsOf(text: OctetString, from: number): readonly Word[] {
  const words: Word[] = [];
  let at = from;
  for (const word of text.slice(from).split(' ')) {
    if (word !== '' && words.length < MAX_TERMS) words.push({ text: word, at });
    at += word.length + 1;
  }
  return words;
}

function faultsIn(text: OctetString): readonly SpfFault[] {
  const clean = cleaned(text);
  const found = VERSION_LIKE.exec(clean.text)?.[0] ?? '';
  const words = wordsOf(clean.text, found.length);
  const broken = [
    ...clean.faults.map((one) => ({ ...one, costs: 'record' as const })),
    ...versionFaults(clean.text, found, words),
    ...termFaults(words),
  ];
  // What such a record lets pass, and in which order, can be said once it can be read.
  if (broken.some(({ costs }) => costs === 'record')) return broken;
  const wrong = new Set(broken.map(({ at }) => at));
  const terms = words.filter(({ at }) => !wrong.has(at)).map((word) => ({ ...word, term: parseTerm(word.text) }));
  return [...broken, ...doubled(terms), ...orderFaults(clean.text, terms), ...terms.flatMap(breadthFaults)];
}

function versionFaults(text: OctetString, found: OctetString, words: readonly Word[]): readonly SpfFault[] {
  if (isSpfRecord(text.trimStart())) return [];
  const [first] = words;
  if (found === '') {
    return first ? [fault('version-missing', first, `v=spf1 ${first.text}`, 'record')] : [];
  }
  const at = found.length - found.trimStart().length;
  const next = text[found.length] ?? ' ';
  const word = { text: found.slice(at), at };
  const kind = /^v/i.test(word.text) ? 'version-misspelt' : 'version-missing';
  return [fault(kind, word, next === ' ' ? 'v=spf1' : 'v=spf1 ', 'record')];
}

/** Terms that cannot be read, or that cannot have been meant. */
function termFaults(words: readonly Word[]): readonly SpfFault[] {
  const faults: SpfFault[] = [];
  for (let i = 0; i < words.length; i++) {
    const [word, next] = [words[i], words[i + 1]];
    if (!word) continue;
    const parsed = parseTerm(word.text);
    if (next && parsed.kind === 'unreadable' && isTorn(word, next)) {
      const torn = { text: `${word.text}${' '.repeat(next.at - word.at - word.text.length)}${next.text}`, at: word.at };
      faults.push(fault('space-within', torn, word.text + next.text, 'record'));
      i++;
      continue;
    }
    const found = mistyped(word.text);
    if (found) faults.push(fault(found.kind, word, found.suggestion, costsOf(parsed, found.kind)));
  }
  return faults;
}

/** "include:" and "name", "-" and "all": neither is anything alone, together they are a term. */
function isTorn(word: Word, next: Word): boolean {
  const whole = isInOrder(word.text + next.text);
  return whole && (/^[+?~-]$/.test(word.text) || !isInOrder(next.text) || /[:=]$/.test(word.text));
}

/** §4.6: what cannot be read makes all of the record a permerror, and so does an include or a redirect that leads nowhere. */
function costsOf(term: Term, kind: SpfFaultKind): Costs {
  if (term.kind === 'unreadable' || term.kind === 'redirect') return 'record';
  if (kind === 'version-repeated') return 'nothing';
  return term.kind === 'directive' && term.mechanism.name === 'include' ? 'record' : 'part';
}

type ReadWord = Word & { readonly term: Term };

/** §6: redirect and exp once each. A mechanism for the second time never matches: it has not matched before. */
function doubled(words: readonly ReadWord[]): readonly SpfFault[] {
  const seen = new Set<string>();
  return words.flatMap((word) => {
    const modifier = word.term.kind === 'redirect' || word.term.kind === 'exp';
    if (!modifier && word.term.kind !== 'directive') return [];
    const text = word.text.toLowerCase();
    const key = modifier ? word.term.kind : isAll(word) ? text : text.replace(/^[+?~-]/, '');
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return modifier
      ? [fault('repeated-modifier', word, null, 'record')]
      : [fault('term-repeated', word, '', 'nothing')];
  });
}

/** What stands where it has no effect, and what is not there. */
function orderFaults(text: OctetString, words: readonly ReadWord[]): readonly SpfFault[] {
  const place = words.findIndex(isAll);
  const all = words[place];
  const redirect = words.find(({ term }) => term.kind === 'redirect');
  if (!all)
    return words.length === 0 || redirect
      ? []
      : [fault('no-default', words[words.length - 1] as Word, null, 'nothing')];
  const dead = words.slice(place + 1);
  const last = dead.findLast(({ term, text }) => term.kind === 'directive' && !isRepeated(text, words, place));
  const ignored = redirect ? [fault('redirect-ignored', redirect, null, 'part')] : [];
  if (!last) return ignored;
  const span = text.slice(all.at, last.at + last.text.length);
  const moved = dead.some(isAll) || redirect ? null : `${span.slice(all.text.length).trim()} ${all.text}`;
  return [fault('after-all', { text: span, at: all.at }, moved, 'part'), ...ignored];
}

function isAll({ term }: ReadWord): boolean {
  return term.kind === 'directive' && term.mechanism.name === 'all';
}

/** The same mechanism in front of "all", or "all" again as it is: nobody misses it. */
function isRepeated(text: string, words: readonly ReadWord[], all: number): boolean {
  const bare = (one: string) => one.toLowerCase().replace(/^[+?~-]/, '');
  return words.slice(0, all).some((word) => bare(word.text) === bare(text)) || words[all]?.text === text;
}

/** Terms by which too many pass, or that are not to be published. */
function breadthFaults(word: ReadWord): readonly SpfFault[] {
  if (word.term.kind !== 'directive') return [];
  const { mechanism, qualifier } = word.term;
  const one = (kind: SpfFaultKind) => [fault(kind, word, null, 'nothing')];
  if (mechanism.name === 'ptr') return one('ptr');
  if (mechanism.name === 'all' && qualifier === '?') return one('neutral-all');
  if (qualifier !== '+') return [];
  switch (mechanism.name) {
    case 'all':
      return one('anyone');
    case 'ip4':
    case 'ip6':
      if (mechanism.prefix === 0) return one('anyone');
      return mechanism.prefix <= PREFIXES.wide[mechanism.name] ? one('wide-network') : [];
    case 'a':
    case 'mx':
      if (mechanism.ip4 === 0 || mechanism.ip6 === 0) return one('anyone');
      return mechanism.ip4 <= PREFIXES.wide.ip4 || mechanism.ip6 <= PREFIXES.wide.ip6 ? one('wide-network') : [];
    default:
      return [];
  }
}
