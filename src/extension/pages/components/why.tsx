/** A signature that does not fit: the button that asks what was changed since, and what is inferred, or why it is not known. */

import { checksToInfer } from '../../../engine/dkim/alteration/infer.ts';
import type { DkimCheck } from '../../../engine/dkim/dkim.ts';
import { snake } from '../../../explain/message-key.ts';
import { inferredLine } from '../../../explain/signatures.ts';
import type { Words } from '../../../explain/words.ts';
import type { Asking } from '../asking.ts';
import { Allow } from './allow.tsx';
import { Sentences } from './name.tsx';

type Props = { check: DkimCheck; asking: Asking; words: Words };

export function Why({ check, asking: { inspection, state, ask }, words }: Props) {
  const { report, step, subject } = inspection;
  if (step !== 'done' || !checksToInfer(report.verified?.dkim ?? []).includes(check)) return null;
  const lines = inferredLine(check, report, words);
  // A saved report has no octets that could be looked into.
  if (lines.length === 0 && 'saved' in subject) return null;
  const failure = state === 'idle' || state === 'asked' ? null : state;
  return (
    <div class="answers" data-alteration={lines.length > 0 ? 'done' : state}>
      {lines.length === 0 && (
        <button type="button" data-do="why" disabled={state === 'asked'} onClick={ask}>
          {words.text('page_why')}
        </button>
      )}
      {failure && <Allow failure={failure} onAllowed={ask} words={words} />}
      <div role="status">
        <Sentences lines={lines} />
        {lines.length === 0 && state === 'asked' && words.text('page_why_running')}
        {lines.length === 0 && failure && (
          <>
            <p>{words.text(`page_failed_${snake(failure)}`)}</p>
            <p>{words.text(`page_next_${snake(failure)}`)}</p>
          </>
        )}
      </div>
    </div>
  );
}
