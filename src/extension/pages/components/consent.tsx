/** "Check now?": whom it would ask, for what, and the one thing worth knowing before. */

import { useState } from 'preact/hooks';
import type { Recorded } from '../../../engine/report.ts';
import type { Words } from '../../../explain/words.ts';
import type { Provider } from '../../../resolver/providers.ts';
import type { Command } from '../../protocol.ts';
import { leaveToCheck } from '../leave.ts';
import { knownNames } from '../names.ts';
import { Name } from './name.tsx';
import './consent.css';

type Answer = Extract<Command, { kind: 'consent' }>['answer'];
const answers: readonly Answer[] = ['always', 'once', 'not'];

type Props = { recorded: Recorded; provider: Provider; onAnswer: (answer: Answer) => void; words: Words };

export function Consent({ recorded, provider, onAnswer, words }: Props) {
  const names = knownNames(recorded);
  const [refused, setRefused] = useState<'no' | 'yes'>('no');
  const say = async (answer: Answer) => {
    if (answer === 'not' || (await leaveToCheck(provider))) onAnswer(answer);
    else setRefused('yes');
  };
  const domains = [...new Set(names.map((name) => name.domain))];
  return (
    <section class="consent" aria-labelledby="consent">
      <h2 id="consent">{words.text('page_consent')}</h2>
      <p>{words.text('page_consent_resolver', { resolver: provider.name })}</p>
      {domains.length > 0 && (
        <p class="domains">
          {domains.map((domain) => (
            <Name text={domain} key={domain} />
          ))}
          <span class="quiet">{words.text('page_consent_more')}</span>
        </p>
      )}
      <p class="quiet">{words.text('page_consent_seen')}</p>
      <div class="answers">
        {answers.map((answer) => (
          <button type="button" key={answer} data-consent={answer} onClick={() => say(answer)}>
            {words.text(`page_consent_${answer}`)}
          </button>
        ))}
      </div>
      <p role="status">{refused === 'yes' && words.text('page_consent_refused')}</p>
    </section>
  );
}
