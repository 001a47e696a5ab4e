/** What the large mailbox providers ask of senders, and what this message shows of it. */

import type { RuleLine } from '../../../explain/sender-rules.ts';
import type { Words } from '../../../explain/words.ts';
import { askersPages } from '../../../judgement/sender-rules.ts';
import { visible } from '../../visible.ts';
import { FieldLink } from '../components/field-link.tsx';
import { Result } from '../components/shape.tsx';

export function Rules({ rules, words }: { rules: readonly RuleLine[]; words: Words }) {
  // What holds, and what one message cannot tell, is there for whoever asks.
  const telling = rules.filter(({ state }) => state === 'not-met' || state === 'open');
  const silent = rules.filter((rule) => !telling.includes(rule));
  return (
    <section id="rules" aria-labelledby="rules-title">
      <h2 id="rules-title">{words.text('page_rules')}</h2>
      <p class="quiet">{words.text('page_rules_more')}</p>
      {telling.length > 0 && <Table rules={telling} words={words} />}
      {silent.length > 0 && (
        <details data-folded={silent.length}>
          <summary>{words.text('page_rules_met', { count: silent.length })}</summary>
          <Table rules={silent} words={words} />
        </details>
      )}
      <p class="quiet pages">
        {words.text('page_rules_pages')}
        {Object.entries(askersPages).map(([asker, { url, asOf }]) => (
          <span key={asker}>
            <a href={url} target="_blank" rel="noreferrer">
              {asker}
            </a>{' '}
            (<time dateTime={asOf}>{asOf}</time>)
          </span>
        ))}
      </p>
    </section>
  );
}

function Table({ rules, words }: { rules: readonly RuleLine[]; words: Words }) {
  return (
    <table class="rules">
      <caption class="unseen">{words.text('page_rules')}</caption>
      <thead>
        <tr>
          <th scope="col">{words.text('page_rule')}</th>
          <th scope="col">{words.text('page_rule_state')}</th>
          <th scope="col">{words.text('page_rule_who')}</th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <tr key={rule.id} data-rule={rule.id} data-state={rule.state} data-asked={rule.asked}>
            <th scope="row">
              {rule.text}
              {rule.more && <small>{visible(rule.more)}</small>}
            </th>
            <td>
              <Result cell={{ tone: rule.tone, word: rule.stateWord }} /> <FieldLink index={rule.field} words={words} />
            </td>
            <td class="quiet">
              {rule.askers.join(', ')}
              <small>{rule.askedWord}</small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
