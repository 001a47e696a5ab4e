/** Every question to the DNS: of whom, when, and what came back. Nothing else left the browser. */

import type { DnsAnswer, Rdata } from '../../../engine/dns/dns.ts';
import { decodeUtf8 } from '../../../engine/octets.ts';
import { failureSentence } from '../../../explain/questions.ts';
import type { Words } from '../../../explain/words.ts';
import { visible } from '../../visible.ts';
import { Name } from '../components/name.tsx';
import { moment } from './facts.tsx';

function rdataText(record: Rdata): string {
  switch (record.type) {
    case 'A':
    case 'AAAA':
      return record.address;
    case 'TXT':
      return decodeUtf8(record.strings.join(''));
    case 'MX':
      return `${record.preference} ${record.exchange || '.'}`;
    case 'PTR':
    case 'CNAME':
      return record.name;
  }
}

function Answer({ answer, words }: { answer: DnsAnswer; words: Words }) {
  if (answer.status === 'failed') return <>{visible(failureSentence(answer, words) ?? '')}</>;
  if (answer.status !== 'found') return <>{words.text(`page_dns_${answer.status}`)}</>;
  return (
    <details>
      <summary>{words.text('page_dns_records', { count: answer.records.length })}</summary>
      <ul>
        {answer.aliases.map((alias) => (
          <li key={`alias ${alias}`}>
            → <Name text={alias} />
          </li>
        ))}
        {answer.records.map((record, index) => (
          <li key={`${index}`}>
            <code>
              <Name text={rdataText(record)} />
            </code>
          </li>
        ))}
      </ul>
    </details>
  );
}

export function Ledger({ ledger, words }: { ledger: readonly DnsAnswer[]; words: Words }) {
  return (
    <section id="ledger" aria-labelledby="ledger-title">
      <h2 id="ledger-title">{words.text('page_ledger')}</h2>
      <p class="quiet">{words.text(ledger.length > 0 ? 'page_ledger_more' : 'page_ledger_none')}</p>
      {ledger.length > 0 && (
        <table class="ledger">
          <caption class="unseen">{words.text('page_ledger')}</caption>
          <thead>
            <tr>
              <th scope="col">{words.text('page_ledger_question')}</th>
              <th scope="col">{words.text('page_ledger_answer')}</th>
              <th scope="col">{words.text('page_ledger_server')}</th>
            </tr>
          </thead>
          <tbody>
            {ledger.map((answer) => (
              <tr key={`${answer.question.type} ${answer.question.name}`}>
                <th scope="row">
                  <Name text={answer.question.name || '.'} /> <small>{answer.question.type}</small>
                </th>
                <td>
                  <Answer answer={answer} words={words} />
                </td>
                <td>
                  <Name text={answer.server} />{' '}
                  <small title={moment(answer.at / 1000, words) ?? ''}>{answer.took} ms</small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
