/** Things worth a look. Never a verdict. */

import type { FindingLine } from '../../../explain/explanation.ts';
import type { Words } from '../../../explain/words.ts';
import { visible } from '../../visible.ts';
import { FieldLink } from './field-link.tsx';
import { Shape } from './shape.tsx';
import './findings.css';

export function Findings({
  findings,
  list,
  words,
}: {
  findings: readonly FindingLine[];
  list: 'closed' | 'open';
  words: Words;
}) {
  if (findings.length === 0) return null;
  return (
    <section class="findings" id="findings">
      <details open={list === 'open'}>
        <summary>
          <h2>{words.text('page_findings', { count: findings.length })}</h2>
        </summary>
        <ul>
          {findings.map((finding) => (
            <li key={finding.id + finding.text} data-finding={finding.id}>
              <Shape tone={finding.tone} />{' '}
              <span>
                {visible(finding.text)} {list === 'open' && <FieldLink index={finding.field} words={words} />}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
