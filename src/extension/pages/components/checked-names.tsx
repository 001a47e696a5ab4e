/** Which names were checked, and whether each is that of the visible sender: what the popup shows of the checks. */

import type { CheckLine, Explanation } from '../../../explain/explanation.ts';
import type { Words } from '../../../explain/words.ts';
import { visible } from '../../visible.ts';
import { type Agreement, agreementOf, oneCell } from '../checked-names.ts';
import { Reasons, Unanswered, weightOf } from './checks.tsx';
import { Name } from './name.tsx';
import { Pending, Result } from './shape.tsx';
import { Term } from './term.tsx';
import './checked-names.css';

const terms = { spf: 'term_spf', dkim: 'term_dkim', dmarc: 'term_dmarc', arc: 'term_arc', bimi: 'term_bimi' } as const;

type Props = {
  explanation: Explanation;
  /** How many of the sentences beside the verdict stand there: the others stand here. */
  added: number;
  state: 'checking' | 'ended';
  /** Asks for the check that was not made; null where it was. */
  onCheck: (() => void) | null;
  words: Words;
};

export function CheckedNames({ explanation, added, state, onCheck, words }: Props) {
  const { checks, verdict, author } = explanation;
  const agreement = agreementOf(checks, state);
  // Logos say nothing of who sent it.
  const rows = checks.filter(({ check }) => check !== 'bimi');
  return (
    <section class="checks names" aria-labelledby="checks" data-tone={verdict.tone} data-agreement={agreement}>
      <h2 id="checks" class="unseen">
        {words.text('page_checks')}
      </h2>
      <table>
        <caption class={agreement === 'different' ? 'unseen' : ''}>
          {introduction('page_you_see', author, words)}
        </caption>
        <thead class={agreement === 'different' ? '' : 'unseen'}>
          <tr>
            <th scope="col">
              <span class="unseen">{words.text('page_check')}</span>
            </th>
            {agreement === 'different' ? (
              <>
                <th scope="col">{visible(explanation.receiver)}</th>
                <th scope="col">{words.text('page_now')}</th>
              </>
            ) : (
              <th scope="col">{words.text('page_result')}</th>
            )}
            <th scope="col">
              {agreement === 'different' ? (
                introduction('page_you_see_short', author, words)
              ) : (
                <span class="unseen">{words.text('page_subject')}</span>
              )}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((line) => (
            <Row line={line} agreement={agreement} words={words} key={line.check} />
          ))}
        </tbody>
      </table>
      <Unanswered failures={explanation.questions?.failures ?? []} />
      <div class="same">
        {onCheck && (
          <button type="button" data-do="check" onClick={onCheck}>
            {words.text('page_check_once')}
          </button>
        )}
        <Reasons
          general={[...(verdict.because ? [verdict.because] : []), ...verdict.added.slice(added)]}
          lines={checks}
          details="closed"
          title={
            <>
              {agreement === 'checking' ? (
                <Pending word={recordLine(explanation, agreement, words)} />
              ) : (
                visible(recordLine(explanation, agreement, words))
              )}{' '}
              <u>{words.text('page_details')}</u>
            </>
          }
        />
      </div>
    </section>
  );
}

/** "You see shop.example as the sender": the name stands out. */
function introduction(key: 'page_you_see' | 'page_you_see_short', author: string | null, words: Words) {
  if (author === null) return words.text('page_you_see_nothing');
  const [before, after] = words.text(key, { author: '\0' }).split('\0');
  return (
    <>
      {before}
      <b>
        <Name text={author} />
      </b>
      {after}
    </>
  );
}

function recordLine({ path, receiver }: Explanation, agreement: Agreement, words: Words): string {
  const time = path.hops[path.firstRecorded ?? -1]?.shortTime ?? null;
  const values = { receiver, time: time ?? '' };
  switch (agreement) {
    case 'same':
      return words.text(time === null ? 'page_same_undated' : 'page_same_as_recorded', values);
    case 'different':
      return words.text(time === null ? 'page_differs_undated' : 'page_differs_from_recorded', values);
    case 'only-recorded':
      return words.text('page_only_recorded', values);
    case 'only-now':
      return words.text('page_only_now', values);
    case 'checking':
      return words.text('page_checking_line', values);
  }
}

function Row({ line, agreement, words }: { line: CheckLine; agreement: Agreement; words: Words }) {
  const weight = weightOf(line);
  const { check, recorded, now, subject } = line;
  const one = oneCell(line, agreement);
  return (
    <tr data-check={check} data-relation={line.aligned ? 'aligned' : line.relation}>
      <th scope="row">
        <Term of={terms[check]} words={words} />
      </th>
      {agreement === 'different' ? (
        <>
          <td data-recorded={recorded.keyword ?? 'null'}>
            <Result cell={recorded} weight={weight} />
          </td>
          <td data-now={now.keyword ?? 'null'}>
            <Result cell={now} weight={weight} />
          </td>
        </>
      ) : (
        <td data-recorded={recorded.keyword ?? 'null'} data-now={now.keyword ?? 'null'}>
          {one.keyword === 'pending' ? (
            <Pending word={words.text('page_pending')} />
          ) : (
            <Result cell={one} weight={weight} />
          )}
        </td>
      )}
      <td class="about">
        <span class="pair">
          <span>{subject && <Name text={subject} />}</span>
          <Note line={line} keyword={(agreement === 'different' ? now : one).keyword} words={words} />
        </span>
      </td>
    </tr>
  );
}

/** What the name is, and how it stands to the visible sender's. */
function Note({ line, keyword, words }: { line: CheckLine; keyword: string | null; words: Words }) {
  const { of, relation, count, note } = line;
  if (of === 'author') {
    if (keyword === 'fail') return <small>{words.text('page_dmarc_needs')}</small>;
    if (keyword === 'pass') return <small>{words.text('page_dmarc_met')}</small>;
    return <small>{keyword === 'none' ? words.text('page_dmarc_none') : visible(note ?? '')}</small>;
  }
  if (of === null) return <small>{visible(note ?? '')}</small>;
  const what =
    of === 'signature' && count > 1
      ? words.text('page_of_dkim_more', { count })
      : words.text(of === 'signature' ? 'page_of_dkim' : of === 'helo' ? 'page_of_helo' : 'page_of_mail_from');
  return (
    <small>
      {what}
      {relation && (
        <>
          {' · '}
          <b class="relation">{words.text(`page_relation_${relation}`)}</b>
        </>
      )}
    </small>
  );
}
