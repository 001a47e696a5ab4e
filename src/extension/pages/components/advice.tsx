/** What to do: for the reader, and for whoever runs the sender's mail. Folded, it still says the first step. */

import type { AdviceLine, Explanation, RecordToPublish } from '../../../explain/explanation.ts';
import type { Words } from '../../../explain/words.ts';
import { visible } from '../../visible.ts';
import { CopyButton } from './copy.tsx';
import { Name, Sentences } from './name.tsx';
import './advice.css';

type Props = { advice: Explanation['advice']; sender: 'closed' | 'open'; words: Words };

export function Advice({ advice, sender, words }: Props) {
  const { recipient, administrator, letter } = advice;
  const [first] = administrator;
  if (recipient.length + administrator.length === 0) return null;
  return (
    <section class="advice" aria-labelledby="advice">
      <h2 id="advice">{words.text('page_advice')}</h2>
      {recipient.length > 0 && (
        <div class="for-you">
          <h3>{words.text('page_for_you')}</h3>
          {/* The popup has room for what to do first: the report and every copy say the rest. */}
          <Sentences lines={sender === 'closed' ? recipient.slice(0, 1) : recipient} />
        </div>
      )}
      {first && (
        <div class="for-sender">
          {letter && <CopyButton label={words.text('page_copy_letter')} text={() => letter} words={words} />}
          {administrator.length === 1 && isAll(first) ? (
            <>
              <h3>{words.text('page_for_sender')}</h3>
              <Sentences lines={[first.text]} />
            </>
          ) : (
            <details open={sender === 'open'}>
              <summary>
                {words.text('page_for_sender')} {sender === 'closed' && <span class="step">{visible(first.text)}</span>}
              </summary>
              <ul>
                {administrator.map((line) => (
                  <Step line={line} words={words} key={line.text} />
                ))}
              </ul>
            </details>
          )}
        </div>
      )}
    </section>
  );
}

/** Nothing is behind it that could be unfolded. */
function isAll({ why, records }: AdviceLine): boolean {
  return why === null && records.length === 0;
}

export function Step({ line, words }: { line: AdviceLine; words: Words }) {
  return (
    <li>
      <p>{visible(line.text)}</p>
      {line.why && <p class="quiet">{visible(line.why)}</p>}
      {line.records.map((record) => (
        <Publish record={record} words={words} key={`${record.type} ${record.name}`} />
      ))}
    </li>
  );
}

function Publish({ record, words }: { record: RecordToPublish; words: Words }) {
  const zone = `${record.name} ${record.type} ${record.value}`;
  return (
    <div class="record">
      <code>
        <Name text={record.name} /> <span class="type">{record.type}</span> <Name text={record.value} />
      </code>
      <CopyButton label={words.text('page_copy')} text={() => zone} words={words} />
    </div>
  );
}
