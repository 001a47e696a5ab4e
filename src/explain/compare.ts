/** Two reports side by side: who, by which way, with which keys, under which policy. */

import type { Judgement } from '../judgement/judgement.ts';
import { domainOf } from '../judgement/results.ts';
import { snake } from './message-key.ts';
import { resultWord } from './result-word.ts';
import { shownDomain, shownText } from './shown.ts';
import { verdictLine } from './verdict.ts';
import { inLanguage, type Words } from './words.ts';

export type Difference = {
  readonly id: string;
  readonly label: string;
  readonly here: readonly string[];
  readonly there: readonly string[];
  readonly same: boolean;
};

const MOST = 40;

type Aspect = readonly [id: string, read: (judgement: Judgement, words: Words) => readonly string[]];

const aspects: readonly Aspect[] = [
  ['verdict', (judgement, words) => [verdictLine(judgement, words).title]],
  ['author', ({ report: { recorded } }) => present(recorded.author.domain).map(shownDomain)],
  ['return', ({ report: { recorded } }) => present(domainOf(recorded.envelope.mailFrom?.value)).map(shownDomain)],
  ['ip', ({ report: { recorded } }) => present(recorded.envelope.ip?.value)],
  ['service', ({ service }, words) => present(service && inLanguage(service.name, words))],
  ['spf', ({ spf }, words) => present(spf?.standing.result).map((one) => resultWord(one, words))],
  [
    'dkim',
    ({ signatures }, words) =>
      signatures.map(({ domain, selector, standing }) =>
        [shownDomain(domain), selector && shownText(selector), standing.result && resultWord(standing.result, words)]
          .filter(Boolean)
          .join(' · '),
      ),
  ],
  [
    'keys',
    ({ report: { verified } }) => (verified?.dkim ?? []).flatMap(({ key }) => present(key?.record).map(shownText)),
  ],
  ['dmarc', ({ dmarc }, words) => present(dmarc.result).map((one) => resultWord(one, words))],
  ['record', ({ report: { verified } }) => present(verified?.dmarc?.record?.text).map(shownText)],
  ['path', ({ report: { recorded } }) => recorded.hops.map((hop) => shownText(hop.by ?? '?'))],
];

export function compareReports(here: Judgement, there: Judgement, words: Words): readonly Difference[] {
  return aspects.map(([id, read]) => {
    const [one, other] = [here, there].map((judgement) => read(judgement, words).slice(0, MOST)) as [
      string[],
      string[],
    ];
    return {
      id,
      label: words.text(`compare_${snake(id)}` as 'compare_verdict'),
      here: one,
      there: other,
      same: one.join('\n') === other.join('\n'),
    };
  });
}

function present<T>(value: T | null | undefined): readonly T[] {
  return value == null || value === '' ? [] : [value];
}
