/** Where an inspection stands: nothing to show and why, not yet, or what was found. */

import type { ComponentChildren } from 'preact';
import type { Report } from '../../../engine/report.ts';
import type { Words } from '../../../explain/words.ts';
import type { Command, Inspection, Subject } from '../../protocol.ts';
import type { Seen } from '../inspection.ts';
import { Failure } from './failure.tsx';
import { Picker } from './picker.tsx';
import { Reading } from './reading.tsx';
import './stage.css';

export type Inspected = Extract<Inspection<Subject>, { report: Report }>;

type Props = {
  tab: number;
  seen: Seen;
  send: (command: Command) => void;
  words: Words;
  children: (inspected: Inspected) => ComponentChildren;
};

export function Stage({ tab, seen: { inspection, stalled }, send, words, children }: Props) {
  if (inspection && inspection.step !== 'reading' && inspection.step !== 'failed') return <>{children(inspection)}</>;
  const failed = inspection?.step === 'failed' ? inspection : null;
  if (!failed && !stalled) {
    return (
      <main data-step="reading" aria-busy="true">
        <Reading
          located={inspection?.located ?? null}
          progress={(inspection?.step === 'reading' && inspection.progress) || null}
          onCancel={() => send({ kind: 'cancel', tab })}
          words={words}
        />
        <Picker tab={tab} located={inspection?.located ?? null} send={send} words={words} />
      </main>
    );
  }
  return (
    <main data-step="failed" data-failure={failed?.failure ?? 'stalled'}>
      <Failure
        failure={failed?.failure ?? 'stalled'}
        detail={failed?.detail ?? ''}
        onRetry={() => send({ kind: 'inspect-again', tab })}
        words={words}
      />
      <Picker tab={tab} located={failed?.located ?? null} send={send} words={words} />
    </main>
  );
}

/** A page that has no tab to be about. */
export function NoTab({ words }: { words: Words }) {
  return (
    <main data-step="failed" data-failure="not-gmail">
      <Failure failure="not-gmail" detail="" onRetry={() => location.reload()} words={words} />
    </main>
  );
}
