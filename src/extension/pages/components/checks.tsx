/** SPF, DKIM, DMARC (and ARC): what the receiver recorded beside what was found now. Each result lands in its own place. */

import type { ComponentChildren } from 'preact';
import type { CheckLine, Explanation } from '../../../explain/explanation.ts';
import type { Words } from '../../../explain/words.ts';
import { visible } from '../../visible.ts';
import { Details, Name, Sentences } from './name.tsx';
import { Pending, Result, type Weight } from './shape.tsx';
import './checks.css';

/** A pass for somebody else's name is not drawn like one for the visible sender's. */
export const weightOf = ({ check, aligned }: CheckLine): Weight =>
  aligned === false || check === 'arc' || check === 'bimi' ? 'outline' : 'solid';

type Props = {
  explanation: Explanation;
  /** How many of the sentences beside the verdict stand there: the others stand here. */
  added: number;
  /** Of the rows: closed in the popup, open in the report. */
  details: 'closed' | 'open';
  words: Words;
};

export function Checks({ explanation, added, details, words }: Props) {
  const { because, added: sentences } = explanation.verdict;
  return (
    <section class="checks" aria-labelledby="checks">
      <h2 id="checks">{words.text('page_checks')}</h2>
      <table>
        <caption class="unseen">{words.text('page_checks')}</caption>
        <thead>
          <tr>
            <th scope="col">{words.text('page_check')}</th>
            <th scope="col">{words.text('page_recorded')}</th>
            <th scope="col">{words.text('page_now')}</th>
            <th scope="col">{words.text('page_subject')}</th>
          </tr>
        </thead>
        <tbody>
          {explanation.checks.map((line) => {
            const weight = weightOf(line);
            return (
              <tr key={line.check} data-check={line.check}>
                <th scope="row">{line.name}</th>
                <td data-recorded={line.recorded.keyword ?? 'null'}>
                  <Result cell={line.recorded} weight={weight} />
                </td>
                <td data-now={line.now.keyword ?? 'null'}>
                  {line.now.keyword === 'pending' ? (
                    <Pending word={words.text('page_pending')} />
                  ) : (
                    <Result cell={line.now} weight={weight} />
                  )}
                </td>
                <td class="about">
                  {line.subject && <Name text={line.subject} />} {line.note && <small>{visible(line.note)}</small>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <Unanswered failures={explanation.questions?.failures ?? []} />
      <Reasons
        general={[...(because ? [because] : []), ...sentences.slice(added)]}
        lines={explanation.checks}
        details={details}
        title={words.text('page_reasons')}
      />
    </section>
  );
}

/** Why some results may be missing: what went wrong between us and the DNS. */
export function Unanswered({ failures }: { failures: readonly string[] }) {
  if (failures.length === 0) return null;
  return (
    <div class="unanswered" data-unanswered={failures.length}>
      <Sentences lines={failures} />
    </div>
  );
}

type ReasonsProps = {
  general: readonly string[];
  lines: readonly CheckLine[];
  details: Props['details'];
  title: ComponentChildren;
};

export function Reasons({ general, lines, details, title }: ReasonsProps) {
  const told = lines.filter((line) => line.details.length > 0);
  if (general.length + told.length === 0) return null;
  return (
    <details class="reasons" open={details === 'open'}>
      <summary>{title}</summary>
      <Sentences lines={general} />
      <dl>
        {told.map((line) => (
          <div key={line.check}>
            <dt>{line.name}</dt>
            <dd>
              <Details lines={line.details} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
