/** DMARC: the record that applies, where it was found, and each question of the walk that led there. */

import type { DmarcCheck } from '../../../engine/dmarc/dmarc.ts';
import { dmarcReason } from '../../../explain/reason.ts';
import { rfc7489Sentences } from '../../../explain/rfc7489-answer.ts';
import type { Words } from '../../../explain/words.ts';
import { Details, Name, Sentences } from '../components/name.tsx';
import { Facts, octets } from './facts.tsx';

const named = (domain: string | null) => domain && <Name text={domain} />;

export function Dmarc({ dmarc, words }: { dmarc: DmarcCheck; words: Words }) {
  const { record, policy, policyTag } = dmarc;
  const former = rfc7489Sentences(dmarc, words);
  const facts = [
    { label: words.text('page_reason'), value: <Details lines={[dmarcReason(dmarc.reason, words)]} /> },
    { label: words.text('page_dmarc_author'), value: named(dmarc.domain) },
    { label: words.text('page_dmarc_organization'), value: named(dmarc.organizationalDomain) },
    { label: words.text('page_dmarc_found'), value: named(dmarc.policyDomain) },
    { label: words.text('page_dmarc_record'), value: octets(record?.text ?? null) },
    {
      label: words.text('page_dmarc_policy'),
      value: policy && <Name text={`${policy}${policyTag ? ` (${policyTag}=)` : ''}`} />,
    },
    {
      label: words.text('page_dmarc_mode'),
      value: record && `SPF ${words.text(`page_mode_${record.aspf}`)}, DKIM ${words.text(`page_mode_${record.adkim}`)}`,
    },
    ...(former.length > 0 ? [{ label: words.text('page_dmarc_former'), value: <Sentences lines={former} /> }] : []),
  ];
  return (
    <section id="dmarc" aria-labelledby="dmarc-title">
      <h2 id="dmarc-title">DMARC</h2>
      <Facts facts={facts} words={words} />
      {record && record.ignored.length > 0 && (
        <ul class="notes">
          {record.ignored.map(({ tag, value, why }) => (
            <li key={tag + value}>
              {octets(`${tag}=${value}`)} <span class="quiet">{words.text(`page_tag_${why}`)}</span>
            </li>
          ))}
        </ul>
      )}
      {dmarc.walk.length > 0 && (
        <table>
          <caption>{words.text('page_dmarc_walk')}</caption>
          <tbody>
            {dmarc.walk.map((step) => (
              <tr key={step.name}>
                <th scope="row">
                  <Name text={step.answer.question.name} />
                </th>
                <td>
                  {step.record
                    ? octets(step.record.text)
                    : words.text(step.dropped ? 'page_walk_several' : `page_dns_${step.answer.status}`)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
