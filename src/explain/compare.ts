/** Two reports side by side: who, by which way, with which keys, under which policy. */

import type { Report } from '../engine/report.ts';
import { sendingServiceOf } from '../judgement/intermediary.ts';
import { domainOf, standingsOf } from '../judgement/results.ts';
import { snake } from './message-key.ts';
import { resultWord } from './result-word.ts';
import { serviceName } from './service-name.ts';
import { shownDomain, shownText } from './shown.ts';
import { verdictLine } from './verdict.ts';
import type { Words } from './words.ts';

export type Difference = {
  readonly id: string;
  readonly label: string;
  readonly here: readonly string[];
  readonly there: readonly string[];
  readonly same: boolean;
};

const MOST = 40;

type Aspect = readonly [id: string, read: (report: Report, words: Words) => readonly string[]];

const aspects: readonly Aspect[] = [
  ['verdict', (report, words) => [verdictLine(report, words).title]],
  ['author', ({ recorded }) => present(recorded.author.domain).map(shownDomain)],
  ['return', ({ recorded }) => present(domainOf(recorded.envelope.mailFrom?.value)).map(shownDomain)],
  ['ip', ({ recorded }) => present(recorded.envelope.ip?.value)],
  ['service', (report, words) => present(sendingServiceOf(report)?.name).map((one) => serviceName(one, words))],
  ['spf', (report, words) => present(standingsOf(report).spf?.standing.result).map((one) => resultWord(one, words))],
  [
    'dkim',
    (report, words) =>
      standingsOf(report).signatures.map(({ domain, selector, standing }) =>
        [shownDomain(domain), selector && shownText(selector), standing.result && resultWord(standing.result, words)]
          .filter(Boolean)
          .join(' · '),
      ),
  ],
  ['keys', ({ verified }) => (verified?.dkim ?? []).flatMap(({ key }) => present(key?.record).map(shownText))],
  ['dmarc', (report, words) => present(standingsOf(report).dmarc.result).map((one) => resultWord(one, words))],
  ['record', ({ verified }) => present(verified?.dmarc?.record?.text).map(shownText)],
  ['path', ({ recorded }) => recorded.hops.map((hop) => shownText(hop.by ?? '?'))],
];

export function compareReports(here: Report, there: Report, words: Words): readonly Difference[] {
  return aspects.map(([id, read]) => {
    const [one, other] = [here, there].map((report) => read(report, words).slice(0, MOST)) as [string[], string[]];
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
