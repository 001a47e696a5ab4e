/** This report beside another: of a message that was inspected, of one that is opened from a file, or a saved one. */

import { useEffect, useState } from 'preact/hooks';
import type { Report } from '../../../engine/report.ts';
import { compareReports } from '../../../explain/compare.ts';
import type { Words } from '../../../explain/words.ts';
import { type Judgement, judge } from '../../../judgement/judgement.ts';
import { browser } from '../../browser.ts';
import { nameOfSubject } from '../../protocol.ts';
import { visible } from '../../visible.ts';
import { storeIn } from '../../worker/store.ts';
import { Sentences } from '../components/name.tsx';
import type { Inspected } from '../components/stage.tsx';
import { handOverBeside, type Refusal, takenFrom } from './taken.ts';

type Props = { inspection: Inspected; judgement: Judgement; words: Words };
/** What is compared with: a report of a file, or what is stored under that name. */
type Other = { readonly report: Report } | { readonly name: string };

export function Compare({ inspection: { subject }, judgement, words }: Props) {
  const [other, setOther] = useState<Other | null>(null);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const stored = useStored().filter((one) => nameOfSubject(one.subject) !== nameOfSubject(subject));
  const open = async (file: File | undefined) => {
    if (!file) return;
    const taken = await takenFrom(file, words);
    setRefused(taken.kind === 'refused' ? taken.why : null);
    if (taken.kind === 'report') setOther({ report: taken.report });
    if (taken.kind === 'message') setOther({ name: nameOfSubject(await handOverBeside(taken.digest)) });
  };
  const chosen = other && 'name' in other ? stored.find((one) => nameOfSubject(one.subject) === other.name) : other;
  return (
    <section id="compare" aria-labelledby="compare-title">
      <h2 id="compare-title">{words.text('page_compare')}</h2>
      <p>{words.text('page_compare_more')}</p>
      {stored.length > 0 && (
        <label>
          {words.text('page_compare_stored')}
          <select
            data-do="compare-stored"
            value={other && 'name' in other ? other.name : ''}
            onChange={({ currentTarget: { value } }) => setOther(value ? { name: value } : null)}
          >
            <option value="">{words.text('page_compare_none')}</option>
            {stored.map((one) => (
              <option value={nameOfSubject(one.subject)} key={nameOfSubject(one.subject)}>
                {nameOf(one, words)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label class="file">
        {words.text('page_compare_file')}
        <input
          type="file"
          accept=".eml,.txt,.json,message/rfc822,text/plain,application/json"
          data-do="compare"
          onChange={({ currentTarget }) => void open(currentTarget.files?.[0])}
        />
      </label>
      <p role="alert">{refused && words.text(`page_open_${refused}`)}</p>
      {chosen && <Differences here={judgement} there={judge(chosen.report)} words={words} />}
    </section>
  );
}

/** Every report that is kept, as it grows. */
function useStored(): readonly Inspected[] {
  const [stored, setStored] = useState<readonly Inspected[]>([]);
  useEffect(() => {
    const store = storeIn(browser);
    const look = async () => setStored((await store.all()).filter((one) => 'report' in one));
    void look();
    return store.watch(() => void look());
  }, []);
  return stored;
}

const nameOf = ({ report: { recorded } }: Inspected, words: Words) =>
  visible([recorded.subject || words.text('page_no_subject'), recorded.author.domain].filter(Boolean).join(' \u00b7 '));

function Differences({ here, there, words }: { here: Judgement; there: Judgement; words: Words }) {
  return (
    <>
      {!there.report.verified && <p class="quiet">{words.text('page_compare_recorded')}</p>}
      <table class="differences">
        <caption class="unseen">{words.text('page_compare')}</caption>
        <thead>
          <tr>
            <th scope="col">{words.text('page_compare_what')}</th>
            <th scope="col">{words.text('page_compare_here')}</th>
            <th scope="col">{words.text('page_compare_there')}</th>
          </tr>
        </thead>
        <tbody>
          {compareReports(here, there, words).map(({ id, label, here: one, there: other, same }) => (
            <tr key={id} data-same={same ? 'yes' : 'no'}>
              <th scope="row">
                {label} <small>{words.text(same ? 'page_compare_same' : 'page_compare_differs')}</small>
              </th>
              <Side lines={one} words={words} />
              <Side lines={other} words={words} />
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Side({ lines, words }: { lines: readonly string[]; words: Words }) {
  return (
    <td>{lines.length > 0 ? <Sentences lines={lines} /> : <span class="quiet">{words.text('page_absent')}</span>}</td>
  );
}
