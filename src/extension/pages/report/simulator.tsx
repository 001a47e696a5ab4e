/** Switches for what the sender could change; verdict and picture follow them. */

import { useEffect, useState } from 'preact/hooks';
import type { Report } from '../../../engine/report.ts';
import { dkimAdvice } from '../../../explain/advice-dkim.ts';
import { mailFromAdvice } from '../../../explain/advice-spf.ts';
import { explain } from '../../../explain/explain.ts';
import type { AdviceLine } from '../../../explain/explanation.ts';
import type { Words } from '../../../explain/words.ts';
import { type Judgement, judge } from '../../../judgement/judgement.ts';
import { Step } from '../components/advice.tsx';
import { Identities } from '../components/identities.tsx';
import { Verdict } from '../components/verdict.tsx';
import { type Switches, switchesOf } from './switches.ts';
import type { WhatIf } from './what-if.ts';

/** The evaluator brings the Public Suffix List along: fetched when it is needed, so that the report does not wait for it. */
const evaluate = async (report: Report, switches: Switches) => (await import('./what-if.ts')).whatIf(report, switches);

const MOST_SIGNATURES = 6;
const policies = ['none', 'quarantine', 'reject'] as const;
const modes = ['r', 's'] as const;

export function Simulator({ judgement, words }: { judgement: Judgement; words: Words }) {
  const { report } = judgement;
  const [switches, setSwitches] = useState(() => switchesOf(report));
  const [found, setFound] = useState<WhatIf | null>(null);
  useEffect(() => {
    let current = true;
    void evaluate(report, switches).then((next) => current && setFound(next));
    return () => {
      current = false;
    };
  }, [report, switches]);
  const author = report.recorded.author.domain;
  if (author === null || report.verified?.dmarc == null) return null;
  const set = (change: Partial<Switches>) => setSwitches({ ...switches, ...change });
  return (
    <section id="what-if" aria-labelledby="what-if-title">
      <h2 id="what-if-title">{words.text('page_what_if')}</h2>
      <p class="quiet">{words.text('page_what_if_more')}</p>
      <form class="switches" onSubmit={(event) => event.preventDefault()}>
        <label>
          <input
            type="checkbox"
            data-switch="dkim"
            checked={switches.dkim === 'aligned'}
            onChange={({ currentTarget }) => set({ dkim: currentTarget.checked ? 'aligned' : 'as-it-is' })}
          />{' '}
          {words.text('page_what_if_dkim', { author })}
        </label>
        <label>
          <input
            type="checkbox"
            data-switch="mail-from"
            checked={switches.mailFrom === 'own'}
            onChange={({ currentTarget }) => set({ mailFrom: currentTarget.checked ? 'own' : 'as-it-is' })}
          />{' '}
          {words.text('page_what_if_mail_from', { author })}
        </label>
        <Mode
          label={words.text('page_what_if_mode_dkim')}
          value={switches.adkim}
          onChange={(adkim) => set({ adkim })}
          words={words}
        />
        <Mode
          label={words.text('page_what_if_mode_spf')}
          value={switches.aspf}
          onChange={(aspf) => set({ aspf })}
          words={words}
        />
        <label>
          {words.text('page_what_if_policy')}{' '}
          <select
            data-switch="policy"
            value={switches.policy ?? ''}
            onChange={({ currentTarget }) =>
              set({ policy: policies.find((one) => one === currentTarget.value) ?? null })
            }
          >
            <option value="">—</option>
            {policies.map((policy) => (
              <option value={policy} key={policy}>
                {words.text(`policy_${policy}`)}
              </option>
            ))}
          </select>
        </label>
        <button type="button" data-do="reset" onClick={() => setSwitches(switchesOf(report))}>
          {words.text('page_what_if_reset')}
        </button>
      </form>
      {found && <Outcome found={found} judgement={judgement} switches={switches} words={words} />}
    </section>
  );
}

type ModeProps = { label: string; value: 'r' | 's'; onChange: (mode: 'r' | 's') => void; words: Words };

function Mode({ label, value, onChange, words }: ModeProps) {
  return (
    <label>
      {label}{' '}
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value === 's' ? 's' : 'r')}>
        {modes.map((mode) => (
          <option value={mode} key={mode}>
            {words.text(`page_mode_${mode}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

type OutcomeProps = { found: WhatIf; judgement: Judgement; switches: Switches; words: Words };

function Outcome({ found, judgement, switches, words }: OutcomeProps) {
  const { verdict, identities } = explain(judge(found.report), words);
  const { dmarc } = found.report.verified ?? {};
  const publish = toPublish(found, judgement, switches, words);
  return (
    <div class="card outcome" data-verdict={verdict.id} data-result={dmarc?.result ?? 'null'}>
      <p class="unseen" role="status">
        {verdict.title}
      </p>
      <h3>{words.text('page_what_if_result')}</h3>
      {dmarc?.result ? (
        <Verdict verdict={verdict} basis="checked" most={0} words={words} level="h4" />
      ) : (
        <p>{words.text('page_what_if_open')}</p>
      )}
      <Identities lines={identities} most={MOST_SIGNATURES} part="of-simulation" words={words} />
      {publish.length > 0 && (
        <>
          <h3>{words.text('page_what_if_publish')}</h3>
          <ul class="publish">
            {publish.map((line) => (
              <Step line={line} words={words} key={line.text} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** What each switch that was moved asks the sender to publish. */
function toPublish(found: WhatIf, judgement: Judgement, switches: Switches, words: Words): readonly AdviceLine[] {
  const before = judgement.report.verified?.dmarc?.record?.text ?? null;
  const { recordName, recordText } = found;
  return [
    ...(switches.dkim === 'aligned' ? [dkimAdvice(judgement, words)] : []),
    ...(switches.mailFrom === 'own' ? mailFromAdvice(judgement, words) : []),
    ...(recordText !== null && recordText !== before
      ? [{ text: 'DMARC', why: null, records: [{ type: 'TXT', name: recordName, value: recordText } as const] }]
      : []),
  ];
}
